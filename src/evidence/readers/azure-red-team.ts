import { type ResultTable, RUN } from '../table.ts';
import { contentId } from './content-id.ts';
import { asList, asRecord, setLabels, textOf } from './json-value.ts';
import { type DocumentReader, type JsonRecord, NO_FACTS } from './reader.ts';
import { Runs } from './runs.ts';

/**
 * The scorecard of Azure's AI Red Teaming Agent: `{scorecard, parameters, attack_details}`. An attack that succeeded is a
 * violation of its risk category, and one that nobody could judge is neither. The sums of the scorecard alone are no items.
 */
export const azureRedTeamDocument: DocumentReader = {
  format: 'azure-ai-evaluation',
  claims: (document) =>
    document.find('scorecard', 'risk_category_summary') !== null ||
    document.find('scorecard', 'joint_risk_attack_summary') !== null,
  read(document, table) {
    const attacks = document.find('attack_details');
    const runs = new Runs();
    for (const element of attacks === null ? [] : document.elements(attacks))
      addAttack(asRecord(document.parse(element)), table, runs);
    return { ...NO_FACTS, tool: { name: 'azure-ai-red-teaming', version: null } };
  },
};

function addAttack(attack: JsonRecord, table: ResultTable, runs: Runs): void {
  const { attack_success: success, risk_category: category, attack_technique: technique } = attack;
  const asked = asList(attack['conversation'])
    .map(asRecord)
    .filter(({ role }) => role === 'user')
    .map(({ content }) => content ?? null);
  const item = contentId(
    { asked, category: category ?? null, technique: technique ?? null },
    textOf(category),
  );
  const row = table.add(item, 'ok');
  table.setLabel(row, RUN, runs.next(item));
  table.setMetric(row, 'violation', typeof success === 'boolean' ? Number(success) : null);
  setLabels(table, row, { category, technique, complexity: attack['attack_complexity'] });
}

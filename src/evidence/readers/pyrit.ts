import { type ResultTable, RUN } from '../table.ts';
import { contentId } from './content-id.ts';
import { asList, asRecord, setLabels, spelled, textOf } from './json-value.ts';
import { noItem } from './mapped.ts';
import { type JsonRecord, NO_FACTS, type RecordReader } from './reader.ts';
import { Runs } from './runs.ts';

/**
 * Attack results exported from PyRIT's memory, https://github.com/Azure/PyRIT, JSONL or a list. `success` is the attack's:
 * a violation. `undetermined` and `error` are not defended, they are not known.
 */
export const pyritRows: RecordReader = {
  format: 'pyrit',
  claims: (first) => 'objective' in first && 'outcome' in first && 'conversation_id' in first,
  begin(table, options) {
    const runs = new Runs();
    return {
      take(record, line) {
        const objective = textOf(record['objective']);
        if (objective === null)
          noItem(options.file, { line, column: 1 }, { id: 'objective' }, Object.keys(record));
        addAttack(table, runs, objective, record);
      },
      end: () => ({ ...NO_FACTS, tool: { name: 'pyrit', version: null } }),
    };
  },
};

const VIOLATION: ReadonlyMap<string, number> = new Map([
  ['success', 1],
  ['failure', 0],
]);

function addAttack(table: ResultTable, runs: Runs, objective: string, record: JsonRecord): void {
  const attack = attackOf(record['attack_identifier']);
  const item = contentId({ objective, attack }, attack);
  // Some exports spell the member of the enumeration: `AttackOutcome.SUCCESS`.
  const outcome = spelled(record['outcome']).toLowerCase().replace(/^.*\./u, '');
  const row = table.add(item, VIOLATION.has(outcome) ? 'ok' : 'error');
  table.setLabel(row, RUN, runs.next(item));
  table.setMetric(row, 'violation', VIOLATION.get(outcome) ?? null);
  const { score_category: category } = asRecord(record['last_score']);
  setLabels(table, row, { category: asList(category)[0] ?? category, attack: attack ?? '' });
}

function attackOf(identifier: unknown): string | null {
  const { __type__: type, class_name: name } = asRecord(identifier);
  return textOf(type) ?? textOf(name) ?? textOf(identifier);
}

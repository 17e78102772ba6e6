import { type ResultTable, RUN } from '../table.ts';
import { asList, asRecord, finite, labelOf, milliseconds, OWN_METRICS, textOf } from './json-value.ts';
import { noItem } from './mapped.ts';
import { type JsonRecord, NO_FACTS, type RecordReader } from './reader.ts';

/**
 * HELM's `per_instance_stats.json`, https://github.com/stanford-crfm/helm: a list of `{instance_id, train_trial_index,
 * perturbation, stats}`. A perturbed copy of an instance is an item of its own, a train trial a run of it, and only the
 * test split is counted where there are several.
 */
export const helmRows: RecordReader = {
  format: 'helm',
  claims: (first) => 'instance_id' in first && Array.isArray(first['stats']),
  begin(table, options) {
    return {
      take(record, line) {
        const id = textOf(record['instance_id']);
        if (id === null)
          noItem(options.file, { line, column: 1 }, { id: 'instance_id' }, Object.keys(record));
        addInstance(table, id, record);
      },
      end: () => ({ ...NO_FACTS, tool: { name: 'helm', version: null } }),
    };
  },
};

const SPLIT = 'test';
/** Names of what every format measures. */
const COMMON: Readonly<Record<string, string>> = {
  inference_runtime: 'latency_ms',
  num_prompt_tokens: 'tokens_in',
  num_output_tokens: 'tokens_out',
};

function addInstance(table: ResultTable, id: string, record: JsonRecord): void {
  const perturbation = textOf(asRecord(record['perturbation'])['name']);
  const row = table.add(perturbation === null ? id : `${id} ${perturbation}`, 'ok');
  const trial = finite(record['train_trial_index']);
  if (trial !== null) table.setLabel(row, RUN, String(trial));
  if (perturbation !== null) table.setLabel(row, 'perturbation', perturbation.slice(0, 80));
  const stats = asList(record['stats']).map(asRecord);
  const names = stats.map(({ name }) => asRecord(name));
  const isTest = names.some(({ split }) => split === SPLIT);
  for (const [i, stat] of stats.entries()) {
    const { name, split, sub_split: part } = names[i] ?? {};
    const metric = textOf(name);
    if (metric === null || OWN_METRICS.has(metric) || (isTest && (split ?? SPLIT) !== SPLIT)) continue;
    const value = (finite(stat['count']) ?? 0) > 0 ? (finite(stat['mean']) ?? finite(stat['sum'])) : null;
    const common = Object.hasOwn(COMMON, metric) ? (COMMON[metric] ?? metric) : metric;
    table.setMetric(row, common, common === 'latency_ms' ? milliseconds(value) : value);
    const label = labelOf(part);
    if (label !== null) table.setLabel(row, 'sub_split', label);
  }
}

import { type ResultTable, RUN } from '../table.ts';
import { contentId } from './content-id.ts';
import {
  asList,
  asRecord,
  finite,
  milliseconds,
  OWN_METRICS,
  setKnown,
  setLabels,
  textOf,
} from './json-value.ts';
import { type DocumentReader, type JsonRecord, NO_FACTS, type RecordReader } from './reader.ts';
import { Runs } from './runs.ts';

/**
 * Events of a Braintrust experiment (`ExperimentEvent`), JSONL or one list. Only root spans are items; Braintrust itself
 * matches them by their input, or by the row of the data set that they came from. The same input again is a trial.
 * https://www.braintrust.dev/docs/reference/api/Experiments
 */
export const braintrustLines: RecordReader = {
  format: 'braintrust',
  claims: (first) =>
    typeof first['scores'] === 'object' &&
    'input' in first &&
    ['root_span_id', 'span_attributes', 'is_root', 'experiment_id', '_xact_id'].some((key) => key in first),
  begin(table) {
    const runs = new Runs();
    return {
      take: (record) => {
        if (record['is_root'] !== false) addEvent(table, runs, record);
      },
      end: () => TOOL,
    };
  },
};

const TOOL = { ...NO_FACTS, tool: { name: 'braintrust', version: null } };

/** The summary of an experiment: means and differences, nothing item by item. */
export const braintrustSummary: DocumentReader = {
  format: 'braintrust',
  claims: (document) =>
    ['experiment_name', 'project_name', 'scores'].every((key) => document.find(key) !== null),
  read: () => TOOL,
};

function addEvent(table: ResultTable, runs: Runs, record: JsonRecord): void {
  const origin = textOf(asRecord(record['origin'])['id']);
  const item = origin ?? contentId(record['input']);
  const erred = (record['error'] ?? null) !== null && record['error'] !== '';
  const row = table.add(item, erred ? 'error' : 'ok');
  table.setLabel(row, RUN, runs.next(item));
  for (const [name, score] of Object.entries(asRecord(record['scores'])))
    if (!OWN_METRICS.has(name)) table.setMetric(row, name, finite(score));
  const metrics = asRecord(record['metrics']);
  const [start, end] = [finite(metrics['start']), finite(metrics['end'])];
  const cached = (finite(metrics['cached']) ?? 0) > 0;
  const seconds = start === null || end === null || cached ? null : end - start;
  setKnown(table, row, 'latency_ms', milliseconds(seconds));
  setKnown(table, row, 'cost_usd', finite(metrics['estimated_cost']));
  setKnown(table, row, 'tokens_in', finite(metrics['prompt_tokens']));
  setKnown(table, row, 'tokens_out', finite(metrics['completion_tokens']));
  setLabels(table, row, asRecord(record['metadata']));
  const tags = asList(record['tags']).flatMap((tag) => textOf(tag) ?? []);
  if (tags.length > 0) table.setLabel(row, 'tags', tags.sort().join(', ').slice(0, 80));
}

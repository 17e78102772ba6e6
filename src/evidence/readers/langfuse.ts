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
 * Langfuse: the result of `run_experiment()` (Python's names or JavaScript's), and traces or runs of a data set's items
 * exported with their scores. A category is a label, not a number. https://langfuse.com/docs/evaluation
 */
export const langfuseDocument: DocumentReader = {
  format: 'langfuse',
  claims: (document) => ITEMS.some((key) => document.find(key) !== null),
  read(document, table) {
    const runs = new Runs();
    for (const key of ITEMS) {
      const list = document.find(key);
      for (const element of list === null ? [] : document.elements(list))
        addResult(table, runs, asRecord(document.parse(element)));
    }
    return TOOL;
  },
};

export const langfuseLines: RecordReader = {
  format: 'langfuse',
  claims: (first) =>
    Array.isArray(first['scores'] ?? first['evaluations']) && TRACE.some((key) => key in first),
  begin(table) {
    const runs = new Runs();
    return { take: (record) => addResult(table, runs, record), end: () => TOOL };
  },
};

const ITEMS = ['item_results', 'itemResults'];
const TRACE = [
  'traceId',
  'trace_id',
  'datasetItemId',
  'dataset_item_id',
  'datasetRunId',
  'dataset_run_id',
  'htmlPath',
  'totalCost',
];
const TOOL = { ...NO_FACTS, tool: { name: 'langfuse', version: null } };

function addResult(table: ResultTable, runs: Runs, record: JsonRecord): void {
  const source = asRecord(record['item']);
  const id =
    textOf(record['datasetItemId'] ?? record['dataset_item_id']) ??
    textOf(source['id']) ??
    contentId(source['input'] ?? record['input'] ?? null);
  const erred = textOf(record['error']) !== null || record['level'] === 'ERROR';
  const row = table.add(id, erred ? 'error' : 'ok');
  table.setLabel(row, RUN, runs.next(id));
  for (const score of asList(record['evaluations'] ?? record['scores']).map(asRecord))
    setScore(table, row, score);
  setKnown(table, row, 'latency_ms', milliseconds(finite(record['latency'])));
  setKnown(table, row, 'cost_usd', finite(record['totalCost'] ?? record['total_cost']));
  setLabels(table, row, { ...asRecord(source['metadata']), ...asRecord(record['metadata']) });
}

function setScore(table: ResultTable, row: number, score: JsonRecord): void {
  const name = textOf(score['name']);
  if (name === null || OWN_METRICS.has(name)) return;
  const { value } = score;
  const category = textOf(score['stringValue'] ?? score['string_value']) ?? textOf(value);
  const isCategory = (score['data_type'] ?? score['dataType']) === 'CATEGORICAL' || typeof value === 'string';
  if (isCategory && category !== null) table.setLabel(row, name, category.slice(0, 80));
  else table.setMetric(row, name, typeof value === 'boolean' ? Number(value) : finite(value));
}

import type { JsonDocument, Span } from '../../reader/json-document.ts';
import type { ResultTable } from '../table.ts';
import { contentId } from './content-id.ts';
import { asRecord, finite, labelOf, milliseconds, setKnown, spelled, textOf } from './json-value.ts';
import { noItem } from './mapped.ts';
import { type DocumentReader, type JsonRecord, NO_FACTS, type ReadOptions } from './reader.ts';

/**
 * What `evaluate()` of the Azure AI evaluation SDK writes: `{rows, metrics, studio_url}`, each row with `inputs.COLUMN` and
 * `outputs.EVALUATOR.METRIC`. Threshold and outcome travel in the row, `gpt_x` is `x` a second time, and tokens and times
 * beside a metric are the judge's. https://learn.microsoft.com/azure/ai-foundry/how-to/develop/evaluate-sdk
 */
export const azureDocument: DocumentReader = {
  format: 'azure-ai-evaluation',
  claims(document) {
    const rows = rowsIn(document);
    if (rows === null || document.find('metrics') === null) return false;
    for (const first of document.elements(rows))
      return Object.keys(asRecord(document.parse(first))).some((key) => /^(?:inputs|outputs)\./u.test(key));
    return document.find('studio_url') !== null;
  },
  read(document, table, options) {
    const rows = rowsIn(document);
    const facts = { scorers: new Map<string, string>(), judges: new Set<string>() };
    for (const element of rows === null ? [] : document.elements(rows))
      addRow(document, element, { table, options, ...facts });
    const scorers = [...facts.scorers].sort().map(([metric, threshold]) => `${metric} >= ${threshold}`);
    return {
      ...NO_FACTS,
      tool: { name: 'azure-ai-evaluation', version: null },
      scorer: scorers.length === 0 ? null : scorers.join(', '),
      judge: facts.judges.size === 0 ? null : [...facts.judges].sort().join(', '),
    };
  },
};

function rowsIn(document: JsonDocument): Span | null {
  const rows = document.find('rows');
  return rows !== null && document.isList(rows) ? rows : null;
}

interface Sink {
  readonly table: ResultTable;
  readonly options: ReadOptions;
  readonly scorers: Map<string, string>;
  readonly judges: Set<string>;
}

/** Columns that ask something, the first of them that a row has names the item. */
const QUESTIONS = ['query', 'question', 'prompt', 'conversation', 'messages', 'input'];
/** Columns that answer, and so differ between two runs of one item. */
const ANSWERS = new Set([
  'response',
  'answer',
  'context',
  'latency',
  'response_length',
  'output',
  'tool_calls',
]);

function addRow(document: JsonDocument, element: Span, { table, options, scorers, judges }: Sink): void {
  const record = asRecord(document.parse(element));
  const inputs = below(record, 'inputs.');
  const question = QUESTIONS.find((name) => (inputs[name] ?? null) !== null);
  const others = Object.entries(inputs).filter(([name]) => !ANSWERS.has(name));
  if (question === undefined && others.length === 0)
    noItem(options.file, document.position(element), { id: 'inputs.query' }, Object.keys(record));
  const row = table.add(
    contentId(question === undefined ? Object.fromEntries(others) : inputs[question]),
    'ok',
  );
  setKnown(table, row, 'latency_ms', milliseconds(finite(inputs['latency'])));
  for (const [name, value] of others) {
    const label = name === question ? null : labelOf(value);
    if (label !== null) table.setLabel(row, name, label);
  }
  const outputs = below(record, 'outputs.');
  for (const [path, value] of Object.entries(outputs)) {
    const name = metricName(path);
    if (name.endsWith('_threshold')) scorers.set(name.slice(0, -'_threshold'.length), spelled(value));
    else if (name.endsWith('_model')) {
      const judge = textOf(value);
      if (judge !== null) judges.add(judge);
    } else setFigure(table, row, { name, path, value }, outputs);
  }
}

function below(record: JsonRecord, prefix: string): JsonRecord {
  return Object.fromEntries(
    Object.entries(record).flatMap(([key, value]) =>
      key.startsWith(prefix) ? [[key.slice(prefix.length), value]] : [],
    ),
  );
}

/**
 * `groundedness.groundedness` is groundedness, and so is `groundedness.gpt_groundedness` of older versions;
 * `content_safety.violence_score` keeps both its names.
 */
function metricName(path: string): string {
  const [evaluator = '', ...rest] = path.split('.');
  const metric = rest.join('.').replace(/^gpt_/u, '');
  return metric === '' || metric === evaluator || metric.startsWith(`${evaluator}_`)
    ? metric || evaluator
    : path;
}

const RESULTS: ReadonlyMap<string, number> = new Map([
  ['pass', 1],
  ['true', 1],
  ['fail', 0],
  ['false', 0],
]);
/** What stands beside a metric and is about the judge. */
const OF_THE_JUDGE =
  /_(?:reason|tokens|finish_reason|sample_input|sample_output|details|properties|status)$/u;

interface Output {
  readonly name: string;
  readonly path: string;
  readonly value: unknown;
}

function setFigure(
  table: ResultTable,
  row: number,
  { name, path, value }: Output,
  outputs: JsonRecord,
): void {
  if (OF_THE_JUDGE.test(name) || isDouble(path, outputs)) return;
  if (name.endsWith('_result')) {
    const result = RESULTS.get(spelled(value).toLowerCase()) ?? null;
    if (result !== null || value === null) table.setMetric(row, name, result);
    return;
  }
  const number = typeof value === 'boolean' ? Number(value) : finite(value);
  if (number !== null || value === null || value === 'NaN') table.setMetric(row, name, number);
}

/** `gpt_groundedness` beside `groundedness` is the same figure under its old name. */
function isDouble(path: string, outputs: JsonRecord): boolean {
  const plain = path.replace(/(^|\.)gpt_/u, '$1');
  return plain !== path && Object.hasOwn(outputs, plain);
}

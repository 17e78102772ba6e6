import type { JsonDocument, Span } from '../../reader/json-document.ts';
import { type ResultTable, type RowStatus, RUN } from '../table.ts';
import { contentId } from './content-id.ts';
import { INSPECT_HEAD, type InspectHead, inspectFacts, modelOf } from './inspect-head.ts';
import {
  asList,
  asRecord,
  filteredBy,
  finite,
  milliseconds,
  setKnown,
  setLabels,
  spelled,
  sumOf,
  textOf,
} from './json-value.ts';
import type { DocumentReader, JsonRecord } from './reader.ts';

/**
 * Inspect AI's log as JSON, https://inspect.aisi.org.uk/eval-logs.html, version 2 and the one before. Only what is needed
 * of a sample is parsed: its transcript may be many megabytes.
 */
export const inspectDocument: DocumentReader = {
  format: 'inspect',
  claims(document) {
    const log = document.find('eval');
    return log !== null && document.isMap(log) && document.find('eval', 'task') !== null;
  },
  read(document, table) {
    const head = document.pick(document.root, INSPECT_HEAD);
    const samples = document.find('samples');
    addSamples(document, samples ?? document.root, table, head);
    return inspectFacts(head);
  },
};

const SAMPLE = new Set([
  'id',
  'epoch',
  'input',
  'score',
  'scores',
  'metadata',
  'messages',
  'output',
  'model_usage',
  'working_time',
  'total_time',
  'error',
  'completed',
]);

/** Rows of a list of samples, or of summaries of them. */
export function addSamples(document: JsonDocument, list: Span, table: ResultTable, head: InspectHead): void {
  for (const element of document.elements(list)) addSample(document.pick(element, SAMPLE), table, head);
}

function addSample(sample: JsonRecord, table: ResultTable, head: InspectHead): void {
  const row = table.add(itemOf(sample), statusOf(sample));
  const epoch = finite(sample['epoch']);
  if (epoch !== null) table.setLabel(row, RUN, String(epoch));
  if (table.status(row) === 'ok')
    for (const [name, score] of scoresOf(sample, head)) setScore(table, row, name, score);
  setKnown(
    table,
    row,
    'latency_ms',
    milliseconds(finite(sample['working_time']) ?? finite(sample['total_time'])),
  );
  const usage = usageOf(sample, modelOf(head));
  setKnown(table, row, 'tokens_in', sumOf(INPUT.map((key) => finite(usage[key]))));
  setKnown(table, row, 'tokens_out', finite(usage['output_tokens']));
  setKnown(table, row, 'cost_usd', finite(usage['total_cost']));
  setToolCalls(table, row, sample['messages']);
  const [choice] = asList(asRecord(sample['output'])['choices']).map(asRecord);
  setKnown(table, row, 'content_filtered', filteredBy(choice?.['stop_reason']));
  setLabels(table, row, textsOf(asRecord(sample['metadata'])));
}

/** An error means no score; a sample that was never finished is no answer either. */
function statusOf(sample: JsonRecord): RowStatus {
  if ((sample['error'] ?? null) !== null) return 'error';
  return sample['completed'] === false ? 'skipped' : 'ok';
}

/** The longest input that a summary holds whole is 5,120 letters: more must not count, or `.eval` and `.json` differ. */
const LONGEST_INPUT = 5_000;

/** An id is often only a position: the item is the id together with what was asked. */
function itemOf(sample: JsonRecord): string {
  const asked =
    typeof sample['input'] === 'string' ? sample['input'] : messageTexts(sample['input']).join('\n');
  return contentId(asked.slice(0, LONGEST_INPUT), spelled(sample['id']).slice(0, 80));
}

function messageTexts(messages: unknown): string[] {
  return asList(messages).flatMap((message) => {
    const content = asRecord(message)['content'];
    if (typeof content === 'string') return [content];
    return asList(content).flatMap((part) => textOf(asRecord(part)['text']) ?? []);
  });
}

/** Scores by scorer; logs of the first version have one, without a name. */
function scoresOf(sample: JsonRecord, head: InspectHead): [string, unknown][] {
  const named = Object.entries(asRecord(sample['scores']));
  if (named.length > 0 || (sample['score'] ?? null) === null)
    return named.map(([name, score]) => [name, scoreValue(score)]);
  const scorer = asRecord(asRecord(head['results'])['scorer'])['name'];
  return [[textOf(scorer) ?? 'score', scoreValue(sample['score'])]];
}

function scoreValue(score: unknown): unknown {
  return asRecord(score)['value'];
}

/** Correct, incorrect, partial and no answer, as Inspect's own `value_to_float` has them. */
const LETTERS: Readonly<Record<string, number>> = {
  C: 1,
  I: 0,
  P: 0.5,
  N: 0,
  yes: 1,
  no: 0,
  true: 1,
  false: 0,
};

/** A number, a letter, a map of them, or a label that stands for no number and can only be sliced by. */
function setScore(table: ResultTable, row: number, name: string, value: unknown): void {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    for (const [part, inner] of Object.entries(value)) setScore(table, row, `${name}.${part}`, inner);
    return;
  }
  const number = typeof value === 'boolean' ? Number(value) : (finite(value) ?? numberIn(value));
  if (number === null && typeof value === 'string' && value !== '')
    table.setLabel(row, name, value.slice(0, 80));
  else table.setMetric(row, name, number);
}

function numberIn(value: unknown): number | null {
  if (typeof value !== 'string') return null;
  if (Object.hasOwn(LETTERS, value)) return LETTERS[value] ?? null;
  return /^-?\d+(?:\.\d+)?$/u.test(value) ? Number(value) : null;
}

/** Input that came from the provider's cache was still input. */
const INPUT = ['input_tokens', 'input_tokens_cache_read', 'input_tokens_cache_write'];

/** What the model under test used; what a judge used is the price of the eval, not of the answer. */
function usageOf(sample: JsonRecord, model: string | null): JsonRecord {
  const usage = asRecord(sample['model_usage']);
  return asRecord(model === null ? null : usage[model]);
}

/** Tool calls of a transcript: how many were made, how many failed, and how many nobody could read. */
function setToolCalls(table: ResultTable, row: number, messages: unknown): void {
  const all = asList(messages).map(asRecord);
  const calls = all.flatMap((message) => asList(message['tool_calls']).map(asRecord));
  if (calls.length === 0) return;
  const failed = all.filter(({ role, error }) => role === 'tool' && (error ?? null) !== null).length;
  table.setMetric(row, 'tool_calls', calls.length);
  table.setMetric(row, 'tool_calls_failed', failed);
  table.setMetric(
    row,
    'tool_calls_invalid',
    calls.filter((call) => (call['parse_error'] ?? null) !== null).length,
  );
}

/** Numbers in the metadata are measurements of the question more often than kinds of it. */
function textsOf(metadata: JsonRecord): JsonRecord {
  return Object.fromEntries(Object.entries(metadata).filter(([, value]) => typeof value !== 'number'));
}

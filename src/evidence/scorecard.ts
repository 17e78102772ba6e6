import { refuse } from '../problem.ts';
import type { JsonDocument, Span } from '../reader/json-document.ts';
import { asRecord, finite, textOf } from './readers/json-value.ts';
import {
  type DocumentReader,
  type FileFacts,
  NO_FACTS,
  type ReadOptions,
  type RunFacts,
} from './readers/reader.ts';
import type { ResultTable, RowStatus } from './table.ts';

export const SCORECARD_SCHEMA = 'airlock.scorecard/1';

/**
 * Airlock's own results: item ids and numbers, never text. Every other format converts into it, and it is what is
 * kept with a live bundle so that a later change can be compared with it. Rows are arrays in the order of `metrics`
 * and `labels`, because a release keeps many of them.
 */
export interface Scorecard {
  readonly schema: typeof SCORECARD_SCHEMA;
  readonly bundle: FileFacts['bundle'];
  readonly tool: FileFacts['tool'];
  readonly scorer: string | null;
  readonly judge: string | null;
  /** False where the run was cut short; left out by versions that did not say. */
  readonly complete?: boolean;
  /** Prompts and providers whose rows these are, where there can be several; left out by versions that did not say. */
  readonly candidates?: readonly string[];
  /** When the evals ran and what they cost; left out by versions that did not say. */
  readonly run?: RunFacts | null;
  /** Names of numbers, in the order of a row's third member. */
  readonly metrics: readonly string[];
  /** Names of labels, in the order of a row's fourth member. */
  readonly labels: readonly string[];
  readonly rows: readonly ScorecardRow[];
}

export type ScorecardRow = readonly [
  item: string,
  status: RowStatus,
  values: readonly (number | null)[],
  labels: readonly (string | null)[],
];

/**
 * Rows of a table as a scorecard, in the order of items, so that equal results make equal bytes. `keys`: the labels that
 * it holds; all of them unless given.
 */
export function scorecardOf(table: ResultTable, facts: FileFacts, keys = table.labelKeys()): Scorecard {
  const metrics = [...table.allMetricNames()].sort();
  const labels = [...keys].sort();
  const rows = Array.from({ length: table.rows }, (_, row): ScorecardRow => {
    const values = metrics.map((name) => finite(table.metric(name)?.get(row) ?? null));
    return [
      table.items.name(table.itemOf.get(row)),
      table.status(row),
      values,
      labels.map((key) => table.label(key)?.get(row) ?? null),
    ];
  });
  const keyed = rows.map((row) => [JSON.stringify(row), row] as const);
  keyed.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  const { bundle, tool, scorer, judge, complete, candidates, run } = facts;
  return {
    schema: SCORECARD_SCHEMA,
    bundle,
    tool,
    scorer,
    judge,
    complete,
    candidates: [...candidates].sort(),
    run,
    metrics,
    labels,
    rows: keyed.map(([, row]) => row),
  };
}

export const scorecardDocument: DocumentReader = {
  format: 'airlock',
  claims(document) {
    const schema = document.find('schema');
    return schema !== null && document.parse(schema) === SCORECARD_SCHEMA;
  },
  read(document, table, options) {
    const names = {
      metrics: namesAt(document, 'metrics', options),
      labels: namesAt(document, 'labels', options),
    };
    const rows = document.find('rows');
    if (rows === null || !document.isList(rows))
      wrong(document, rows ?? document.root, '`rows`, a list', options);
    for (const element of document.elements(rows)) {
      const row = rowOf(document.parse(element), names);
      if (row === null) wrong(document, element, rowShape(names), options);
      addRow(table, row, names);
    }
    return factsOf(document);
  },
};

function factsOf(document: JsonDocument): FileFacts {
  const head = (key: string): unknown => {
    const place = document.find(key);
    return place === null ? null : document.parse(place);
  };
  const [scorer, judge, candidates] = [head('scorer'), head('judge'), head('candidates')];
  return {
    ...NO_FACTS,
    tool: toolOf(head('tool')),
    bundle: bundleOf(head('bundle')),
    scorer: typeof scorer === 'string' ? scorer : null,
    judge: typeof judge === 'string' ? judge : null,
    complete: head('complete') !== false,
    candidates: Array.isArray(candidates) && candidates.every(isText) ? candidates : [],
    run: runOf(head('run')),
  };
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

/** This format is ours: what is not as we write it was written by somebody else, and nothing is made of it. */
function wrong(document: JsonDocument, place: Span, expected: string, { file }: ReadOptions): never {
  refuse('evidence-syntax', { file, ...document.position(place), expected });
}

function namesAt(document: JsonDocument, key: string, options: ReadOptions): string[] {
  const place = document.find(key);
  if (place === null) return [];
  const list = document.parse(place);
  if (!Array.isArray(list) || !list.every(isText) || new Set(list).size < list.length)
    wrong(document, place, `\`${key}\`, a list of names, each once`, options);
  return list;
}

interface RowNames {
  readonly metrics: readonly string[];
  readonly labels: readonly string[];
}

function rowShape({ metrics, labels }: RowNames): string {
  return `[item, status, [${metrics.length} numbers], [${labels.length} labels]]`;
}

function rowOf(row: unknown, { metrics, labels: keys }: RowNames): ScorecardRow | null {
  if (!Array.isArray(row)) return null;
  const [item, status, values, labels]: unknown[] = row;
  if (!isText(item) || item === '' || !isStatus(status)) return null;
  if (!isListOf(values, metrics.length, 'number') || !isListOf(labels, keys.length, 'string')) return null;
  return [item, status, values as (number | null)[], labels as (string | null)[]];
}

function isStatus(value: unknown): value is RowStatus {
  return value === 'ok' || value === 'error' || value === 'skipped';
}

function isListOf(value: unknown, length: number, type: 'number' | 'string'): boolean {
  return (
    Array.isArray(value) &&
    value.length === length &&
    value.every((one) => one === null || typeof one === type)
  );
}

function addRow(
  table: ResultTable,
  [item, status, values, labels]: ScorecardRow,
  { metrics, labels: keys }: RowNames,
): void {
  const index = table.add(item, status);
  for (const [i, name] of metrics.entries()) table.setMetric(index, name, values[i] ?? null);
  for (const [i, key] of keys.entries()) {
    const label = labels[i] ?? null;
    if (label !== null) table.setLabel(index, key, label);
  }
}

function toolOf(value: unknown): FileFacts['tool'] {
  const { name, version } = asRecord(value);
  return typeof name === 'string' ? { name, version: typeof version === 'string' ? version : null } : null;
}

function bundleOf(value: unknown): FileFacts['bundle'] {
  const { name, version, digest } = asRecord(value);
  if (typeof name !== 'string' || typeof digest !== 'string') return null;
  return { name, version: typeof version === 'string' ? version : null, digest };
}

function runOf(value: unknown): RunFacts | null {
  if (typeof value !== 'object' || value === null) return null;
  const { began, ended, seconds, usd } = asRecord(value);
  return { began: textOf(began), ended: textOf(ended), seconds: finite(seconds), usd: finite(usd) };
}

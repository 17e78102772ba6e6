import { refuse } from '../problem.ts';
import type { JsonDocument } from '../reader/json-document.ts';
import {
  type DocumentReader,
  type FileFacts,
  type JsonRecord,
  NO_FACTS,
  type ReadOptions,
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

/** Rows of a table as a scorecard, in the order of items, so that equal results make equal bytes. */
export function scorecardOf(table: ResultTable, facts: FileFacts): Scorecard {
  const metrics = [...table.metricNames()].sort();
  const labels = [...table.labelKeys()].sort();
  const rows = Array.from({ length: table.rows }, (_, row): ScorecardRow => {
    const values = metrics.map((name) => finite(table.metric(name)?.get(row)));
    return [
      table.items.name(table.itemOf.get(row)),
      table.status(row),
      values,
      labels.map((key) => table.label(key)?.get(row) ?? null),
    ];
  });
  const keyed = rows.map((row) => [JSON.stringify(row), row] as const).sort(([a], [b]) => (a < b ? -1 : 1));
  const { bundle, tool, scorer, judge } = facts;
  return {
    schema: SCORECARD_SCHEMA,
    bundle,
    tool,
    scorer,
    judge,
    metrics,
    labels,
    rows: keyed.map(([, row]) => row),
  };
}

function finite(value: number | undefined): number | null {
  return value === undefined || Number.isNaN(value) ? null : value;
}

export const scorecardDocument: DocumentReader = {
  format: 'airlock',
  claims(document) {
    const schema = document.find('schema');
    return schema !== null && document.parse(schema) === SCORECARD_SCHEMA;
  },
  read(document, table, options) {
    const names = {
      metrics: textList(document, 'metrics', options),
      labels: textList(document, 'labels', options),
    };
    const rows = document.find('rows');
    if (rows === null) refuse('evidence-syntax', { file: options.file, line: 1, expected: 'rows' });
    for (const element of document.elements(rows)) addRow(table, document.parse(element), names, options);
    const head = (key: string): unknown => {
      const place = document.find(key);
      return place === null ? null : document.parse(place);
    };
    const [scorer, judge] = [head('scorer'), head('judge')].map((value) =>
      typeof value === 'string' ? value : null,
    );
    return {
      ...NO_FACTS,
      tool: toolOf(head('tool')),
      bundle: bundleOf(head('bundle')),
      scorer: scorer ?? null,
      judge: judge ?? null,
    };
  },
};

function textList(document: JsonDocument, key: string, options: ReadOptions): string[] {
  const place = document.find(key);
  const list = place === null ? [] : document.parse(place);
  if (!Array.isArray(list) || !list.every((one) => typeof one === 'string'))
    refuse('evidence-syntax', { file: options.file, line: 1, found: key, expected: 'a list of names' });
  return list;
}

function addRow(
  table: ResultTable,
  row: unknown,
  names: { metrics: string[]; labels: string[] },
  options: ReadOptions,
): void {
  const [item, status, values, labels] = Array.isArray(row) ? (row as unknown[]) : [];
  const known = status === 'ok' || status === 'error' || status === 'skipped';
  if (typeof item !== 'string' || !known || !Array.isArray(values) || !Array.isArray(labels)) {
    refuse('evidence-syntax', {
      file: options.file,
      found: JSON.stringify(row).slice(0, 80),
      expected: '[item, status, [values], [labels]]',
    });
  }
  const index = table.add(item, status);
  names.metrics.forEach((name, i) => {
    table.setMetric(index, name, typeof values[i] === 'number' ? values[i] : null);
  });
  names.labels.forEach((key, i) => {
    const label: unknown = labels[i];
    if (typeof label === 'string') table.setLabel(index, key, label);
  });
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

function asRecord(value: unknown): JsonRecord {
  return typeof value === 'object' && value !== null ? (value as JsonRecord) : {};
}

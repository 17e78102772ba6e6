import type { ResultTable } from '../table.ts';
import { RUN } from '../table.ts';
import type { JsonRecord } from './reader.ts';

/** What a value in a results file is taken for; what it is not is null or empty, never an error. */
export function asRecord(value: unknown): JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonRecord) : {};
}

export function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** A finite number; text is none here, whatever it spells. */
export function finite(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

/** Text that says something. */
export function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

/** A text, number or truth value as it is spelled; nothing for anything else, which may have no spelling at all. */
export function spelled(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : '';
}

const LONGEST_LABEL = 80;

/** A value short enough to slice by. */
export function labelOf(value: unknown): string | null {
  if (typeof value === 'string') return value !== '' && value.length <= LONGEST_LABEL ? value : null;
  return typeof value === 'boolean' || typeof value === 'number' ? String(value) : null;
}

/** Every member of a record that one can slice by, under its own name. */
export function setLabels(table: ResultTable, row: number, record: JsonRecord): void {
  for (const [name, value] of Object.entries(record)) {
    const label = labelOf(value);
    if (label !== null && name !== RUN) table.setLabel(row, name, label);
  }
}

/** Names that mean something of ours: a tool that calls a score so means something else. */
export const OWN_METRICS: ReadonlySet<string> = new Set([
  'latency_ms',
  'cost_usd',
  'tokens_in',
  'tokens_out',
  'success',
  'violation',
  'content_filtered',
]);

/** Whether a provider's filter ended an answer, by the reason that it gives for the end; null where it gives none. */
export function filteredBy(reason: unknown): number | null {
  return typeof reason === 'string' ? Number(reason === 'content_filter') : null;
}

/** Sets a metric that a file has only sometimes: where it never has it, it does not stand there empty. */
export function setKnown(table: ResultTable, row: number, metric: string, value: number | null): void {
  if (value !== null) table.setMetric(row, metric, value);
}

const SECOND_MS = 1000;

/** Seconds as milliseconds. */
export function milliseconds(seconds: number | null): number | null {
  return seconds === null ? null : seconds * SECOND_MS;
}

/** The furthest moment that a date can be, in milliseconds from 1970. */
const LATEST = 8.64e15;

/** Seconds since 1970 as ISO 8601. */
export function momentOf(seconds: unknown): string | null {
  const time = finite(seconds);
  return time === null || Math.abs(time) * SECOND_MS > LATEST
    ? null
    : new Date(time * SECOND_MS).toISOString();
}

/** The sum of what is known; null where nothing is. */
export function sumOf(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : known.reduce((total, value) => total + value, 0);
}

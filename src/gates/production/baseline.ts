import { type ResultTable, RUN } from '../../evidence/table.ts';
import { quantileType7 } from '../../stats/quantile.ts';
import { ascending, moments } from '../../stats/sample.ts';

export const DRIFT_BASELINE_SCHEMA = 'airlock.drift-baseline/1';

/** What traffic looked like when it was recorded: shares of labels, and numbers in ten parts of equal weight. */
export interface DriftBaseline {
  readonly schema: typeof DRIFT_BASELINE_SCHEMA;
  /** Rows of the sample; null where nobody says. */
  readonly rows: number | null;
  /** Label key → value → share. */
  readonly labels: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly numbers: Readonly<Record<string, NumberProfile>>;
}

/** Label key → value → share of traffic. */
export type Mixes = DriftBaseline['labels'];

export interface NumberProfile {
  readonly n: number;
  readonly mean: number;
  readonly sd: number;
  /** Upper ends of all parts but the last, ascending, and the share of each part. */
  readonly ends: readonly number[];
  readonly shares: readonly number[];
}

/** Values of a label beyond these are recorded together. */
const MOST_VALUES = 50;
export const OTHERS = '(others)';
const PARTS = 10;

/** The reference distributions of a sample of traffic; no text and no ids are in it. */
export function recordBaseline(table: ResultTable): DriftBaseline {
  const keys = [...table.labelKeys()].filter((key) => key !== RUN && isCategory(table, key)).sort();
  const names = [...table.metricNames()].sort();
  return {
    schema: DRIFT_BASELINE_SCHEMA,
    rows: table.rows,
    labels: Object.fromEntries(keys.map((key) => [key, sharesOf(table, key)])),
    numbers: Object.fromEntries(
      names.flatMap((name) => {
        const profile = profileOf(valuesOf(table, name));
        return profile === null ? [] : [[name, profile]];
      }),
    ),
  };
}

/** A label that hardly ever occurs twice is content or somebody's name, and is not written down. */
const RECURS = 5;

function isCategory(table: ResultTable, key: string): boolean {
  return countsOf(table, key).size * RECURS <= Math.max(table.rows, RECURS * RECURS);
}

/** How often each value of a label occurs, the most frequent first. */
export function countsOf(table: ResultTable, key: string): ReadonlyMap<string, number> {
  const column = table.label(key);
  const counts = new Map<string, number>();
  for (let row = 0; column !== null && row < table.rows; row += 1) {
    const label = column.get(row);
    if (label !== null) counts.set(label, (counts.get(label) ?? 0) + 1);
  }
  return new Map([...counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)));
}

export function valuesOf(table: ResultTable, name: string): Float64Array {
  const column = table.metric(name);
  return Float64Array.from({ length: table.rows }, (_, row) => column?.get(row) ?? Number.NaN).filter(
    (value) => !Number.isNaN(value),
  );
}

/** The share of values in each part that the ends divide. */
export function partsOf(values: Float64Array, ends: readonly number[]): number[] {
  const counts = new Array<number>(ends.length + 1).fill(0);
  for (const value of values) {
    const part = ends.findIndex((end) => value <= end);
    const at = part === -1 ? ends.length : part;
    counts[at] = (counts[at] ?? 0) + 1;
  }
  return counts.map((count) => count / Math.max(1, values.length));
}

function sharesOf(table: ResultTable, key: string): Record<string, number> {
  const counts = [...countsOf(table, key)];
  const total = counts.reduce((sum, [, count]) => sum + count, 0);
  const rest = counts.slice(MOST_VALUES).reduce((sum, [, count]) => sum + count, 0);
  const kept = counts.slice(0, MOST_VALUES).map(([value, count]): [string, number] => [value, count / total]);
  return Object.fromEntries(rest === 0 ? kept : [...kept, [OTHERS, rest / total]]);
}

function profileOf(values: Float64Array): NumberProfile | null {
  if (values.length === 0) return null;
  const { n, mean, variance } = moments(values);
  const sorted = ascending(values);
  // A value that fills several parts makes them one.
  const ends = [
    ...new Set(Array.from({ length: PARTS - 1 }, (_, i) => quantileType7(sorted, (i + 1) / PARTS))),
  ].filter((end) => end < (sorted.at(-1) ?? 0));
  return { n, mean, sd: n < 2 ? 0 : Math.sqrt(variance), ends, shares: partsOf(values, ends) };
}

import { linearScale, multiple } from './scale.ts';

/** Values counted into columns that both arms share; a share is of the arm's own values. */
export interface Distribution {
  /** `values`: a column for each value there is; `ranges`: for each of equal ranges. */
  readonly kind: 'values' | 'ranges';
  /** Value of each column, or its lower end and after the last one its upper. */
  readonly edges: readonly number[];
  readonly candidate: readonly number[];
  readonly baseline: readonly number[] | null;
}

/** So many different values are still grades rather than a scale. */
const MOST_VALUES = 11;
const RANGES = 20;

export function distributionOf(candidate: Float64Array, baseline: Float64Array | null): Distribution {
  const arms = baseline === null ? [candidate] : [candidate, baseline];
  const values = distinct(arms);
  const edges = values ?? ranges(arms);
  const kind = values === null ? 'ranges' : 'values';
  const shares = (arm: Float64Array): number[] =>
    kind === 'values' ? sharesOfValues(arm, edges) : sharesOfRanges(arm, edges);
  return { kind, edges, candidate: shares(candidate), baseline: baseline === null ? null : shares(baseline) };
}

/** All values in ascending order; null where there are too many. */
function distinct(arms: readonly Float64Array[]): number[] | null {
  const seen = new Set<number>();
  for (const arm of arms) {
    for (const value of arm) {
      // No minus before a zero, and no second column for it.
      seen.add(value === 0 ? 0 : value);
      if (seen.size > MOST_VALUES) return null;
    }
  }
  return [...seen].sort((a, b) => a - b);
}

/** Equal ranges with round ends over all values. */
function ranges(arms: readonly Float64Array[]): number[] {
  let [lowest, highest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const arm of arms) {
    for (const value of arm) {
      if (value < lowest) lowest = value;
      if (value > highest) highest = value;
    }
  }
  const { step } = linearScale(lowest, highest, RANGES).ticks;
  const first = Math.floor(lowest / step);
  const last = Math.max(first + 1, Math.ceil(highest / step));
  const count = Math.min(RANGES + 2, last - first);
  return Array.from({ length: count + 1 }, (_, i) => finite(multiple(first + i, step)));
}

function finite(edge: number): number {
  return Math.min(Number.MAX_VALUE, Math.max(-Number.MAX_VALUE, edge));
}

function sharesOfValues(arm: Float64Array, values: readonly number[]): number[] {
  const counts = new Map(values.map((value) => [value, 0]));
  for (const value of arm) counts.set(value === 0 ? 0 : value, (counts.get(value) ?? 0) + 1);
  return values.map((value) => share(counts.get(value) ?? 0, arm.length));
}

/** A range holds its lower end; the last one holds its upper end too. */
function sharesOfRanges(arm: Float64Array, edges: readonly number[]): number[] {
  const counts = new Array<number>(edges.length - 1).fill(0);
  const [first = 0, second = 1] = edges;
  const width = second - first;
  for (const value of arm) {
    // Divided first: the span of huge numbers is not a number any more. What cannot be placed is in the first column.
    const place = Math.floor(value / width - first / width);
    const column = place > 0 ? Math.min(counts.length - 1, place) : 0;
    counts[column] = (counts[column] ?? 0) + 1;
  }
  return counts.map((count) => share(count, arm.length));
}

function share(count: number, all: number): number {
  return all === 0 ? 0 : count / all;
}

import { quantileType7 } from '../../stats/quantile.ts';

/** One arm's values in ascending order, with the figures that are read off them. Never empty. */
export interface Sample {
  readonly sorted: Float64Array;
  readonly mean: number;
  readonly p50: number;
  readonly p95: number;
  readonly lowest: number;
  readonly highest: number;
}

/** Null for an arm without values. */
export function sampleOf(values: Float64Array): Sample | null {
  if (values.length === 0) return null;
  const sorted = values.toSorted();
  // Divided first: the sum of huge values is not a number any more.
  let mean = 0;
  for (const value of sorted) mean += value / sorted.length;
  return {
    sorted,
    mean,
    p50: quantileType7(sorted, 0.5),
    p95: quantileType7(sorted, 0.95),
    lowest: sorted[0] ?? Number.NaN,
    highest: sorted.at(-1) ?? Number.NaN,
  };
}

/** How many values of an ascending sample lie at or below x. */
export function atOrBelow(sorted: Float64Array, x: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? Number.NaN) <= x) low = middle + 1;
    else high = middle;
  }
  return low;
}

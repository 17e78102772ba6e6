import { quantilesOf } from './quantiles.ts';

/** One arm's values with the figures that are read off them. Never empty. */
export interface Sample {
  readonly values: Float64Array;
  readonly mean: number;
  readonly p50: number;
  readonly p95: number;
  readonly p995: number;
  readonly lowest: number;
  readonly highest: number;
}

/** Null for an arm without values. */
export function sampleOf(values: Float64Array): Sample | null {
  const size = values.length;
  if (size === 0) return null;
  let [mean, lowest, highest] = [0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let i = 0; i < size; i += 1) {
    const value = values[i] ?? Number.NaN;
    // Divided first: the sum of huge values is not a number any more.
    mean += value / size;
    if (value < lowest) lowest = value;
    if (value > highest) highest = value;
  }
  const [p50 = mean, p95 = mean, p995 = mean] = quantilesOf(values, { lowest, highest }, [0.5, 0.95, 0.995]);
  return { values, mean, lowest, highest, p50, p95, p995 };
}

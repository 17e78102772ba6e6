import { checkAlpha, DEFAULT_ALPHA, type Interval } from './interval.ts';
import { normalCdf, normalQuantile } from './normal.ts';
import { quantileType7 } from './quantile.ts';
import { createRandom, resample } from './random.ts';
import { exactSum, type Sample } from './sample.ts';

/** A bootstrap of one statistic of one sample. */
export interface BcaOptions {
  readonly seed: string | number;
  /** Resamples, 10 000 unless given. */
  readonly replicates?: number | undefined;
  /** Error on each side. */
  readonly alpha?: number | undefined;
}

export interface Bca {
  readonly estimate: number;
  /** Skewness of the jackknife, sum (m - j_i)^3 / (6 (sum (m - j_i)^2)^1.5). */
  readonly acceleration: number;
  /** Bias-corrected and accelerated interval; null where every resample falls on one side of the estimate. */
  readonly interval: Interval | null;
  readonly percentile: Interval;
}

/**
 * Bias-corrected and accelerated bootstrap interval (Efron & Tibshirani 1993, ch. 14; statistics.md 8), for odd statistics
 * only: for a mean it buys nothing over t. `statistic` gets an unordered sample. n >= 2.
 */
export function bca(x: Sample, statistic: (sample: Float64Array) => number, options: BcaOptions): Bca {
  const { seed, replicates = 10_000, alpha = DEFAULT_ALPHA } = options;
  checkAlpha(alpha);
  // Sorted, so that the order of the rows cannot reach the draws.
  const values = Float64Array.from(x).sort();
  const estimate = statistic(values);
  const random = createRandom(seed);
  const draws = Float64Array.from({ length: replicates }, () => statistic(resample(values, random))).sort();
  const acceleration = jackknifeAcceleration(values, statistic);
  const below = draws.filter((draw) => draw < estimate).length / replicates;
  const bias = normalQuantile(below);
  const level = (z: number) => normalCdf(bias + (bias + z) / (1 - acceleration * (bias + z)));
  const z = normalQuantile(alpha);
  const between = (lo: number, hi: number) => ({
    lo: quantileType7(draws, lo),
    hi: quantileType7(draws, hi),
  });
  return {
    estimate,
    acceleration,
    interval: Number.isFinite(bias) ? between(level(z), level(-z)) : null,
    percentile: between(alpha, 1 - alpha),
  };
}

function jackknifeAcceleration(values: Float64Array, statistic: (sample: Float64Array) => number): number {
  const left = values.map((_, i) => statistic(values.filter((_, j) => j !== i)));
  const mean = exactSum(left) / left.length;
  const squares = exactSum(left.map((value) => (mean - value) ** 2));
  return squares === 0 ? 0 : exactSum(left.map((value) => (mean - value) ** 3)) / (6 * squares ** 1.5);
}

/** Plug-in variance (divided by n): the statistic of the textbook example. */
export function plugInVariance(sample: Float64Array): number {
  const mean = exactSum(sample) / sample.length;
  return exactSum(sample.map((value) => (value - mean) ** 2)) / sample.length;
}

import { betaQuantile } from './beta.ts';
import type { Inference, Undefined } from './inference.ts';
import { DEFAULT_ALPHA } from './interval.ts';
import { invertedInference, onRatioScale, pivotInference, undefinedBecause } from './pivot.ts';
import { moverRatio, quantileInterval, quantileMinimumN, quantileType7 } from './quantile.ts';
import { createRandom, type Random } from './random.ts';
import { pairedResampler } from './resampler.ts';
import { ascending, at, moments, NOISE, type Sample } from './sample.ts';

/** How the ratio of two quantiles is measured. */
export interface QuantileRatioOptions {
  /** True when x[i] and y[i] are the same item; resampling then keeps the pairs together. */
  readonly paired: boolean;
  /** Digest of the inputs, or any number: equal seeds give equal intervals. */
  readonly seed: string | number;
  /** Bootstrap replicates, 1000 unless given. */
  readonly replicates?: number | undefined;
  /** Fewest values per arm; by default those of a finite 95 % upper bound: 59 for p95, 299 for p99. */
  readonly minimumN?: number | undefined;
  /** Both arms in ascending order, where the caller has them. */
  readonly sorted?: readonly [Float64Array, Float64Array] | undefined;
}

export const DEFAULT_REPLICATES = 1000;

/**
 * Ratio of the q-quantiles of candidate `x` and baseline `y` (latencies: p95 is q = 0.95), type 7, as
 * exp(ln r +- z SE) with the bootstrap standard error of ln r; statistics.md 8. Row order does not matter: the sample is
 * put in a canonical order before anything is drawn.
 *
 * No replicate is ever sorted. An order statistic of a resample is the value at rank ceil(n U), where U is an order
 * statistic of uniforms, that is a beta variable; paired resamples draw only the items near either quantile and count
 * the others by binomial draws. Both have the distribution of the plain bootstrap, at O(sqrt(n)) per replicate.
 *
 * Without any spread (ties around both quantiles) the interval is MOVER's from the two order-statistic intervals,
 * method `mover-ratio`.
 */
export function quantileRatio(
  x: Sample,
  y: Sample,
  q: number,
  options: QuantileRatioOptions,
): Inference | Undefined {
  const { paired, seed, replicates = DEFAULT_REPLICATES } = options;
  if (paired && x.length !== y.length) {
    throw new RangeError(`paired arms differ in length: ${x.length} and ${y.length}`);
  }
  const n = Math.min(x.length, y.length);
  const least = options.minimumN ?? quantileMinimumN(q, DEFAULT_ALPHA).upper;
  const [first, second] = options.sorted ?? [ascending(x), ascending(y)];
  if (n === 0) return undefinedBecause('no-items', 0);
  if (![...ends(first), ...ends(second)].every(Number.isFinite)) return undefinedBecause('not-finite', n);
  if (n < least) return undefinedBecause('too-few-items', n);
  const random = createRandom(seed);
  const draw = paired
    ? pairedResampler(x, y, { first, second, q }, random)
    : () => [resampledQuantile(first, q, random), resampledQuantile(second, q, random)] as const;
  const se = spread(replicates, () => {
    const [top, bottom] = draw();
    return bottom > 0 ? Math.log(top / bottom) : Number.NaN;
  });
  if (se === null) return undefinedBecause('not-positive', n);
  if (se <= NOISE) return moverInference(first, second, q);
  const estimate = Math.log(quantileType7(first, q) / quantileType7(second, q));
  return onRatioScale(
    pivotInference({ method: 'quantile-ratio', n, estimate, se, df: Number.POSITIVE_INFINITY }),
  );
}

const ends = (sorted: Float64Array) => [at(sorted, 0), at(sorted, sorted.length - 1)];

/** Standard deviation of so many draws; null where one of them is not a number. */
function spread(replicates: number, draw: () => number): number | null {
  const se = Math.sqrt(moments(Float64Array.from({ length: replicates }, draw)).variance);
  return Number.isFinite(se) ? se : null;
}

/** The fallback without random numbers, conservative because it treats the arms as independent. */
function moverInference(first: Float64Array, second: Float64Array, q: number): Inference {
  const [top, bottom] = [quantileType7(first, q), quantileType7(second, q)];
  return invertedInference('mover-ratio', Math.min(first.length, second.length), top / bottom, (alpha) =>
    moverRatio(
      { estimate: top, interval: quantileInterval(first, q, alpha) },
      { estimate: bottom, interval: quantileInterval(second, q, alpha) },
    ),
  );
}

/**
 * Type-7 quantile of one bootstrap resample of an ascending sample, from two beta draws: the k-th of n uniforms is
 * Beta(k, n - k + 1), and the next one lies a Beta(1, n - k) share of the rest above it (Devroye 1986, ch. V.3).
 */
export function resampledQuantile(sorted: Float64Array, q: number, random: Random): number {
  const n = sorted.length;
  const position = (n - 1) * q;
  const rank = Math.floor(position) + 1;
  const u = betaQuantile(random.uniform(), rank, n - rank + 1);
  const low = at(sorted, Math.min(n - 1, Math.floor(n * u)));
  if (rank === n) return low;
  const next = u + (1 - u) * -Math.expm1(Math.log(random.uniform()) / (n - rank));
  const high = at(sorted, Math.min(n - 1, Math.floor(n * next)));
  return low + (position - rank + 1) * (high - low);
}

/** Bootstrap standard error of the logarithm of one arm's q-quantile; null where a replicate is not above 0. */
export function logQuantileSe(
  x: Sample,
  q: number,
  { seed, replicates = DEFAULT_REPLICATES }: { readonly seed: string | number; readonly replicates?: number },
): number | null {
  if (x.length === 0) return null;
  const sorted = ascending(x);
  const random = createRandom(seed);
  return spread(replicates, () => Math.log(resampledQuantile(sorted, q, random)));
}

import { binomialAtLeast, binomialCdf } from './binomial.ts';
import type { Inference, Undefined } from './inference.ts';
import { checkAlpha, DEFAULT_ALPHA, type Interval } from './interval.ts';
import { undefinedBecause } from './pivot.ts';
import { firstInteger } from './root.ts';
import { at } from './sample.ts';

/** Two tail probabilities that are equal in exact arithmetic may differ by this much in doubles. */
const TIE = 1 + 1e-12;

function checkShare(q: number): void {
  if (!(q > 0 && q < 1)) throw new RangeError(`a quantile lies between 0 and 1, not at ${q}`);
}

/** Value at a fractional 0-based position of an ascending sample, clamped to its ends. */
function interpolated(sorted: Float64Array, position: number): number {
  const inside = Math.min(sorted.length - 1, Math.max(0, position));
  const below = Math.floor(inside);
  const low = at(sorted, below);
  return below === inside ? low : low + (inside - below) * (at(sorted, below + 1) - low);
}

/** Quantile of an ascending sample, type 7 (R's and numpy's default): position (n - 1) q. NaN when it is empty. */
export function quantileType7(sorted: Float64Array, q: number): number {
  return sorted.length === 0 ? Number.NaN : interpolated(sorted, (sorted.length - 1) * q);
}

/** Quantile of an ascending sample, type 6 (NIST): position (n + 1) q - 1. NaN when it is empty. */
export function quantileType6(sorted: Float64Array, q: number): number {
  return sorted.length === 0 ? Number.NaN : interpolated(sorted, (sorted.length + 1) * q - 1);
}

/** Ranks from 1 of the order statistics that bound a quantile; null where no observation is extreme enough. */
export interface QuantileRanks {
  readonly lower: number | null;
  readonly upper: number | null;
  /** Probability that the interval between them holds the quantile, at least 1 - 2 alpha. */
  readonly coverage: number;
}

/**
 * Distribution-free bounds of the q-quantile of n independent values: lower = max{r: P(Bin(n, q) <= r - 1) <= alpha},
 * upper = min{r: P(Bin(n, q) >= r) <= alpha}. Conover 3e, 3.2; statistics.md 8.
 */
export function quantileRanks(n: number, q: number, alpha: number = DEFAULT_ALPHA): QuantileRanks {
  checkShare(q);
  checkAlpha(alpha);
  const lower = firstInteger((r) => binomialCdf(r - 1, n, q) > alpha * TIE, 0, n + 1) - 1;
  const upper = firstInteger((r) => binomialAtLeast(r, n, q) <= alpha * TIE, 0, n + 1);
  return {
    lower: lower < 1 ? null : lower,
    upper: upper > n ? null : upper,
    coverage: binomialCdf(upper > n ? n : upper - 1, n, q) - binomialCdf(lower - 1, n, q),
  };
}

/** The order-statistic interval for the q-quantile; a side without a rank is infinite. */
export function quantileInterval(sorted: Float64Array, q: number, alpha: number = DEFAULT_ALPHA): Interval {
  const { lower, upper } = quantileRanks(sorted.length, q, alpha);
  return {
    lo: lower === null ? Number.NEGATIVE_INFINITY : at(sorted, lower - 1),
    hi: upper === null ? Number.POSITIVE_INFINITY : at(sorted, upper - 1),
  };
}

/** How many values of an ascending sample lie below x, or at or below it. */
function countBelow(sorted: Float64Array, x: number, inclusive: boolean): number {
  const n = sorted.length;
  return firstInteger((i) => i >= n || (inclusive ? at(sorted, i) > x : at(sorted, i) >= x), -1, n);
}

/**
 * The q-quantile of one arm, ascending values. Being discrete, `interval(alpha).hi < x` exactly when
 * `pBelow(x) <= alpha` (at most, not below). Assumes nothing about the distribution.
 */
export function quantileOrder(sorted: Float64Array, q: number): Inference | Undefined {
  checkShare(q);
  const n = sorted.length;
  if (n === 0) return undefinedBecause('no-items', 0);
  if (!Number.isFinite(at(sorted, 0)) || !Number.isFinite(at(sorted, n - 1))) {
    return undefinedBecause('not-finite', n);
  }
  return {
    method: 'order-statistic',
    n,
    estimate: quantileType7(sorted, q),
    interval: (alpha = DEFAULT_ALPHA) => quantileInterval(sorted, q, alpha),
    pBelow: (x) => binomialAtLeast(countBelow(sorted, x, false), n, q),
    pAbove: (x) => binomialCdf(countBelow(sorted, x, true), n, q),
  };
}

/** Two-sided p-value of "the q-quantile is x" (Conover 3e p. 139; scipy `quantile_test`), at most 1. */
export function quantileTest(sorted: Float64Array, q: number, x: number): number {
  checkShare(q);
  const low = binomialCdf(countBelow(sorted, x, true), sorted.length, q);
  const high = binomialAtLeast(countBelow(sorted, x, false), sorted.length, q);
  return Math.min(1, 2 * Math.min(low, high));
}

/** Fewest values for which the interval of a quantile has finite ends. */
export interface QuantileMinimum {
  /** For a finite upper end with error `alpha`. */
  readonly upper: number;
  /** For two finite ends with error `alpha` on each side. */
  readonly both: number;
}

/** q^n <= alpha for the upper end, (1 - q)^n <= alpha for the lower: 59 for p95 and 299 for p99 at 0.05. */
export function quantileMinimumN(q: number, alpha: number = DEFAULT_ALPHA): QuantileMinimum {
  checkShare(q);
  checkAlpha(alpha);
  const fewest = (share: number) => Math.max(1, Math.ceil(Math.log(alpha) / Math.log(share) - 1e-9));
  return { upper: fewest(q), both: Math.max(fewest(q), fewest(1 - q)) };
}

/** A positive estimate and its interval. */
export interface PositiveEstimate {
  readonly estimate: number;
  readonly interval: Interval;
}

/**
 * Interval for the ratio of two independent positive quantities from their own intervals (MOVER on the log scale,
 * Zou & Donner 2008): conservative, and without random numbers. An infinite arm leaves the ratio unbounded there.
 */
export function moverRatio(first: PositiveEstimate, second: PositiveEstimate): Interval {
  const arm = (x: number, y: number) => Math.log(x / y);
  const ratio = first.estimate / second.estimate;
  const lo = Math.hypot(arm(first.estimate, first.interval.lo), arm(second.interval.hi, second.estimate));
  const hi = Math.hypot(arm(first.interval.hi, first.estimate), arm(second.estimate, second.interval.lo));
  return { lo: ratio * Math.exp(-lo), hi: ratio * Math.exp(hi) };
}

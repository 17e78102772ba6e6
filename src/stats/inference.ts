import type { Interval } from './interval.ts';

/**
 * One estimate with everything a criterion asks of it. Interval and p-values come from the same distribution:
 * up to the last bit
 *
 *     interval(alpha).hi < x   exactly when   pBelow(x) < alpha
 *     interval(alpha).lo > x   exactly when   pAbove(x) < alpha
 *
 * (order statistics are discrete: there "at most alpha"). A slice therefore fails by its interval exactly when its
 * p-value for harm is below alpha, and Holm may correct the latter.
 */
export interface Inference {
  /** Name of the method, as it appears in reports: `tango`, `paired-t-hall`, ... */
  readonly method: string;
  /** Independent units behind the estimate: items, or clusters; the smaller arm where the arms are unpaired. */
  readonly n: number;
  /** In the unit of the quantity; a share is a fraction, a ratio is 1 when nothing changed. */
  readonly estimate: number;
  /** Error `alpha` on EACH side, 0.05 unless given; throws RangeError unless 0 < alpha <= 0.5. */
  interval(alpha?: number): Interval;
  /** One-sided p-value of "theta is at least x" against "theta is below x": small means shown to be below. */
  pBelow(x: number): number;
  /** One-sided p-value of "theta is at most x" against "theta is above x": small means shown to be above. */
  pAbove(x: number): number;
}

/**
 * Why no figure can be given.
 * - `no-items`: n is 0.
 * - `too-few-items`: n is below what the method needs (2 for a spread; for a quantile see `quantileMinN`).
 * - `too-few-clusters`: fewer than 2 clusters.
 * - `zero-variance`: every value is equal and no score range was given that would bound what was not seen.
 * - `not-finite`: a value is NaN or infinite.
 * - `not-positive`: a ratio needs both sides above 0.
 * - `outside-range`: a value lies outside the declared score range.
 */
export type UndefinedReason =
  | 'no-items'
  | 'too-few-items'
  | 'too-few-clusters'
  | 'zero-variance'
  | 'not-finite'
  | 'not-positive'
  | 'outside-range';

/** Stands where an Inference would stand, so that nothing undefined can be mistaken for a number. */
export interface Undefined {
  readonly undefined: UndefinedReason;
  readonly n: number;
}

/** Tells a figure from the reason why there is none. */
export function isDefined(result: Inference | Undefined): result is Inference {
  return !('undefined' in result);
}

/** What one criterion concludes from one interval. */
export type MarginOutcome = 'pass' | 'fail' | 'inconclusive';

/**
 * The rule of gates.md for a difference oriented so that higher is better, and a margin >= 0 in the same unit:
 * `pass` when all of the interval lies above -margin, `fail` when all of it lies below, else `inconclusive`.
 */
export function againstMargin({ lo, hi }: Interval, margin: number): MarginOutcome {
  if (lo > -margin) return 'pass';
  return hi < -margin ? 'fail' : 'inconclusive';
}

export { meanT } from './mean.ts';
export { newcombe } from './newcombe.ts';
export { clusteredPairedMean, gradedMinimumN, MINIMUM_CLUSTERS, pairedMean } from './paired.ts';
export { clopperPearsonShare, wilsonShare } from './proportion.ts';
export { quantileOrder } from './quantile.ts';
export { quantileRatio } from './quantile-ratio.ts';
export { ratioOfMeansIndependent, ratioOfMeansPaired } from './ratio.ts';
export { tango } from './tango.ts';
export { weighted } from './weighted.ts';
export { welch } from './welch.ts';

import type { Inference, Undefined } from './inference.ts';
import { checkAlpha, DEFAULT_ALPHA, type Interval } from './interval.ts';
import { clusteredMeanSe, meanInference, meanSe } from './mean.ts';
import { pivotInference } from './pivot.ts';
import { type Moments, moments, NOISE, type Sample } from './sample.ts';
import { tCdf, tQuantile, tSf } from './student-t.ts';

/** What is known about item differences beyond their values. */
export interface PairedOptions {
  /**
   * Width of the score scale (1 for scores in 0..1, 4 for marks 1 to 5), so that differences lie in +-range. Without
   * it nothing can be said when all differences are equal.
   */
  readonly range?: number | undefined;
  /** Moments of the differences, where the caller has them. */
  readonly summary?: Moments | undefined;
}

const differenceBounds = (range: number | undefined): Interval | undefined =>
  range === undefined ? undefined : { lo: -range, hi: range };

/**
 * Mean of item differences (candidate minus baseline; repeats averaged per item first), by the t interval with
 * Hall's correction for skewness, never narrower than plain t, clipped to +-range. Equal differences get the
 * zero-variance bound. statistics.md 2.1 and 2.2.
 */
export function pairedMean(d: Sample, { range, summary }: PairedOptions = {}): Inference | Undefined {
  return meanInference(d, { bounds: differenceBounds(range), summary }, ({ n, se }, { mean, skewness }) =>
    hallInference({ n, estimate: mean, se, skewness }),
  );
}

/**
 * The same for items that come in clusters: cluster-robust t with C - 1 degrees of freedom, without Hall's correction,
 * which is for independent items. `clusterIndex[i]` names the cluster of item i by any number.
 */
export function clusteredPairedMean(
  d: Sample,
  clusterIndex: Sample,
  { range }: PairedOptions = {},
): Inference | Undefined {
  return meanInference(d, { bounds: differenceBounds(range), clusterIndex }, ({ n, se, df }, { mean }) =>
    pivotInference({ method: 'clustered-paired-t', n, estimate: mean, se, df }),
  );
}

/** A mean of n differences with se = sd / sqrt(n) > 0 and the population skewness of the differences. */
export interface SkewedMean {
  readonly n: number;
  readonly estimate: number;
  readonly se: number;
  readonly skewness: number;
}

/** Below this the transformation is the identity to double precision. */
const SYMMETRIC = 1e-8;

/** Hall's cubic transformation of a t statistic of n values with this skewness, and its inverse; both rise. */
function hallTransform(n: number, skewness: number) {
  const g = Math.abs(skewness) < SYMMETRIC ? 0 : skewness / Math.sqrt(n);
  return {
    forward: (w: number) => w + (g / 3) * w * w + ((g * g) / 27) * w * w * w + g / 6,
    inverse: (y: number) => (g === 0 ? y : (3 / g) * (Math.cbrt(1 + g * (y - g / 6)) - 1)),
  };
}

/** Both ends for a given t quantile. */
export function hallEnds({ n, estimate, se, skewness }: SkewedMean, t: number): Interval {
  const { inverse } = hallTransform(n, skewness);
  return {
    lo: estimate - Math.max(inverse(t), t) * se,
    hi: estimate - Math.min(inverse(-t), -t) * se,
  };
}

/**
 * Hall's cubic transformation of the t statistic (Hall 1992, JRSS-B 54:221), and never narrower than plain t, which
 * is our addition: statistics.md 2.2. Judge scores differ rarely and mostly downwards, and there plain t passes harm
 * two to three times as often as it says.
 *
 * The p-values come in closed form. With w = (estimate - x) / se and T the inverse of Hall's transformation,
 * `hi < x` says that both inv(-t) and -t exceed w, that is -t > max(T(w), w), because inv rises; so the p-value is the
 * t probability below max(T(w), w). Likewise `lo > x` gives the one above min(T(w), w).
 */
export function hallInference(mean: SkewedMean): Inference {
  const { n, estimate, se, skewness } = mean;
  const df = n - 1;
  const { forward } = hallTransform(n, skewness);
  return {
    method: 'paired-t-hall',
    n,
    estimate,
    interval(alpha = DEFAULT_ALPHA) {
      checkAlpha(alpha);
      return hallEnds(mean, -tQuantile(alpha, df));
    },
    pBelow(x) {
      const w = (estimate - x) / se;
      return tCdf(Math.max(forward(w), w), df);
    },
    pAbove(x) {
      const w = (estimate - x) / se;
      return tSf(Math.min(forward(w), w), df);
    },
  };
}

/** The plain paired t test, for reports and comparison with other tools. */
export interface PairedT {
  readonly meanDiff: number;
  readonly se: number | null;
  readonly df: number;
  /** t of "no difference" and its two-sided p-value; null where the standard error is undefined or nothing varies. */
  readonly t: number | null;
  readonly p: number | null;
  /** Nothing varies beyond rounding: the standard error says nothing, see `zeroVarianceHalfWidth`. */
  readonly constant: boolean;
}

/** Paired t without correction; cluster-robust where clusters are given. statistics.md 2.1. */
export function pairedT(d: Sample, clusterIndex?: Sample): PairedT {
  const { mean, se, df } = clusterIndex ? clusteredMeanSe(d, clusterIndex) : meanSe(d);
  const { min, max } = moments(d);
  const constant = se !== null && se <= NOISE * Math.max(Math.abs(min), Math.abs(max));
  if (se === null || constant) return { meanDiff: mean, se, df, t: null, p: null, constant };
  const t = mean / se;
  return { meanDiff: mean, se, df, t, p: 2 * tSf(Math.abs(t), df), constant };
}

/** Half width R (1 - alpha^(1/n)) of the interval around n equal differences of 0; statistics.md 2.1. */
export function zeroVarianceHalfWidth(n: number, range: number, alpha: number = DEFAULT_ALPHA): number {
  checkAlpha(alpha);
  return -range * Math.expm1(Math.log(alpha) / n);
}

/**
 * Items below which graded values should pass nothing: 30, or 50 where they are very skewed (statistics.md 1.3). Below,
 * the t interval passes harm more often than its alpha says, since the few large losses may not be in the sample.
 */
export function gradedMinimumN({ skewness }: Moments): number {
  return Math.abs(skewness) > 2 ? 50 : 30;
}

/** Clusters below which a cluster-robust spread is too unsure to pass anything by (statistics.md 1.3). */
export const MINIMUM_CLUSTERS = 10;

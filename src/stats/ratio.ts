import type { Inference, Undefined } from './inference.ts';
import { checkAlpha, DEFAULT_ALPHA, type Interval } from './interval.ts';
import { constantInference, onRatioScale, pivotInference, undefinedBecause, within } from './pivot.ts';
import { at, exactSum, moments, NOISE, type Sample } from './sample.ts';
import { tQuantile } from './student-t.ts';

/** Ratio of two means over the same items with the standard error of the delta method. */
export interface PairedRatio {
  readonly ratio: number;
  readonly se: number;
  readonly df: number;
}

/**
 * mean(x) / mean(y) over the same items and its standard error sd(x - R y) / (sqrt(n) |mean(y)|). Per-item ratios are
 * never averaged. Cochran 1977, ch. 6; statistics.md 9. n >= 2, mean(y) not 0.
 */
export function pairedRatio(x: Sample, y: Sample): PairedRatio {
  if (x.length !== y.length)
    throw new RangeError(`paired arms differ in length: ${x.length} and ${y.length}`);
  const n = x.length;
  const meanY = exactSum(y) / n;
  const ratio = exactSum(x) / n / meanY;
  const residuals = Float64Array.from({ length: n }, (_, i) => at(x, i) - ratio * at(y, i));
  return { ratio, se: Math.sqrt(moments(residuals).variance / n) / Math.abs(meanY), df: n - 1 };
}

/**
 * Ratio of mean cost (tokens, revenue) of candidate `x` and baseline `y` over the same items: t on the log scale,
 * n - 1 degrees of freedom. Needs both means above 0. Where every item keeps exactly the same proportion there is no
 * spread; then at most a share 1 - alpha^(1/n) of the items is unlike those seen, and no single item is taken to
 * differ by more than the dearest one seen costs (method `zero-variance-bound`).
 */
export function ratioOfMeansPaired(x: Sample, y: Sample): Inference | Undefined {
  const n = x.length;
  const refusal = refused(n, x, y);
  if (refusal) return refusal;
  const { ratio, se, df } = pairedRatio(x, y);
  if (se <= NOISE * ratio) {
    const [first, second] = [moments(x), moments(y)];
    const reach = Math.max(first.max, second.max, -first.min, -second.min) / second.mean;
    const constant = constantInference(n, ratio, { lo: ratio - reach, hi: ratio + reach });
    return within(constant, { lo: 0, hi: Number.POSITIVE_INFINITY });
  }
  return onRatioScale(
    pivotInference({ method: 'ratio-of-means', n, estimate: Math.log(ratio), se: se / ratio, df }),
  );
}

/**
 * Ratio of the means of independent samples, candidate `x` to baseline `y`: normal on the log scale with
 * Var = s_x^2/(n_x mean_x^2) + s_y^2/(n_y mean_y^2). Needs both means above 0. statistics.md 9.
 */
export function ratioOfMeansIndependent(x: Sample, y: Sample): Inference | Undefined {
  const n = Math.min(x.length, y.length);
  const refusal = refused(n, x, y);
  if (refusal) return refusal;
  const [first, second] = [moments(x), moments(y)];
  const se = Math.hypot(logMeanSe(x), logMeanSe(y));
  if (se <= NOISE) return undefinedBecause('zero-variance', n);
  const estimate = Math.log(first.mean / second.mean);
  return onRatioScale(
    pivotInference({ method: 'ratio-of-means-unpaired', n, estimate, se, df: Number.POSITIVE_INFINITY }),
  );
}

/** Standard error of the logarithm of a mean, s / (sqrt(n) mean); n >= 2, mean > 0. */
export function logMeanSe(x: Sample): number {
  const { n, mean, variance } = moments(x);
  return Math.sqrt(variance / n) / mean;
}

function refused(n: number, x: Sample, y: Sample): Undefined | undefined {
  if (n < 2) return undefinedBecause(n === 0 ? 'no-items' : 'too-few-items', n);
  const means = [exactSum(x), exactSum(y)];
  if (!means.every(Number.isFinite)) return undefinedBecause('not-finite', n);
  return means.every((mean) => mean > 0) ? undefined : undefinedBecause('not-positive', n);
}

/**
 * Fieller's interval for mean(x) / mean(y) over the same items, as a check on the log interval; null where it is
 * unbounded because mean(y) is not clearly different from 0. Fieller 1954; statistics.md 9. n >= 2.
 */
export function fieller(x: Sample, y: Sample, alpha: number = DEFAULT_ALPHA): Interval | null {
  checkAlpha(alpha);
  const n = x.length;
  const [first, second] = [moments(x), moments(y)];
  const products = Float64Array.from(
    { length: n },
    (_, i) => (at(x, i) - first.mean) * (at(y, i) - second.mean),
  );
  const t2 = tQuantile(alpha, n - 1) ** 2 / n;
  // (mean x - R mean y)^2 <= t^2 Var(mean x - R mean y) is a quadratic in R.
  const square = second.mean ** 2 - t2 * second.variance;
  if (!(square > 0)) return null;
  const linear = first.mean * second.mean - (t2 * exactSum(products)) / (n - 1);
  const constant = first.mean ** 2 - t2 * first.variance;
  const root = Math.sqrt(Math.max(0, linear * linear - square * constant));
  return { lo: (linear - root) / square, hi: (linear + root) / square };
}

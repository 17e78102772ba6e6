import type { Inference, Undefined } from './inference.ts';
import { checkAlpha, DEFAULT_ALPHA, type Interval } from './interval.ts';
import { normalQuantile } from './normal.ts';
import { scoreInference, undefinedBecause } from './pivot.ts';
import { bisect } from './root.ts';

/** Pairs of pass/fail results that disagree, among n pairs. */
export interface Discordance {
  /** Items that only the candidate passes. */
  readonly b: number;
  /** Items that only the baseline passes. */
  readonly c: number;
  /** All pairs, agreeing ones included. */
  readonly n: number;
}

/**
 * Tango's score statistic for "candidate share minus baseline share = delta", -1 <= delta <= 1; falls in delta.
 * The variance is the one under the hypothesis, with the share of c-items estimated under it, which is why it has
 * a value when b = c = 0. Tango 1998, Stat Med 17:891; statistics.md 2.3.
 */
export function tangoZ({ b, c, n }: Discordance, delta: number): number {
  // Both arms may be named either way round; doing so keeps the root below free of cancellation.
  return delta < 0 ? -upperZ(c, b, n, -delta) : upperZ(b, c, n, delta);
}

function upperZ(b: number, c: number, n: number, delta: number): number {
  const top = b - c - n * delta;
  if (top === 0) return 0;
  const linear = (2 * n - b + c) * delta - (b + c);
  const constant = c * delta * (1 - delta);
  const root = Math.sqrt(linear * linear + 8 * n * constant);
  const share = linear > 0 ? (2 * constant) / (root + linear) : (root - linear) / (4 * n);
  return top / Math.sqrt(n * (2 * share + delta * (1 - delta)));
}

/**
 * Tango's score interval for candidate minus baseline share (fractions), error `alpha` on each side.
 * With b = c = 0 it is +-z^2/(n + z^2), never of zero width.
 */
export function tangoInterval(counts: Discordance, alpha: number = DEFAULT_ALPHA): Interval {
  checkAlpha(alpha);
  const z = -normalQuantile(alpha);
  const estimate = (counts.b - counts.c) / counts.n;
  return {
    lo: bisect((delta) => tangoZ(counts, delta) - z, -1, estimate),
    hi: bisect((delta) => tangoZ(counts, delta) + z, estimate, 1),
  };
}

/**
 * Paired shares: theta is candidate minus baseline share. Assumes independent pairs; with clusters or repeats use
 * the means of `clusteredPairedMean` or `pairedMean` instead.
 * @throws RangeError unless b, c >= 0 and b + c <= n
 */
export function tango(counts: Discordance): Inference | Undefined {
  const { b, c, n } = counts;
  if (!(b >= 0 && c >= 0 && b + c <= n))
    throw new RangeError(`no paired counts: b = ${b}, c = ${c}, n = ${n}`);
  if (n === 0) return undefinedBecause('no-items', 0);
  // A difference of shares cannot leave [-1, 1], so hypotheses beyond are settled.
  const z = (delta: number) => {
    if (delta > 1) return Number.NEGATIVE_INFINITY;
    return delta < -1 ? Number.POSITIVE_INFINITY : tangoZ(counts, delta);
  };
  return scoreInference('tango', n, (b - c) / n, z, (alpha) => tangoInterval(counts, alpha));
}

import { DEFAULT_ALPHA } from './interval.ts';
import { clopperPearson } from './proportion.ts';

/** What "never" concludes from k violations in n items. */
export interface ZeroTolerance {
  /** One-sided upper bound of the violation rate (fraction) with confidence 1 - alpha; 1 when n = 0. */
  readonly upper: number;
  /** Items without any violation that would show the rate to be at most the limit. */
  readonly requiredN: number;
  readonly verdict: 'pass' | 'fail' | 'inconclusive';
}

/**
 * Zero tolerance: any violation fails, whatever n is; none passes only when the exact upper bound
 * 1 - alpha^(1/n) is at most `maxRate` (fraction). The unit is the item: an item violates if any attempt does.
 * Hanley & Lippman-Hand 1983; statistics.md 5.
 */
export function zeroTolerance(
  { violations, n, maxRate }: { readonly violations: number; readonly n: number; readonly maxRate: number },
  alpha: number = DEFAULT_ALPHA,
): ZeroTolerance {
  const { hi: upper } = clopperPearson({ k: violations, n }, alpha);
  const requiredN = zeroFailureN(maxRate, alpha);
  const verdict = violations > 0 ? 'fail' : n >= requiredN ? 'pass' : 'inconclusive';
  return { upper, requiredN, verdict };
}

/**
 * Clean items needed to show a rate of at most `maxRate` (fraction) with confidence 1 - alpha:
 * ceil(ln alpha / ln(1 - maxRate)). 59 for 5 %, 299 for 1 %. Infinity for a limit of 0.
 */
export function zeroFailureN(maxRate: number, alpha: number = DEFAULT_ALPHA): number {
  if (!(maxRate >= 0 && maxRate <= 1)) throw new RangeError(`a rate lies between 0 and 1, not ${maxRate}`);
  if (maxRate === 0) return Number.POSITIVE_INFINITY;
  // A quotient that is whole in exact arithmetic must not be pushed over by its rounding.
  return Math.max(1, Math.ceil(Math.log(alpha) / Math.log1p(-maxRate) - 1e-9));
}

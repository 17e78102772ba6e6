import { betaQuantile, betaQuantileUpper } from './beta.ts';
import { binomialAtLeast, binomialCdf } from './binomial.ts';
import type { Inference, Undefined } from './inference.ts';
import { checkAlpha, DEFAULT_ALPHA, type Interval } from './interval.ts';
import { normalQuantile } from './normal.ts';
import { scoreInference, undefinedBecause } from './pivot.ts';

/** k hits among n independent items. */
export interface Count {
  readonly k: number;
  readonly n: number;
}

function checkCount({ k, n }: Count): void {
  if (!(k >= 0 && k <= n)) throw new RangeError(`${k} of ${n} is not a share`);
}

/**
 * Wilson's score interval for a share; [0, 1] when n = 0. The end at an observed 0 or 1 is exactly that.
 * Newcombe 1998, Stat Med 17:857, method 3; statistics.md 3.
 */
export function wilson({ k, n }: Count, alpha: number = DEFAULT_ALPHA): Interval {
  checkCount({ k, n });
  checkAlpha(alpha);
  return wilsonAt({ k, n }, -normalQuantile(alpha));
}

/** Wilson's interval for a normal quantile z >= 0 instead of an error level. */
export function wilsonAt({ k, n }: Count, z: number): Interval {
  if (n === 0) return { lo: 0, hi: 1 };
  const z2 = z * z;
  const centre = (k + z2 / 2) / (n + z2);
  const reach = (z / (n + z2)) * Math.sqrt((k * (n - k)) / n + z2 / 4);
  return { lo: k === 0 ? 0 : centre - reach, hi: k === n ? 1 : centre + reach };
}

/**
 * Clopper and Pearson's exact interval for a share; [0, 1] when n = 0. Used wherever a guarantee is claimed: its
 * error is at most alpha on each side whatever the true share. statistics.md 3.
 */
export function clopperPearson({ k, n }: Count, alpha: number = DEFAULT_ALPHA): Interval {
  checkCount({ k, n });
  checkAlpha(alpha);
  return {
    lo: k === 0 ? 0 : betaQuantile(alpha, k, n - k + 1),
    hi: k === n ? 1 : betaQuantileUpper(alpha, k + 1, n - k),
  };
}

/** Share of hits in one sample by Wilson's method: for quality rates. */
export function wilsonShare(count: Count): Inference | Undefined {
  const { k, n } = count;
  checkCount(count);
  if (n === 0) return undefinedBecause('no-items', 0);
  const z = (x: number) => {
    if (x <= 0) return k === 0 && x === 0 ? 0 : Number.POSITIVE_INFINITY;
    if (x >= 1) return k === n && x === 1 ? 0 : Number.NEGATIVE_INFINITY;
    return (k - n * x) / Math.sqrt(n * x * (1 - x));
  };
  return scoreInference('wilson', n, k / n, z, (alpha) => wilson(count, alpha));
}

/** Share of hits in one sample by Clopper and Pearson's method: for guarantees. */
export function clopperPearsonShare(count: Count): Inference | Undefined {
  const { k, n } = count;
  checkCount(count);
  if (n === 0) return undefinedBecause('no-items', 0);
  return {
    method: 'clopper-pearson',
    n,
    estimate: k / n,
    interval: (alpha = DEFAULT_ALPHA) => clopperPearson(count, alpha),
    pBelow: (x) => (x > 1 ? 0 : x <= 0 ? 1 : binomialCdf(k, n, x)),
    pAbove: (x) => (x < 0 ? 0 : x >= 1 ? 1 : binomialAtLeast(k, n, x)),
  };
}

/**
 * Share corrected for an imperfect judge (Rogan & Gladen 1978), clipped to [0, 1]; null when the judge is no
 * better than chance. Information for the report, never a reason to turn a fail into a pass (statistics.md 5).
 */
export function roganGladen(observed: number, sensitivity: number, specificity: number): number | null {
  const skill = sensitivity + specificity - 1;
  return skill <= 0 ? null : Math.min(1, Math.max(0, (observed + specificity - 1) / skill));
}

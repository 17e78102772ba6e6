import type { Inference, Undefined } from './inference.ts';
import { checkAlpha, DEFAULT_ALPHA, type Interval } from './interval.ts';
import { normalQuantile } from './normal.ts';
import { invertedInference, undefinedBecause, within } from './pivot.ts';
import { wilsonAt } from './proportion.ts';

/** Two independent shares: candidate k1 of n1, baseline k2 of n2. */
export interface TwoCounts {
  readonly k1: number;
  readonly n1: number;
  readonly k2: number;
  readonly n2: number;
}

const SHARE_DIFFERENCE: Interval = { lo: -1, hi: 1 };

/**
 * Newcombe's method 10 for the difference k1/n1 - k2/n2 of independent shares: squares of the Wilson arms are
 * added. Newcombe 1998, Stat Med 17:873; statistics.md 3. n1, n2 > 0.
 */
export function newcombeInterval(counts: TwoCounts, alpha: number = DEFAULT_ALPHA): Interval {
  checkAlpha(alpha);
  return newcombeAt(counts, -normalQuantile(alpha));
}

/** Method 10 for a normal quantile z >= 0 instead of an error level. */
export function newcombeAt({ k1, n1, k2, n2 }: TwoCounts, z: number): Interval {
  const [p1, p2] = [k1 / n1, k2 / n2];
  const first = wilsonAt({ k: k1, n: n1 }, z);
  const second = wilsonAt({ k: k2, n: n2 }, z);
  return {
    lo: p1 - p2 - Math.hypot(p1 - first.lo, second.hi - p2),
    hi: p1 - p2 + Math.hypot(first.hi - p1, p2 - second.lo),
  };
}

/**
 * Unpaired shares: theta is candidate minus baseline share. The fallback where items cannot be paired.
 * @throws RangeError unless 0 <= k <= n in both arms
 */
export function newcombe(counts: TwoCounts): Inference | Undefined {
  const { k1, n1, k2, n2 } = counts;
  if (!(k1 >= 0 && k1 <= n1 && k2 >= 0 && k2 <= n2)) {
    throw new RangeError(`no pair of shares: ${k1} of ${n1} and ${k2} of ${n2}`);
  }
  const n = Math.min(n1, n2);
  if (n === 0) return undefinedBecause('no-items', 0);
  const ends = (alpha: number) => newcombeInterval(counts, alpha);
  return within(invertedInference('newcombe', n, k1 / n1 - k2 / n2, ends), SHARE_DIFFERENCE);
}

/** All four cells of a paired table: both pass, only candidate, only baseline, both fail. */
export interface PairedTable {
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly d: number;
}

/**
 * Newcombe's method 10 for paired shares, a closed-form check on Tango's interval. Newcombe 1998, Stat Med 17:2635;
 * statistics.md 2.3. At least one pair.
 */
export function newcombePairedInterval(table: PairedTable, alpha: number = DEFAULT_ALPHA): Interval {
  checkAlpha(alpha);
  const { a, b, c, d } = table;
  const n = a + b + c + d;
  const z = -normalQuantile(alpha);
  const [p1, p2] = [(a + b) / n, (a + c) / n];
  const first = wilsonAt({ k: a + b, n }, z);
  const second = wilsonAt({ k: a + c, n }, z);
  const phi = pairedCorrelation(table);
  const join = (x: number, y: number) => Math.sqrt(Math.max(0, x * x - 2 * phi * x * y + y * y));
  const difference = (b - c) / n;
  return {
    lo: difference - join(p1 - first.lo, second.hi - p2),
    hi: difference + join(first.hi - p1, p2 - second.lo),
  };
}

/** Correlation of the two arms, corrected downwards when positive; 0 when an arm is constant. */
function pairedCorrelation({ a, b, c, d }: PairedTable): number {
  const margins = (a + b) * (c + d) * (a + c) * (b + d);
  if (margins === 0) return 0;
  const cross = a * d - b * c;
  const half = (a + b + c + d) / 2;
  const corrected = cross > half ? cross - half : Math.min(cross, 0);
  return corrected / Math.sqrt(margins);
}

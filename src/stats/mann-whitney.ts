import type { Interval } from './interval.ts';
import { normalQuantile, normalSf } from './normal.ts';
import { zeroin } from './root.ts';
import { ascending, at, type Sample } from './sample.ts';

/** Two-sided Mann-Whitney test of x against y by the normal approximation. */
export interface MannWhitney {
  /** Pairs in which x is larger, ties counting half. */
  readonly u: number;
  /** Corrected for continuity and ties; 0 where all values are equal. */
  readonly z: number;
  readonly p: number;
  /** Common language effect size U / (n1 n2): the chance that a value of x exceeds one of y. */
  readonly cles: number;
  /** All values are equal: there is nothing to rank. */
  readonly degenerate: boolean;
}

/** U of x - shift against y, and its standard deviation with the correction for ties; both ascending. */
function rankSum(x: Float64Array, y: Float64Array, shift: number): { u: number; sigma: number } {
  const [n1, n2] = [x.length, y.length];
  const total = n1 + n2;
  let [i, j, u, ties] = [0, 0, 0, 0];
  while (i < n1 || j < n2) {
    const nextX = i < n1 ? at(x, i) - shift : Number.POSITIVE_INFINITY;
    const value = Math.min(nextX, j < n2 ? at(y, j) : Number.POSITIVE_INFINITY);
    const [startX, startY] = [i, j];
    while (i < n1 && at(x, i) - shift === value) i++;
    while (j < n2 && at(y, j) === value) j++;
    const [fromX, fromY] = [i - startX, j - startY];
    u += fromX * (startY + fromY / 2);
    ties += (fromX + fromY) ** 3 - (fromX + fromY);
  }
  const variance = ((n1 * n2) / 12) * (total + 1 - ties / (total * (total - 1)));
  return { u, sigma: Math.sqrt(Math.max(0, variance)) };
}

/** Null when an arm is empty. R `wilcox.test(exact = FALSE, correct = TRUE)`; statistics.md 10.5. */
export function mannWhitney(x: Sample, y: Sample): MannWhitney | null {
  if (x.length === 0 || y.length === 0) return null;
  const { u, sigma } = rankSum(ascending(x), ascending(y), 0);
  const pairs = x.length * y.length;
  const excess = u - pairs / 2;
  const degenerate = !(sigma > 0);
  const z = degenerate ? 0 : (excess - 0.5 * Math.sign(excess)) / sigma;
  return { u, z, p: Math.min(1, 2 * normalSf(Math.abs(z))), cles: u / pairs, degenerate };
}

/** Shift of x against y with its confidence interval, in the unit of the values. */
export interface HodgesLehmann {
  readonly estimate: number;
  readonly interval: Interval;
}

/** The tolerance at which R stops looking for the root of a step function. */
const R_TOLERANCE = 1e-4;

/**
 * Hodges-Lehmann shift by root finding, exactly as R's `wilcox.test(conf.int = TRUE, exact = FALSE)` and therefore
 * Kayenta do it, to their tolerance of 1e-4 of the unit. `alpha` is the error on each side (Kayenta: 0.01). Null when
 * an arm is empty or all values are equal.
 */
export function hodgesLehmann(x: Sample, y: Sample, alpha: number): HodgesLehmann | null {
  const [first, second] = [ascending(x), ascending(y)];
  const [n1, n2] = [first.length, second.length];
  if (n1 === 0 || n2 === 0) return null;
  const low = at(first, 0) - at(second, n2 - 1);
  const high = at(first, n1 - 1) - at(second, 0);
  if (low === high) return null;
  const statistic = (shift: number, correction: number) => {
    const { u, sigma } = rankSum(first, second, shift);
    const excess = u - (n1 * n2) / 2;
    return (excess - correction * Math.sign(excess)) / sigma;
  };
  const end = (z: number) => {
    if (statistic(low, 0.5) <= z) return low;
    if (statistic(high, 0.5) >= z) return high;
    return zeroin((shift) => statistic(shift, 0.5) - z, low, high, R_TOLERANCE);
  };
  const z = -normalQuantile(alpha);
  return {
    estimate: zeroin((shift) => statistic(shift, 0), low, high, R_TOLERANCE),
    interval: { lo: end(z), hi: end(-z) },
  };
}

/** Kayenta's four classes; `Nodata` must never be taken for a pass. */
export type KayentaClass = 'Pass' | 'High' | 'Low' | 'Nodata';

/**
 * Kayenta's classification of a canary metric (spinnaker/kayenta@a69573b) by the shift's interval: `High` when it lies
 * above `tolerance` times the shift's size, `Low` when below. Its noise for constant series is not copied: equal values
 * pass, and two different constants are told apart by their sign.
 */
export function kayentaClass(canary: Sample, baseline: Sample, alpha = 0.01, tolerance = 0.25): KayentaClass {
  if (canary.length === 0 || baseline.length === 0) return 'Nodata';
  const [first, second] = [ascending(canary), ascending(baseline)];
  const identical = first.length === second.length && first.every((value, i) => value === at(second, i));
  if (identical) return 'Pass';
  const shift = hodgesLehmann(first, second, alpha);
  if (!shift) return classify(at(first, 0) - at(second, 0), 0);
  const band = tolerance * Math.abs(shift.estimate);
  if (shift.interval.lo > band) return 'High';
  return shift.interval.hi < -band ? 'Low' : 'Pass';
}

function classify(shift: number, band: number): KayentaClass {
  if (shift > band) return 'High';
  return shift < -band ? 'Low' : 'Pass';
}

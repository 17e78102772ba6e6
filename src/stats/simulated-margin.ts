import { DEFAULT_ALPHA } from './interval.ts';
import {
  type AutoMargin,
  type AutoMarginOptions,
  autoMarginGradedT,
  autoMarginRatio,
  DEFAULT_FLIPS,
  DEFAULT_PROBABILITY,
  type Worse,
  wholePoints,
} from './margin.ts';
import { hallEnds, zeroVarianceHalfWidth } from './paired.ts';
import { DEFAULT_REPLICATES, logQuantileSe } from './quantile-ratio.ts';
import { createRandom, type Random } from './random.ts';
import { logMeanSe } from './ratio.ts';
import { binomialDraw } from './resampler.ts';
import { ascending, at, moments, NOISE, type Sample } from './sample.ts';
import { tQuantile } from './student-t.ts';

/** The baseline arm that a margin is made from, and the seed of the simulation. */
export interface BaselineArm {
  /** One value per item; the order plays no part. */
  readonly baseline: Sample;
  readonly seed: string | number;
}

/** Simulated identical bundles; the passing probability is then known to half a point, to a whole one where most items change. */
const RUNS = 4000;
const FEWEST_RUNS = 1000;
/** Changed items of all runs together: more would take longer than everything else in a gate. */
const MOST_CHANGES = 400_000;
/** With more changed items than this the plain t formula is right, Hall's correction having vanished. */
export const SIMULATED_FLIPS = 800;

/**
 * Paired graded scores under the very interval of `pairedMean`: identical bundles are simulated, in which each item is
 * scored anew by chance `flips`, as another item of the baseline. Differences that are mostly 0 make Hall's interval up to
 * three times as wide as plain t at 50 items, which no formula in n and sd shows. In whole per cent of `range`.
 * null below 2 items or where a score is not finite.
 */
export function autoMarginGraded(
  { baseline, seed, range }: BaselineArm & { readonly range: number },
  options: AutoMarginOptions = {},
): AutoMargin | null {
  const { flips = DEFAULT_FLIPS, alpha = DEFAULT_ALPHA, probability = DEFAULT_PROBABILITY } = options;
  const { n, variance } = moments(baseline);
  if (n < 2 || !Number.isFinite(variance)) return null;
  if (n * flips > SIMULATED_FLIPS || variance === 0) {
    return autoMarginGradedT({ n, sd: Math.sqrt(variance), range }, options);
  }
  const run = gradedRun({ baseline, range, flips, alpha, random: createRandom(seed) });
  return wholePoints(
    reached(() => -run().lo, probability, n * flips),
    range,
    100,
  );
}

/** The difference that one run of an identical bundle shows, and the lower end of its interval. */
export interface SimulatedDifference {
  readonly estimate: number;
  readonly lo: number;
}

/** Simulates such runs of graded scores: what `pairedMean` would say of them. At least 2 items, not all alike. */
export function gradedRun({
  baseline,
  range,
  flips,
  alpha,
  random,
}: {
  readonly baseline: Sample;
  readonly range: number;
  readonly flips: number;
  readonly alpha: number;
  readonly random: Random;
}): () => SimulatedDifference {
  const n = baseline.length;
  const redraw = rescorer(ascending(baseline), flips, random);
  const t = -tQuantile(alpha, n - 1);
  return () => {
    let [s1, s2, s3] = [0, 0, 0];
    redraw((before, after) => {
      const d = after - before;
      s1 += d;
      s2 += d * d;
      s3 += d * d * d;
    });
    const mean = s1 / n;
    const m2 = s2 / n - mean * mean;
    const of = (lo: number): SimulatedDifference => ({ estimate: mean, lo: Math.max(-range, lo) });
    if (m2 <= NOISE * range * range) return of(mean - zeroVarianceHalfWidth(n, range, alpha));
    const skewness = (s3 / n - 3 * mean * (s2 / n) + 2 * mean ** 3) / m2 ** 1.5;
    return of(hallEnds({ n, estimate: mean, se: Math.sqrt(m2 / (n - 1)), skewness }, t).lo);
  };
}

/**
 * Ratio of mean cost over the same items, under the very interval of `ratioOfMeansPaired`, by the same simulation. In whole
 * per cent of the baseline's mean. What the items have in common is not counted on: where the same items are dear in both
 * runs an identical bundle passes nearly always, where they share nothing and costs are very uneven 0.85 of the time at 50
 * items. null below 2 items or where the mean is not above 0.
 */
export function autoMarginMeanRatio(
  { baseline, seed, worse = 'above' }: BaselineArm & { readonly worse?: Worse },
  options: AutoMarginOptions = {},
): AutoMargin | null {
  const { flips = DEFAULT_FLIPS, alpha = DEFAULT_ALPHA, probability = DEFAULT_PROBABILITY } = options;
  const { n, mean, variance, max } = moments(baseline);
  if (n < 2 || !(mean > 0) || !Number.isFinite(variance)) return null;
  if (n * flips > SIMULATED_FLIPS) {
    return autoMarginRatio({ se: Math.sqrt(2 * flips) * logMeanSe(baseline), df: n - 1, worse }, options);
  }
  const redraw = rescorer(ascending(baseline), flips, createRandom(seed));
  const t = -tQuantile(alpha, n - 1);
  const unseen = (zeroVarianceHalfWidth(n, 1, alpha) * max) / mean;
  const squares = variance * (n - 1) + n * mean * mean;
  const worst = () => {
    let [change, before2, product, after2] = [0, 0, 0, 0];
    redraw((before, after) => {
      change += after - before;
      before2 += before * before;
      product += before * after;
      after2 += after * after;
    });
    const ratio = 1 + change / n / mean;
    const changed = after2 - 2 * ratio * product + ratio * ratio * before2;
    const residual = changed + (1 - ratio) ** 2 * Math.max(0, squares - before2);
    const se = Math.sqrt(Math.max(0, residual) / (n - 1) / n) / mean / ratio;
    const sign = worse === 'above' ? 1 : -1;
    // A million-fold sum of squares leaves that much rounding noise behind.
    return se <= 1e-7 ? sign * (ratio - 1) + unseen : sign * (ratio * Math.exp(sign * t * se) - 1);
  };
  return wholePoints(
    reached(worst, probability, n * flips),
    1,
    worse === 'above' ? Number.POSITIVE_INFINITY : 100,
  );
}

/**
 * Ratio of a quantile (p95 latency) from the bootstrap spread of the baseline's own quantile, in whole per cent. `flips` is
 * 1 here unless given: unlike scores, latencies change at every call. Unpaired arms likewise. A spread that hangs on the
 * few values beyond the quantile is itself unsure, in the baseline and in the interval: it has as many degrees of freedom
 * as there are such values. Simulated, an identical bundle then passes 0.94 to 0.97 of the time from 50 items on; by the
 * normal law it would be 0.90. null where the spread cannot be had.
 */
export function autoMarginQuantileRatio(
  arm: BaselineArm & { readonly q: number; readonly replicates?: number; readonly worse?: Worse },
  { flips = 1, ...options }: AutoMarginOptions = {},
): AutoMargin | null {
  const { baseline, q, seed, replicates = DEFAULT_REPLICATES, worse = 'above' } = arm;
  const spread = logQuantileSe(baseline, q, { seed, replicates });
  if (spread === null) return null;
  const df = Math.max(1, baseline.length * Math.min(q, 1 - q));
  return autoMarginRatio({ se: Math.sqrt(2 * flips) * spread, df, worse }, options);
}

/** The margin that has to be exceeded: a share `probability` of simulated identical bundles lies at or below it. */
export function reached(simulate: () => number, probability: number, changes: number): number {
  const runs = Math.round(Math.min(RUNS, Math.max(FEWEST_RUNS, MOST_CHANGES / changes)));
  const needed = Float64Array.from({ length: runs }, simulate).sort();
  return at(needed, Math.ceil(probability * runs) - 1) + 1e-8;
}

/** Calls back with the old and the new value of every item that changes in one simulated run. */
type Redraw = (visit: (before: number, after: number) => void) => void;

/**
 * Both values are drawn from the baseline, the old one too: its own chance is part of the difference between two runs of
 * one bundle, which is why the variance of an item's difference is 2 flips sd^2.
 */
function rescorer(values: Float64Array, flips: number, random: Random): Redraw {
  const n = values.length;
  const draw = () => at(values, random.below(n));
  return (visit) => {
    for (let left = binomialDraw(n, flips, random); left > 0; left--) visit(draw(), draw());
  };
}

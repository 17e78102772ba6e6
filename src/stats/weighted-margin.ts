import { DEFAULT_ALPHA } from './interval.ts';
import {
  type AutoMargin,
  type AutoMarginOptions,
  DEFAULT_FLIPS,
  DEFAULT_PROBABILITY,
  wholePoints,
} from './margin.ts';
import { newcombeAt } from './newcombe.ts';
import { normalQuantile } from './normal.ts';
import { zeroVarianceHalfWidth } from './paired.ts';
import { createRandom, type Random } from './random.ts';
import { binomialDraw } from './resampler.ts';
import { exactSum, moments, type Sample } from './sample.ts';
import { gradedRun, reached, SIMULATED_FLIPS, type SimulatedDifference } from './simulated-margin.ts';
import { tQuantile } from './student-t.ts';
import { tangoInterval } from './tango.ts';

/**
 * A slice of production as far as a margin needs it: its share of traffic, and how its items are compared. Everything here is
 * of the baseline arm and of numbers of items; nothing is of the candidate's results.
 */
export type WeightedStratum = { readonly weight: number } & (
  | { readonly kind: 'paired-share'; readonly n: number }
  | { readonly kind: 'paired-graded'; readonly baseline: Sample }
  | { readonly kind: 'share'; readonly n1: number; readonly n2: number; readonly share: number }
  | { readonly kind: 'graded'; readonly n1: number; readonly n2: number; readonly sd: number }
);

/**
 * The smallest margin that an identical bundle passes with probability 0.95 under the interval of `weighted`: identical
 * bundles are simulated in every slice, each slice is measured by the method for its items, and the slices are put together
 * as they are in the gate. There is no formula: what the whole shows hangs on how unlike weights and numbers of items are. In
 * whole per cent of `range`; null where a slice has too few items for its method.
 */
export function autoMarginWeighted(
  strata: readonly WeightedStratum[],
  { range, seed }: { readonly range: number; readonly seed: string | number },
  options: AutoMarginOptions = {},
): AutoMargin | null {
  const { flips = DEFAULT_FLIPS, alpha = DEFAULT_ALPHA, probability = DEFAULT_PROBABILITY } = options;
  const random = createRandom(seed);
  const total = exactSum(strata.map(({ weight }) => weight));
  const runs = strata.map((stratum) => ({
    share: stratum.weight / total,
    run: runOf(stratum, { range, flips, alpha, random }),
  }));
  if (runs.length === 0 || runs.some(({ run }) => run === null)) return null;
  const lowest = (): number => {
    let [estimate, square] = [0, 0];
    for (const { share, run } of runs) {
      const one = run?.() ?? { estimate: 0, lo: -range };
      estimate += share * one.estimate;
      square += (share * (one.estimate - one.lo)) ** 2;
    }
    return Math.sqrt(square) - estimate;
  };
  const changes = exactSum(strata.map((stratum) => flips * sizeOf(stratum)));
  return wholePoints(Math.min(range, reached(lowest, probability, changes)), range, 100);
}

interface Setting {
  readonly range: number;
  readonly flips: number;
  readonly alpha: number;
  readonly random: Random;
}

type Run = () => SimulatedDifference;

function sizeOf(stratum: WeightedStratum): number {
  if (stratum.kind === 'paired-share') return stratum.n;
  return stratum.kind === 'paired-graded' ? stratum.baseline.length : stratum.n1 + stratum.n2;
}

function runOf(stratum: WeightedStratum, setting: Setting): Run | null {
  switch (stratum.kind) {
    case 'paired-share':
      return pairedShare(stratum.n, setting);
    case 'paired-graded':
      return pairedGraded(stratum.baseline, setting);
    case 'share':
      return unpairedShare(stratum, setting);
    case 'graded':
      return unpairedGraded(stratum, setting);
  }
}

/** Half of the flips are gains. The intervals of few flips are computed once each: there are not many of them. */
function pairedShare(n: number, { flips, alpha, random }: Setting): Run | null {
  if (n < 1) return null;
  const se = Math.sqrt(flips / n);
  if (n * flips > SIMULATED_FLIPS) return normalRun(se, -normalQuantile(alpha), random);
  const known = new Map<number, SimulatedDifference>();
  return () => {
    const flipped = binomialDraw(n, flips, random);
    const b = binomialDraw(flipped, 0.5, random);
    const key = flipped * (n + 1) + b;
    const found = known.get(key) ?? {
      estimate: (2 * b - flipped) / n,
      lo: tangoInterval({ b, c: flipped - b, n }, alpha).lo,
    };
    known.set(key, found);
    return found;
  };
}

function pairedGraded(baseline: Sample, { range, flips, alpha, random }: Setting): Run | null {
  const { n, variance } = moments(baseline);
  if (n < 2 || !Number.isFinite(variance)) return null;
  if (variance === 0) return constantRun(zeroVarianceHalfWidth(n, range, alpha));
  if (n * flips > SIMULATED_FLIPS)
    return normalRun(Math.sqrt((2 * flips * variance) / n), -tQuantile(alpha, n - 1), random);
  return gradedRun({ baseline, range, flips, alpha, random });
}

function unpairedShare(
  { n1, n2, share }: { readonly n1: number; readonly n2: number; readonly share: number },
  { alpha, random }: Setting,
): Run | null {
  if (Math.min(n1, n2) < 1) return null;
  const z = -normalQuantile(alpha);
  return () => {
    const [k1, k2] = [binomialDraw(n1, share, random), binomialDraw(n2, share, random)];
    return { estimate: k1 / n1 - k2 / n2, lo: newcombeAt({ k1, n1, k2, n2 }, z).lo };
  };
}

function unpairedGraded(
  { n1, n2, sd }: { readonly n1: number; readonly n2: number; readonly sd: number },
  { range, alpha, random }: Setting,
): Run | null {
  if (Math.min(n1, n2) < 2) return null;
  if (sd === 0)
    return constantRun(
      zeroVarianceHalfWidth(n1, range, alpha / 2) + zeroVarianceHalfWidth(n2, range, alpha / 2),
    );
  return normalRun(sd * Math.sqrt(1 / n1 + 1 / n2), -tQuantile(alpha, n1 + n2 - 2), random);
}

function normalRun(se: number, quantile: number, random: Random): Run {
  return () => {
    const estimate = se * normalQuantile(random.uniform());
    return { estimate, lo: estimate - quantile * se };
  };
}

function constantRun(width: number): Run {
  return () => ({ estimate: 0, lo: -width * (1 + 1e-9) });
}

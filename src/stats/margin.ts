import { binomialAtLeast, binomialPmf } from './binomial.ts';
import { DEFAULT_ALPHA } from './interval.ts';
import { newcombeAt } from './newcombe.ts';
import { detectableShift } from './noncentral-t.ts';
import { normalQuantile } from './normal.ts';
import { zeroVarianceHalfWidth } from './paired.ts';
import { firstInteger } from './root.ts';
import { tangoPassProbability } from './tango-power.ts';

// `margin: auto` (gates.md): the smallest margin that an identical bundle passes with probability 0.95 on a suite of this
// size, for the very interval in use, rounded up to whole points. Nothing here ever sees the candidate.

/** What an automatic margin assumes. */
export interface AutoMarginOptions {
  /** Share of items that change by chance from run to run, half of them each way; 0.08. */
  readonly flips?: number | undefined;
  /** Error on each side of the interval in use; 0.05. */
  readonly alpha?: number | undefined;
  /** Probability that an identical bundle passes; 0.95. */
  readonly probability?: number | undefined;
}

/** A margin in whole points of one per cent: of a share, of the score range, or of a ratio. */
export interface AutoMargin {
  readonly points: number;
  /** The same in the unit of the interval: fraction, score units, or ratio minus 1. */
  readonly margin: number;
}

export const DEFAULT_FLIPS = 0.08;
export const DEFAULT_PROBABILITY = 0.95;

const points = (whole: number, unit = 1): AutoMargin => ({ points: whole, margin: (whole / 100) * unit });

/** The next whole point above a margin that has to be exceeded. */
export function wholePoints(margin: number, unit: number, most: number): AutoMargin {
  return points(Math.min(most, Math.max(1, Math.ceil((margin / unit) * 100 - 1e-9))), unit);
}

/** The smallest whole margin that passes often enough; null where a handful of items never does. */
function smallestPassing(pass: (margin: number) => number, probability: number): AutoMargin | null {
  // Sums that reach the probability in exact arithmetic may miss it by their rounding.
  const often = (whole: number) => pass(whole / 100) >= probability - 1e-12;
  return often(100) ? points(firstInteger(often, 0, 100)) : null;
}

/**
 * Paired shares under Tango's interval, exact: 16 points at 50 pairs, 11 at 100, 8 at 200, 5 at 400. null without
 * pairs, or where flips are so many that a handful of pairs passes no margin. Some 15 ms at a million pairs.
 */
export function autoMarginPairedShare(n: number, options: AutoMarginOptions = {}): AutoMargin | null {
  const { flips = DEFAULT_FLIPS, alpha = DEFAULT_ALPHA, probability = DEFAULT_PROBABILITY } = options;
  if (n < 1) return null;
  const model = { n, gain: flips / 2, loss: flips / 2 };
  return smallestPassing((margin) => tangoPassProbability(model, margin, alpha), probability);
}

/**
 * Unpaired shares under Newcombe's interval, exact for n1 candidate and n2 baseline items of the same true share, for
 * which the baseline's is taken. null where an arm is empty or a handful of items passes no margin.
 */
export function autoMarginUnpairedShare(
  { n1, n2, share }: { readonly n1: number; readonly n2: number; readonly share: number },
  { alpha = DEFAULT_ALPHA, probability = DEFAULT_PROBABILITY }: Omit<AutoMarginOptions, 'flips'> = {},
): AutoMargin | null {
  if (Math.min(n1, n2) < 1) return null;
  const z = -normalQuantile(alpha);
  return smallestPassing((margin) => newcombePassProbability({ n1, n2, share }, margin, z), probability);
}

/** Numbers of hits further from the mean than this many standard deviations weigh less than 1e-12. */
const SPREAD = 7.5;

/** Sum over the baseline's hits; the candidate's hits needed rise with them. */
function newcombePassProbability(
  { n1, n2, share }: { readonly n1: number; readonly n2: number; readonly share: number },
  margin: number,
  z: number,
): number {
  const reach = SPREAD * Math.sqrt(n2 * share * (1 - share)) + SPREAD;
  const from = Math.max(0, Math.floor(n2 * share - reach));
  const to = Math.min(n2, Math.ceil(n2 * share + reach));
  const fails = (k1: number, k2: number) => newcombeAt({ k1, n1, k2, n2 }, z).lo <= -margin;
  let needed = firstInteger((k1) => k1 > n1 || !fails(k1, from), -1, n1 + 1);
  let probability = 0;
  for (let k2 = from; k2 <= to; k2++) {
    while (needed <= n1 && fails(needed, k2)) needed++;
    if (needed > n1) break;
    probability += binomialPmf(k2, n2, share) * binomialAtLeast(needed, n1, share);
  }
  return probability;
}

/**
 * Paired graded scores under the plain t interval, from the baseline's standard deviation alone: the difference of an
 * item has variance 2 flips sd^2, and the power is that of the noncentral t. For planning, for clusters (df = C - 1) and
 * above some thousand items; below, differences that are mostly 0 make Hall's interval wider than this, see
 * `autoMarginGraded`. In whole per cent of `range`, at most 100. null for n < 2.
 */
export function autoMarginGradedT(
  {
    n,
    sd,
    range,
    df = n - 1,
  }: { readonly n: number; readonly sd: number; readonly range: number; readonly df?: number },
  { flips = DEFAULT_FLIPS, alpha = DEFAULT_ALPHA, probability = DEFAULT_PROBABILITY }: AutoMarginOptions = {},
): AutoMargin | null {
  if (n < 2 || df < 1) return null;
  if (sd === 0) return wholePoints(zeroVarianceHalfWidth(df + 1, range, alpha) * (1 + 1e-9), range, 100);
  const se = Math.sqrt((2 * flips) / n) * sd;
  return wholePoints(detectableShift(df, alpha, probability) * se, range, 100);
}

/** Unpaired graded scores under Welch's interval, both arms spread like the baseline. null where an arm has below 2. */
export function autoMarginUnpairedGraded(
  {
    n1,
    n2,
    sd,
    range,
  }: { readonly n1: number; readonly n2: number; readonly sd: number; readonly range: number },
  { alpha = DEFAULT_ALPHA, probability = DEFAULT_PROBABILITY }: Omit<AutoMarginOptions, 'flips'> = {},
): AutoMargin | null {
  if (Math.min(n1, n2) < 2) return null;
  if (sd === 0) {
    const bounds = [n1, n2].map((n) => zeroVarianceHalfWidth(n, range, alpha / 2));
    return wholePoints(bounds.reduce((sum, bound) => sum + bound, 0) * (1 + 1e-9), range, 100);
  }
  const se = sd * Math.sqrt(1 / n1 + 1 / n2);
  return wholePoints(detectableShift(n1 + n2 - 2, alpha, probability) * se, range, 100);
}

/** Which side of 1 is harm: `above` for cost and latency. */
export type Worse = 'above' | 'below';

/**
 * Ratios on the log scale with standard error `se` of ln(ratio) between identical bundles and `df` degrees of freedom
 * (Infinity: normal), in whole per cent.
 */
export function autoMarginRatio(
  {
    se,
    df = Number.POSITIVE_INFINITY,
    worse = 'above',
  }: { readonly se: number; readonly df?: number; readonly worse?: Worse },
  { alpha = DEFAULT_ALPHA, probability = DEFAULT_PROBABILITY }: Omit<AutoMarginOptions, 'flips'> = {},
): AutoMargin {
  const reach = detectableShift(df, alpha, probability) * se;
  return worse === 'above'
    ? wholePoints(Math.expm1(reach), 1, Number.POSITIVE_INFINITY)
    : wholePoints(-Math.expm1(-reach), 1, 100);
}

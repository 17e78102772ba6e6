import {
  type AutoMargin,
  autoMarginPairedShare,
  autoMarginUnpairedGraded,
  autoMarginUnpairedShare,
} from '../stats/margin.ts';
import { normalQuantile } from '../stats/normal.ts';
import { zeroVarianceHalfWidth } from '../stats/paired.ts';
import { detectableEffect, pairsForNonInferiority } from '../stats/power.ts';
import { quantileType7 } from '../stats/quantile.ts';
import { moments } from '../stats/sample.ts';
import { autoMarginGraded, autoMarginMeanRatio, autoMarginQuantileRatio } from '../stats/simulated-margin.ts';
import { minimumPassN } from '../stats/tango-power.ts';
import { autoMarginWeighted, type WeightedStratum } from '../stats/weighted-margin.ts';
import { scaleOf, valuesOf } from './arms.ts';
import type { Finding } from './check.ts';
import { isQuantity } from './criterion.ts';
import { leverOf } from './lever.ts';
import type { ResolvedMargin } from './margin-rule.ts';
import { QUANTILES, type Question } from './measure.ts';
import type { Weighting } from './weighting.ts';

/** Whether a criterion is compared as a ratio: quantiles always are, and whatever has a relative margin. */
export function needsRatio({ criterion }: Question, margin: ResolvedMargin): boolean {
  return QUANTILES[criterion.statistic] !== null || margin.scale === 'relative';
}

/** What a margin is of. */
export interface MarginItems {
  /** The candidate's items, and the baseline's: the same where the arms are paired. */
  readonly items: Int32Array;
  readonly other: Int32Array;
  readonly weighting: Weighting | null;
}

/**
 * The margin as a number. `auto` is the smallest that an identical bundle passes with probability 0.95 on a suite of
 * this size, made from the baseline arm and the number of items alone: the candidate's results cannot move it.
 * An absolute margin of a quantile is taken relative to the baseline's quantile, which is how quantiles are compared.
 */
export function resolveMargin(question: Question, over: MarginItems, flips: number): ResolvedMargin {
  const { margin } = question.criterion;
  if (margin?.type === 'auto')
    return over.weighting === null
      ? autoMargin(question, over, flips)
      : autoMarginOfMix(question, over.weighting, flips);
  const value = margin?.value ?? 0;
  const q = QUANTILES[question.criterion.statistic];
  if (margin?.type === 'relative') return { value, scale: 'relative', auto: false };
  if (q === null) return { value, scale: 'absolute', auto: false };
  const sorted = baselineValues(question, over.other).toSorted();
  const level = sorted.length === 0 ? 0 : quantileType7(sorted, q);
  return { value: level > 0 ? value / level : value, scale: 'relative', auto: false };
}

function autoMargin(question: Question, { items, other }: MarginItems, flips: number): ResolvedMargin {
  const { arms, criterion, paired, seed } = question;
  const { alpha } = criterion;
  const baseline = baselineValues(question, other);
  const q = QUANTILES[criterion.statistic];
  const worse = criterion.better === 'lower' ? 'above' : 'below';
  if (q !== null)
    return auto(autoMarginQuantileRatio({ baseline, q, seed, worse }, { alpha }), 'relative', 1);
  // What a call costs changes with every call, so every item counts as changed by chance.
  if (isQuantity(criterion.metric))
    return auto(autoMarginMeanRatio({ baseline, seed, worse }, { alpha, flips: 1 }), 'relative', 1);
  const range = widthOf(arms);
  if (paired && arms.binary && question.clusters === null)
    return auto(autoMarginPairedShare(items.length, { flips, alpha }), 'absolute', 1);
  if (paired) return auto(autoMarginGraded({ baseline, seed, range }, { flips, alpha }), 'absolute', range);
  const { mean, variance, n } = moments(baseline);
  const sizes = { n1: items.length, n2: n };
  if (arms.binary) return auto(autoMarginUnpairedShare({ ...sizes, share: mean }, { alpha }), 'absolute', 1);
  return auto(
    autoMarginUnpairedGraded({ ...sizes, sd: Math.sqrt(variance), range }, { alpha }),
    'absolute',
    range,
  );
}

/**
 * The same for a figure that is weighted: a difference of means, of cost too, since a ratio of all is not made of those of
 * its slices.
 */
function autoMarginOfMix(
  { arms, criterion, paired, seed, reading, clusters }: Question,
  { strata }: Weighting,
  flips: number,
): ResolvedMargin {
  const isOpen = isQuantity(criterion.metric);
  const values = (items: Int32Array): Float64Array => baselineValues({ arms, reading }, items);
  const slices = strata.map(({ weight, own, other }): WeightedStratum => {
    if (paired && arms.binary && clusters === null) return { kind: 'paired-share', weight, n: own.length };
    if (paired) return { kind: 'paired-graded', weight, baseline: values(own) };
    const { mean, variance, n } = moments(values(other));
    const sizes = { weight, n1: own.length, n2: n };
    return arms.binary
      ? { kind: 'share', ...sizes, share: mean }
      : { kind: 'graded', ...sizes, sd: Math.sqrt(variance) };
  });
  const range = widthOf(arms);
  const options = { flips: isOpen ? 1 : flips, alpha: criterion.alpha };
  return auto(autoMarginWeighted(slices, { range, seed }, options), 'absolute', range);
}

/** How wide the scale is on which the baseline lies: one absurd score of the candidate must not make margins wider. */
function widthOf({ baseline, range }: Question['arms']): number {
  const { lo, hi } = baseline === null || baseline.lowest > baseline.highest ? range : scaleOf([baseline]);
  return hi > lo ? hi - lo : 1;
}

/** Where no margin can be had, none is wide enough: the whole scale stands there, and nothing passes by it. */
function auto(found: AutoMargin | null, scale: ResolvedMargin['scale'], whole: number): ResolvedMargin {
  return found === null
    ? { value: whole, scale, auto: true, isNone: true }
    : { value: found.margin, scale, auto: true };
}

function baselineValues(
  { arms, reading }: Pick<Question, 'arms' | 'reading'>,
  items: Int32Array,
): Float64Array {
  return arms.baseline === null
    ? new Float64Array()
    : valuesOf(arms.baseline, items, reading.baseline).filter((value) => !Number.isNaN(value));
}

const POWER = 0.8;
const MOST_ITEMS = 10_000_000;
/** A suite that would have to grow beyond this many times its size is not the lever. */
const MOST_GROWTH = 20;

/**
 * Adds to a finding what its size can and cannot show: the smallest effect that would be found, and, where the answer is
 * open, what would settle it and how many items that takes. A margin that this size could not pass even with identical
 * results is told apart.
 */
export function planned(finding: Finding, question: Question, items: Int32Array): Finding {
  const found = withNumbers(finding, question, items);
  if (found.verdict !== 'inconclusive') return found;
  const { arms, criterion } = question;
  const lever = leverOf(found, criterion, arms.repeats());
  return { ...found, args: { ...found.args, ...(lever === null ? {} : { lever }), ...bill(found, arms) } };
}

/** What the items would cost that an open answer lacks. */
function bill({ n, args }: Finding, { itemCost }: Question['arms']): { settleUsd?: number } {
  const needed = args['requiredN'];
  if (typeof needed !== 'number' || needed <= n) return {};
  const cost = itemCost();
  return cost === null || cost === 0 ? {} : { settleUsd: (needed - n) * cost };
}

function withNumbers(finding: Finding, question: Question, items: Int32Array): Finding {
  const se = standardError(finding, question.criterion.alpha);
  if (se === null) return finding;
  const plan = { alpha: question.criterion.alpha, sides: 1, power: POWER } as const;
  const detectable = detectableEffect(se, plan);
  const args = { ...finding.args, detectable };
  if (finding.code === 'limit-not-shown')
    return { ...finding, args: { ...args, ...limitNeeds(finding, question, se) } };
  if (finding.verdict !== 'inconclusive' || finding.code !== 'interval-spans-margin')
    return { ...finding, args };
  const needed = itemsNeeded(finding, question, se);
  const hopeless = fewestToPass(finding, question);
  const requiredN = Math.ceil(Math.max(needed, hopeless));
  const known = requiredN <= Math.max(hopeless, finding.n * MOST_GROWTH) ? { requiredN } : {};
  const underpowered = items.length < hopeless;
  return { ...finding, code: underpowered ? 'underpowered' : finding.code, args: { ...args, ...known } };
}

/** Items that would show whether a limit is kept, if the figure stays what it is; nothing where that is out of reach. */
function limitNeeds(
  { n, candidate, limit }: Finding,
  { criterion }: Question,
  se: number,
): { requiredN?: number } {
  const distance = Math.abs((candidate ?? 0) - (limit ?? 0));
  if (distance === 0) return {};
  const plan = { alpha: criterion.alpha, power: POWER };
  const requiredN = Math.ceil(
    pairsForNonInferiority({ sd: se * Math.sqrt(n), margin: distance, trueDiff: 0 }, plan),
  );
  return requiredN > n && requiredN <= n * MOST_GROWTH ? { requiredN } : {};
}

/** Standard error as the interval shows it, on the scale of the difference. */
function standardError({ interval }: Finding, alpha: number): number | null {
  const [lo, hi] = interval ?? [null, null];
  if (lo === null || hi === null) return null;
  return (hi - lo) / (2 * -normalQuantile(alpha));
}

/**
 * Items that would settle an open margin: for a bundle that is truly the same where that needs more than there are,
 * else for one that truly differs as much as was seen.
 */
function itemsNeeded({ n, margin, delta }: Finding, { criterion }: Question, se: number): number {
  const sd = se * Math.sqrt(n);
  const plan = { alpha: criterion.alpha, power: POWER };
  const same = pairsForNonInferiority({ sd, margin: margin ?? 0, trueDiff: 0 }, plan);
  if (same > n) return same;
  const oriented = (criterion.better === 'higher' ? 1 : -1) * (delta ?? 0);
  const distance = Math.abs(oriented + (margin ?? 0));
  return distance === 0
    ? Number.POSITIVE_INFINITY
    : pairsForNonInferiority({ sd, margin: distance, trueDiff: 0 }, plan);
}

/** Fewest items at which identical results would pass this margin. */
function fewestToPass({ margin, scale }: Finding, { arms, criterion, clusters }: Question): number {
  if (margin === null || scale === 'relative' || clusters !== null) return 0;
  if (arms.binary) return minimumPassN(margin, criterion.alpha);
  const range = arms.range.hi - arms.range.lo;
  let [low, high] = [1, MOST_ITEMS];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (zeroVarianceHalfWidth(middle, range, criterion.alpha) < margin) high = middle;
    else low = middle + 1;
  }
  return low;
}

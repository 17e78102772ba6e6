import type { Statistic } from '../config/terms.ts';
import type { ItemLabels } from '../evidence/labels.ts';
import {
  clopperPearsonShare,
  clusteredPairedMean,
  gradedMinimumN,
  type Inference,
  MINIMUM_CLUSTERS,
  meanT,
  newcombe,
  pairedMean,
  quantileOrder,
  quantileRatio,
  ratioOfMeansIndependent,
  ratioOfMeansPaired,
  tango,
  type Undefined,
  welch,
  wilsonShare,
} from '../stats/inference.ts';
import { quantileType7 } from '../stats/quantile.ts';
import { ascending, differences, exactSum, moments } from '../stats/sample.ts';
import { type Arms, type Reading, valuesOf } from './arms.ts';
import type { Criterion } from './criterion.ts';

/** What one question about some items found, before it is held against a margin or a limit. */
export interface Measured {
  readonly inference: Inference | Undefined;
  readonly candidate: number | null;
  readonly baseline: number | null;
  /** Flips of a paired binary metric; null for any other. */
  readonly flips: { readonly gained: number; readonly lost: number } | null;
  /** Independent units from which on the interval may pass something; 0 where the method holds for any number. */
  readonly least: number;
}

export const QUANTILES: Readonly<Record<Statistic, number | null>> = {
  mean: null,
  p50: 0.5,
  p90: 0.9,
  p95: 0.95,
  p99: 0.99,
};

/** Everything a measurement is made from, beside the items. */
export interface Question {
  readonly arms: Arms;
  readonly criterion: Criterion;
  readonly reading: Reading;
  /** Clusters of items whose values are not independent, where the criterion names some. */
  readonly clusters: ItemLabels | null;
  /** Items are the same in both arms. */
  readonly paired: boolean;
  /** Digest of the inputs: makes resampling repeatable. */
  readonly seed: string;
}

/** One arm against an absolute limit. */
export function measureOne(question: Question, items: Int32Array): Measured {
  const { arms, criterion, reading } = question;
  const x = valuesOf(arms.candidate, items, reading.candidate);
  const q = QUANTILES[criterion.statistic];
  const found = (inference: Inference | Undefined, candidate: number | null, least = 0): Measured => ({
    inference,
    candidate,
    baseline: null,
    flips: null,
    least,
  });
  if (q !== null) {
    const sorted = x.sort();
    return found(quantileOrder(sorted, q), sorted.length === 0 ? null : quantileType7(sorted, q));
  }
  const bounds = arms.countsErrors ? arms.range : undefined;
  const clusterIndex = clusterCodes(question, items);
  if (clusterIndex !== null) return found(meanT(x, { bounds, clusterIndex }), mean(x), MINIMUM_CLUSTERS);
  if (!arms.binary) {
    const summary = moments(x);
    return found(meanT(x, { bounds, summary }), mean(x), gradedMinimumN(summary));
  }
  const count = { k: exactSum(x), n: x.length };
  return found(criterion.guarantee ? clopperPearsonShare(count) : wilsonShare(count), mean(x));
}

/** The difference, candidate minus baseline in the metric's unit. */
export function measureDifference(
  question: Question,
  pairs: Int32Array,
  own: Int32Array,
  other: Int32Array,
): Measured {
  const { arms, paired } = question;
  const [x, y] = bothValues(question, paired ? [pairs, pairs] : [own, other]);
  const means = { candidate: mean(x), baseline: mean(y) };
  const noFlips = { ...means, flips: null, least: 0 };
  if (!paired)
    return {
      inference: arms.binary
        ? newcombe({ k1: exactSum(x), n1: x.length, k2: exactSum(y), n2: y.length })
        : welch(x, y),
      ...noFlips,
    };
  const range = arms.countsErrors ? arms.range.hi - arms.range.lo : undefined;
  const flips = arms.binary ? flipsOf(x, y) : null;
  const clusterIndex = clusterCodes(question, pairs);
  const d = differences(x, y);
  if (clusterIndex !== null) {
    const inference = clusteredPairedMean(d, clusterIndex, { range });
    return { inference, ...means, flips, least: MINIMUM_CLUSTERS };
  }
  if (flips !== null) {
    const inference = tango({ b: flips.gained, c: flips.lost, n: pairs.length });
    return { inference, ...means, flips, least: 0 };
  }
  const summary = moments(d);
  return { inference: pairedMean(d, { range, summary }), ...noFlips, least: gradedMinimumN(summary) };
}

/** The ratio of candidate to baseline: of quantiles, or of means. */
export function measureRatio(
  question: Question,
  pairs: Int32Array,
  own: Int32Array,
  other: Int32Array,
): Measured {
  const { criterion, paired, seed } = question;
  const [x, y] = bothValues(question, paired ? [pairs, pairs] : [own, other]);
  const q = QUANTILES[criterion.statistic];
  if (q === null) {
    const inference = paired ? ratioOfMeansPaired(x, y) : ratioOfMeansIndependent(x, y);
    return { inference, candidate: mean(x), baseline: mean(y), flips: null, least: 0 };
  }
  const [first, second] = [ascending(x), ascending(y)];
  const of = (sorted: Float64Array): number | null => (sorted.length === 0 ? null : quantileType7(sorted, q));
  return {
    inference: quantileRatio(x, y, q, { paired, seed, sorted: [first, second] }),
    candidate: of(first),
    baseline: of(second),
    flips: null,
    least: 0,
  };
}

function bothValues(
  { arms, reading }: Question,
  [own, other]: readonly [Int32Array, Int32Array],
): [Float64Array, Float64Array] {
  const y = arms.baseline === null ? new Float64Array() : valuesOf(arms.baseline, other, reading.baseline);
  return [valuesOf(arms.candidate, own, reading.candidate), y];
}

/** Clusters as numbers; an item without one is a cluster of its own. */
function clusterCodes({ clusters }: Question, items: Int32Array): Int32Array | null {
  if (clusters === null) return null;
  return Int32Array.from(items, (item) => {
    const code = clusters.codes[item] ?? -1;
    return code === -1 ? -2 - item : code;
  });
}

function flipsOf(x: Float64Array, y: Float64Array): { gained: number; lost: number } {
  let [gained, lost] = [0, 0];
  for (let i = 0; i < x.length; i += 1) {
    if (x[i] === 1 && y[i] === 0) gained += 1;
    if (x[i] === 0 && y[i] === 1) lost += 1;
  }
  return { gained, lost };
}

function mean(x: Float64Array): number | null {
  return x.length === 0 ? null : exactSum(x) / x.length;
}

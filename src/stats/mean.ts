import type { Inference, Undefined } from './inference.ts';
import type { Interval } from './interval.ts';
import { constantInference, pivotInference, undefinedBecause, within } from './pivot.ts';
import { at, exactSum, type Moments, moments, NOISE, type Sample } from './sample.ts';

/** A mean with its standard error and degrees of freedom; `se` is null where it is undefined (df = 0). */
export interface MeanSe {
  readonly mean: number;
  readonly se: number | null;
  readonly df: number;
}

/** Mean and SE = sd / sqrt(n) of independent items, df = n - 1. Miller 2024, arXiv:2411.00640; statistics.md 2.1. */
export function meanSe(x: Sample): MeanSe {
  return meanSeOf(moments(x));
}

function meanSeOf({ n, mean, variance }: Moments): MeanSe {
  return { mean, se: n < 2 ? null : Math.sqrt(variance / n), df: Math.max(0, n - 1) };
}

/**
 * Mean of all items and its cluster-robust SE, df = C - 1 for C clusters, with the factor C / (C - 1) that Miller's
 * paper leaves out and Inspect AI and statsmodels have. `clusterIndex[i]` names the cluster of item i by any number.
 * One cluster has no standard error: null, not 0. statistics.md 2.1.
 * @throws RangeError when the lengths differ
 */
export function clusteredMeanSe(x: Sample, clusterIndex: Sample): MeanSe {
  if (x.length !== clusterIndex.length) {
    throw new RangeError(`${x.length} items but ${clusterIndex.length} cluster numbers`);
  }
  const n = x.length;
  const mean = exactSum(x) / n;
  const residuals = new Map<number, number[]>();
  for (let i = 0; i < n; i++) {
    const cluster = at(clusterIndex, i);
    const members = residuals.get(cluster);
    if (members) members.push(at(x, i) - mean);
    else residuals.set(cluster, [at(x, i) - mean]);
  }
  const clusters = residuals.size;
  if (clusters < 2) return { mean, se: null, df: 0 };
  const squares = [...residuals.values()].map((members) => exactSum(members) ** 2);
  const variance = ((clusters / (clusters - 1)) * exactSum(squares)) / (n * n);
  return { mean, se: Math.sqrt(variance), df: clusters - 1 };
}

/** What is known about one sample beyond its values. */
export interface MeanOptions {
  /** Lowest and highest possible value; needed to say anything when all values are equal. */
  readonly bounds?: Interval | undefined;
  /** The cluster of each item, where items are not independent. */
  readonly clusterIndex?: Sample | undefined;
  /** The sample's moments, where the caller has them: three passes over a million values are not for nothing. */
  readonly summary?: Moments | undefined;
}

/** One-sample t for a mean, in the unit of the score; cluster-robust where clusters are given. */
export function meanT(x: Sample, options: MeanOptions = {}): Inference | Undefined {
  const name = options.clusterIndex ? 'clustered-mean-t' : 'mean-t';
  return meanInference(x, options, ({ se, df, n }, { mean }) =>
    pivotInference({ method: name, n, estimate: mean, se, df }),
  );
}

/** Standard error of a usable sample and the number of its independent units. */
export interface Spread {
  readonly se: number;
  readonly df: number;
  /** Items, or clusters. */
  readonly n: number;
}

/**
 * The frame of every mean of one sample: what cannot be computed is refused by name, equal values get the bound for
 * equal values, and the rest is left to `infer` and clipped to the bounds.
 */
export function meanInference(
  x: Sample,
  { bounds, clusterIndex, summary = moments(x) }: MeanOptions,
  infer: (spread: Spread, summary: Moments) => Inference,
): Inference | Undefined {
  const n = x.length;
  if (n < 2) return undefinedBecause(n === 0 ? 'no-items' : 'too-few-items', n);
  if (!Number.isFinite(summary.variance)) return undefinedBecause('not-finite', n);
  const { min, max, mean } = summary;
  if (bounds && (min < bounds.lo || max > bounds.hi)) return undefinedBecause('outside-range', n);
  const { se, df } = clusterIndex ? clusteredMeanSe(x, clusterIndex) : meanSeOf(summary);
  if (se === null) return undefinedBecause('too-few-clusters', n);
  const scale = bounds ? bounds.hi - bounds.lo : Math.max(Math.abs(min), Math.abs(max));
  if (se <= NOISE * scale) {
    // Equal values, or clusters whose means are equal: the unit that never varied is the item or the cluster.
    return bounds ? constantInference(df + 1, mean, bounds) : undefinedBecause('zero-variance', n);
  }
  const inference = infer({ se, df, n: df + 1 }, summary);
  return bounds ? within(inference, bounds) : inference;
}

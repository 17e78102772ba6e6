import { meanSe } from './mean.ts';
import { moments, type Sample } from './sample.ts';

/** Where the spread of repeated runs comes from; variances in squared units of the score. */
export interface Repeats {
  /** Mean over items of the item means. */
  readonly mean: number;
  /** Standard error with the item as the unit; null for a single item. */
  readonly se: number | null;
  readonly df: number;
  /** Mean variance between the runs of one item: flakiness. null when no item has two runs. */
  readonly withinVar: number | null;
  /** Variance of the item means as observed; null for a single item. */
  readonly betweenVarOfMeans: number | null;
  /** The same less what the within variance contributes; negative where items hardly differ. */
  readonly betweenVarCorrected: number | null;
  /** Share of the variance that is between items, 0 to 1; null where it is undefined. */
  readonly icc: number | null;
}

/** One number per item: the mean over its runs. Repeats of one item are not more items. */
export function itemMeans(runs: readonly Sample[]): Float64Array {
  return Float64Array.from(runs, (item) => moments(item).mean);
}

/**
 * Splits the variance of repeated runs by the law of total variance, Var(item mean) = omega^2 + E[sigma_i^2 / k_i]
 * (Miller 2024, section 3; statistics.md 7). `runs[i]` are the scores of item i, at least one; items may have
 * different numbers of runs, and those with one add nothing to the within variance.
 */
export function repeats(runs: readonly Sample[]): Repeats {
  const means = itemMeans(runs);
  const repeated = runs.map((item) => moments(item)).filter(({ n }) => n > 1);
  const average = (values: number[]) => (values.length === 0 ? null : moments(values).mean);
  const withinVar = average(repeated.map(({ variance }) => variance));
  const inherited = average(repeated.map(({ n, variance }) => variance / n));
  const between = means.length < 2 ? null : moments(means).variance;
  const corrected = between === null || inherited === null ? null : between - inherited;
  return {
    ...meanSe(means),
    withinVar,
    betweenVarOfMeans: between,
    betweenVarCorrected: corrected,
    icc: intraclass(corrected, withinVar),
  };
}

/** Intraclass correlation; a negative between variance counts as none. */
function intraclass(between: number | null, within: number | null): number | null {
  if (between === null || within === null) return null;
  const positive = Math.max(0, between);
  return positive + within === 0 ? null : positive / (positive + within);
}

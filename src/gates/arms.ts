import type { EvidenceFile } from '../evidence/read.ts';
import { runsOfItems } from '../evidence/repeats.ts';
import { hasValue, itemValue, type PassRule, runsOf, type Series, seriesOf } from '../evidence/series.ts';
import type { Interval } from '../stats/interval.ts';
import { type Repeats, repeats } from '../stats/repeats.ts';
import { costOfItem } from './cost.ts';
import { type Criterion, isQuantity } from './criterion.ts';

/** One metric of both arms, ready to be compared item by item. */
export interface Arms {
  readonly candidate: Series;
  readonly baseline: Series | null;
  /** True where every item of both arms is plainly passed or failed. */
  readonly binary: boolean;
  /** The scale the values lie on: 0 to 1 where they do, else what was seen, with 0. */
  readonly range: Interval;
  /** Whether an error stands for the worst value; of a latency or a cost it stands for nothing. */
  readonly countsErrors: boolean;
  /** Where the spread of the candidate's runs comes from; null where no item has several. */
  readonly repeats: () => Repeats | null;
  /** What one more item would cost, in US dollars; null where nobody says. */
  readonly itemCost: () => number | null;
}

/** What an error counts as in each arm; null where it counts as nothing. */
export interface Reading {
  readonly candidate: number | null;
  readonly baseline: number | null;
}

/** Null where the candidate does not have the metric. */
export function armsOf(
  criterion: Criterion,
  candidate: EvidenceFile,
  baseline: EvidenceFile | null,
  pass: PassRule | null,
): Arms | null {
  const now = seriesOf(candidate.table, criterion.metric, pass);
  const before = baseline === null ? null : seriesOf(baseline.table, criterion.metric, pass);
  if (now === null) return null;
  const both = before === null ? [now] : [now, before];
  return {
    candidate: now,
    baseline: before,
    binary: both.every((series) => series.binary && !hasRepeats(series)),
    range: scaleOf(both),
    countsErrors: !isQuantity(criterion.metric) && criterion.statistic === 'mean',
    repeats: once(() => repeatsOf(candidate, criterion.metric, pass)),
    itemCost: () => costOfItem(candidate),
  };
}

/** The scale that values lie on: 0 to 1 where they do, else what was seen, with 0. */
export function scaleOf(series: readonly Series[]): Interval {
  const lowest = Math.min(...series.map((one) => one.lowest));
  const highest = Math.max(...series.map((one) => one.highest));
  return lowest >= 0 && highest <= 1
    ? { lo: 0, hi: 1 }
    : { lo: Math.min(0, lowest), hi: Math.max(0, highest) };
}

function repeatsOf({ table }: EvidenceFile, metric: string, pass: PassRule | null): Repeats | null {
  return runsOf(table) === 1 ? null : repeats([...runsOfItems(table, metric, pass).values()]);
}

/** Every slice that stays open asks. */
function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

function hasRepeats(series: Series): boolean {
  return series.measured.some(
    (count, item) => count + (series.errors[item] ?? 0) > 1 && !series.duplicates.has(item),
  );
}

/** Errors counted against the arm that erred. */
export function primary(arms: Arms, better: Criterion['better']): Reading {
  const worst = better === 'higher' ? arms.range.lo : arms.range.hi;
  return arms.countsErrors ? { candidate: worst, baseline: worst } : { candidate: null, baseline: null };
}

/** Both arms' errors read in the direction that hurts a verdict. */
export function against(verdict: 'pass' | 'fail', arms: Arms, better: Criterion['better']): Reading {
  if (!arms.countsErrors) return { candidate: null, baseline: null };
  const [worst, best] = better === 'higher' ? [arms.range.lo, arms.range.hi] : [arms.range.hi, arms.range.lo];
  return verdict === 'pass' ? { candidate: worst, baseline: best } : { candidate: best, baseline: worst };
}

/** How the items of two arms fit together. */
export interface Pairing {
  /** Items that both arms measured, once each. */
  readonly pairs: Int32Array;
  /** Items of the candidate that have a value. */
  readonly measured: Int32Array;
  readonly candidateOnly: number;
  readonly baselineOnly: number;
  /** Items left out because a value is missing in an arm. */
  readonly missing: number;
  /** Items left out because they occur twice. */
  readonly duplicates: number;
  readonly candidateErrors: number;
  readonly baselineErrors: number;
}

const NOTHING: ReadonlySet<number> = new Set();

/**
 * Pairs items. An item without a value leaves its pair out and counts neither as matched nor as unmatched; one that is
 * quarantined counts nowhere.
 */
export function pairItems(arms: Arms, reading: Reading, leftOut: ReadonlySet<number> = NOTHING): Pairing {
  const { candidate, baseline } = arms;
  const size = candidate.present.length;
  const pairs = new Int32Array(baseline === null ? 0 : size);
  const measured = new Int32Array(size);
  let [pairCount, measuredCount] = [0, 0];
  let [candidateOnly, baselineOnly, missing, duplicates, candidateErrors, baselineErrors] = [
    0, 0, 0, 0, 0, 0,
  ];
  for (let item = 0; item < size; item += 1) {
    const [here, there] = [candidate.present[item] === 1, baseline?.present[item] === 1];
    if ((!here && !there) || leftOut.has(item)) continue;
    const valued = here && hasValue(candidate, item, reading.candidate);
    if (valued) measured[measuredCount++] = item;
    if (here && (candidate.errors[item] ?? 0) > 0) candidateErrors += 1;
    if (there && (baseline?.errors[item] ?? 0) > 0) baselineErrors += 1;
    if (baseline === null) continue;
    const valuedThere = there && hasValue(baseline, item, reading.baseline);
    if (candidate.duplicates.has(item) || baseline.duplicates.has(item)) duplicates += 1;
    else if ((here && !valued) || (there && !valuedThere)) missing += 1;
    else if (here && there) pairs[pairCount++] = item;
    else if (here) candidateOnly += 1;
    else baselineOnly += 1;
  }
  return {
    pairs: pairs.subarray(0, pairCount),
    measured: measured.subarray(0, measuredCount),
    candidateOnly,
    baselineOnly,
    missing,
    duplicates,
    candidateErrors,
    baselineErrors,
  };
}

/** What did not come into a figure, by why; only what there is of it. */
export function countsOf(
  { candidateOnly, baselineOnly, missing, duplicates, candidateErrors, baselineErrors }: Pairing,
  quarantined: number,
): Record<string, number> {
  const counts = {
    candidateOnly,
    baselineOnly,
    missing,
    duplicates,
    candidateErrors,
    baselineErrors,
    quarantined,
  };
  return Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0));
}

/** Items in both arms over items in either; 1 where there is nothing to match. */
export function matchedShare({ pairs, candidateOnly, baselineOnly }: Pairing): number {
  const either = pairs.length + candidateOnly + baselineOnly;
  return either === 0 ? 1 : pairs.length / either;
}

/** Values of items under one reading of errors, in the order of the items. */
export function valuesOf(series: Series, items: Int32Array, error: number | null): Float64Array {
  const values = new Float64Array(items.length);
  for (let i = 0; i < items.length; i += 1) values[i] = itemValue(series, items[i] ?? -1, error);
  return values;
}

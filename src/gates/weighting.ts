import { groupItems, type ItemLabels } from '../evidence/labels.ts';
import { isDefined, weighted } from '../stats/inference.ts';
import { exactSum } from '../stats/sample.ts';
import { type CheckArgs, type CheckCode, type Finding, withoutFigure } from './check.ts';
import type { Measured } from './measure.ts';
import { type Mixes, OTHERS } from './production/baseline.ts';

/** The items of a slice of production, by arm, and its share of traffic. */
interface Stratum {
  readonly name: string;
  readonly weight: number;
  readonly own: Int32Array;
  readonly other: Int32Array;
}

/** How a figure is weighted by the mix of production. */
export interface Weighting {
  readonly strata: readonly Stratum[];
  /** By what, and which slices of the evidence count nothing because production does not have them. */
  readonly args: CheckArgs;
}

/** Measures some items: the candidate's, and the baseline's. */
export type Measure = (own: Int32Array, other: Int32Array) => Measured;

/** What a weighting is made from. Items of both arms are the same where they are paired. */
export interface WeightingRequest {
  readonly key: string;
  readonly labels: ItemLabels | null;
  readonly mixes: Mixes;
  readonly clusters: ItemLabels | null;
  readonly own: Int32Array;
  readonly other: Int32Array;
}

/**
 * Items by their slice of production. A slice that production has and an arm does not leaves the figure unmeasured: the
 * others are never weighted up in its place. A slice that only the evidence has counts nothing, and is named.
 */
export function weightingOf({
  key,
  labels,
  mixes,
  clusters,
  own,
  other,
}: WeightingRequest): Weighting | Finding {
  const cannot = (code: CheckCode, args: CheckArgs = {}): Finding =>
    withoutFigure('unmeasured', code, { weights: key, ...args }, own.length);
  const mix = Object.hasOwn(mixes, key) ? mixes[key] : undefined;
  if (mix === undefined) return cannot('production-mix-missing');
  if (labels === null) return cannot('slice-missing', { slice: key });
  const shares = new Map(
    Object.entries(mix)
      .filter(([, share]) => share > 0)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
  const here = bySlice(labels, own, shares);
  const there = own === other ? here : bySlice(labels, other, shares);
  const missing = [...shares.keys()].filter((name) => !here.counted.has(name) || !there.counted.has(name));
  if (missing.length > 0) return cannot('production-slices-missing', { slices: listed(missing) });
  const strata = [...shares].map(([name, weight]) => ({
    name,
    weight,
    own: here.counted.get(name) ?? NONE,
    other: there.counted.get(name) ?? NONE,
  }));
  if (clusters !== null && haveSharedClusters(strata, clusters))
    return cannot('clusters-span-slices', { cluster: clusters.key });
  const counted = exactSum(strata.map((stratum) => stratum.own.length));
  const uncounted = own.length - counted;
  return {
    strata,
    args: {
      weightedBy: key,
      ...(uncounted === 0 ? {} : { uncounted }),
      ...(here.unknown.length === 0 ? {} : { uncountedSlices: listed(here.unknown) }),
    },
  };
}

const NONE = new Int32Array();
const MOST_NAMED = 5;

function listed(names: readonly string[]): string {
  const more = names.length - MOST_NAMED;
  return [...names.slice(0, MOST_NAMED), ...(more > 0 ? [`… (${more})`] : [])].join(', ');
}

/** Values that were recorded together count together; the names of those that were not recorded at all. */
function bySlice(
  labels: ItemLabels,
  items: Int32Array,
  shares: ReadonlyMap<string, number>,
): { readonly counted: ReadonlyMap<string, Int32Array>; readonly unknown: readonly string[] } {
  const groups = groupItems(labels, items);
  const counted = new Map(groups.filter(({ name }) => shares.has(name)).map((one) => [one.name, one.items]));
  const rest = groups.filter(({ name }) => !shares.has(name));
  if (!shares.has(OTHERS) || rest.length === 0) return { counted, unknown: rest.map(({ name }) => name) };
  const together = [counted.get(OTHERS) ?? NONE, ...rest.map((one) => one.items)].flatMap((one) => [...one]);
  return { counted: counted.set(OTHERS, Int32Array.from(together).sort()), unknown: [] };
}

function haveSharedClusters(strata: readonly Stratum[], { codes }: ItemLabels): boolean {
  const home = new Map<number, string>();
  return strata.some(({ name, own }) =>
    own.some((item) => {
      const cluster = codes[item] ?? -1;
      if (cluster === -1) return false;
      const first = home.get(cluster) ?? name;
      home.set(cluster, first);
      return first !== name;
    }),
  );
}

/**
 * Every slice measured by the method for its own items, and the slices put together by their shares of traffic
 * (statistics.md 1.2). A slice without a figure leaves the whole without one.
 */
export function weightedMeasure({ strata }: Weighting, measure: Measure): Measured {
  const parts = strata.map(({ weight, own, other }) => ({ weight, ...measure(own, other) }));
  const total = exactSum(parts.map(({ weight }) => weight));
  const mean = (value: (part: Measured) => number | null): number | null =>
    parts.some((part) => value(part) === null)
      ? null
      : exactSum(parts.map((part) => (part.weight / total) * (value(part) ?? 0)));
  const whole = {
    candidate: mean(({ candidate }) => candidate),
    baseline: mean(({ baseline }) => baseline),
    flips: flipsOf(parts),
  };
  const defined = parts.flatMap(({ weight, inference, least }) =>
    isDefined(inference) ? [{ weight, inference, least }] : [],
  );
  const open = parts.map(({ inference }) => inference).find((inference) => !isDefined(inference));
  if (open !== undefined) return { ...whole, inference: open, least: 0 };
  return { ...whole, inference: weighted(defined), least: leastOf(defined) };
}

function flipsOf(parts: readonly Measured[]): Measured['flips'] {
  const flips = parts.flatMap((part) => (part.flips === null ? [] : [part.flips]));
  if (flips.length < parts.length) return null;
  return {
    gained: exactSum(flips.map(({ gained }) => gained)),
    lost: exactSum(flips.map(({ lost }) => lost)),
  };
}

/**
 * Items of this mix that are worth as many as the method needs. A small slice with much traffic has nearly all of the
 * spread, and then the interval rests on its items alone: Satterthwaite's count, for slices that spread alike.
 */
function leastOf(
  parts: readonly {
    readonly weight: number;
    readonly inference: { readonly n: number };
    readonly least: number;
  }[],
): number {
  const least = Math.max(...parts.map((part) => part.least));
  if (least === 0) return 0;
  const spread = parts.map(({ weight, inference }) => ({ v: weight ** 2 / inference.n, n: inference.n }));
  const worth = exactSum(spread.map(({ v }) => v)) ** 2 / exactSum(spread.map(({ v, n }) => v ** 2 / n));
  return Math.ceil((least * exactSum(spread.map(({ n }) => n))) / worth - 1e-9);
}

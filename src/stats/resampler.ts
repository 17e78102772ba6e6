import { binomialPmf } from './binomial.ts';
import type { Random } from './random.ts';
import { at, type Sample } from './sample.ts';

/** Items ranked further from a quantile than this many standard deviations never become the quantile of a resample. */
const REACH = 8;

/** The ranks that matter: 0-based, both ends included, and the type-7 position among them. */
interface Window {
  readonly from: number;
  readonly to: number;
  readonly position: number;
}

/**
 * Draws the type-7 q-quantiles of both arms of a bootstrap resample of items, keeping pairs together. Only items whose
 * rank in either arm lies within 8 standard deviations, 8 sqrt(n q (1 - q)), of the quantile can decide anything (the
 * chance of the contrary is below 1e-10), so only they are drawn one by one; how many draws fall on the others, below
 * or above in each arm, is multinomial and drawn as counts. At small n that is the plain bootstrap.
 */
export function pairedResampler(
  x: Sample,
  y: Sample,
  q: number,
  random: Random,
): () => readonly [number, number] {
  const n = x.length;
  const position = (n - 1) * q;
  const reach = Math.ceil(REACH * Math.sqrt(n * q * (1 - q))) + 2;
  const from = Math.max(0, Math.floor(position) - reach);
  const window = { from, to: Math.min(n - 1, Math.floor(position) + 1 + reach), position };
  const items = canonicalOrder(x, y);
  const first = tally(x, items, window);
  const second = tally(y, items, window);
  const { near, outer } = split(first.slots, second.slots, window.to - window.from + 2);
  return () => {
    first.counts.fill(0);
    second.counts.fill(0);
    let draws = n;
    let rest = n;
    for (const { size, slots } of outer) {
      const hits = binomialDraw(draws, size / rest, random);
      draws -= hits;
      rest -= size;
      add(first.counts, slots[0], hits);
      add(second.counts, slots[1], hits);
    }
    for (; draws > 0; draws--) {
      const item = 2 * random.below(near.length / 2);
      add(first.counts, at(near, item), 1);
      add(second.counts, at(near, item + 1), 1);
    }
    return [first.quantile(), second.quantile()];
  };
}

function add(counts: Int32Array, slot: number, hits: number): void {
  counts[slot] = at(counts, slot) + hits;
}

/** Item numbers ordered by x, then by y, so that the rows' order cannot reach the random draws. */
function canonicalOrder(x: Sample, y: Sample): Int32Array {
  const items = Int32Array.from({ length: x.length }, (_, i) => i);
  return items.sort((i, j) => at(x, i) - at(x, j) || at(y, i) - at(y, j));
}

/** One arm: its slots by canonical item (0 below the window, then one per rank, the last above it) and its counts. */
interface Tally {
  readonly slots: Int32Array;
  readonly counts: Int32Array;
  quantile(): number;
}

function tally(values: Sample, items: Int32Array, { from, to, position }: Window): Tally {
  const value = (place: number) => at(values, at(items, place));
  const places = Int32Array.from(items, (_, place) => place);
  places.sort((i, j) => value(i) - value(j) || i - j);
  const width = to - from + 1;
  const slots = new Int32Array(items.length);
  places.forEach((place, rank) => {
    slots[place] = Math.min(width + 1, Math.max(0, rank - from + 1));
  });
  const sorted = Float64Array.from(places.subarray(from, to + 1), value);
  const counts = new Int32Array(width + 2);
  const rank = Math.floor(position);
  return {
    slots,
    counts,
    quantile() {
      let slot = 0;
      let seen = at(counts, 0);
      while (seen <= rank && slot < width) seen += at(counts, ++slot);
      const low = at(sorted, Math.max(0, slot - 1));
      while (seen <= rank + 1 && slot < width) seen += at(counts, ++slot);
      const high = at(sorted, Math.max(0, slot - 1));
      return low + (position - rank) * (high - low);
    },
  };
}

/** Items outside the window in both arms, in up to four groups, and the pairs of slots of all others. */
function split(first: Int32Array, second: Int32Array, last: number): { near: Int32Array; outer: Group[] } {
  const outside = (slot: number) => slot === 0 || slot === last;
  const near: number[] = [];
  const sizes = new Map<number, number>();
  first.forEach((slot, item) => {
    const other = at(second, item);
    if (!(outside(slot) && outside(other))) near.push(slot, other);
    else sizes.set(slot * (last + 1) + other, (sizes.get(slot * (last + 1) + other) ?? 0) + 1);
  });
  const keys = [...sizes.keys()].sort((i, j) => i - j);
  const outer = keys.map((key) => ({
    size: sizes.get(key) ?? 0,
    slots: [Math.floor(key / (last + 1)), key % (last + 1)] as const,
  }));
  return { near: Int32Array.from(near), outer };
}

interface Group {
  readonly size: number;
  readonly slots: readonly [number, number];
}

/** A binomial variable by inversion, walking outwards from the mode: O(sqrt(n p (1 - p))) steps. */
export function binomialDraw(n: number, p: number, random: Random): number {
  if (n === 0 || p <= 0) return 0;
  if (p >= 1) return n;
  const mode = Math.min(n, Math.floor((n + 1) * p));
  const odds = p / (1 - p);
  let [up, down] = [mode, mode];
  let above = binomialPmf(mode, n, p);
  let below = above;
  let left = random.uniform() - above;
  while (left > 0 && above + below > 0) {
    above *= ((n - up) / (up + 1)) * odds;
    up++;
    if (left <= above) return up;
    left -= above;
    below *= down / (n - down + 1) / odds;
    down--;
    if (left <= below) return down;
    left -= below;
  }
  return mode;
}

import { binomialPmf } from './binomial.ts';
import type { Random } from './random.ts';
import { firstInteger } from './root.ts';
import { at, type Sample } from './sample.ts';

/** Items ranked further from a quantile than this many standard deviations never become the quantile of a resample. */
const REACH = 8;

/** Groups of at least this share of all items are drawn as a count: many items may share a value. */
const CROWD = 1 / 64;

/**
 * Draws the type-7 q-quantiles of both arms of a bootstrap resample of items, keeping pairs together. `first` and
 * `second` are `x` and `y` in ascending order. Only items whose value in either arm lies within 8 standard deviations,
 * 8 sqrt(n q (1 - q)) ranks, of the quantile can decide anything (the chance of the contrary is below 1e-10), so only
 * they are drawn one by one; how many draws fall on the others, below or above in each arm, is multinomial and drawn as
 * counts. At small n that is the plain bootstrap. Items are told apart by their values alone, so that the rows' order
 * cannot reach the random draws.
 */
export function pairedResampler(
  x: Sample,
  y: Sample,
  { first, second, q }: { readonly first: Float64Array; readonly second: Float64Array; readonly q: number },
  random: Random,
): () => readonly [number, number] {
  const arms = [tally(first, q), tally(second, q)] as const;
  const { near, crowds } = split(x, y, arms);
  return () => {
    for (const arm of arms) arm.counts.fill(0);
    let draws = x.length;
    let rest = x.length;
    for (const { size, slots } of crowds) {
      const hits = binomialDraw(draws, size / rest, random);
      draws -= hits;
      rest -= size;
      add(arms[0].counts, slots[0], hits);
      add(arms[1].counts, slots[1], hits);
    }
    for (; draws > 0; draws--) {
      const item = 2 * random.below(near.length / 2);
      add(arms[0].counts, at(near, item), 1);
      add(arms[1].counts, at(near, item + 1), 1);
    }
    return [arms[0].quantile(), arms[1].quantile()];
  };
}

function add(counts: Int32Array, slot: number, hits: number): void {
  counts[slot] = at(counts, slot) + hits;
}

/** One arm: the values near its quantile, and how many draws fell on each. */
interface Tally {
  /** 0 below what matters, `last` above it, else one for each value; equal values share the lowest. */
  slot(value: number): number;
  readonly last: number;
  readonly counts: Int32Array;
  quantile(): number;
}

function tally(ascending: Float64Array, q: number): Tally {
  const n = ascending.length;
  const position = (n - 1) * q;
  const rank = Math.floor(position);
  const reach = Math.ceil(REACH * Math.sqrt(n * q * (1 - q))) + 2;
  const window = ascending.subarray(Math.max(0, rank - reach), Math.min(n, rank + reach + 2));
  const [lowest, highest] = [at(window, 0), at(window, window.length - 1)];
  const last = window.length + 1;
  const counts = new Int32Array(last + 1);
  return {
    last,
    counts,
    slot(value) {
      if (value < lowest) return 0;
      if (value > highest) return last;
      return 1 + firstInteger((i) => at(window, i) >= value, -1, window.length - 1);
    },
    quantile() {
      let slot = 0;
      let seen = at(counts, 0);
      while (seen <= rank && slot < window.length) seen += at(counts, ++slot);
      const low = at(window, Math.max(0, slot - 1));
      while (seen <= rank + 1 && slot < window.length) seen += at(counts, ++slot);
      const high = at(window, Math.max(0, slot - 1));
      return low + (position - rank) * (high - low);
    },
  };
}

/** Items that share their slots in both arms. */
interface Group {
  readonly size: number;
  readonly slots: readonly [number, number];
}

/** Crowded groups, and the two slots of every other item, one item after the other. */
function split(x: Sample, y: Sample, [first, second]: readonly [Tally, Tally]): Split {
  const width = second.last + 1;
  const outside = new Map<number, number>();
  const keys = new Float64Array(x.length);
  let inside = 0;
  for (let i = 0; i < x.length; i++) {
    const [a, b] = [first.slot(at(x, i)), second.slot(at(y, i))];
    const key = a * width + b;
    if ((a === 0 || a === first.last) && (b === 0 || b === second.last))
      outside.set(key, (outside.get(key) ?? 0) + 1);
    else keys[inside++] = key;
  }
  const group = (key: number, size: number): Group => ({
    size,
    slots: [Math.floor(key / width), key % width],
  });
  const crowds = [...outside].sort(([a], [b]) => a - b).map(([key, size]) => group(key, size));
  const near = new Int32Array(2 * inside);
  let filled = 0;
  for (const { key, size } of runs(keys.subarray(0, inside).sort())) {
    const { slots } = group(key, size);
    if (size >= CROWD * x.length && size > 1) crowds.push({ size, slots });
    else for (let i = 0; i < size; i++, filled += 2) near.set(slots, filled);
  }
  return { near: near.subarray(0, filled), crowds };
}

interface Split {
  readonly near: Int32Array;
  readonly crowds: readonly Group[];
}

/** Equal neighbours of an ascending sequence, counted. */
function* runs(ascending: Float64Array): Generator<{ key: number; size: number }> {
  for (let from = 0; from < ascending.length; ) {
    const key = at(ascending, from);
    let to = from + 1;
    while (to < ascending.length && ascending[to] === key) to++;
    yield { key, size: to - from };
    from = to;
  }
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

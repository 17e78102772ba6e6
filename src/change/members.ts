import { addTo } from '../reader/append.ts';
import { type Data, type MapNode, type Node, toData } from '../reader/data.ts';
import { likeness, wordsOf } from './words.ts';

/** Which members of two lists are the same one, by their places in the lists. */
export interface Matching {
  readonly pairs: readonly (readonly [number, number])[];
  readonly removed: readonly number[];
  readonly added: readonly number[];
  /** What the members are called, where all of a list have a distinct name. */
  readonly names: { readonly old: readonly string[]; readonly now: readonly string[] } | null;
}

/**
 * Matches the members of two lists: by name where both lists have names, else by equal content; what then is left is
 * matched by likeness, so that an edited member is not one that went and another that came. `byPlace` also takes what
 * stands in the same place for the same member, however little else they share.
 */
export function matchMembers(before: readonly Node[], after: readonly Node[], byPlace: boolean): Matching {
  const key = nameKey(before, after);
  const names = key === null ? null : { old: namesBy(before, key), now: namesBy(after, key) };
  const keys = names ?? { old: before.map(keyOfData), now: after.map(keyOfData) };
  const pairs = equalPairs(keys.old, keys.now);
  const removed = rest(
    before.length,
    pairs.map(([i]) => i),
  );
  const added = rest(
    after.length,
    pairs.map(([, j]) => j),
  );
  const alike = alikePairs(before, after, { removed, added, byPlace, key });
  return {
    pairs: [...pairs, ...alike].sort(([, a], [, b]) => a - b),
    removed: removed.filter((i) => !alike.some(([one]) => one === i)),
    added: added.filter((j) => !alike.some(([, one]) => one === j)),
    names,
  };
}

const NAME_KEYS = ['id', 'name', 'key', 'path', 'title', 'description'];

/** The key that gives every member of both lists a distinct name; null where there is none. */
function nameKey(before: readonly Node[], after: readonly Node[]): string | null {
  if (before.length + after.length === 0) return null;
  const distinct = (items: readonly Node[], key: string): boolean => {
    const names = items.map((item) => nameIn(item, key));
    return !names.includes(null) && new Set(names).size === names.length;
  };
  return NAME_KEYS.find((key) => distinct(before, key) && distinct(after, key)) ?? null;
}

function namesBy(items: readonly Node[], key: string): string[] {
  return items.map((item) => nameIn(item, key) ?? '');
}

function nameIn(item: Node, key: string): string | null {
  if (item.kind !== 'map') return null;
  const value = item.entries.get(key)?.value ?? functionName(item, key);
  return value?.kind === 'scalar' && value.value !== null && value.value !== '' ? String(value.value) : null;
}

/** OpenAI's tool form wraps the named thing: `{ type: function, function: { name } }`. */
function functionName(item: MapNode, key: string): Node | undefined {
  const inner = item.entries.get('function')?.value;
  return inner?.kind === 'map' ? inner.entries.get(key)?.value : undefined;
}

/** Places of equal keys, each used once, in the order of both lists. */
function equalPairs(old: readonly string[], now: readonly string[]): [number, number][] {
  // The last place stands first, because a list is cheap at its end alone.
  const places = new Map<string, number[]>();
  for (let j = now.length - 1; j >= 0; j -= 1) {
    const key = now[j] ?? '';
    addTo(places, key, j);
  }
  return old.flatMap((key, i): [number, number][] => {
    const j = places.get(key)?.pop();
    return j === undefined ? [] : [[i, j]];
  });
}

function rest(length: number, taken: readonly number[]): number[] {
  const used = new Set(taken);
  return Array.from({ length }, (_, i) => i).filter((i) => !used.has(i));
}

/** Beyond this many comparisons what is left over counts as gone and come. */
const MOST_COMPARED = 40_000;
/** Share in common from which two members count as the same one edited; under another name nearly all must be. */
const SAME_MEMBER = 0.5;
const SAME_BUT_FOR_NAME = 0.8;

interface Leftover {
  readonly removed: readonly number[];
  readonly added: readonly number[];
  readonly byPlace: boolean;
  readonly key: string | null;
}

function alikePairs(
  before: readonly Node[],
  after: readonly Node[],
  { removed, added, byPlace, key }: Leftover,
): [number, number][] {
  if (removed.length * added.length > MOST_COMPARED) return [];
  const candidates: { i: number; j: number; alike: number }[] = [];
  for (const i of removed) {
    for (const j of added) {
      const [a, b] = [before[i], after[j]];
      if (a === undefined || b === undefined || a.kind !== b.kind) continue;
      const samePlace = byPlace && key === null && i === j;
      const alike = Math.max(samePlace ? SAME_MEMBER : 0, alikeness(a, b, key));
      if (alike >= (key === null ? SAME_MEMBER : SAME_BUT_FOR_NAME)) candidates.push({ i, j, alike });
    }
  }
  candidates.sort((a, b) => b.alike - a.alike || a.i - b.i || a.j - b.j);
  const [usedOld, usedNow] = [new Set<number>(), new Set<number>()];
  return candidates.flatMap(({ i, j }): [number, number][] => {
    if (usedOld.has(i) || usedNow.has(j)) return [];
    usedOld.add(i);
    usedNow.add(j);
    return [[i, j]];
  });
}

/**
 * 0 to 1: texts by their words, maps by their entries, the longer ones counting for more and one of them left out on
 * demand; other values are equal or strangers.
 */
export function alikeness(a: Node, b: Node, leftOut: string | null = null): number {
  if (a === b || keyOfData(a) === keyOfData(b)) return 1;
  if (a.kind === 'scalar' && b.kind === 'scalar')
    return typeof a.value === 'string' && typeof b.value === 'string'
      ? likeness(wordsOf(a.value), wordsOf(b.value))
      : 0;
  if (a.kind === 'list' && b.kind === 'list') return alikeLists(a.items, b.items);
  if (a.kind !== 'map' || b.kind !== 'map') return 0;
  const keys = [...new Set([...a.entries.keys(), ...b.entries.keys()])].filter((key) => key !== leftOut);
  let [sum, weights] = [0, 0];
  for (const key of keys) {
    const [x, y] = [a.entries.get(key)?.value, b.entries.get(key)?.value];
    const weight = Math.max(weightOf(x), weightOf(y));
    weights += weight;
    if (x !== undefined && y !== undefined) sum += weight * alikeness(x, y);
  }
  return weights === 0 ? 0 : sum / weights;
}

/** Beyond this many comparisons lists inside members are compared by their equal members alone. */
const MOST_COMPARED_INSIDE = 400;

/** Dice's coefficient over the members of two lists, each with the most alike one that is left. */
function alikeLists(a: readonly Node[], b: readonly Node[]): number {
  const equal = equalPairs(a.map(keyOfData), b.map(keyOfData));
  let shared = equal.length;
  if (a.length * b.length <= MOST_COMPARED_INSIDE) {
    const [usedOld, usedNow] = [new Set(equal.map(([i]) => i)), new Set(equal.map(([, j]) => j))];
    const left = new Set(b.filter((_, j) => !usedNow.has(j)));
    for (const item of a.filter((_, i) => !usedOld.has(i))) {
      const likes = [...left].map((other) => ({ other, alike: alikeness(item, other) }));
      const best = likes.sort((x, y) => y.alike - x.alike)[0];
      if (best === undefined) break;
      left.delete(best.other);
      shared += best.alike;
    }
  }
  return (2 * shared) / (a.length + b.length);
}

/** How much there is to a value: a question says more of a case than the "yes" that it expects. */
function weightOf(node: Node | undefined): number {
  return node === undefined ? 0 : Math.max(1, wordsOf(keyOfData(node)).length);
}

const known = new WeakMap<Node, string>();

/** A text that two nodes share exactly when they hold the same data. */
export function keyOfData(node: Node): string {
  const remembered = known.get(node);
  if (remembered !== undefined) return remembered;
  const key = JSON.stringify(sortKeys(toData(node)));
  known.set(node, key);
  return key;
}

function sortKeys(data: Data): Data {
  if (Array.isArray(data)) return data.map(sortKeys);
  if (typeof data !== 'object' || data === null) return data;
  return Object.fromEntries(
    Object.keys(data)
      .sort()
      .map((key) => [key, sortKeys(data[key] ?? null)]),
  );
}

import { diffArrays } from 'diff';
import { append } from '../reader/append.ts';

/** A stretch that both texts have, or that one lost and the other got; counts of members. */
export interface Stretch {
  readonly same: number;
  readonly removed: number;
  readonly added: number;
}

/** Beyond this many edits a stretch without an anchor counts as rewritten: aligning it costs the square of them. */
const MOST_EDITS = 600;

/**
 * Aligns two sequences in order: first on members that occur once in both (patience), then what lies between them edit
 * by edit. Rewriting a file of ten thousand lines so costs milliseconds, where plain Myers takes half a minute.
 */
export function align(before: readonly string[], after: readonly string[]): Stretch[] {
  return joined(between(before, after));
}

function between(before: readonly string[], after: readonly string[]): Stretch[] {
  let head = 0;
  const shorter = Math.min(before.length, after.length);
  while (head < shorter && before[head] === after[head]) head += 1;
  let tail = 0;
  while (tail < shorter - head && before[before.length - 1 - tail] === after[after.length - 1 - tail])
    tail += 1;
  const old = before.slice(head, before.length - tail);
  const now = after.slice(head, after.length - tail);
  return [same(head), ...inner(old, now), same(tail)];
}

function inner(old: readonly string[], now: readonly string[]): Stretch[] {
  if (old.length === 0 || now.length === 0) return [{ same: 0, removed: old.length, added: now.length }];
  const anchors = anchorsOf(old, now);
  if (anchors.length === 0) return edits(old, now);
  const stretches: Stretch[] = [];
  let [i, j] = [0, 0];
  for (const [a, b] of anchors) {
    append(stretches, [...between(old.slice(i, a), now.slice(j, b)), same(1)]);
    [i, j] = [a + 1, b + 1];
  }
  return [...stretches, ...between(old.slice(i), now.slice(j))];
}

function same(count: number): Stretch {
  return { same: count, removed: 0, added: 0 };
}

function edits(old: readonly string[], now: readonly string[]): Stretch[] {
  const parts = diffArrays([...old], [...now], { maxEditLength: MOST_EDITS });
  if (parts === undefined) return [{ same: 0, removed: old.length, added: now.length }];
  return parts.map(({ removed, added, value }) => ({
    same: removed || added ? 0 : value.length,
    removed: removed ? value.length : 0,
    added: added ? value.length : 0,
  }));
}

/** Members that occur once in both sequences, as many as stand in the same order: the longest rising run of places. */
function anchorsOf(old: readonly string[], now: readonly string[]): [number, number][] {
  const [once, other] = [placesOnce(old), placesOnce(now)];
  const candidates = [...once].flatMap(([member, i]): [number, number][] => {
    const j = other.get(member);
    return j === undefined ? [] : [[i, j]];
  });
  return risingRun(candidates.sort(([a], [b]) => a - b));
}

function placesOnce(list: readonly string[]): Map<string, number> {
  const places = new Map<string, number>();
  const again = new Set<string>();
  list.forEach((member, i) => {
    if (places.has(member)) again.add(member);
    else places.set(member, i);
  });
  for (const member of again) places.delete(member);
  return places;
}

/** The longest run in which both places rise (patience sorting). */
function risingRun(candidates: readonly [number, number][]): [number, number][] {
  const tops: number[] = [];
  const previous: number[] = [];
  candidates.forEach(([, j], n) => {
    let [low, high] = [0, tops.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((candidates[tops[middle] ?? 0]?.[1] ?? 0) < j) low = middle + 1;
      else high = middle;
    }
    previous[n] = low === 0 ? -1 : (tops[low - 1] ?? -1);
    tops[low] = n;
  });
  const run: [number, number][] = [];
  for (let n = tops.at(-1) ?? -1; n >= 0; n = previous[n] ?? -1) {
    const candidate = candidates[n];
    if (candidate !== undefined) run.push(candidate);
  }
  return run.reverse();
}

/** Neighbours of one sort joined, so that a change stands in one stretch with all it removed and added. */
function joined(stretches: readonly Stretch[]): Stretch[] {
  const found: Stretch[] = [];
  for (const one of stretches) {
    const last = found.at(-1);
    if (one.same + one.removed + one.added === 0) continue;
    if (last !== undefined && last.same > 0 === one.same > 0)
      found[found.length - 1] = {
        same: last.same + one.same,
        removed: last.removed + one.removed,
        added: last.added + one.added,
      };
    else found.push(one);
  }
  return found;
}

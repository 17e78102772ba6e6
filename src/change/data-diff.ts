import { append } from '../reader/append.ts';
import { type Data, type ListNode, type MapNode, type Node, toData } from '../reader/data.ts';
import { keyOfData, matchMembers } from './members.ts';

/** A key, the place in a list, or the name of a list's member: names are the author's words and mean nothing as keys. */
export type Step = string | number | { readonly name: string };

/** One difference between two trees of data; places are UTF-16 offsets, -1 where there are none. */
export type DataDiff =
  | { readonly type: 'added'; readonly path: readonly Step[]; readonly to: Node; readonly offset: number }
  | { readonly type: 'removed'; readonly path: readonly Step[]; readonly from: Node; readonly offset: number }
  | {
      readonly type: 'changed';
      readonly path: readonly Step[];
      readonly from: Node;
      readonly to: Node;
      readonly offset: number;
    }
  | {
      readonly type: 'moved';
      readonly path: readonly Step[];
      readonly from: readonly string[];
      readonly to: readonly string[];
      readonly offset: number;
    };

/** Compares data: the order of keys means nothing, the order of lists is told apart from their members. */
export function diffData(before: Node, after: Node, path: readonly Step[] = []): DataDiff[] {
  if (before.kind === 'map' && after.kind === 'map') return diffMaps(before, after, path);
  if (before.kind === 'list' && after.kind === 'list') return diffLists(before, after, path);
  if (sameData(before, after)) return [];
  return [{ type: 'changed', path, from: before, to: after, offset: after.offset }];
}

function diffMaps(before: MapNode, after: MapNode, path: readonly Step[]): DataDiff[] {
  const diffs: DataDiff[] = [];
  let gaps: ReadonlyMap<string, number> | null = null;
  for (const [key, { value }] of before.entries) {
    const other = after.entries.get(key);
    if (other === undefined) {
      gaps ??= gapsOf(before, after);
      diffs.push({
        type: 'removed',
        path: [...path, key],
        from: value,
        offset: gaps.get(key) ?? after.offset,
      });
    } else append(diffs, diffData(value, other.value, [...path, key]));
  }
  for (const [key, { value, keyOffset }] of after.entries) {
    if (!before.entries.has(key))
      diffs.push({ type: 'added', path: [...path, key], to: value, offset: keyOffset });
  }
  return diffs;
}

/** Where a key that went would stand now: behind the last key before it that stayed, or at that one if it is the last. */
function gapsOf(before: MapNode, after: MapNode): ReadonlyMap<string, number> {
  const now = [...after.entries];
  const places = new Map(now.map(([key], i) => [key, i]));
  const gaps = new Map<string, number>();
  let at = -1;
  for (const key of before.entries.keys()) {
    const place = places.get(key);
    if (place !== undefined) at = place;
    else gaps.set(key, (now[at + 1] ?? now[at])?.[1].keyOffset ?? after.offset);
  }
  return gaps;
}

function diffLists(before: ListNode, after: ListNode, path: readonly Step[]): DataDiff[] {
  const { pairs, removed, added, names } = matchMembers(before.items, after.items, true);
  const label = (side: 'old' | 'now', i: number): Step => {
    const name = names?.[side][i];
    return name === undefined ? i : { name };
  };
  const diffs: DataDiff[] = [];
  for (const [i, j] of pairs) {
    const [from, to] = [before.items[i], after.items[j]];
    if (from !== undefined && to !== undefined) append(diffs, diffData(from, to, [...path, label('now', j)]));
  }
  for (const i of removed) {
    const from = before.items[i];
    const offset = after.items[Math.min(i, after.items.length - 1)]?.offset ?? after.offset;
    if (from !== undefined) diffs.push({ type: 'removed', path: [...path, label('old', i)], from, offset });
  }
  for (const j of added) {
    const to = after.items[j];
    if (to !== undefined)
      diffs.push({ type: 'added', path: [...path, label('now', j)], to, offset: to.offset });
  }
  return [...diffs, ...orderDiff(before, after, path, { pairs, names })];
}

const LONGEST_LABEL = 60;

/**
 * Whether members that both lists have stand in another order, or another member stands first: the first one is the
 * default wherever a list is a choice, and one may come or go in front without anything else moving.
 */
function orderDiff(
  before: ListNode,
  after: ListNode,
  path: readonly Step[],
  { pairs, names }: Pick<ReturnType<typeof matchMembers>, 'pairs' | 'names'>,
): DataDiff[] {
  const inOrder = [...pairs].sort(([a], [b]) => a - b);
  const moved = inOrder.some(([, j], n) => n > 0 && j < (inOrder[n - 1]?.[1] ?? -1));
  const firstStays = pairs.some(([i, j]) => i === 0 && j === 0);
  const firstKnown = pairs.some(([i, j]) => i === 0 || j === 0);
  if (!moved && (firstStays || !firstKnown)) return [];
  const labels = (side: 'old' | 'now', items: readonly Node[], kept: readonly number[]): string[] => {
    const shown = new Set(firstStays ? kept : items.keys());
    return items.flatMap((item, i) => (shown.has(i) ? [labelOf(item, names?.[side][i])] : []));
  };
  return [
    {
      type: 'moved',
      path,
      from: labels(
        'old',
        before.items,
        inOrder.map(([i]) => i),
      ),
      to: labels(
        'now',
        after.items,
        inOrder.map(([, j]) => j),
      ),
      offset: after.offset,
    },
  ];
}

function labelOf(item: Node, name: string | undefined): string {
  const text = name ?? (item.kind === 'scalar' ? String(item.value) : keyOfData(item));
  return text.length > LONGEST_LABEL ? `${text.slice(0, LONGEST_LABEL - 1)}…` : text;
}

export function sameData(a: Node, b: Node): boolean {
  return a === b || keyOfData(a) === keyOfData(b);
}

/** Old and new value of a difference, each left out where there is none. */
export function fromTo(diff: DataDiff): { from?: Data; to?: Data } {
  switch (diff.type) {
    case 'added':
      return { to: toData(diff.to) };
    case 'removed':
      return { from: toData(diff.from) };
    case 'changed':
      return { from: toData(diff.from), to: toData(diff.to) };
    case 'moved':
      return { from: [...diff.from], to: [...diff.to] };
  }
}

/** A key as it is shown without quotes; functions of a program are shown as `Agent.ask()`. */
const PLAIN = /^(?:[\w-]+|[\w.:?!-]+\(\))$/u;

/** `routes[refund].tools[0]."c.d"`: a path as it is shown and as reason codes carry it. */
export function showSteps(path: readonly Step[]): string {
  let text = '';
  for (const step of path) {
    if (typeof step === 'number') text += `[${step}]`;
    else if (typeof step !== 'string')
      text += `[${/^[\w-]+$/u.test(step.name) ? step.name : JSON.stringify(step.name)}]`;
    else text += (text === '' ? '' : '.') + (PLAIN.test(step) ? step : JSON.stringify(step));
  }
  return text;
}

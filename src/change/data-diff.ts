import { type Data, type ListNode, type MapNode, type Node, type Path, toData } from '../reader/data.ts';

/** One difference between two trees of data; places are UTF-16 offsets, -1 where there are none. */
export type DataDiff =
  | { readonly type: 'added'; readonly path: Path; readonly to: Node; readonly offset: number }
  | { readonly type: 'removed'; readonly path: Path; readonly from: Node; readonly offset: number }
  | {
      readonly type: 'changed';
      readonly path: Path;
      readonly from: Node;
      readonly to: Node;
      readonly offset: number;
    }
  | {
      readonly type: 'moved';
      readonly path: Path;
      readonly from: readonly string[];
      readonly to: readonly string[];
      readonly offset: number;
    };

/** Compares data: the order of keys means nothing, the order of lists is told apart from their members. */
export function diffData(before: Node, after: Node, path: Path = []): DataDiff[] {
  if (before.kind === 'map' && after.kind === 'map') return diffMaps(before, after, path);
  if (before.kind === 'list' && after.kind === 'list') return diffLists(before, after, path);
  if (sameData(before, after)) return [];
  return [{ type: 'changed', path, from: before, to: after, offset: after.offset }];
}

function diffMaps(before: MapNode, after: MapNode, path: Path): DataDiff[] {
  const diffs: DataDiff[] = [];
  for (const [key, { value }] of before.entries) {
    const other = after.entries.get(key);
    if (other === undefined)
      diffs.push({ type: 'removed', path: [...path, key], from: value, offset: after.offset });
    else diffs.push(...diffData(value, other.value, [...path, key]));
  }
  for (const [key, { value, keyOffset }] of after.entries) {
    if (!before.entries.has(key))
      diffs.push({ type: 'added', path: [...path, key], to: value, offset: keyOffset });
  }
  return diffs;
}

/** Members with a name are compared by name, others by content. */
function diffLists(before: ListNode, after: ListNode, path: Path): DataDiff[] {
  const names = [before, after].map((list) => identities(list.items));
  const [old, now] = names;
  return old !== undefined && now !== undefined && old !== null && now !== null
    ? diffNamed(before, after, old, now, path)
    : diffUnnamed(before, after, path);
}

const NAME_KEYS = ['id', 'name', 'key', 'title', 'description'];

/** A distinct name for every member of a list, where all are maps that have one; null otherwise. */
export function identities(items: readonly Node[]): string[] | null {
  if (items.length === 0) return [];
  for (const key of NAME_KEYS) {
    const names = items.map((item) => nameIn(item, key));
    if (names.every((name): name is string => name !== null) && new Set(names).size === names.length)
      return names;
  }
  return null;
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

function diffNamed(
  before: ListNode,
  after: ListNode,
  old: readonly string[],
  now: readonly string[],
  path: Path,
): DataDiff[] {
  const diffs: DataDiff[] = [];
  old.forEach((name, i) => {
    const from = before.items[i];
    const j = now.indexOf(name);
    const to = after.items[j];
    if (from === undefined) return;
    if (to === undefined) diffs.push({ type: 'removed', path: [...path, name], from, offset: after.offset });
    else diffs.push(...diffData(from, to, [...path, name]));
  });
  now.forEach((name, j) => {
    const to = after.items[j];
    if (to !== undefined && !old.includes(name))
      diffs.push({ type: 'added', path: [...path, name], to, offset: to.offset });
  });
  return [...diffs, ...orderDiff(old, now, path, after.offset)];
}

/** A member that was replaced in its place is one change; what remains came or went. */
function diffUnnamed(before: ListNode, after: ListNode, path: Path): DataDiff[] {
  const old = before.items.map(keyOfData);
  const now = after.items.map(keyOfData);
  const removed = new Set(withoutMembers(old, now));
  const added = new Set(withoutMembers(now, old));
  const diffs: DataDiff[] = [];
  before.items.forEach((from, i) => {
    const to = after.items[i];
    if (removed.has(i) && added.has(i) && to !== undefined) diffs.push(...diffData(from, to, [...path, i]));
    else if (removed.has(i)) diffs.push({ type: 'removed', path: [...path, i], from, offset: after.offset });
  });
  after.items.forEach((to, i) => {
    if (added.has(i) && !removed.has(i))
      diffs.push({ type: 'added', path: [...path, i], to, offset: to.offset });
  });
  return [...diffs, ...orderDiff(old, now, path, after.offset)];
}

/** Indices of members of `list` that have no partner in `other`, each partner used once. */
function withoutMembers(list: readonly string[], other: readonly string[]): number[] {
  const left = new Map<string, number>();
  for (const member of other) left.set(member, (left.get(member) ?? 0) + 1);
  return list.flatMap((member, i) => {
    const count = left.get(member) ?? 0;
    if (count > 0) left.set(member, count - 1);
    return count > 0 ? [] : [i];
  });
}

/** Whether the members that both lists have stand in another order. */
function orderDiff(old: readonly string[], now: readonly string[], path: Path, offset: number): DataDiff[] {
  const gone = new Set(withoutMembers(old, now));
  const fresh = new Set(withoutMembers(now, old));
  const from = old.filter((_, i) => !gone.has(i));
  const to = now.filter((_, i) => !fresh.has(i));
  const same = from.every((member, i) => member === to[i]);
  return same ? [] : [{ type: 'moved', path, from, to, offset }];
}

export function sameData(a: Node, b: Node): boolean {
  return keyOfData(a) === keyOfData(b);
}

/** A text that two nodes share exactly when they hold the same data. */
export function keyOfData(node: Node): string {
  return JSON.stringify(sortKeys(toData(node)));
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

import { type MapNode, type Node, plainText, toData } from '../reader/data.ts';
import type { ChangeItem, PointerValue } from './change.ts';
import type { Places } from './place.ts';

/** Whether a file points to data that DVC keeps elsewhere. */
export function isDvcFile(path: string): boolean {
  return /(?:^|\/)dvc\.lock$|\.dvc$/u.test(path);
}

interface Pointer {
  readonly value: PointerValue;
  readonly offset: number;
}

/** https://dvc.org/doc/user-guide/project-structure/dvc-files: what identifies content; everything else describes it. */
export const DVC_DIGESTS = ['md5', 'etag', 'checksum', 'version_id'];

/** Data that was replaced, came or went, by its path. Another path or remote for the same content is no change of data. */
export function dvcItems(before: Node, after: Node, places: Places): ChangeItem[] {
  const [old, now] = [pointersIn(before), pointersIn(after)];
  const items: ChangeItem[] = [];
  const fresh = new Map(now);
  for (const [path, { value }] of old) {
    const here = now.get(path) ?? [...fresh.values()].find((one) => one.value.digest === value.digest);
    if (here === undefined)
      items.push({ type: 'pointer', pointer: 'dvc', from: value, to: null, line: places.line(after.offset) });
    else if (here.value.digest !== value.digest)
      items.push({
        type: 'pointer',
        pointer: 'dvc',
        from: value,
        to: here.value,
        line: places.line(here.offset),
      });
    fresh.delete(path);
    for (const [name, one] of fresh) if (one === here) fresh.delete(name);
  }
  for (const { value, offset } of fresh.values())
    items.push({ type: 'pointer', pointer: 'dvc', from: null, to: value, line: places.line(offset) });
  return items;
}

function pointersIn(node: Node, found: Map<string, Pointer> = new Map()): Map<string, Pointer> {
  if (node.kind === 'list') for (const item of node.items) pointersIn(item, found);
  if (node.kind !== 'map') return found;
  const pointer = pointerOf(node);
  const path = node.entries.get('path')?.value;
  if (pointer === null || path === undefined)
    for (const { value } of node.entries.values()) pointersIn(value, found);
  else found.set(plainText(toData(path)), pointer);
  return found;
}

function pointerOf(map: MapNode): Pointer | null {
  for (const key of DVC_DIGESTS) {
    const entry = map.entries.get(key);
    if (entry?.value.kind !== 'scalar' || entry.value.value === null) continue;
    const size = map.entries.get('size')?.value;
    const bytes = size?.kind === 'scalar' && typeof size.value === 'number' ? size.value : null;
    return { value: { digest: `${key}:${String(entry.value.value)}`, size: bytes }, offset: entry.keyOffset };
  }
  return null;
}

/** A document without its pointers, so that what is left can be compared as values. */
export function withoutPointers(node: Node): Node {
  if (node.kind === 'list')
    return { ...node, items: node.items.filter((item) => !isPointer(item)).map(withoutPointers) };
  if (node.kind !== 'map') return node;
  const entries = [...node.entries].map(
    ([key, entry]) => [key, { ...entry, value: withoutPointers(entry.value) }] as const,
  );
  return { ...node, entries: new Map(entries) };
}

function isPointer(node: Node): boolean {
  return node.kind === 'map' && pointerOf(node) !== null && node.entries.has('path');
}

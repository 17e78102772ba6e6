import type { History } from '../bundle/history.ts';
import { readLfsPointer } from '../bundle/lfs.ts';
import type { Repository } from '../bundle/repository.ts';
import { DVC_DIGESTS, isDvcFile } from '../change/dvc.ts';
import { diffTrees } from '../change/tree-diff.ts';
import type { Replaceable } from '../config/policy.ts';
import { canonicalJson, type Json } from '../jcs.ts';
import { type Node, nodeAt, type Path, type Scalar, toData } from '../reader/data.ts';
import { readDocument } from '../reader/document.ts';
import { decodeUtf8 } from '../reader/text.ts';

/**
 * What training, a registry or another machine may replace in what is live: a pointer to data, or one value of a file, where the
 * policy names it. Everything else of a commit must be as it is live; so nothing reaches a release by this way that
 * people did not review, but the pointer or the value itself.
 */

/** More than a pointer or a configuration ever has. */
export const LARGEST_REPLACED = 1024 * 1024;

/** Whether a commit is what is live with nothing but replacements on it. `on`: the commit that is live. */
export async function isReplacement(
  repository: Repository,
  history: History,
  {
    commit,
    on,
    rules,
  }: { readonly commit: string; readonly on: string; readonly rules: readonly Replaceable[] },
): Promise<boolean> {
  const [parent, ...others] = await history.parents(commit);
  if (parent !== on || others.length > 0) return false;
  const changes = diffTrees(await repository.tree(on), await repository.tree(commit));
  for (const { status, path, before, after } of changes) {
    if (status !== 'modified' || before?.mode !== '100644' || after?.mode !== '100644') return false;
    const old = await repository.read(before.oid, LARGEST_REPLACED);
    const now = await repository.read(after.oid, LARGEST_REPLACED);
    const own = rules.filter((one) => one.path === path);
    if (old === null || now === null || !replaces(path, old, now, own)) return false;
  }
  return changes.length > 0;
}

/** Whether one content follows from another by what the rules of its path let be replaced. */
export function replaces(
  path: string,
  before: Uint8Array,
  after: Uint8Array,
  rules: readonly Replaceable[],
): boolean {
  const wholes = rules.filter(({ key }) => key === null);
  const keys = rules.flatMap(({ key }) => key ?? []);
  if (wholes.length > 0 && readLfsPointer(before) !== null) return readLfsPointer(after) !== null;
  const [old, now] = [dataOf(path, before), dataOf(path, after)];
  if (old === null || now === null) return false;
  const isDvc = wholes.length > 0 && isDvcFile(path);
  if (!isDvc && keys.length === 0) return false;
  const rest = (node: Node): string => canonicalJson(without(node, keys, isDvc));
  return rest(old) === rest(now);
}

export type Put = { readonly text: string } | { readonly why: 'no-data' | 'no-value' | 'no-place' };

/** A text with one value replaced and every other character as it was; or why there is none. */
export function withValue(path: string, text: string, key: string, value: string): Put {
  const { data, broken } = readDocument(path, text);
  if (data === null || broken) return { why: 'no-data' };
  const node = nodeAt(data, pathOf(key));
  if (node?.kind !== 'scalar') return { why: 'no-value' };
  const { offset, end } = node;
  if (offset < 0 || end === undefined) return { why: 'no-place' };
  for (const written of spellings(text.slice(offset, end), value)) {
    const next = text.slice(0, offset) + written + text.slice(end);
    const read = readDocument(path, next);
    const found = read.data === null || read.broken ? undefined : nodeAt(read.data, pathOf(key));
    const isSame =
      found?.kind === 'scalar' && String(found.value) === value && sameKind(found.value, node.value);
    const bytes = Buffer.from(next);
    if (isSame && replaces(path, Buffer.from(text), bytes, [{ path, key }])) return { text: next };
  }
  return { why: 'no-place' };
}

/** The value of a key as a file has it; null where it has none, or it is no single value. */
export function valueAt(path: string, text: string, key: string): string | null {
  const { data } = readDocument(path, text);
  const node = data === null ? undefined : nodeAt(data, pathOf(key));
  return node?.kind === 'scalar' && node.value !== null ? String(node.value) : null;
}

/** As the old value was written first: quotes stay quotes. */
function spellings(old: string, value: string): string[] {
  const single = `'${value.replaceAll("'", "''")}'`;
  const double = JSON.stringify(value);
  if (old.startsWith("'")) return [single, double];
  return old.startsWith('"') ? [double] : [value, double];
}

/** A text stays a text and a number a number: 1.10 and "1.10" are two versions. */
function sameKind(a: Scalar, b: Scalar): boolean {
  return typeof a === typeof b;
}

function dataOf(path: string, bytes: Uint8Array): Node | null {
  const text = decodeUtf8(bytes);
  if (text === null) return null;
  // DVC's files are YAML, whatever they are called.
  const { data, broken } = readDocument(isDvcFile(path) ? 'dvc.yaml' : path, text);
  return broken ? null : data;
}

function without(node: Node, keys: readonly string[], isDvc: boolean): Json {
  const whole = JSON.parse(JSON.stringify(toData(node))) as Json;
  const data = isDvc ? withoutDigests(whole) : whole;
  for (const key of keys) blank(data, pathOf(key));
  return data;
}

/** What a pointer of DVC says of its content. Where it lies, and which remote has it, is not for a machine to change. */
const OF_CONTENT = new Set([...DVC_DIGESTS, 'size', 'nfiles']);

function withoutDigests(data: Json): Json {
  if (typeof data !== 'object' || data === null) return data;
  if (Array.isArray(data)) return data.map(withoutDigests);
  const isPointer = Object.hasOwn(data, 'path');
  const entries = Object.entries(data).map(([key, value]): [string, Json] => [
    key,
    isPointer && OF_CONTENT.has(key) && typeof value !== 'object' ? null : withoutDigests(value),
  ]);
  return Object.fromEntries(entries);
}

/** Puts nothing in the place of a single value; anything else stays, and differs. */
function blank(data: Json, path: Path): void {
  const [last] = path.slice(-1);
  let at: Json | undefined = data;
  for (const step of path.slice(0, -1)) at = child(at, step);
  const value = last === undefined ? undefined : child(at, last);
  if (last === undefined || value === undefined || (typeof value === 'object' && value !== null)) return;
  (at as { [key: string]: Json })[String(last)] = null;
}

function child(data: Json | undefined, step: string | number): Json | undefined {
  if (typeof data !== 'object' || data === null || !Object.hasOwn(data, step)) return undefined;
  return (data as { readonly [key: string]: Json })[String(step)];
}

/** `models.0.id`: names, and places in a list. */
function pathOf(key: string): Path {
  return key.split('.').map((step) => (/^\d{1,4}$/u.test(step) ? Number(step) : step));
}

import type { ComponentRule } from '../bundle/bundle.ts';
import { readLfsPointer } from '../bundle/lfs.ts';
import { type Node, showPath } from '../reader/data.ts';
import { readDocument, type TextDocument } from '../reader/document.ts';
import { decodeUtf8 } from '../reader/text.ts';
import { casesIn, diffCases } from './cases.ts';
import type { Change, ChangeItem, Equality, PointerValue, Unread } from './change.ts';
import { endingOf, squeezeCode, withoutComments } from './comments.ts';
import { type DataDiff, diffData, keyOfData } from './data-diff.ts';
import { countLines, lineItems } from './lines.ts';
import { diffProse } from './prose.ts';
import { diffTools, fromTo, toolsIn } from './tools.ts';
import type { PathChange } from './tree-diff.ts';

/** A file's bytes before and after; null for a side that is not there, `too-large` for one that is not read. */
export interface Sides {
  readonly before: Uint8Array | null | 'too-large';
  readonly after: Uint8Array | null | 'too-large';
}

/** Tells what one changed file means, in the terms of its component's kind. */
export function compareFile(path: PathChange, rule: ComponentRule, sides: Sides): Change {
  const base = {
    component: rule.name,
    kind: rule.kind,
    path: path.path,
    oldPath: path.oldPath,
    status: path.status,
    confidential: rule.confidential,
    equal: null,
    unread: null,
    items: [],
    lines: null,
  } satisfies Change;
  if (path.status === 'mode' || path.status === 'renamed') return { ...base, equal: 'same-bytes' };
  if (isGenerated(path.path)) return { ...base, unread: 'generated' };
  const pointer = lfsChange(sides);
  if (pointer !== null) return { ...base, items: [pointer] };
  const texts = textsOf(sides, path);
  if (typeof texts === 'string') return { ...base, unread: texts };
  return { ...base, ...compareTexts(path, rule, texts.before, texts.after) };
}

const GENERATED =
  /(?:^|\/)(?:package-lock\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-lock\.yaml|poetry\.lock|uv\.lock|pdm\.lock|pipfile\.lock|gemfile\.lock|go\.sum|cargo\.lock|composer\.lock|bun\.lockb?)$|\.min\.(?:js|css)$|\.map$/iu;

/** Lock files and the like: written by tools, megabytes long, compared by object id alone and said to be unread. */
export function isGenerated(path: string): boolean {
  return GENERATED.test(path);
}

function lfsChange({ before, after }: Sides): ChangeItem | null {
  const value = (bytes: Sides['before']): PointerValue | null => {
    const pointer = bytes === null || bytes === 'too-large' ? null : readLfsPointer(bytes);
    return pointer === null ? null : { digest: `sha256:${pointer.oid}`, size: pointer.size };
  };
  const [from, to] = [value(before), value(after)];
  return from === null && to === null ? null : { type: 'pointer', pointer: 'lfs', from, to, line: 2 };
}

function textsOf(
  { before, after }: Sides,
  path: PathChange,
): { before: string | null; after: string | null } | Unread {
  const isLink = (mode: string | undefined): boolean => mode === '120000' || mode === '160000';
  if (isLink(path.before?.mode) || isLink(path.after?.mode)) return 'link';
  if (before === 'too-large' || after === 'too-large') return 'too-large';
  const given = [before, after].filter((bytes) => bytes !== null);
  if (given.some(isBinary)) return 'binary';
  if (given.some((bytes) => decodeUtf8(bytes) === null)) return 'not-utf8';
  const text = (bytes: Uint8Array | null): string | null => (bytes === null ? null : decodeUtf8(bytes));
  return { before: text(before), after: text(after) };
}

/** Git's own rule: a NUL among the first 8,000 bytes. */
function isBinary(bytes: Uint8Array): boolean {
  return bytes.subarray(0, 8000).includes(0);
}

type Told = Pick<Change, 'equal' | 'unread' | 'items' | 'lines'>;

function compareTexts(
  path: PathChange,
  rule: ComponentRule,
  before: string | null,
  after: string | null,
): Told {
  const [old, now] = [before ?? '', after ?? ''];
  const lines = countLines(old, now);
  const documents = { before: readDocument(path.oldPath, old), after: readDocument(path.path, now) };
  const equal =
    before === null || after === null ? null : equality(documents.before, documents.after, path.path);
  if (equal !== null) return { equal, unread: null, items: [], lines };
  return { equal: null, unread: null, items: itemsOf(rule, documents.before, documents.after), lines };
}

function equality(before: TextDocument, after: TextDocument, path: string): Equality | null {
  const newline = (text: string): string => text.replace(/\r\n?/gu, '\n');
  if (newline(before.text) === newline(after.text)) return 'line-endings';
  if (before.data !== null && after.data !== null && keyOfData(before.data) === keyOfData(after.data)) {
    if (before.body === null && after.body === null) return 'same-data';
    if (squeezeProse(before.body?.text) === squeezeProse(after.body?.text)) return 'same-data';
  }
  if (before.syntax === 'prose' && before.data === null && after.data === null) {
    return squeezeProse(before.text) === squeezeProse(after.text) ? 'whitespace' : null;
  }
  if (before.syntax !== 'code') return null;
  const ending = endingOf(path);
  if (squeezeCode(before.text, ending) === squeezeCode(after.text, ending)) return 'whitespace';
  const [bare, nowBare] = [withoutComments(before.text, ending), withoutComments(after.text, ending)];
  return bare !== null && nowBare !== null && squeezeCode(bare, ending) === squeezeCode(nowBare, ending)
    ? 'comments'
    : null;
}

function squeezeProse(text: string | undefined): string {
  return (text ?? '').replace(/\s+/gu, ' ').trim();
}

function itemsOf(rule: ComponentRule, before: TextDocument, after: TextDocument): ChangeItem[] {
  const lineAt = (offset: number): number | null => (offset < 0 ? null : after.lines.at(offset).line);
  const items: ChangeItem[] = [];
  const [old, now] = [before.data, after.data];
  if (old !== null || now !== null) items.push(...dataItems(rule, old ?? EMPTY, now ?? EMPTY, lineAt));
  if (before.body !== null || after.body !== null) {
    items.push(...diffProse(before.body?.text ?? '', after.body?.text ?? '', null, after.body?.line ?? 1));
  }
  if (before.syntax === 'code' || after.syntax === 'code' || before.broken || after.broken)
    items.push(...lineItems(before.text, after.text));
  return items;
}

const EMPTY: Node = { kind: 'map', entries: new Map(), offset: 0 };

/** Data in the terms of its kind: tools by tool, eval suites by case, everything else by key. */
function dataItems(
  rule: ComponentRule,
  before: Node,
  after: Node,
  lineAt: (offset: number) => number | null,
): ChangeItem[] {
  if (rule.kind === 'tools') {
    const [old, now] = [toolsIn(before), toolsIn(after)];
    if (old !== null || now !== null) return diffTools(old ?? new Map(), now ?? new Map(), lineAt);
  }
  if (rule.kind === 'evals') {
    const [old, now] = [casesIn(before), casesIn(after)];
    if (old !== null || now !== null) {
      const key = now?.key ?? old?.key ?? null;
      const rest = key === null ? [] : valueItems(without(before, key), without(after, key), lineAt);
      return [...diffCases(old, now, lineAt), ...rest];
    }
  }
  return valueItems(before, after, lineAt);
}

function without(node: Node, key: string): Node {
  if (node.kind !== 'map') return EMPTY;
  return { ...node, entries: new Map([...node.entries].filter(([name]) => name !== key)) };
}

function valueItems(before: Node, after: Node, lineAt: (offset: number) => number | null): ChangeItem[] {
  return diffData(before, after)
    .flatMap(leaves)
    .flatMap((diff): ChangeItem[] => {
      const key = showPath(diff.path);
      const line = lineAt(diff.offset);
      if (diff.type === 'moved') return [{ type: 'order', key, from: diff.from, to: diff.to, line }];
      const [from, to] = [textOf(diff, 'from'), textOf(diff, 'to')];
      if (from !== null && to !== null && (isProse(from) || isProse(to)))
        return diffProse(from, to, key, line ?? 1);
      return [{ type: 'value', key, ...fromTo(diff), line }];
    });
}

/** The text on one side of a difference; empty where the value came or went, null where it is no text. */
function textOf(diff: DataDiff, side: 'from' | 'to'): string | null {
  if (diff.type === 'moved') return null;
  const node =
    side === 'from'
      ? diff.type === 'added'
        ? undefined
        : diff.from
      : diff.type === 'removed'
        ? undefined
        : diff.to;
  if (node === undefined) return '';
  return node.kind === 'scalar' && typeof node.value === 'string' ? node.value : null;
}

/** A map that came or went is told value by value: what matters is in the leaves. */
function leaves(diff: DataDiff): DataDiff[] {
  if (diff.type !== 'added' && diff.type !== 'removed') return [diff];
  const node = diff.type === 'added' ? diff.to : diff.from;
  if (node.kind !== 'map' || node.entries.size === 0) return [diff];
  return [...node.entries].flatMap(([key, { value, keyOffset }]) => {
    const path = [...diff.path, key];
    return leaves(
      diff.type === 'added'
        ? { type: 'added', path, to: value, offset: keyOffset }
        : { type: 'removed', path, from: value, offset: diff.offset },
    );
  });
}

const LONG_TEXT = 60;

/** A text value that is written for a reader, not for a program: several lines, or a long run of words. */
export function isProse(text: string): boolean {
  return text.includes('\n') || (text.length > LONG_TEXT && text.split(/\s+/u).length > 8);
}

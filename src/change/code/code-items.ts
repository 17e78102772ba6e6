import type { Kind } from '../../bundle/kinds.ts';
import type { MapNode } from '../../reader/data.ts';
import { align } from '../align.ts';
import type { ChangeItem, LinesItem } from '../change.ts';
import { type DataDiff, diffData, fromTo, showSteps } from '../data-diff.ts';
import { isProse, itemsOf, leaves } from '../data-items.ts';
import { alikeness, keyOfData } from '../members.ts';
import type { Places } from '../place.ts';
import { diffTools, type Tools } from '../tools.ts';
import { squeezed } from '../words.ts';
import { squeezedCode } from './cuts.ts';
import { movedImports } from './imports.ts';
import type { Outline } from './outline.ts';
import { isRenaming } from './renamed-names.ts';
import { isSpoken } from './spoken.ts';

/** A program before and after: its outline, its lines, and where they stand. */
export interface Program {
  readonly outline: Outline;
  readonly text: string;
  /** Definitions that stand in another file than before, by name. */
  readonly moved: ReadonlyMap<string, string>;
}

/** What differs between two programs: values, sentences and tools as in data, and the lines that none of them explain. */
export function codeItems(kind: Kind, before: Program, after: Program, places: Places): ChangeItem[] {
  const pairs = scopePairs(before.outline, after.outline);
  const gone = new Set(
    pairs.flatMap(({ name, now }) => (now === EMPTY && !isCalled(after.text, name) ? [name] : [])),
  );
  const diffs = pairs.flatMap(({ name, old, now }) =>
    diffData(name.endsWith('()') ? asNamedNow(old, now) : old, now, name === '' ? [] : [name]),
  );
  const told = withoutRenames(diffs.flatMap((diff) => leaves(diff, kind)));
  return [
    ...told.flatMap((diff) => {
      const items = isQuiet(diff) ? quietItems(diff, places) : spokenItems(diff, kind, places);
      const isWhole = diff.type === 'removed' && gone.has(String(diff.path[0]));
      return isWhole ? items.map((item) => (item.type === 'value' ? { ...item, whole: true } : item)) : items;
    }),
    ...diffTools(toolsOf(before.outline), toolsOf(after.outline), (offset) => places.line(offset)),
    ...unexplained(before, after),
  ];
}

/** Whether a text still has a function or class of that name. */
function isCalled(text: string, scope: string): boolean {
  const name = scope.slice(scope.lastIndexOf('.') + 1).replace(/\(\)$/u, '');
  return name !== '' && new RegExp(`(?<![\\w$])${name.replace(/[^\w]/gu, '\\$&')}(?![\\w$])`, 'u').test(text);
}

function spokenItems(diff: DataDiff, kind: Kind, places: Places): ChangeItem[] {
  const items = itemsOf(diff, kind, places);
  if (diff.type !== 'removed') return items;
  return items.map((item) => (item.type === 'sentence' ? { ...item, whole: true } : item));
}

/** A text for people: nobody but the program's reader is spoken to, so it is a value and not sentences. */
function isQuiet(diff: DataDiff): boolean {
  const texts = textsOf(diff).filter(isProse);
  const names = diff.path.flatMap((step) => (typeof step === 'string' ? [step.replace(/\(\)$/u, '')] : []));
  const name = names.findLast((one) => !/^(?:text|arg\d+)$/u.test(one)) ?? '';
  const own = name.slice(name.lastIndexOf('.') + 1);
  return texts.length > 0 && !texts.some((text) => isSpoken(text, own));
}

function textsOf(diff: DataDiff): string[] {
  const nodes = [
    ...(diff.type === 'added' || diff.type === 'changed' ? [diff.to] : []),
    ...(diff.type === 'removed' || diff.type === 'changed' ? [diff.from] : []),
  ];
  return nodes.flatMap((node) =>
    node.kind === 'scalar' && typeof node.value === 'string' ? [node.value] : [],
  );
}

function quietItems(diff: DataDiff, places: Places): ChangeItem[] {
  const [to = '', from = ''] = textsOf(diff);
  if (squeezed(from) === squeezed(to)) return [];
  const line = diff.type === 'changed' ? places.within(diff.to, startOfChange(from, to)) : null;
  const own = line ?? places.line(diff.offset);
  return [{ type: 'value', key: showSteps(diff.path), ...fromTo(diff), line: own }];
}

/** Where the first line begins that two texts do not share. */
function startOfChange(from: string, to: string): number {
  let at = 0;
  while (at < to.length && from[at] === to[at]) at += 1;
  return to.lastIndexOf('\n', at - 1) + 1;
}

/** Whether nothing but layout, comments, imports, logging and names of its own differs. */
export function isSameProgram(before: Program, after: Program): boolean {
  return (
    (bareText(before.outline.bare) === bareText(after.outline.bare) || isRenamed(before, after)) &&
    importsMoved(before, after).length === 0
  );
}

/** Lines as one text; where they are broken means nothing. */
function bareText(lines: readonly string[]): string {
  return squeezedCode(lines.join('\n'));
}

function isRenamed(before: Program, after: Program): boolean {
  const [old, now] = [before, after].map(({ outline, text }) => ({ bare: bareText(outline.bare), text }));
  return old !== undefined && now !== undefined && isRenaming(old, now);
}

function toolsOf({ tools }: Outline): Tools {
  return new Map(
    [...tools.entries].flatMap(([name, { value }]) =>
      value.kind === 'map' ? [[name, { name, node: value, offset: value.offset }] as const] : [],
    ),
  );
}

interface ScopePair {
  readonly name: string;
  readonly old: MapNode;
  readonly now: MapNode;
}

const EMPTY: MapNode = { kind: 'map', entries: new Map(), offset: -1 };
/** From this share of equal content on a function under another name is the same one. */
const SAME_SCOPE = 0.8;
const MOST_COMPARED = 4_000;

/** Functions and classes by name; one that got another name by what is in it. */
function scopePairs(before: Outline, after: Outline): ScopePair[] {
  const fresh = new Set([...after.scopes.keys()].filter((name) => !before.scopes.has(name)));
  const gone = [...before.scopes.keys()].filter((name) => !after.scopes.has(name));
  const compared = fresh.size * gone.length <= MOST_COMPARED;
  const pairs = [...before.scopes].map(([name, old]): ScopePair => {
    const same = after.scopes.get(name);
    if (same !== undefined) return { name, old, now: same };
    const heir = compared
      ? [...fresh].find((one) => alikeness(old, after.scopes.get(one) ?? EMPTY) >= SAME_SCOPE)
      : undefined;
    if (heir === undefined) return { name, old, now: EMPTY };
    fresh.delete(heir);
    return { name: heir, old, now: after.scopes.get(heir) ?? EMPTY };
  });
  const added = [...fresh].map((name) => ({ name, old: EMPTY, now: after.scopes.get(name) ?? EMPTY }));
  return [...pairs, ...added];
}

/** Inside a function a name is its author's word: what is in it tells which variable has another name now. */
function asNamedNow(old: MapNode, now: MapNode): MapNode {
  const gone = [...old.entries].filter(([key, { value }]) => !now.entries.has(key) && value.kind === 'map');
  const come = [...now.entries].filter(([key, { value }]) => !old.entries.has(key) && value.kind === 'map');
  if (gone.length === 0 || come.length === 0 || gone.length * come.length > MOST_COMPARED) return old;
  const named = new Map<string, string>();
  for (const [key, { value }] of gone) {
    const heir = come.find(
      ([other, entry]) => ![...named.values()].includes(other) && alikeness(value, entry.value) >= SAME_SCOPE,
    );
    if (heir !== undefined) named.set(key, heir[0]);
  }
  return {
    ...old,
    entries: new Map([...old.entries].map(([key, entry]) => [named.get(key) ?? key, entry])),
  };
}

/** From this share of words on a text under another name is the same one, edited. */
const SAME_TEXT = 0.6;

/** A text that went under one name and came under another is one text, renamed: only what differs in it is told. */
function withoutRenames(diffs: readonly DataDiff[]): DataDiff[] {
  const found: DataDiff[] = [];
  const come = new Set(diffs.filter((diff) => diff.type === 'added' && isText(diff)));
  const gone = diffs.reduce((sum, diff) => sum + (diff.type === 'removed' && isText(diff) ? 1 : 0), 0);
  // Too many to compare with each other: only those that stayed word for word are the same.
  const equal = gone * come.size > MOST_TEXTS ? byContent(come) : null;
  const renamed = new Map<DataDiff, DataDiff>();
  for (const from of diffs) {
    if (from.type !== 'removed' || !isText(from)) continue;
    const [to] = [...(equal === null ? come : (equal.get(keyOfData(from.from)) ?? []))]
      .filter((one) => come.has(one))
      .flatMap((one) => (one.type === 'added' ? [{ one, alike: alikeness(from.from, one.to) }] : []))
      .filter(({ alike }) => alike >= SAME_TEXT)
      .sort((a, b) => b.alike - a.alike);
    if (to === undefined) continue;
    come.delete(to.one);
    renamed.set(from, to.one).set(to.one, from);
  }
  for (const diff of diffs) {
    const other = renamed.get(diff);
    if (other === undefined) found.push(diff);
    else if (
      diff.type === 'added' &&
      other.type === 'removed' &&
      keyOfData(diff.to) !== keyOfData(other.from)
    )
      found.push({ ...diff, type: 'changed', from: other.from, to: diff.to });
  }
  return found;
}

const MOST_TEXTS = 250_000;

function byContent(come: ReadonlySet<DataDiff>): Map<string, DataDiff[]> {
  const found = new Map<string, DataDiff[]>();
  for (const one of come) {
    if (one.type !== 'added') continue;
    const known = found.get(keyOfData(one.to));
    if (known === undefined) found.set(keyOfData(one.to), [one]);
    else if (known.length < MOST_EQUAL) known.push(one);
  }
  return found;
}

/** One text this many times is told where it stands. */
const MOST_EQUAL = 20;

function isText(diff: DataDiff): boolean {
  const node = diff.type === 'added' ? diff.to : diff.type === 'removed' ? diff.from : null;
  return node?.kind === 'scalar' && typeof node.value === 'string' && isProse(node.value);
}

/** Runs of lines that differ once values are left out, as they are written. */
function unexplained(before: Program, after: Program): LinesItem[] {
  const isSame = bareText(before.outline.bare) === bareText(after.outline.bare);
  if (isSame || isRenamed(before, after)) return importItems(before, after);
  const [old, now] = [linesOf(before), linesOf(after)];
  const items: LinesItem[] = [];
  let [i, j] = [0, 0];
  const runs = align(
    old.map(({ bare }) => bare),
    now.map(({ bare }) => bare),
  );
  for (const { same, removed, added } of runs) {
    const [gone, come] = [old.slice(i, i + removed), now.slice(j, j + added)];
    const joined = (lines: readonly BareLine[]): string => bareText(lines.map(({ bare }) => bare));
    if (joined(gone) !== joined(come))
      items.push({
        type: 'lines',
        from: gone.map(({ text }) => text),
        to: come.map(({ text }) => text),
        line: now[Math.min(j, now.length - 1)]?.number ?? 1,
        fromLine: old[Math.min(i, old.length - 1)]?.number ?? 1,
      });
    i += same + removed;
    j += same + added;
  }
  return [...items, ...importItems(before, after)];
}

interface BareLine {
  readonly bare: string;
  readonly text: string;
  readonly number: number;
}

function linesOf({ outline, text }: Program): BareLine[] {
  const lines = text.split('\n');
  return outline.bare.flatMap((bare, i) =>
    bare === '' ? [] : [{ bare, text: (lines[i] ?? '').trimEnd(), number: i + 1 }],
  );
}

/** Names that stand for something else now; what moved is the same thing, taken from where it is. */
function importsMoved(before: Program, after: Program): string[] {
  return movedImports(before.outline.imports, after.outline.imports).filter((name) => !after.moved.has(name));
}

function importItems(before: Program, after: Program): LinesItem[] {
  const moved = importsMoved(before, after);
  if (moved.length === 0) return [];
  const naming = (imports: readonly string[]): string[] =>
    imports.filter((one) => moved.some((name) => one.includes(name)));
  const [from, to] = [naming(before.outline.imports), naming(after.outline.imports)];
  return [{ type: 'lines', from, to, line: 1, fromLine: 1 }];
}

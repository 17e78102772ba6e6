import type { Kind } from '../../bundle/kinds.ts';
import type { MapNode } from '../../reader/data.ts';
import { align } from '../align.ts';
import type { ChangeItem, LinesItem } from '../change.ts';
import { type DataDiff, diffData } from '../data-diff.ts';
import { isProse, itemsOf, leaves } from '../data-items.ts';
import { alikeness, keyOfData } from '../members.ts';
import type { Places } from '../place.ts';
import { diffTools, type Tools } from '../tools.ts';
import { squeezedCode } from './cuts.ts';
import { movedImports } from './imports.ts';
import type { Outline } from './outline.ts';
import { isRenaming } from './renamed-names.ts';

/** A program before and after: its outline, its lines, and where they stand. */
export interface Program {
  readonly outline: Outline;
  readonly text: string;
}

/** What differs between two programs: values, sentences and tools as in data, and the lines that none of them explain. */
export function codeItems(kind: Kind, before: Program, after: Program, places: Places): ChangeItem[] {
  const diffs = scopePairs(before.outline, after.outline).flatMap(({ name, old, now }) =>
    diffData(old, now, name === '' ? [] : [name]),
  );
  const told = withoutRenames(diffs.flatMap((diff) => leaves(diff, kind)));
  return [
    ...told.flatMap((diff) => itemsOf(diff, kind, places)),
    ...diffTools(toolsOf(before.outline), toolsOf(after.outline), (offset) => places.line(offset)),
    ...unexplained(before, after),
  ];
}

/** Whether nothing but layout, comments, imports, logging and names of its own differs. */
export function isSameProgram(before: Program, after: Program): boolean {
  return (
    (bareText(before.outline.bare) === bareText(after.outline.bare) || isRenamed(before, after)) &&
    movedImports(before.outline.imports, after.outline.imports).length === 0
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

/** From this share of words on a text under another name is the same one, edited. */
const SAME_TEXT = 0.6;

/** A text that went under one name and came under another is one text, renamed: only what differs in it is told. */
function withoutRenames(diffs: readonly DataDiff[]): DataDiff[] {
  const found: DataDiff[] = [];
  const come = new Set(diffs.filter((diff) => diff.type === 'added' && isText(diff)));
  const renamed = new Map<DataDiff, DataDiff>();
  for (const from of diffs) {
    if (from.type !== 'removed' || !isText(from)) continue;
    const [to] = [...come]
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

function isText(diff: DataDiff): boolean {
  const node = diff.type === 'added' ? diff.to : diff.type === 'removed' ? diff.from : null;
  return node?.kind === 'scalar' && typeof node.value === 'string' && isProse(node.value);
}

/** Runs of lines that differ once values are left out, as they are written. */
function unexplained(before: Program, after: Program): LinesItem[] {
  if (isRenamed(before, after)) return importItems(before.outline, after.outline);
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
  return [...items, ...importItems(before.outline, after.outline)];
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

function importItems(before: Outline, after: Outline): LinesItem[] {
  const moved = movedImports(before.imports, after.imports);
  if (moved.length === 0) return [];
  const naming = (imports: readonly string[]): string[] =>
    imports.filter((one) => moved.some((name) => one.includes(name)));
  const [from, to] = [naming(before.imports), naming(after.imports)];
  return [{ type: 'lines', from, to, line: 1, fromLine: 1 }];
}

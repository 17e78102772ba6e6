import type { Kind } from '../bundle/kinds.ts';
import type { Node } from '../reader/data.ts';
import { readJson } from '../reader/json.ts';
import { casesIn, diffCases } from './cases.ts';
import type { ChangeItem } from './change.ts';
import { type DataDiff, diffData, fromTo, type Step, showSteps } from './data-diff.ts';
import { type Places, placesWithin } from './place.ts';
import { diffProse } from './prose.ts';
import { diffTools, type ToolPart, toolParts, toolsIn } from './tools.ts';
import { withVariables } from './variables.ts';

/** Data in the terms of its kind: tools by tool, eval suites by case, everything else by key. */
export function dataItems(kind: Kind, base: Node, head: Node, places: Places): ChangeItem[] {
  const [before, after] = [withVariables(base), withVariables(head)];
  const lineAt = (offset: number): number | null => places.line(offset);
  if (kind === 'tools') {
    const [old, now] = [toolsIn(before), toolsIn(after)];
    if (old !== null || now !== null) return diffTools(old ?? new Map(), now ?? new Map(), lineAt);
  }
  if (kind === 'evals') {
    const [old, now] = [casesIn(before), casesIn(after)];
    if (old !== null || now !== null) {
      const key = now?.key ?? old?.key ?? null;
      const { came, changed } = diffCases(old, now, lineAt);
      const inside = changed.flatMap(({ item, diffs }) => [item, ...itemsOfAll(diffs, kind, places)]);
      const rest = key === null ? [] : valueItems(kind, without(before, key), without(after, key), places);
      return [...came, ...inside, ...rest];
    }
  }
  return valueItems(kind, before, after, places);
}

function without(node: Node, key: string): Node {
  if (node.kind !== 'map') return { kind: 'map', entries: new Map(), offset: 0 };
  return { ...node, entries: new Map([...node.entries].filter(([name]) => name !== key)) };
}

function valueItems(
  kind: Kind,
  before: Node,
  after: Node,
  places: Places,
  path: readonly Step[] = [],
): ChangeItem[] {
  const parts = toolParts(before, after);
  const diffs = diffData(before, after).filter((diff) => !parts.some((part) => isWithin(diff, part)));
  return [
    ...parts.flatMap((part) => diffTools(part.before, part.after, (offset) => places.line(offset))),
    ...itemsOfAll(
      diffs.map((diff) => ({ ...diff, path: [...path, ...diff.path] })),
      kind,
      places,
    ),
  ];
}

function isWithin({ path }: DataDiff, part: ToolPart): boolean {
  return part.path.every((step, i) => path[i] === step);
}

function itemsOfAll(diffs: readonly DataDiff[], kind: Kind, places: Places): ChangeItem[] {
  return diffs.flatMap((diff) => leaves(diff, kind)).flatMap((diff) => itemsOf(diff, kind, places));
}

/** One difference in the terms of what it holds: prose by sentence, data inside a text by key, anything else as a value. */
export function itemsOf(diff: DataDiff, kind: Kind, places: Places): ChangeItem[] {
  const key = showSteps(diff.path);
  const line = places.line(diff.offset);
  if (diff.type === 'moved') return [{ type: 'order', key, from: diff.from, to: diff.to, line }];
  const [from, to] = [textOf(diff, 'from'), textOf(diff, 'to')];
  if (from !== null && to !== null) {
    const inner = embedded(diff, kind, [from, to], places);
    if (inner !== null) return inner;
    if (isProse(from) || isProse(to)) return diffProse(from, to, key, lineIn(diff, to, places));
  }
  return [{ type: 'value', key, ...fromTo(diff), line }];
}

/** JSON in a text value, as deployments carry it in environment variables, is data like any other. */
function embedded(
  diff: DataDiff,
  kind: Kind,
  [from, to]: readonly [string, string],
  places: Places,
): ChangeItem[] | null {
  const [before, after] = [jsonIn(from), jsonIn(to)];
  if (before === null || after === null || (before === EMPTY && after === EMPTY)) return null;
  const value = diff.type === 'moved' || diff.type === 'removed' ? null : diff.to;
  const inner: Places =
    value === null
      ? { line: () => places.line(diff.offset), within: () => places.line(diff.offset) }
      : placesWithin(places, value);
  return valueItems(kind, sameShape(before, after), sameShape(after, before), inner, diff.path);
}

const EMPTY: Node = { kind: 'map', entries: new Map(), offset: -1 };
const DEEPEST = 64;

function jsonIn(text: string): Node | null {
  if (text.trim() === '') return EMPTY;
  return /^\s*[[{]/u.test(text) ? readJson(text, DEEPEST) : null;
}

/** A value that came or went is compared with nothing of its own shape. */
function sameShape(node: Node, other: Node): Node {
  return node === EMPTY && other.kind === 'list' ? { kind: 'list', items: [], offset: -1 } : node;
}

/** Where the lines of a text value stand in the file. */
function lineIn(diff: DataDiff, text: string, places: Places): (line: number) => number {
  const start = places.line(diff.offset) ?? 1;
  if (diff.type === 'moved' || diff.type === 'removed') return () => start;
  const starts = [0, ...[...text.matchAll(/\n/gu)].map((match) => match.index + 1)];
  return (line) => places.within(diff.to, starts[line - 1] ?? 0) ?? start;
}

/** The text on one side of a difference; empty where the value came or went or is null, null where it is no text. */
function textOf(diff: DataDiff, side: 'from' | 'to'): string | null {
  if (diff.type === 'moved' || diff.type === (side === 'from' ? 'added' : 'removed')) return '';
  const node = diff.type === 'changed' ? diff[side] : diff.type === 'added' ? diff.to : diff.from;
  if (node.kind !== 'scalar') return null;
  return node.value === null ? '' : typeof node.value === 'string' ? node.value : null;
}

/**
 * What came or went with maps in it is told value by value: what matters is in the leaves. A member of an eval suite's
 * list is one thing, an assertion or a grader, and stays whole.
 */
export function leaves(diff: DataDiff, kind: Kind): DataDiff[] {
  if (diff.type !== 'added' && diff.type !== 'removed') return [diff];
  const node = diff.type === 'added' ? diff.to : diff.from;
  const isMember = typeof diff.path.at(-1) !== 'string' && diff.path.length > 0;
  const parts = kind === 'evals' && isMember ? [] : children(node);
  if (parts.length === 0) return [diff];
  return parts.flatMap(({ step, value, offset }) => {
    const path = [...diff.path, step];
    return leaves(
      diff.type === 'added'
        ? { type: 'added', path, to: value, offset }
        : { type: 'removed', path, from: value, offset: diff.offset },
      kind,
    );
  });
}

function children(node: Node): { step: Step; value: Node; offset: number }[] {
  if (node.kind === 'map')
    return [...node.entries].map(([step, { value, keyOffset }]) => ({ step, value, offset: keyOffset }));
  if (node.kind === 'list' && node.items.some((item) => item.kind === 'map'))
    return node.items.map((value, step) => ({ step, value, offset: value.offset }));
  return [];
}

const FEWEST_WORDS = 5;

/** A text value that is written for a reader, not for a program: several lines, or a run of words. */
export function isProse(text: string): boolean {
  const trimmed = text.trim();
  return trimmed.includes('\n') || trimmed.split(/\s+/u).length >= FEWEST_WORDS;
}

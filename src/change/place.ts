import type { Node } from '../reader/data.ts';
import type { TextDocument } from '../reader/document.ts';

/** Tells lines of a file, counted from 1; null where the syntax gives no places. */
export interface Places {
  /** Line of an offset of the file. */
  line(offset: number): number | null;
  /** Line on which the character at `index` of a text value stands. */
  within(node: Node, index: number): number | null;
}

export function placesOf(document: TextDocument): Places {
  const line = (offset: number): number | null => (offset < 0 ? null : document.lines.at(offset).line);
  return {
    line,
    within: (node, index) => line(node.offset < 0 ? -1 : sourceOffset(document.text, node, index)),
  };
}

/** Places inside a text value that holds data of its own, such as JSON in a YAML block. */
export function placesWithin(outer: Places, value: Node): Places {
  const line = (offset: number): number | null => (offset < 0 ? null : outer.within(value, offset));
  return { line, within: (node, index) => line(node.offset < 0 ? -1 : node.offset + index) };
}

const BLOCK = /^[|>][^\n]*\n/u;

/**
 * Where a character of a value stands in its source. Folding, indentation and quotes change white space only, so the
 * character is found by counting those that are not; escapes in quotes make it a little early, never another value.
 */
function sourceOffset(text: string, node: Node, index: number): number {
  if (node.kind !== 'scalar' || typeof node.value !== 'string' || node.end === undefined) return node.offset;
  const source = text.slice(node.offset, node.end);
  const header = BLOCK.exec(source)?.[0].length ?? (/^["']/u.test(source) ? 1 : 0);
  let left = inkBefore(node.value, index);
  for (let at = header; at < source.length; at += 1) {
    if (/\s/u.test(source[at] ?? '')) continue;
    if (left === 0) return node.offset + at;
    left -= 1;
  }
  return Math.max(node.offset, node.end - 1);
}

function inkBefore(text: string, index: number): number {
  return text.slice(0, index).replace(/\s+/gu, '').length;
}

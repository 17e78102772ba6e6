import { diffArrays } from 'diff';
import type { LinesItem } from './change.ts';

/** Beyond this many edits two texts have little in common, and aligning them would only cost time. */
const MOST_EDITS = 20_000;

export function countLines(before: string, after: string): { added: number; removed: number } {
  let [added, removed] = [0, 0];
  for (const part of lineDiff(before, after)) {
    if (part.added) added += part.value.length;
    if (part.removed) removed += part.value.length;
  }
  return { added, removed };
}

/** Runs of differing lines, each with what stood there before and after. */
export function lineItems(before: string, after: string): LinesItem[] {
  const items: LinesItem[] = [];
  let [fromLine, line] = [1, 1];
  let open: { from: string[]; to: string[]; line: number; fromLine: number } | null = null;
  for (const part of lineDiff(before, after)) {
    if (part.added || part.removed) {
      open ??= { from: [], to: [], line, fromLine };
      (part.added ? open.to : open.from).push(...part.value);
    } else if (open !== null) {
      items.push({ type: 'lines', ...open });
      open = null;
    }
    if (!part.added) fromLine += part.value.length;
    if (!part.removed) line += part.value.length;
  }
  return open === null ? items : [...items, { type: 'lines', ...open }];
}

interface Part {
  readonly added: boolean;
  readonly removed: boolean;
  readonly value: readonly string[];
}

function lineDiff(before: string, after: string): readonly Part[] {
  const [old, now] = [splitLines(before), splitLines(after)];
  return (
    diffArrays(old, now, { maxEditLength: MOST_EDITS }) ?? [
      { added: false, removed: true, value: old },
      { added: true, removed: false, value: now },
    ]
  );
}

function splitLines(text: string): string[] {
  const lines = text.split(/\r\n|\r|\n/u);
  return lines.at(-1) === '' ? lines.slice(0, -1) : lines;
}

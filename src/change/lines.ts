import { align } from './align.ts';
import type { LinesItem } from './change.ts';

/** How many lines came and went in runs of differing lines. */
export function countLines(runs: readonly LinesItem[]): { added: number; removed: number } {
  return runs.reduce(
    (sum, { from, to }) => ({ added: sum.added + to.length, removed: sum.removed + from.length }),
    { added: 0, removed: 0 },
  );
}

/** Runs of differing lines, each with what stood there before and after. */
export function lineItems(before: string, after: string): LinesItem[] {
  const [old, now] = [splitLines(before), splitLines(after)];
  const items: LinesItem[] = [];
  let [i, j] = [0, 0];
  for (const { same, removed, added } of align(old, now)) {
    if (removed + added > 0)
      items.push({
        type: 'lines',
        from: old.slice(i, i + removed),
        to: now.slice(j, j + added),
        line: j + 1,
        fromLine: i + 1,
      });
    i += same + removed;
    j += same + added;
  }
  return items;
}

function splitLines(text: string): string[] {
  const lines = text.split(/\r\n|\r|\n/u);
  return lines.at(-1) === '' ? lines.slice(0, -1) : lines;
}

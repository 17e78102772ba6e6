import type { PassRule } from './series.ts';
import type { ResultTable } from './table.ts';

/** The measured values of every item that has some, run by run; items in the order in which the table knows them. */
export function runsOfItems(
  table: ResultTable,
  metric: string,
  pass: PassRule | null,
): ReadonlyMap<number, readonly number[]> {
  const column = table.metric(metric);
  const runs = new Map<number, number[]>();
  for (let row = 0; column !== null && row < table.rows; row += 1) {
    const raw = table.status(row) === 'ok' ? column.get(row) : Number.NaN;
    if (Number.isNaN(raw)) continue;
    const value = pass === null ? raw : Number(pass(raw));
    const item = table.itemOf.get(row);
    const known = runs.get(item);
    if (known === undefined) runs.set(item, [value]);
    else known.push(value);
  }
  return runs;
}

/** Names of the items whose runs do not agree, in alphabetical order. They are shown, and judged like all others. */
export function flakyItems(table: ResultTable, runs: ReadonlyMap<number, readonly number[]>): string[] {
  return [...runs]
    .filter(([, values]) => values.some((value) => value !== values[0]))
    .map(([item]) => table.items.name(item))
    .sort();
}

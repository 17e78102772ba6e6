import { type ResultTable, RUN } from './table.ts';

/** A threshold that turns a graded metric into passed or failed. */
export type PassRule = (value: number) => boolean;

/**
 * One metric of one arm, item by item. Repeats of an item are not more items: an item's value is the mean over its
 * runs. Errors are kept apart from values, because what an error counts as depends on the question.
 */
export interface Series {
  /** Sum of the measured values of an item, by item number. */
  readonly sum: Float64Array;
  /** How many runs of an item were measured. */
  readonly measured: Int32Array;
  /** How many ended in an error. */
  readonly errors: Int32Array;
  /** Items that occur twice without a run to tell them apart: which row is which nobody knows. */
  readonly duplicates: ReadonlySet<number>;
  /** Items that the arm has rows of. */
  readonly present: Uint8Array;
  /** Lowest and highest measured value; infinite where nothing was measured. */
  readonly lowest: number;
  readonly highest: number;
  /** True where every measured value is 0 or 1. */
  readonly binary: boolean;
}

/** Reads a metric's series out of a table; null where the table has no such metric. */
export function seriesOf(table: ResultTable, metric: string, pass: PassRule | null): Series | null {
  const column = table.metric(metric);
  if (column === null) return null;
  const size = table.items.size;
  const [sum, measured, errors] = [new Float64Array(size), new Int32Array(size), new Int32Array(size)];
  const present = new Uint8Array(size);
  let [lowest, highest, binary] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, true];
  for (let row = 0; row < table.rows; row += 1) {
    const item = table.itemOf.get(row);
    present[item] = 1;
    const status = table.status(row);
    if (status === 'error') errors[item] = (errors[item] ?? 0) + 1;
    const raw = column.get(row);
    if (status !== 'ok' || Number.isNaN(raw)) continue;
    const value = pass === null ? raw : Number(pass(raw));
    sum[item] = (sum[item] ?? 0) + value;
    measured[item] = (measured[item] ?? 0) + 1;
    if (value < lowest) lowest = value;
    if (value > highest) highest = value;
    binary &&= value === 0 || value === 1;
  }
  const valueAt = (row: number): number => {
    const raw = table.status(row) === 'ok' ? column.get(row) : Number.NaN;
    return pass === null || Number.isNaN(raw) ? raw : Number(pass(raw));
  };
  if (!binary && measured.some((runs) => runs > 2)) sumInOrder(table, sum, measured, valueAt);
  return { sum, measured, errors, present, lowest, highest, binary, duplicates: duplicatesOf(table) };
}

/** Adding three numbers in another order may give another last bit: items with so many runs are added up by size. */
function sumInOrder(
  table: ResultTable,
  sum: Float64Array,
  measured: Int32Array,
  valueAt: (row: number) => number,
): void {
  const several = new Map<number, number[]>();
  for (let row = 0; row < table.rows; row += 1) {
    const item = table.itemOf.get(row);
    if ((measured[item] ?? 0) <= 2) continue;
    const value = valueAt(row);
    if (Number.isNaN(value)) continue;
    const values = several.get(item);
    if (values === undefined) several.set(item, [value]);
    else values.push(value);
  }
  for (const [item, values] of several)
    sum[item] = values.sort((a, b) => a - b).reduce((total, value) => total + value, 0);
}

interface Repeats {
  readonly duplicates: ReadonlySet<number>;
  readonly runs: number;
}

const known = new WeakMap<ResultTable, Repeats>();

/** Items with two rows of the same run, or of no run at all. */
export function duplicatesOf(table: ResultTable): ReadonlySet<number> {
  return repeatsOf(table).duplicates;
}

/** Highest number of runs of one item. */
export function runsOf(table: ResultTable): number {
  return repeatsOf(table).runs;
}

function repeatsOf(table: ResultTable): Repeats {
  const found = known.get(table);
  if (found !== undefined) return found;
  const column = table.label(RUN);
  const duplicates = new Set<number>();
  const runs = new Int32Array(table.items.size);
  const seen = new Set<number>();
  const mostRuns = (column?.names.size ?? 0) + 1;
  let most = 1;
  for (let row = 0; row < table.rows; row += 1) {
    const item = table.itemOf.get(row);
    const first = runs[item] === 0;
    // Rows without a run are all of one and the same run. A first row needs no looking up, unless more may follow it.
    const key = item * mostRuns + (column?.codes.get(row) ?? -1) + 1;
    if (!first && (column === null || seen.has(key))) duplicates.add(item);
    else {
      runs[item] = (runs[item] ?? 0) + 1;
      most = Math.max(most, runs[item] ?? 0);
    }
    if (column !== null) seen.add(key);
  }
  const repeats = { duplicates, runs: most };
  known.set(table, repeats);
  return repeats;
}

/** What an error counts as: nothing, or a value. */
export type ErrorValue = number | null;

/** Whether an item has a value under one reading of errors. */
export function hasValue(series: Series, item: number, error: ErrorValue): boolean {
  return (series.measured[item] ?? 0) > 0 || (error !== null && (series.errors[item] ?? 0) > 0);
}

/** An item's value under one reading of errors; NaN where there is none. */
export function itemValue(series: Series, item: number, error: ErrorValue): number {
  const measured = series.measured[item] ?? 0;
  if (measured === 1 && series.errors[item] === 0) return series.sum[item] ?? Number.NaN; // nearly always
  const errors = error === null ? 0 : (series.errors[item] ?? 0);
  if (measured + errors === 0) return Number.NaN;
  return ((series.sum[item] ?? 0) + errors * (error ?? 0)) / (measured + errors);
}

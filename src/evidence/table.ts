import { refuse } from '../problem.ts';
import { CodeColumn, LabelColumn, type Names, NumberColumn } from './columns.ts';

/** How a row ended. An error is not a failed answer, and a skipped item is neither. */
export type RowStatus = 'ok' | 'error' | 'skipped';

const STATUS: readonly RowStatus[] = ['ok', 'error', 'skipped'];

/**
 * The rows of one arm, column by column. `items` is shared between the arms of a comparison, so that an item has the
 * same number in both. Metrics that a reader knows by their meaning always have these names:
 * `latency_ms` (milliseconds; missing where the answer came from a cache), `cost_usd` (US dollars),
 * `tokens_in`, `tokens_out`.
 */
export class ResultTable {
  readonly items: Names;
  readonly itemOf = new CodeColumn();
  readonly #status = new CodeColumn();
  readonly #present = new CodeColumn();
  readonly #metrics = new Map<string, NumberColumn>();
  readonly #labels = new Map<string, LabelColumn>();
  #rows = 0;

  readonly #kept: ReadonlySet<string>;
  readonly #file: string | null;

  /**
   * `kept`: labels that are needed whatever they hold; others are dropped once they have too many values to slice by.
   * `file`: what errors call the file that the rows come from.
   */
  constructor(items: Names, kept: ReadonlySet<string> = new Set(), file: string | null = null) {
    this.items = items;
    this.#kept = kept;
    this.#file = file;
  }

  get rows(): number {
    return this.#rows;
  }

  /** Begins a row and gives its number; the values are set after. */
  add(item: string, status: RowStatus): number {
    const row = this.#rows;
    if (row >= MOST_ROWS || this.items.size >= MOST_ROWS)
      refuse('evidence-too-large', { file: this.#file, ...bound('rows', MOST_ROWS) });
    this.#rows += 1;
    const code = this.items.code(item);
    this.itemOf.set(row, code);
    this.#present.set(code, 1);
    this.#status.set(row, STATUS.indexOf(status));
    return row;
  }

  /** Whether this arm has a row of an item. */
  has(item: number): boolean {
    return this.#present.get(item) === 1;
  }

  status(row: number): RowStatus {
    return STATUS[this.#status.get(row)] ?? 'error';
  }

  /** Sets a number; null and what is not finite stay missing. */
  setMetric(row: number, metric: string, value: number | null): void {
    const column = this.column(metric); // a metric that is named but never measured still exists
    if (value !== null && Number.isFinite(value)) column.set(row, value);
  }

  /** The column of a metric, made where there is none: for a reader that sets the same ones on every row. */
  column(metric: string): NumberColumn {
    let column = this.#metrics.get(metric);
    if (column === undefined) {
      column = new NumberColumn();
      this.#metrics.set(metric, this.#bounded(column, this.#metrics.size));
    }
    return column;
  }

  setLabel(row: number, key: string, label: string): void {
    let column = this.#labels.get(key);
    if (column === undefined) {
      column = new LabelColumn();
      this.#labels.set(key, this.#bounded(column, this.#labels.size));
    }
    if (column === DROPPED) return;
    column.set(row, label);
    if (column.names.size > MOST_LABELS && !this.keeps(key)) this.#labels.set(key, DROPPED);
  }

  keeps(key: string): boolean {
    return key === RUN || this.#kept.has(key);
  }

  metric(name: string): NumberColumn | null {
    return this.#metrics.get(name) ?? null;
  }

  label(key: string): LabelColumn | null {
    const column = this.#labels.get(key) ?? DROPPED;
    return column === DROPPED ? null : column;
  }

  /** Metrics with at least one value; one that is only named is still found by `metric`. */
  metricNames(): readonly string[] {
    return [...this.#metrics].filter(([, column]) => column.length > 0).map(([name]) => name);
  }

  /** All metrics that were named, measured or not. */
  allMetricNames(): readonly string[] {
    return [...this.#metrics.keys()];
  }

  labelKeys(): readonly string[] {
    return [...this.#labels.keys()].filter((key) => this.label(key) !== null);
  }

  countStatus(status: RowStatus): number {
    const code = STATUS.indexOf(status);
    let count = 0;
    for (let row = 0; row < this.#rows; row += 1) if (this.#status.get(row) === code) count += 1;
    return count;
  }

  #bounded<T>(column: T, already: number): T {
    if (already < MOST_COLUMNS) return column;
    return refuse('evidence-row-too-large', { file: this.#file, ...bound('column names', MOST_COLUMNS) });
  }
}

/** Where every row brings names of its own, memory would grow with the square of the rows. */
const MOST_COLUMNS = 2_000;
/** As many as a map can hold; a hundred times what a gate needs. */
const MOST_ROWS = 16_000_000;

function bound(what: string, most: number): { found: string; expected: string } {
  return { found: `more than ${most} ${what}`, expected: `at most ${most} ${what}` };
}

/** More distinct values than this are content or identities, not slices. */
const MOST_LABELS = 500;
const DROPPED = new LabelColumn();

/** The label under which rows of several runs of one item are told apart. */
export const RUN = 'run';

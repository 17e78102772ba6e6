import { refuse } from '../../problem.ts';
import { nearest } from '../../reader/nearest.ts';
import type { NumberColumn } from '../columns.ts';
import { scriptOf } from '../script.ts';
import { type ResultTable, type RowStatus, RUN } from '../table.ts';
import { listIn } from './listed.ts';
import {
  type DocumentReader,
  type JsonRecord,
  NO_FACTS,
  type Place,
  type ReadOptions,
  type RecordReader,
} from './reader.ts';

/**
 * Rows of plain columns, whatever file they came in: `id` is the item, `error` non-empty is an error row,
 * `latency_ms`, `cost_usd`, `tokens_in`, `tokens_out`, `cached` and `run` mean what they say, numbers and booleans are
 * metrics, short texts are labels to slice by. `columns` renames, with dotted paths into objects.
 */
export class MappedRows {
  readonly #table: ResultTable;
  readonly #file: string;
  readonly #columns: Readonly<Record<string, string>>;
  readonly #renamed: readonly (readonly [field: Field, path: string])[];
  readonly #fields = new Map<string, Field>();
  /** Columns in the order of the row before: rows of one file nearly always have the same. */
  readonly #order: { name: string; field: Field }[] = [];
  readonly #describes: boolean;

  constructor(table: ResultTable, options: ReadOptions) {
    this.#table = table;
    this.#file = options.file;
    this.#columns = options.columns;
    this.#describes = options.describeTexts;
    this.#renamed = Object.entries(options.columns).map(([name, path]) => [this.#fieldOf(name), path]);
    // A column that was given another name is not offered under its old one as well, nor a name that is taken.
    for (const name of [...Object.values(options.columns), ...Object.keys(options.columns)])
      this.#fields.set(name, HIDDEN);
  }

  /** Adds one row; refuses one without an item. `place` is only asked for where something is wrong. */
  add(record: JsonRecord, place: () => Place): void {
    const id = this.#named(record, 'id');
    if ((typeof id !== 'string' && typeof id !== 'number') || id === '')
      noItem(this.#file, place(), this.#columns, Object.keys(record));
    if (typeof id === 'number' && Number.isInteger(id) && !Number.isSafeInteger(id))
      inexactItem(this.#file, place(), id);
    const row = this.#table.add(String(id), statusOf(this.#named(record, 'error')));
    const cached = isTrue(this.#named(record, 'cached'));
    for (const [field, path] of this.#renamed) this.#set(row, field, dig(record, path), cached);
    let at = 0;
    for (const name in record) {
      const before = this.#order[at];
      const field = before?.name === name ? before.field : this.#found(name);
      if (before?.name !== name) this.#order[at] = { name, field };
      at += 1;
      this.#set(row, field, record[name], cached);
    }
  }

  #found(name: string): Field {
    const known = this.#fields.get(name) ?? this.#fieldOf(name);
    this.#fields.set(name, known);
    return known;
  }

  /** What a row says under a name that means something to every reader. */
  #named(record: JsonRecord, name: string): unknown {
    const path = this.#columns[name];
    return path === undefined ? record[name] : dig(record, path);
  }

  #fieldOf(name: string): Field {
    return {
      name,
      isValue: !NOT_VALUES.has(name),
      isMetric: name !== RUN,
      isLabel: name === RUN || this.#table.keeps(name),
      skippedWhenCached: name === 'latency_ms',
      isContent: CONTENT.test(name),
      column: null,
    };
  }

  #set(row: number, field: Field, value: unknown, cached: boolean): void {
    if (!field.isValue) return;
    if (isMissing(value) || (cached && field.skippedWhenCached)) {
      this.#table.setMetric(row, field.name, null);
      return;
    }
    const number = numberOf(value);
    if (number !== null && field.isMetric) {
      field.column ??= this.#table.column(field.name);
      if (Number.isFinite(number)) field.column.set(row, number);
    }
    const isText = typeof value === 'string' && number === null;
    // Of what was asked and answered nothing is kept, not even what is short enough to be a label.
    if (isText && this.#describes && (field.isContent || value.length > LONGEST_LABEL)) {
      this.#describe(row, field.name, value);
      return;
    }
    if (field.isLabel || (isText && value.length <= LONGEST_LABEL)) this.#label(row, field.name, value);
  }

  /** What can be said of a text without showing it. */
  #describe(row: number, name: string, text: string): void {
    this.#table.setMetric(row, `${name}.length`, text.length);
    this.#table.setLabel(row, `${name}.script`, scriptOf(text));
  }

  #label(row: number, name: string, value: unknown): void {
    const text = typeof value === 'string' ? value.trim() : typeof value === 'object' ? '' : String(value);
    if (text !== '') this.#table.setLabel(row, name, text.slice(0, LONGEST_KEPT));
  }
}

/** What is done with a column, worked out once and not on every row. */
interface Field {
  readonly name: string;
  readonly isValue: boolean;
  readonly isMetric: boolean;
  /** A label whatever it holds; any short text is one. */
  readonly isLabel: boolean;
  /** The latency of an answer out of a cache is none. */
  readonly skippedWhenCached: boolean;
  /** What was asked or answered, however short. */
  readonly isContent: boolean;
  /** Where its numbers go; null until there is one. */
  column: NumberColumn | null;
}

const HIDDEN: Field = {
  name: '',
  isValue: false,
  isMetric: false,
  isLabel: false,
  skippedWhenCached: false,
  isContent: false,
  column: null,
};
const NOT_VALUES = new Set(['id', 'error', 'cached']);
const CONTENT =
  /^(?:.*[._])?(?:input|output|question|answer|prompt|response|completion|query|message|text)$/iu;
/** A text longer than this is content, not a category. */
const LONGEST_LABEL = 80;
const LONGEST_KEPT = 500;
const NUMBER = /^-?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/u;
const TRUTH: ReadonlyMap<string, number> = new Map([
  ['true', 1],
  ['false', 0],
]);

/** A CSV holds numbers as text: what reads as a number is one, and what reads as a truth value is one too. */
export function numberOf(value: unknown): number | null {
  if (typeof value === 'number') return value;
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value !== 'string' || value.length > 40) return null;
  const text = value.trim();
  return NUMBER.test(text) ? Number(text) : (TRUTH.get(text.toLowerCase()) ?? null);
}

/** A CSV spells a missing number as the tool that wrote it does. */
function isMissing(value: unknown): boolean {
  return value === null || value === 'NaN' || value === 'nan';
}

/** An error column that is empty, or says that there is none, however a CSV spells it. */
export function statusOf(error: unknown): RowStatus {
  if (error === undefined || error === null || (typeof error === 'string' && error.trim() === ''))
    return 'ok';
  return numberOf(error) === 0 ? 'ok' : 'error';
}

function isTrue(value: unknown): boolean {
  return numberOf(value) === 1;
}

/** What lies at a column's name, or at a dotted path into objects where no column has that name. */
function dig(record: JsonRecord, path: string): unknown {
  if (Object.hasOwn(record, path)) return record[path];
  return path
    .split('.')
    .reduce<unknown>(
      (here, step) =>
        typeof here === 'object' && here !== null && Object.hasOwn(here, step)
          ? (here as JsonRecord)[step]
          : undefined,
      record,
    );
}

type Columns = ReadOptions['columns'];

export function idColumn(columns: Columns): string {
  return `a column \`${columns['id'] ?? 'id'}\` that names the item`;
}

export function noItem(file: string, place: Place, columns: Columns, found: readonly string[]): never {
  const column = columns['id'] ?? 'id';
  refuse('evidence-no-item', {
    file,
    ...place,
    found: found.length === 0 ? 'no columns' : found.slice(0, MOST_SHOWN).join(', '),
    expected: idColumn(columns),
    nearest: nearest(
      column,
      found.filter((one) => one !== column),
    ),
    args: { column },
  });
}

const MOST_SHOWN = 12;

/** Two numbers of this size may be one to JavaScript: what should be two items would be one that occurs twice. */
function inexactItem(file: string, place: Place, id: number): never {
  const expected = 'an item whose number can be held exactly, or text in quotes';
  refuse('evidence-no-item', { file, ...place, found: String(id), expected });
}

function hasItem(record: JsonRecord, columns: Columns): boolean {
  return dig(record, columns['id'] ?? 'id') !== undefined;
}

/** One JSON object on each line. */
export const mappedLines: RecordReader = {
  format: 'jsonl',
  claims: hasItem,
  begin(table, options) {
    const rows = new MappedRows(table, options);
    return { take: (record, line) => rows.add(record, () => ({ line, column: 1 })), end: () => NO_FACTS };
  },
};

/** A JSON array of objects, or an object that holds one under a usual key. */
export const mappedDocument: DocumentReader = {
  format: 'json',
  claims(document, columns) {
    const list = listIn(document);
    if (list === null) return false;
    for (const first of document.elements(list))
      return document.isMap(first) && hasItem(document.parse(first) as JsonRecord, columns);
    return document.isList(document.root);
  },
  read(document, table, options) {
    const list = listIn(document);
    if (list === null)
      refuse('evidence-syntax', { file: options.file, line: 1, column: 1, expected: 'a list of objects' });
    const rows = new MappedRows(table, options);
    for (const element of document.elements(list)) {
      const place = (): Place => document.position(element);
      if (!document.isMap(element)) noItem(options.file, place(), options.columns, []);
      rows.add(document.parse(element) as JsonRecord, place);
    }
    return NO_FACTS;
  },
};

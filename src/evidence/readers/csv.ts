import { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { type ProblemCode, refuse } from '../../problem.ts';
import { utf8Only } from '../../reader/lines.ts';
import { LARGEST_ROW } from '../source.ts';
import type { JsonRecord, Place, ReadOptions } from './reader.ts';

interface CsvRow {
  readonly record: Record<string, string>;
  readonly info: { readonly lines: number };
}

/** Takes the rows of a table; a row's place is only worked out where it is asked for. */
export interface TableRows {
  add(record: JsonRecord, place: () => Place): void;
}

/**
 * RFC 4180 with a header line; comma, semicolon or tab, told by the header. `begin` is given the names of the columns
 * and says who takes the rows.
 */
export async function readCsv(
  chunks: AsyncIterable<Buffer>,
  options: ReadOptions,
  begin: (names: readonly string[]) => TableRows,
): Promise<void> {
  let rows: TableRows | null = null;
  const { head, rest } = await peekLine(utf8Only(chunks, options.file));
  const source = Readable.from(rest, { objectMode: false });
  const parser = source.pipe(
    parse({
      columns: (header: string[]) => {
        const names = checkedHeader(header, options);
        rows = begin(names);
        return names;
      },
      bom: true,
      delimiter: delimiterOf(head),
      max_record_size: LARGEST_ROW,
      info: true,
      skip_empty_lines: true,
    }),
  );
  source.on('error', (error) => parser.destroy(error));
  try {
    for await (const { record, info } of parser as AsyncIterable<CsvRow>)
      rowsOf(rows).add(record, () => ({ line: firstLine(record, info.lines), column: null }));
  } catch (error) {
    if (error instanceof CsvError) refuseCsv(error, options.file);
    throw error;
  }
}

/** A row comes after the header; the compiler cannot know. */
function rowsOf(rows: TableRows | null): TableRows {
  if (rows === null) throw new Error('a row before the header');
  return rows;
}

/** A record is counted by its last line; line ends within its fields lie before. */
function firstLine(record: CsvRow['record'], last: number): number {
  return last - Object.values(record).reduce((lines, field) => lines + field.split('\n').length - 1, 0);
}

const CODES: Readonly<Record<string, ProblemCode>> = {
  CSV_QUOTE_NOT_CLOSED: 'evidence-truncated',
  CSV_MAX_RECORD_SIZE: 'evidence-row-too-large',
};

function refuseCsv(error: CsvError, file: string): never {
  const found = error.message.slice(0, 200);
  refuse(
    CODES[error.code] ?? 'evidence-syntax',
    {
      file,
      line: Number(error['lines'] ?? 1),
      found,
      expected: 'a CSV whose rows have the columns of its header',
    },
    error,
  );
}

/** The names of the columns, each once. */
function checkedHeader(header: readonly string[], { file }: ReadOptions): string[] {
  const names = header.map((name) => name.trim());
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice !== undefined)
    refuse('evidence-syntax', { file, line: 1, found: twice, expected: 'each column name once' });
  return names;
}

/** The first line, and the stream as if nothing had been taken from it. */
async function peekLine(
  chunks: AsyncIterable<Buffer>,
): Promise<{ head: string; rest: AsyncIterable<Buffer> }> {
  const iterator = chunks[Symbol.asyncIterator]();
  const taken: Buffer[] = [];
  let length = 0;
  while (length < LONGEST_HEADER && taken.at(-1)?.includes(NEWLINE) !== true) {
    const next: IteratorResult<Buffer> = await iterator.next();
    if (next.done) break;
    taken.push(next.value);
    length += next.value.length;
  }
  async function* rest(): AsyncGenerator<Buffer> {
    yield* taken;
    for (let next = await iterator.next(); !next.done; next = await iterator.next()) yield next.value;
  }
  return { head: Buffer.concat(taken).toString('utf8').split('\n', 1)[0] ?? '', rest: rest() };
}

const NEWLINE = 10;
const LONGEST_HEADER = 65_536;

/** The delimiter that the header has most of, quoted names aside; a comma where it has none. */
function delimiterOf(header: string): string {
  const plain = header.replace(/"[^"]*"/gu, '');
  const count = (delimiter: string): number => plain.split(delimiter).length;
  return [';', '\t'].reduce((best, delimiter) => (count(delimiter) > count(best) ? delimiter : best), ',');
}

import { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { type ProblemCode, refuse } from '../../problem.ts';
import { LARGEST_ROW } from '../source.ts';
import { MappedRows } from './mapped.ts';
import { NO_FACTS, type StreamReader } from './reader.ts';

interface CsvRow {
  readonly record: Record<string, string>;
  readonly info: { readonly lines: number };
}

/** RFC 4180 with a header line; comma, semicolon or tab, told by the header. */
export const csv: StreamReader = {
  format: 'csv',
  async read(chunks, table, options) {
    const rows = new MappedRows(table, options);
    const { head, rest } = await peekLine(chunks);
    const source = Readable.from(rest, { objectMode: false });
    const parser = source.pipe(
      parse({
        columns: uniqueHeader(options.file),
        bom: true,
        delimiter: delimiterOf(head),
        max_record_size: LARGEST_ROW,
        info: true,
        skip_empty_lines: true,
      }),
    );
    source.on('error', (error) => parser.destroy(error));
    try {
      for await (const { record, info } of parser as AsyncIterable<CsvRow>) rows.add(record, info.lines);
    } catch (error) {
      if (error instanceof CsvError) refuseCsv(error, options.file);
      throw error;
    }
    return NO_FACTS;
  },
};

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

function uniqueHeader(file: string): (header: string[]) => string[] {
  return (header) => {
    const names = header.map((name) => name.trim());
    const twice = names.find((name, i) => names.indexOf(name) !== i);
    if (twice !== undefined)
      refuse('evidence-syntax', { file, line: 1, found: twice, expected: 'each column name once' });
    return names;
  };
}

/** The first line, and the stream as if nothing had been taken from it. */
async function peekLine(
  chunks: AsyncIterable<Buffer>,
): Promise<{ head: string; rest: AsyncIterable<Buffer> }> {
  const iterator = chunks[Symbol.asyncIterator]();
  const first: IteratorResult<Buffer> = await iterator.next();
  const head = first.done ? '' : (first.value.toString('utf8').split('\n', 1)[0] ?? '');
  async function* rest(): AsyncGenerator<Buffer> {
    if (!first.done) yield first.value;
    for (let next = await iterator.next(); !next.done; next = await iterator.next()) yield next.value;
  }
  return { head, rest: rest() };
}

/** The delimiter that the header has most of; a comma where it has none. */
function delimiterOf(header: string): string {
  const count = (delimiter: string): number => header.split(delimiter).length;
  return [';', '\t'].reduce((best, delimiter) => (count(delimiter) > count(best) ? delimiter : best), ',');
}

import { refuse } from '../problem.ts';
import type { JsonDocument } from '../reader/json-document.ts';
import { chosen, expectFormat, wrongFormat } from './choose.ts';
import type { Names } from './columns.ts';
import type { Format } from './formats.ts';
import { DOCUMENTS, RECORDS } from './readers/all.ts';
import type { TableRows } from './readers/csv.ts';
import { jsonRecords, withJson } from './readers/json-parts.ts';
import { MappedRows, mappedDocument, mappedLines, noItem } from './readers/mapped.ts';
import {
  type FileFacts,
  type JsonRecord,
  NO_FACTS,
  type ReadOptions,
  type RecordSink,
} from './readers/reader.ts';
import { sniff } from './sniff.ts';
import { type ByteSource, Digesting, LARGEST_DOCUMENT } from './source.ts';
import { ResultTable } from './table.ts';

/** A results file as it was understood. */
export interface EvidenceFile {
  readonly file: string;
  readonly format: Format;
  /** Bare hex over the raw bytes. */
  readonly sha256: string;
  readonly size: number;
  /** Where the bytes are read again. */
  readonly source: ByteSource;
  readonly table: ResultTable;
  readonly facts: FileFacts;
}

export interface ReadRequest {
  /** Null: told from the content. */
  readonly format: Format | null;
  readonly columns: Readonly<Record<string, string>>;
  readonly select: ReadOptions['select'];
  /** Labels that are needed whatever they hold: slice keys, clusters. */
  readonly kept: ReadonlySet<string>;
  readonly describeTexts: boolean;
}

export const ANY: ReadRequest = {
  format: null,
  columns: {},
  select: { provider: null, prompt: null },
  kept: new Set(),
  describeTexts: false,
};

/**
 * Reads a results file into a table whose items are numbered by `items`. Refuses, with file, line and column, what is
 * truncated, hostile, of another format than asked for, or of none that is known.
 */
export async function readEvidence(
  source: ByteSource,
  items: Names,
  request: ReadRequest,
): Promise<EvidenceFile> {
  const table = new ResultTable(items, request.kept, source.name);
  const options: ReadOptions = {
    file: source.name,
    size: source.size,
    columns: request.columns,
    select: request.select,
    describeTexts: request.describeTexts,
  };
  const digesting = new Digesting(source);
  const kind = await sniff(source);
  if (kind === 'zip') {
    const sha256 = await digesting.digestWhole();
    return {
      file: source.name,
      format: 'inspect',
      sha256,
      size: digesting.bytes,
      source,
      table,
      facts: await readZip(source, table, options, request),
    };
  }
  const { format, facts } = await dispatch(kind, digesting.read(), table, options, request.format);
  return {
    file: source.name,
    format,
    sha256: digesting.digest(),
    size: digesting.bytes,
    source,
    table,
    facts,
  };
}

/** An archive is read out of order, so its digest is taken by itself. The code for archives is loaded where one is read. */
async function readZip(
  source: ByteSource,
  table: ResultTable,
  options: ReadOptions,
  { format }: ReadRequest,
): Promise<FileFacts> {
  expectFormat('inspect', format, options);
  const { readInspectArchive } = await import('./readers/inspect-archive.ts');
  const facts = await readInspectArchive(source, table, options);
  return facts ?? wrongFormat('a zip of an unknown kind', null, options);
}

type Understood = { format: Format; facts: FileFacts };
type Kind = Exclude<Awaited<ReturnType<typeof sniff>>, 'zip'>;

/** Parsers of tables and of XML weigh as much as all readers of JSON together, and are loaded where one is met. */
async function dispatch(
  kind: Kind,
  chunks: AsyncIterable<Buffer>,
  table: ResultTable,
  options: ReadOptions,
  wanted: Format | null,
): Promise<Understood> {
  switch (kind) {
    case 'empty':
      return refuse('evidence-empty', { file: options.file, expected: 'results' });
    case 'unknown':
      return refuse('evidence-unknown-format', {
        file: options.file,
        expected: 'CSV, JSONL, JSON, JUnit XML or the results of a known tool',
      });
    case 'xml':
      expectFormat('junit', wanted, options);
      if ((options.size ?? 0) > LARGEST_DOCUMENT)
        refuse('evidence-too-large', {
          file: options.file,
          found: `${options.size} bytes`,
          expected: `at most ${LARGEST_DOCUMENT} bytes`,
        });
      return { format: 'junit', facts: await readJunit(chunks, table, options) };
    case 'csv':
      return readTable(chunks, table, options, wanted);
    case 'json':
      return withJson(chunks, options, (document) => readDocument(document, table, options, wanted));
    case 'object':
      return withJson(chunks, options, (document) => readObject(document, table, options, wanted));
    case 'lines':
      return readRecords(chunks, table, options, wanted);
  }
}

async function readJunit(
  chunks: AsyncIterable<Buffer>,
  table: ResultTable,
  options: ReadOptions,
): Promise<FileFacts> {
  const { junit } = await import('./readers/junit.ts');
  return junit.read(chunks, table, options);
}

/** One object on one line: a document if some reader knows it for one, else the only row of many. */
function readObject(
  document: JsonDocument,
  table: ResultTable,
  options: ReadOptions,
  wanted: Format | null,
): Understood {
  const isDocument = [...DOCUMENTS, mappedDocument].some((one) => one.claims(document, options.columns));
  if (isDocument) return readDocument(document, table, options, wanted);
  const rows = new Rows(table, options, wanted);
  rows.take(document.parse(document.root) as JsonRecord, document.position(document.root).line);
  return rows.end();
}

function readDocument(
  document: JsonDocument,
  table: ResultTable,
  options: ReadOptions,
  wanted: Format | null,
): Understood {
  const claiming = DOCUMENTS.filter((reader) => reader.claims(document, options.columns));
  const general = mappedDocument.claims(document, options.columns) ? mappedDocument : undefined;
  // Rows of one's own may be read by their columns whatever they look like; a tool's results must look like them.
  const reader = wanted === 'json' ? mappedDocument : chosen(claiming, general, wanted, options);
  if (reader === undefined)
    wrongFormat((claiming[0] ?? general)?.format ?? 'JSON of an unknown kind', wanted, options);
  return { format: reader.format, facts: reader.read(document, table, options) };
}

/** A table whose columns are those of a tool, or one of plain columns. */
async function readTable(
  chunks: AsyncIterable<Buffer>,
  table: ResultTable,
  options: ReadOptions,
  wanted: Format | null,
): Promise<Understood> {
  let [format, end]: [Format, () => FileFacts] = ['csv', () => NO_FACTS];
  const begin = (names: readonly string[]): TableRows => {
    const header = Object.fromEntries(names.map((name) => [name, '']));
    const claiming = RECORDS.filter((one) => one.asTable === true && one.claims(header, options.columns));
    const reader = wanted === 'csv' ? undefined : chosen(claiming, undefined, wanted, options);
    if (reader === undefined) {
      expectFormat('csv', wanted, options);
      const id = options.columns['id'] ?? 'id';
      if (!names.includes(id)) noItem(options.file, { line: 1, column: 1 }, options.columns, names);
      return new MappedRows(table, options);
    }
    const sink = reader.begin(table, options);
    [format, end] = [reader.format, () => sink.end()];
    return { add: (record, place) => sink.take(record, place().line) };
  };
  const { readCsv } = await import('./readers/csv.ts');
  await readCsv(chunks, options, begin);
  return { format, facts: end() };
}

async function readRecords(
  chunks: AsyncIterable<Buffer>,
  table: ResultTable,
  options: ReadOptions,
  wanted: Format | null,
): Promise<Understood> {
  const rows = new Rows(table, options, wanted);
  await jsonRecords(chunks, options.file, (record, line) => rows.take(record, line));
  return rows.end();
}

/** Rows go to the reader that claims the first of them. */
class Rows {
  readonly #table: ResultTable;
  readonly #options: ReadOptions;
  readonly #wanted: Format | null;
  #chosen: { readonly format: Format; readonly sink: RecordSink } | null = null;

  constructor(table: ResultTable, options: ReadOptions, wanted: Format | null) {
    this.#table = table;
    this.#options = options;
    this.#wanted = wanted;
  }

  take(record: JsonRecord, line: number): void {
    this.#chosen ??= this.#choose(record);
    this.#chosen.sink.take(record, line);
  }

  end(): Understood {
    if (this.#chosen === null) refuse('evidence-empty', { file: this.#options.file, expected: 'results' });
    return { format: this.#chosen.format, facts: this.#chosen.sink.end() };
  }

  #choose(first: JsonRecord): { format: Format; sink: RecordSink } {
    const claiming = RECORDS.filter((one) => one.claims(first, this.#options.columns));
    const general = mappedLines.claims(first, this.#options.columns) ? mappedLines : undefined;
    const wanted = [...RECORDS, mappedLines].find((one) => one.format === this.#wanted);
    const reader = wanted ?? chosen(claiming, general, this.#wanted, this.#options);
    if (reader === undefined)
      wrongFormat(
        (claiming[0] ?? general)?.format ?? 'JSON lines of an unknown kind',
        this.#wanted,
        this.#options,
      );
    return { format: reader.format, sink: reader.begin(this.#table, this.#options) };
  }
}

import { refuse } from '../problem.ts';
import type { JsonDocument } from '../reader/json-document.ts';
import type { Names } from './columns.ts';
import type { Format } from './formats.ts';
import { azureLines } from './readers/azure-ai-evaluation.ts';
import { csv } from './readers/csv.ts';
import { jsonRecords, withJson } from './readers/json-parts.ts';
import { junit } from './readers/junit.ts';
import { idColumn, mappedDocument, mappedLines } from './readers/mapped.ts';
import { promptfooDocument, promptfooLines } from './readers/promptfoo.ts';
import type {
  DocumentReader,
  FileFacts,
  JsonRecord,
  ReadOptions,
  RecordReader,
  RecordSink,
} from './readers/reader.ts';
import { scorecardDocument } from './scorecard.ts';
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
}

export const ANY: ReadRequest = {
  format: null,
  columns: {},
  select: { provider: null, prompt: null },
  kept: new Set(),
};

/** The first that claims a file has it; the general ones stand last and take what nobody else knows. */
const DOCUMENTS: readonly DocumentReader[] = [scorecardDocument, promptfooDocument, mappedDocument];
const RECORDS: readonly RecordReader[] = [promptfooLines, azureLines, mappedLines];

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
  };
  const digesting = new Digesting(source);
  const kind = await sniff(source);
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

type Understood = { format: Format; facts: FileFacts };
type Kind = Awaited<ReturnType<typeof sniff>>;

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
        expected: 'CSV, JSONL, JSON, JUnit XML or promptfoo results',
      });
    case 'xml':
      expect('junit', wanted, options);
      if ((options.size ?? 0) > LARGEST_DOCUMENT)
        refuse('evidence-too-large', {
          file: options.file,
          found: `${options.size} bytes`,
          expected: `at most ${LARGEST_DOCUMENT} bytes`,
        });
      return { format: 'junit', facts: await junit.read(chunks, table, options) };
    case 'csv':
      expect('csv', wanted, options);
      return { format: 'csv', facts: await csv.read(chunks, table, options) };
    case 'json':
      return withJson(chunks, options, (document) => readDocument(document, table, options, wanted));
    case 'object':
      return withJson(chunks, options, (document) => readObject(document, table, options, wanted));
    case 'lines':
      return readRecords(chunks, table, options, wanted);
  }
}

/** One object on one line: a document if some reader knows it for one, else the only row of many. */
function readObject(
  document: JsonDocument,
  table: ResultTable,
  options: ReadOptions,
  wanted: Format | null,
): Understood {
  const isDocument = DOCUMENTS.some((one) => one.claims(document, options.columns));
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
  const claiming = DOCUMENTS.find((reader) => reader.claims(document, options.columns));
  // Rows of one's own may be read by their columns whatever they look like; a tool's results must look like them.
  const reader = wanted === 'json' ? mappedDocument : claiming;
  if (reader === undefined || (wanted !== null && wanted !== reader.format))
    wrongFormat(claiming?.format ?? 'JSON of an unknown kind', wanted, options);
  return { format: reader.format, facts: reader.read(document, table, options) };
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
    const claiming = RECORDS.find((one) => one.claims(first, this.#options.columns));
    const reader = this.#wanted === null ? claiming : RECORDS.find((one) => one.format === this.#wanted);
    if (reader === undefined)
      wrongFormat(claiming?.format ?? 'JSON lines of an unknown kind', this.#wanted, this.#options);
    return { format: reader.format, sink: reader.begin(this.#table, this.#options) };
  }
}

function expect(found: Format, wanted: Format | null, options: ReadOptions): void {
  if (wanted !== null && wanted !== found) wrongFormat(found, wanted, options);
}

function wrongFormat(found: string, wanted: Format | null, options: ReadOptions): never {
  if (wanted === null)
    refuse('evidence-unknown-format', {
      file: options.file,
      found,
      expected: `rows with ${idColumn(options.columns)}, or results of a known tool`,
    });
  refuse('evidence-wrong-format', { file: options.file, found, expected: wanted });
}

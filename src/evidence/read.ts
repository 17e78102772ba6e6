import { refuse } from '../problem.ts';
import type { JsonDocument } from '../reader/json-document.ts';
import type { Names } from './columns.ts';
import type { Format } from './formats.ts';
import { azureLines } from './readers/azure-ai-evaluation.ts';
import { csv } from './readers/csv.ts';
import { jsonRecords, withJson } from './readers/json-parts.ts';
import { junit } from './readers/junit.ts';
import { mappedDocument, mappedLines } from './readers/mapped.ts';
import { promptfooDocument, promptfooLines } from './readers/promptfoo.ts';
import type { DocumentReader, FileFacts, ReadOptions, RecordReader } from './readers/reader.ts';
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
  const table = new ResultTable(items, request.kept);
  const options: ReadOptions = {
    file: source.name,
    size: source.size,
    columns: request.columns,
    select: request.select,
  };
  const digesting = new Digesting(source);
  const kind = await sniff(source);
  const { format, facts } = await dispatch(kind, digesting.read(), table, options, request.format);
  return { file: source.name, format, sha256: digesting.digest(), table, facts };
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
    case 'lines':
      return readRecords(chunks, table, options, wanted);
  }
}

function readDocument(
  document: JsonDocument,
  table: ResultTable,
  options: ReadOptions,
  wanted: Format | null,
): Understood {
  const claiming = DOCUMENTS.find((reader) => reader.claims(document));
  const reader = wanted === null ? claiming : DOCUMENTS.find((one) => one.format === wanted);
  if (
    reader === undefined ||
    (claiming !== undefined && claiming.format !== reader.format && wanted !== 'json')
  ) {
    wrongFormat(claiming?.format ?? 'JSON of an unknown kind', wanted, options);
  }
  return { format: reader.format, facts: reader.read(document, table, options) };
}

async function readRecords(
  chunks: AsyncIterable<Buffer>,
  table: ResultTable,
  options: ReadOptions,
  wanted: Format | null,
): Promise<Understood> {
  let reader: RecordReader | undefined;
  let sink: ReturnType<RecordReader['begin']> | undefined;
  await jsonRecords(chunks, options.file, (record, line) => {
    if (sink === undefined) {
      const claiming = RECORDS.find((one) => one.claims(record));
      reader = wanted === null ? claiming : RECORDS.find((one) => one.format === wanted);
      if (reader === undefined)
        wrongFormat(claiming?.format ?? 'JSON lines of an unknown kind', wanted, options);
      sink = reader.begin(table, options);
    }
    sink.take(record, line);
  });
  if (reader === undefined || sink === undefined)
    refuse('evidence-empty', { file: options.file, expected: 'results' });
  return { format: reader.format, facts: sink.end() };
}

function expect(found: Format, wanted: Format | null, options: ReadOptions): void {
  if (wanted !== null && wanted !== found) wrongFormat(found, wanted, options);
}

function wrongFormat(found: string, wanted: Format | null, options: ReadOptions): never {
  if (wanted === null)
    refuse('evidence-unknown-format', {
      file: options.file,
      found,
      expected: 'rows with an `id` column, or results of a known tool',
    });
  refuse('evidence-wrong-format', { file: options.file, found, expected: wanted });
}

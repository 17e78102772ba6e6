import { type Archive, entryName, openArchive } from '../archive.ts';
import type { ByteSource } from '../source.ts';
import type { ResultTable } from '../table.ts';
import { addSamples } from './inspect.ts';
import { INSPECT_HEAD, type InspectHead, inspectFacts } from './inspect-head.ts';
import { withJson } from './json-parts.ts';
import type { FileFacts, ReadOptions } from './reader.ts';

const HEADER = 'header.json';
const START = '_journal/start.json';
const SUMMARIES = 'summaries.json';
const JOURNAL = /^_journal\/summaries\/\d+\.json$/u;

/**
 * Inspect AI's `.eval`: a zip with a header, summaries of all samples, and, while it runs, a journal. The summaries hold
 * what a gate needs; the samples themselves, with their transcripts, stay packed. A log without a header was only begun.
 * Null where the zip holds something else.
 */
export async function readInspectArchive(
  source: ByteSource,
  table: ResultTable,
  options: ReadOptions,
): Promise<FileFacts | null> {
  const archive = await openArchive(
    source,
    (name) => [HEADER, START, SUMMARIES].includes(name) || JOURNAL.test(name),
  );
  const header = archive.names.includes(HEADER);
  if (!header && !archive.names.includes(START)) return null;
  const head = await headOf(archive, header ? HEADER : START, source, options);
  const summaries = archive.names.includes(SUMMARIES) ? [SUMMARIES] : journalOf(archive);
  for (const name of summaries)
    await json(archive, name, source, options, (document) =>
      addSamples(document, document.root, table, head),
    );
  return inspectFacts(head);
}

/** The journal's parts are numbered in the order in which they were written. */
function journalOf({ names }: Archive): string[] {
  const number = (name: string): number => Number(/(\d+)\.json$/u.exec(name)?.[1]);
  return names.filter((name) => JOURNAL.test(name)).sort((a, b) => number(a) - number(b));
}

function headOf(
  archive: Archive,
  name: string,
  source: ByteSource,
  options: ReadOptions,
): Promise<InspectHead> {
  return json(archive, name, source, options, (document) => document.pick(document.root, INSPECT_HEAD));
}

async function json<T>(
  archive: Archive,
  name: string,
  source: ByteSource,
  options: ReadOptions,
  use: Parameters<typeof withJson<T>>[2],
): Promise<T> {
  const bytes = (await archive.read(name)) ?? Buffer.alloc(0);
  const file = entryName(source, name);
  return withJson(one(bytes), { ...options, file, size: bytes.length }, use);
}

async function* one(bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes;
}

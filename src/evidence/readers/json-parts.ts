import { type ProblemCode, refuse } from '../../problem.ts';
import { JsonDocument, JsonFault } from '../../reader/json-document.ts';
import { JsonTextFault, parseJson } from '../../reader/json-text.ts';
import { readLines } from '../../reader/lines.ts';
import { bytePosition, Lines } from '../../reader/text.ts';
import { LARGEST_ROW, readWhole } from '../source.ts';
import type { JsonRecord, ReadOptions } from './reader.ts';

const LIMITS = { depth: 128, part: LARGEST_ROW } as const;

const CODES = {
  truncated: 'evidence-truncated',
  syntax: 'evidence-syntax',
  'too-deep': 'evidence-too-deep',
  'too-large': 'evidence-row-too-large',
  'not-utf8': 'evidence-not-utf8',
} as const;

const EXPECTED = {
  truncated: 'complete JSON',
  syntax: 'valid JSON',
  'too-deep': `at most ${LIMITS.depth} levels`,
  'too-large': `rows of at most ${LARGEST_ROW} bytes`,
  'not-utf8': 'UTF-8 text',
} as const;

/** Enough to find the place; more would show model outputs in logs. */
const LONGEST_EXCERPT = 12;

/** What stands at a place. */
function excerpt(text: string): string {
  const [line = ''] = text.slice(0, LONGEST_EXCERPT).split('\n', 1);
  return line.trim() === '' ? 'the end of the file' : line.trim();
}

/** Reads a JSON document; whatever is wrong with the JSON becomes a refusal with its place. */
export async function withJson<T>(
  chunks: AsyncIterable<Buffer>,
  options: ReadOptions,
  use: (document: JsonDocument) => T,
): Promise<T> {
  const bytes = await readWhole(chunks, options.file, options.size);
  try {
    return use(new JsonDocument(bytes, LIMITS));
  } catch (error) {
    if (!(error instanceof JsonFault)) throw error;
    refuse(
      CODES[error.kind],
      {
        file: options.file,
        ...bytePosition(bytes, error.offset),
        found: excerpt(bytes.toString('utf8', error.offset, error.offset + LONGEST_EXCERPT)),
        expected: EXPECTED[error.kind],
      },
      error,
    );
  }
}

/** Calls back for the object on each line. A last line that is cut off is told from a line that is wrong. */
export async function jsonRecords(
  chunks: AsyncIterable<Buffer>,
  file: string,
  take: (record: JsonRecord, line: number) => void,
): Promise<void> {
  let failed: BadLine | null = null;
  for await (const { lines, first } of readLines(chunks, file, LARGEST_ROW)) {
    for (let i = 0; i < lines.length; i += 1) {
      const text = lines[i] ?? '';
      if (text === '' || text.trim() === '') continue;
      if (failed !== null) badLine('evidence-syntax', file, failed); // not the last line, so not cut off
      if (mayBeDeep(text)) checkDepth(text, file, first + i);
      const record = parse(text);
      if (record instanceof JsonTextFault) failed = { line: first + i, text, error: record };
      else take(asRecord(record, file, first + i), first + i);
    }
  }
  if (failed !== null)
    badLine(failed.error.truncated ? 'evidence-truncated' : 'evidence-syntax', file, failed);
}

/** Rows are flat; only a long one with more brackets than a row may nest is measured. */
function mayBeDeep(text: string): boolean {
  if (text.length < 2 * LIMITS.depth) return false;
  let brackets = 0;
  for (const bracket of ['[', '{']) {
    for (
      let at = text.indexOf(bracket);
      at !== -1 && brackets <= LIMITS.depth;
      at = text.indexOf(bracket, at + 1)
    )
      brackets += 1;
  }
  return brackets > LIMITS.depth;
}

function checkDepth(text: string, file: string, line: number): void {
  const bytes = Buffer.from(text);
  try {
    new JsonDocument(bytes, LIMITS);
  } catch (error) {
    if (error instanceof JsonFault && error.kind === 'too-deep')
      refuse('evidence-too-deep', {
        file,
        line,
        column: bytePosition(bytes, error.offset).column,
        expected: `at most ${LIMITS.depth} levels`,
      });
  }
}

function parse(text: string): unknown {
  try {
    return parseJson(text);
  } catch (error) {
    if (error instanceof JsonTextFault) return error;
    throw error;
  }
}

interface BadLine {
  readonly line: number;
  readonly text: string;
  readonly error: JsonTextFault;
}

function badLine(code: ProblemCode, file: string, { line, text, error }: BadLine): never {
  const { column } = new Lines(text).at(error.offset);
  const found = error.truncated ? 'the end of the line' : excerpt(text.slice(error.offset));
  refuse(code, { file, line, column, found, expected: 'one complete JSON object a line' }, error);
}

function asRecord(value: unknown, file: string, line: number): JsonRecord {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as JsonRecord;
  refuse('evidence-syntax', {
    file,
    line,
    column: 1,
    found: Array.isArray(value) ? 'a list' : (JSON.stringify(value)?.slice(0, 40) ?? ''),
    expected: 'one JSON object a line',
  });
}

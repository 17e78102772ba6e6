import { isUtf8 } from 'node:buffer';
import { refuse } from '../problem.ts';

/** Complete lines of a text, in blocks; making one string of many lines is what keeps long files fast. */
export interface LineBlock {
  readonly lines: readonly string[];
  /** Number of the first line, counted from 1. */
  readonly first: number;
}

const NEWLINE = 10;

/**
 * Splits a stream of bytes into lines. Refuses bytes that are not UTF-8 and a line above `longest` bytes, so that
 * memory stays bounded whatever comes. The last line needs no line end; a byte order mark is dropped.
 */
export async function* readLines(
  chunks: AsyncIterable<Buffer>,
  file: string,
  longest: number,
): AsyncGenerator<LineBlock> {
  let rest: Buffer[] = [];
  let restLength = 0;
  let first = 1;
  for await (const chunk of chunks) {
    const end = chunk.lastIndexOf(NEWLINE);
    if (end === -1) {
      rest.push(chunk);
      restLength += chunk.length;
      if (restLength > longest) tooLong(file, first, longest);
      continue;
    }
    const block = textOf(Buffer.concat([...rest, chunk.subarray(0, end)]), file, first);
    const lines = block.split('\n');
    if (restLength + end > longest && lines.some((line) => line.length > longest))
      tooLong(file, first, longest);
    yield { lines, first };
    first += lines.length;
    rest = [chunk.subarray(end + 1)];
    restLength = chunk.length - end - 1;
  }
  if (restLength > 0) yield { lines: [textOf(Buffer.concat(rest), file, first)], first };
}

function textOf(bytes: Buffer, file: string, first: number): string {
  if (!isUtf8(bytes))
    refuse('evidence-not-utf8', { file, line: first + badLine(bytes), expected: 'UTF-8 text' });
  const text = bytes.toString('utf8');
  return first === 1 && text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
}

function badLine(bytes: Buffer): number {
  let line = 0;
  for (let start = 0; start < bytes.length; line += 1) {
    const end = bytes.indexOf(NEWLINE, start);
    const stop = end === -1 ? bytes.length : end;
    if (!isUtf8(bytes.subarray(start, stop))) return line;
    start = stop + 1;
  }
  return line;
}

function tooLong(file: string, line: number, longest: number): never {
  refuse('evidence-row-too-large', { file, line, expected: `lines of at most ${longest} bytes` });
}

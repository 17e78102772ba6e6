import { isUtf8 } from 'node:buffer';
import { refuse } from '../problem.ts';
import { badByteOffset, bytePosition } from './text.ts';

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
    if (restLength + end > longest) {
      const index = lines.findIndex((line) => Buffer.byteLength(line) > longest);
      if (index !== -1) tooLong(file, first + index, longest);
    }
    yield { lines, first };
    first += lines.length;
    rest = [chunk.subarray(end + 1)];
    restLength = chunk.length - end - 1;
  }
  if (restLength > 0) yield { lines: [textOf(Buffer.concat(rest), file, first)], first };
}

function textOf(bytes: Buffer, file: string, first: number): string {
  if (!isUtf8(bytes))
    refuse('evidence-not-utf8', { file, ...badPlace(bytes, first), expected: 'UTF-8 text' });
  const text = bytes.toString('utf8');
  return first === 1 && text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
}

function badPlace(bytes: Buffer, first: number): { line: number; column: number } {
  const { line, column } = bytePosition(bytes, badByteOffset(bytes));
  return { line: first + line - 1, column };
}

function tooLong(file: string, line: number, longest: number): never {
  refuse('evidence-row-too-large', { file, line, expected: `lines of at most ${longest} bytes` });
}

/**
 * Passes bytes on that are UTF-8 and refuses others with their place; for readers that would take a wrong byte for
 * some letter, and so two ids for one.
 */
export async function* utf8Only(chunks: AsyncIterable<Buffer>, file: string): AsyncGenerator<Buffer> {
  let first = 1;
  let column = 0;
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of chunks) {
    const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    const end = wholeCharacters(bytes);
    const whole = bytes.subarray(0, end);
    refuseOthers(whole, file, first, column);
    const lastLine = whole.lastIndexOf(NEWLINE);
    if (lastLine !== -1) [first, column] = [first + count(whole, NEWLINE), 0];
    column += characters(whole.subarray(lastLine + 1));
    rest = Buffer.from(bytes.subarray(end));
    yield whole;
  }
  refuseOthers(rest, file, first, column);
}

function refuseOthers(bytes: Buffer, file: string, first: number, before: number): void {
  if (isUtf8(bytes)) return;
  const { line, column } = badPlace(bytes, first);
  refuse('evidence-not-utf8', {
    file,
    line,
    column: line === first ? before + column : column,
    expected: 'UTF-8 text',
  });
}

/** Up to where no character is cut off; everything where the end is no character anyway. */
function wholeCharacters(bytes: Buffer): number {
  for (let back = 1; back <= 3 && back <= bytes.length; back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) break;
    if (byte >= 0xc0) return back < lengthOf(byte) ? bytes.length - back : bytes.length;
  }
  return bytes.length;
}

/** How many bytes a character has that begins with this one. */
function lengthOf(byte: number): number {
  return byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
}

function count(bytes: Buffer, byte: number): number {
  let found = 0;
  for (let at = bytes.indexOf(byte); at !== -1; at = bytes.indexOf(byte, at + 1)) found += 1;
  return found;
}

function characters(bytes: Buffer): number {
  let found = 0;
  for (const byte of bytes) if ((byte & 0xc0) !== 0x80) found += 1;
  return found;
}

import { isUtf8 } from 'node:buffer';
import { problem, Refusal, refuse } from '../problem.ts';

/** Where a character stands in a text; both counted from 1, the column in characters as an editor shows them. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Offsets of line starts, so that many positions of one text cost one pass. LF, CRLF and a lone CR end a line. */
export class Lines {
  readonly #text: string;
  readonly #starts: number[] = [0];

  constructor(text: string) {
    this.#text = text;
    for (let i = 0; i < text.length; i += 1) {
      const unit = text.charCodeAt(i);
      if (unit === 10 || (unit === 13 && text.charCodeAt(i + 1) !== 10)) this.#starts.push(i + 1);
    }
  }

  /** Position of a UTF-16 offset. */
  at(offset: number): Position {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    // Counted in place: many complaints about one long line would each copy it.
    let column = 1;
    for (let i = this.#starts[low] ?? 0; i < offset; i += 1)
      column += isTrail(this.#text.charCodeAt(i)) ? 0 : 1;
    return { line: low + 1, column };
  }
}

/** The second half of a character beyond the first 65,536. */
function isTrail(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff;
}

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false });

/** Decodes UTF-8 strictly; a byte order mark is dropped. Null when the bytes are not UTF-8. */
export function decodeUtf8(bytes: Uint8Array): string | null {
  try {
    return decoder.decode(bytes);
  } catch {
    return null;
  }
}

/** Decodes UTF-8 strictly and keeps every byte, a byte order mark too: for names. Null when the bytes are not UTF-8. */
export function exactUtf8(bytes: Uint8Array): string | null {
  return isUtf8(bytes)
    ? Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8')
    : null;
}

/** Bytes of a configuration file as text, or a refusal that names the file. */
export function textOf(bytes: Uint8Array, file: string, maxBytes: number): string {
  if (bytes.length > maxBytes) {
    refuse('file-too-large', { file, found: `${bytes.length} bytes`, expected: `at most ${maxBytes} bytes` });
  }
  const text = decodeUtf8(bytes);
  if (text === null)
    throw new Refusal([problem('not-utf8', { file, ...firstBadByte(bytes), expected: 'UTF-8 text' })]);
  return text;
}

function firstBadByte(bytes: Uint8Array): { line: number; column: number; found: string } {
  const offset = badByteOffset(bytes);
  const text = decodeUtf8(bytes.subarray(0, offset)) ?? '';
  const cutOff = decodesAsPrefix(bytes);
  return {
    ...new Lines(text).at(text.length),
    found: cutOff ? 'a cut-off character' : `byte 0x${(bytes[offset] ?? 0).toString(16).padStart(2, '0')}`,
  };
}

/** Where the first sequence begins that is not UTF-8, in bytes that are not. */
export function badByteOffset(bytes: Uint8Array): number {
  let low = 0;
  let high = bytes.length;
  // The longest prefix that decodes; `stream: true` lets a sequence that is merely cut off pass.
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (decodesAsPrefix(bytes.subarray(0, middle))) low = middle;
    else high = middle - 1;
  }
  // What is begun and not finished there is where the author has to look.
  const good = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes.subarray(0, low), { stream: true });
  return Buffer.byteLength(good);
}

function decodesAsPrefix(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}

export const BYTE_ORDER_MARK = Buffer.from('\ufeff');

/** Line and column of a byte offset, counted from 1; a byte order mark takes no column. */
export function bytePosition(bytes: Buffer, offset: number): { line: number; column: number } {
  let line = 1;
  let start = bytes.subarray(0, 3).equals(BYTE_ORDER_MARK) ? 3 : 0;
  for (let at = bytes.indexOf(10); at !== -1 && at < offset; at = bytes.indexOf(10, at + 1)) {
    line += 1;
    start = at + 1;
  }
  return {
    line,
    column: [...bytes.toString('utf8', start, Math.min(offset, start + LONGEST_COLUMN))].length + 1,
  };
}

/** A document on one line has columns in the millions, which help nobody. */
const LONGEST_COLUMN = 1_000_000;

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
    const start = this.#starts[low] ?? 0;
    return { line: low + 1, column: [...this.#text.slice(start, offset)].length + 1 };
  }
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
  let low = 0;
  let high = bytes.length;
  // The longest prefix that decodes; `stream: true` lets a sequence that is merely cut off pass.
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (decodesAsPrefix(bytes.subarray(0, middle))) low = middle;
    else high = middle - 1;
  }
  const good = new TextDecoder().decode(bytes.subarray(0, low));
  const byte = bytes[low];
  return {
    ...new Lines(good).at(good.length),
    found: byte === undefined ? 'a cut-off character' : `byte 0x${byte.toString(16)}`,
  };
}

function decodesAsPrefix(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}

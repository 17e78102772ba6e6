import { createHash } from 'node:crypto';
import { refuse } from '../problem.ts';

/** Bytes of a results file. Implemented over files in `host/`, over git blobs and over memory in tests. */
export interface ByteSource {
  /** The path as errors name it. */
  readonly name: string;
  /** Null where it is not known before reading. */
  readonly size: number | null;
  /** Opens the bytes from the beginning; may be called again. */
  open(): AsyncIterable<Uint8Array>;
  /** Bytes from `from` up to, not including, `to`, for archives; without it an archive is held whole. */
  slice?(from: number, to: number): AsyncIterable<Uint8Array>;
}

/** The largest document that must be held whole; formats of lines stream without a limit. */
export const LARGEST_DOCUMENT = 256 * 1024 * 1024;
/** The largest single row or element. */
export const LARGEST_ROW = 16 * 1024 * 1024;

/** Passes bytes on and keeps their SHA-256. */
export class Digesting {
  readonly #source: ByteSource;
  readonly #hash = createHash('sha256');
  bytes = 0;

  constructor(source: ByteSource) {
    this.#source = source;
  }

  async *read(): AsyncGenerator<Buffer> {
    for await (const chunk of this.#source.open()) {
      this.#hash.update(chunk);
      this.bytes += chunk.length;
      yield Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    }
  }

  /** Reads everything for nothing but the digest. */
  async digestWhole(): Promise<string> {
    for await (const _ of this.read());
    return this.digest();
  }

  /** Call once everything was read. */
  digest(): string {
    return this.#hash.digest('hex');
  }
}

/** All bytes of a document, or a fault where there are more than a document may have. */
export async function readWhole(
  chunks: AsyncIterable<Buffer>,
  file: string,
  size: number | null,
): Promise<Buffer> {
  if (size !== null && size > LARGEST_DOCUMENT) tooLarge(file, size);
  const parts: Buffer[] = [];
  let total = 0;
  for await (const chunk of chunks) {
    total += chunk.length;
    if (total > LARGEST_DOCUMENT) tooLarge(file, total);
    parts.push(chunk);
  }
  return Buffer.concat(parts, total);
}

function tooLarge(file: string, bytes: number): never {
  refuse('evidence-too-large', {
    file,
    found: `${bytes} bytes`,
    expected: `at most ${LARGEST_DOCUMENT} bytes; JSONL and CSV have no limit`,
  });
}

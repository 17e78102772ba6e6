import { Readable } from 'node:stream';
import { type Entry, fromRandomAccessReaderPromise, RandomAccessReader, type ZipFile } from 'yauzl';
import { type ProblemCode, Refusal, refuse } from '../problem.ts';
import { crc32 } from './crc32.ts';
import { type ByteSource, LARGEST_DOCUMENT, readWhole } from './source.ts';
import { unpackZstd, ZstdFault } from './zstd.ts';

/** A zip whose entries are read by name. Nothing is ever written to a disk. */
export interface Archive {
  /** Names of the entries that were wanted, in the order of the archive. */
  readonly names: readonly string[];
  /** The bytes of an entry, checked against its size and checksum; null where there is none of that name. */
  read(name: string): Promise<Buffer | null>;
}

/** An archive of more entries is no log of an evaluation. */
const MOST_ENTRIES = 4_000_000;
const STORED = 0;
const DEFLATED = 8;
const ZSTD = 93;

/**
 * Opens a zip (zip64 too) with entries that are stored, deflated or, as Inspect has it since April 2026, packed with
 * Zstandard. `wanted` chooses the entries that are kept; of two with one name the later counts, as it does for the
 * tools that append to their own logs.
 */
export async function openArchive(source: ByteSource, wanted: (name: string) => boolean): Promise<Archive> {
  const { reader, size } = await randomAccess(source);
  try {
    const zip = await fromRandomAccessReaderPromise(reader, size, {
      autoClose: false,
      strictFileNames: true,
    });
    if (zip.entryCount > MOST_ENTRIES) broken('evidence-too-large', source, `${zip.entryCount} entries`);
    const entries = new Map<string, Entry>();
    for await (const entry of zip.eachEntry())
      if (wanted(entry.fileName)) {
        entries.delete(entry.fileName);
        entries.set(entry.fileName, entry);
      }
    return {
      names: [...entries.keys()],
      read: async (name) => {
        const entry = entries.get(name);
        return entry === undefined ? null : unpack(zip, entry, entryName(source, name), source);
      },
    };
  } catch (error) {
    return unreadable(error, source);
  }
}

/** An entry as errors name it. */
export function entryName({ name }: ByteSource, entry: string): string {
  return `${name}/${entry}`;
}

async function unpack(zip: ZipFile, entry: Entry, file: string, source: ByteSource): Promise<Buffer> {
  const { compressionMethod: method, compressedSize, uncompressedSize } = entry;
  for (const bytes of [compressedSize, uncompressedSize])
    if (bytes > LARGEST_DOCUMENT)
      refuse('evidence-too-large', {
        file,
        found: `${bytes} bytes`,
        expected: `at most ${LARGEST_DOCUMENT} bytes`,
      });
  if (entry.isEncrypted() || ![STORED, DEFLATED, ZSTD].includes(method))
    refuse('evidence-syntax', {
      file,
      found: entry.isEncrypted() ? 'an encrypted entry' : `compression method ${method}`,
      expected: 'an entry that is stored, deflated or packed with Zstandard',
    });
  try {
    // Only `false` is ever said: version 3.4.0 takes an explicit `true` for a `false`.
    const stream = await zip.openReadStreamPromise(entry, method === ZSTD ? { decodeFileData: false } : {});
    const bytes = await readWhole(stream, file, null);
    const plain = method === ZSTD ? unpackZstd(bytes, uncompressedSize) : bytes;
    if (crc32(plain) !== entry.crc32)
      broken('evidence-syntax', { ...source, name: file }, 'another checksum');
    return plain;
  } catch (error) {
    return unreadable(error, { ...source, name: file });
  }
}

const ZSTD_CODES = {
  syntax: 'evidence-syntax',
  truncated: 'evidence-truncated',
  'too-large': 'evidence-too-large',
} as const;

/** What the library complains of, by the words that it uses. */
function unreadable(error: unknown, source: ByteSource): never {
  if (error instanceof Refusal) throw error;
  if (error instanceof ZstdFault) broken(ZSTD_CODES[error.kind], source, error.message, error);
  const message = error instanceof Error ? error.message : String(error);
  const truncated = /signature not found|unexpected EOF|out of range|overflows file bounds|end of file/iu;
  broken(truncated.test(message) ? 'evidence-truncated' : 'evidence-syntax', source, message, error);
}

function broken(code: ProblemCode, source: ByteSource, found: string, cause?: unknown): never {
  refuse(code, { file: source.name, found: found.slice(0, 200), expected: 'a whole zip archive' }, cause);
}

/** Bytes at any place: from the source itself where it can, else from memory. */
async function randomAccess(source: ByteSource): Promise<{ reader: RandomAccessReader; size: number }> {
  const { slice, size } = source;
  if (slice !== undefined && size !== null)
    return { reader: new SlicedReader((from, to) => Readable.from(slice(from, to))), size };
  const whole = await readWhole(buffers(source), source.name, size);
  const reader = new SlicedReader((from, to) => Readable.from([whole.subarray(from, to)]));
  return { reader, size: whole.length };
}

async function* buffers(source: ByteSource): AsyncGenerator<Buffer> {
  for await (const chunk of source.open()) yield Buffer.from(chunk);
}

class SlicedReader extends RandomAccessReader {
  readonly #slice: (from: number, to: number) => Readable;

  constructor(slice: (from: number, to: number) => Readable) {
    super();
    this.#slice = slice;
  }

  override _readStreamForRange(from: number, to: number): Readable {
    return from === to ? Readable.from([]) : this.#slice(from, to);
  }
}

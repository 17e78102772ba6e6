import { Decompress } from 'fzstd';

/** What keeps a stream from being unpacked. */
export class ZstdFault extends Error {
  readonly kind: 'syntax' | 'truncated' | 'too-large';
  constructor(kind: ZstdFault['kind'], cause?: unknown) {
    super(`zstd: ${kind}`, { cause });
    this.kind = kind;
  }
}

/** Windows above this are not written by any tool that writes results, and each costs that much memory. */
const LARGEST_WINDOW = 128 * 1024 * 1024;

/**
 * Unpacks Zstandard frames, one or many, into exactly `size` bytes. Each frame is walked first without unpacking
 * anything, and then unpacked block by block: the library would give a few bytes that ask for it a window of two
 * gigabytes, and repeat one byte for ever. RFC 8878.
 */
export function unpackZstd(packed: Uint8Array, size: number): Buffer {
  const bytes = Buffer.from(packed.buffer, packed.byteOffset, packed.byteLength);
  const unpacked = Buffer.alloc(size);
  let filled = 0;
  const fill = (block: Uint8Array): void => {
    if (filled + block.length > size) throw new ZstdFault('too-large');
    unpacked.set(block, filled);
    filled += block.length;
  };
  for (const { from, to, window } of frames(bytes)) {
    if (window > LARGEST_WINDOW) throw new ZstdFault('too-large');
    try {
      new Decompress(fill).push(bytes.subarray(from, to), true);
    } catch (error) {
      throw error instanceof ZstdFault ? error : new ZstdFault('syntax', error);
    }
  }
  if (filled < size) throw new ZstdFault('truncated');
  return unpacked;
}

/** One frame: its place, and the bytes of the window that unpacking it takes. */
interface Frame {
  readonly from: number;
  readonly to: number;
  readonly window: number;
}

const MAGIC = 0xfd2fb528;
const SKIPPABLE = 0x184d2a5;
const LAST_BLOCK = 1;
const RUN_LENGTH = 1;

function* frames(bytes: Buffer): Generator<Frame> {
  for (let from = 0; from < bytes.length; ) {
    const magic = uint(bytes, from, 4);
    if (magic >>> 4 === SKIPPABLE) {
      from += 8 + uint(bytes, from + 4, 4);
      continue;
    }
    if (magic !== MAGIC) throw new ZstdFault('syntax');
    const { window, end, checksum } = header(bytes, from + 4);
    const to = afterBlocks(bytes, end) + (checksum ? 4 : 0);
    if (to > bytes.length) throw new ZstdFault('truncated');
    yield { from, to, window };
    from = to;
  }
}

function header(bytes: Buffer, from: number): { window: number; end: number; checksum: boolean } {
  const descriptor = uint(bytes, from, 1);
  const single = (descriptor & 0x20) !== 0;
  const sizeBytes = [single ? 1 : 0, 2, 4, 8][descriptor >> 6] ?? 0;
  const dictionaryBytes = [0, 1, 2, 4][descriptor & 3] ?? 0;
  const at = from + 1 + (single ? 0 : 1) + dictionaryBytes;
  return {
    window: single ? uint(bytes, at, sizeBytes) : windowOf(uint(bytes, from + 1, 1)),
    end: at + sizeBytes,
    checksum: (descriptor & 4) !== 0,
  };
}

function windowOf(descriptor: number): number {
  const base = 2 ** (10 + (descriptor >> 3));
  return base + (base / 8) * (descriptor & 7);
}

function afterBlocks(bytes: Buffer, from: number): number {
  for (let at = from; ; ) {
    const block = uint(bytes, at, 3);
    const isRun = ((block >> 1) & 3) === RUN_LENGTH;
    at += 3 + (isRun ? 1 : block >> 3);
    if ((block & LAST_BLOCK) !== 0) return at;
  }
}

/** A whole number in little-endian order; what lies behind the end is cut off. */
function uint(bytes: Buffer, at: number, length: number): number {
  if (at + length > bytes.length) throw new ZstdFault('truncated');
  if (length <= 6) return bytes.readUIntLE(at, length);
  return bytes.readUInt32LE(at) + bytes.readUInt32LE(at + 4) * 2 ** 32;
}

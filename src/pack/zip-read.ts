import { inflateRawSync } from 'node:zlib';
import { refuse } from '../problem.ts';
import { crc32 } from './crc32.ts';
import { PACK_LIMITS, PART_PATH, type Parts } from './parts.ts';

const END = { signature: 0x06054b50, size: 22 };
const CENTRAL = { signature: 0x02014b50, size: 46 };
const LOCAL = { signature: 0x04034b50, size: 30 };
/** Made and needed by version 2.0, on a system that has modes and gives none. */
const VERSIONS = 0x0014_0314;
const DEFLATED = 8;
const FIRST_DAY = 0x0021_0000;

interface ZipEntry {
  readonly path: string;
  readonly crc: number;
  readonly packed: number;
  readonly size: number;
  /** Where its local header begins. */
  readonly offset: number;
}

/**
 * The parts of a zip as `zipOf` writes it, and of no other: entries that touch one another in the order of their paths,
 * no directories, links, times, comments, encryption, spanned disks, gaps or overlaps. What two programs could read in
 * two ways is refused, and nothing is inflated beyond the size that it declares.
 */
export function partsOf(bytes: Uint8Array, file: string): Parts {
  if (bytes.length > PACK_LIMITS.file) tooLarge(file, `${bytes.length} bytes`, `${PACK_LIMITS.file} bytes`);
  const zip = new ZipFile(bytes, file);
  return new Map(zip.entries().map((entry) => [entry.path, zip.content(entry)]));
}

class ZipFile {
  readonly #bytes: Buffer;
  readonly #file: string;

  constructor(bytes: Uint8Array, file: string) {
    this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#file = file;
  }

  entries(): ZipEntry[] {
    const end = this.#bytes.length - END.size;
    this.#must(end >= 0 && this.#u32(end) === END.signature, 'no end of a zip');
    const [count, size, start] = [this.#u16(end + 10), this.#u32(end + 12), this.#u32(end + 16)];
    const isOne = this.#u32(end + 4) === 0 && this.#u16(end + 8) === count && this.#u16(end + 20) === 0;
    this.#must(isOne && start + size === end, 'several disks, a comment or a gap');
    if (count > PACK_LIMITS.count) tooLarge(this.#file, `${count} parts`, `${PACK_LIMITS.count} parts`);
    const entries: ZipEntry[] = [];
    let [at, next, total] = [start, 0, 0];
    for (let i = 0; i < count; i += 1) {
      const entry = this.#entry(at, end);
      this.#must(entry.offset === next, `a gap or an overlap before ${entry.path}`);
      this.#must((entries.at(-1)?.path ?? '') < entry.path, `${entry.path} twice or out of order`);
      total += entry.size;
      if (entry.size > PACK_LIMITS.part || total > PACK_LIMITS.parts)
        tooLarge(
          this.#file,
          `${total} bytes`,
          `${PACK_LIMITS.part} bytes a part, ${PACK_LIMITS.parts} in all`,
        );
      entries.push(entry);
      at += CENTRAL.size + entry.path.length;
      next += LOCAL.size + entry.path.length + entry.packed;
    }
    this.#must(at === end && next === start, 'bytes that belong to no part');
    return entries;
  }

  content({ path, crc, packed, size, offset }: ZipEntry): Uint8Array {
    const from = offset + LOCAL.size + path.length;
    const content = this.#inflated(this.#bytes.subarray(from, from + packed), size, path);
    this.#must(content.length === size, `${path} has another size than it says`);
    this.#must(crc32(content) === crc, `${path} has another checksum than it says`);
    return content;
  }

  #inflated(data: Buffer, size: number, path: string): Buffer {
    try {
      const result: unknown = inflateRawSync(data, { maxOutputLength: Math.max(size, 1), info: true });
      if (isInflated(result) && result.engine.bytesWritten === data.length) return result.buffer;
    } catch (error) {
      refuse('pack-unreadable', { file: this.#file, found: `${path} does not inflate` }, error);
    }
    return refuse('pack-unreadable', { file: this.#file, found: `bytes behind the content of ${path}` });
  }

  #entry(at: number, end: number): ZipEntry {
    this.#must(at + CENTRAL.size <= end && this.#u32(at) === CENTRAL.signature, 'a broken directory');
    const length = this.#u16(at + 28);
    this.#must(at + CENTRAL.size + length <= end, 'a broken directory');
    const path = this.#bytes.toString('latin1', at + CENTRAL.size, at + CENTRAL.size + length);
    this.#must(length <= 200 && PART_PATH.test(path), `the path ${path.slice(0, 200)}`);
    // Flags, extra field, comment, disk, attributes: a link or an encrypted part shows in one of them.
    const isPlain =
      this.#u32(at + 4) === VERSIONS &&
      this.#u16(at + 8) === 0 &&
      this.#u16(at + 10) === DEFLATED &&
      this.#u32(at + 12) === FIRST_DAY &&
      this.#isZero(at + 30, 12);
    this.#must(isPlain, `flags, attributes, a compression or a time of ${path}`);
    const [crc, packed, size] = [this.#u32(at + 16), this.#u32(at + 20), this.#u32(at + 24)];
    const offset = this.#u32(at + 42);
    this.#must(offset + LOCAL.size + length + packed <= end, `${path} beyond the end`);
    this.#sameHeader(at, offset, length, path);
    return { path, crc, packed, size, offset };
  }

  /** What stands before the content says the same as the directory: other programs read only the one or the other. */
  #sameHeader(central: number, local: number, length: number, path: string): void {
    const [fields, name] = [central + 6, central + CENTRAL.size];
    const [localFields, localName] = [local + 4, local + LOCAL.size];
    const same =
      this.#u32(local) === LOCAL.signature &&
      this.#u16(local + 28) === 0 &&
      this.#bytes.subarray(fields, fields + 24).equals(this.#bytes.subarray(localFields, localFields + 24)) &&
      this.#bytes.subarray(name, name + length).equals(this.#bytes.subarray(localName, localName + length));
    this.#must(same, `two descriptions of ${path}`);
  }

  #isZero(at: number, length: number): boolean {
    return this.#bytes.subarray(at, at + length).every((byte) => byte === 0);
  }

  #u16(at: number): number {
    return this.#bytes.readUInt16LE(at);
  }

  #u32(at: number): number {
    return this.#bytes.readUInt32LE(at);
  }

  #must(holds: boolean, found: string): void {
    if (!holds) refuse('pack-unreadable', { file: this.#file, found, expected: 'a zip that Airlock wrote' });
  }
}

/** What zlib gives beside the content: how much of its input it took. */
function isInflated(
  value: unknown,
): value is { readonly buffer: Buffer; readonly engine: { readonly bytesWritten: number } } {
  return typeof value === 'object' && value !== null && 'buffer' in value && 'engine' in value;
}

function tooLarge(file: string, found: string, most: string): never {
  refuse('pack-too-large', { file, found, expected: `at most ${most}` });
}

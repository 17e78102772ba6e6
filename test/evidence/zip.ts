import { deflateRawSync, zstdCompressSync } from 'node:zlib';
import { crc32 } from '../../src/evidence/crc32.ts';

/** How an entry is packed, and what is wrong with it. */
export interface ZipEntry {
  readonly name: string;
  readonly bytes: string | Uint8Array;
  readonly method?: 'stored' | 'deflate' | 'zstd';
  /** Bytes as they stand in the archive, where they are not what packing gives. */
  readonly packed?: Uint8Array;
  /** What the directory says of the size, the checksum, the method and the flags. */
  readonly size?: number;
  readonly crc?: number;
  readonly code?: number;
  readonly flags?: number;
}

const CODES = { stored: 0, deflate: 8, zstd: 93 } as const;

function pack({ bytes, method = 'deflate', packed }: ZipEntry): Uint8Array {
  if (packed !== undefined) return packed;
  switch (method) {
    case 'stored':
      return Buffer.from(bytes);
    case 'deflate':
      return deflateRawSync(bytes);
    case 'zstd':
      return zstdCompressSync(bytes);
  }
}

/** A zip archive, written as the specification has it (APPNOTE 4.3), with one directory and no comment. */
export function zip(entries: readonly ZipEntry[]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const name = Buffer.from(entry.name);
    const plain = Buffer.from(entry.bytes);
    const packed = Buffer.from(pack(entry));
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(entry.flags ?? 0x800, 2);
    common.writeUInt16LE(entry.code ?? CODES[entry.method ?? 'deflate'], 4);
    common.writeUInt32LE(entry.crc ?? crc32(plain), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(entry.size ?? plain.length, 18);
    common.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([Buffer.from('PK\u0003\u0004'), common, name, packed]);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from('PK\u0001\u0002\u0014\u0000'), common, rest, name]));
    parts.push(local);
    offset += local.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(entries.length, 4);
  end.writeUInt16LE(entries.length, 6);
  end.writeUInt32LE(listed.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...parts, listed, Buffer.from('PK\u0005\u0006'), end]);
}

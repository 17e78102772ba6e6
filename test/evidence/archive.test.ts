import { constants, zstdCompressSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { openArchive } from '../../src/evidence/archive.ts';
import { crc32 } from '../../src/evidence/crc32.ts';
import { unpackZstd, ZstdFault } from '../../src/evidence/zstd.ts';
import { Refusal } from '../../src/problem.ts';
import { memory } from './read.ts';
import { type ZipEntry, zip } from './zip.ts';

/** What an entry reads as, or `file code` of what is wrong. */
async function entry(bytes: Uint8Array, name: string): Promise<string | null> {
  try {
    const archive = await openArchive(memory(bytes), (one) => one === name);
    return (await archive.read(name))?.toString('utf8') ?? null;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return `${error.problems[0]?.file} ${error.problems[0]?.code}`;
  }
}

const of = (more: Partial<ZipEntry>): Buffer => zip([{ name: 'a.json', bytes: '{"a":1}', ...more }]);
const MB = 1024 * 1024;

test.each(['stored', 'deflate', 'zstd'] as const)('an entry that is %s', async (method) => {
  const archive = zip([
    { name: 'a.json', bytes: '{"a":1}', method },
    { name: 'b/c.json', bytes: 'é'.repeat(100_000), method },
    { name: 'nothing', bytes: '', method: 'stored' },
  ]);
  expect(await entry(archive, 'a.json')).toBe('{"a":1}');
  expect(await entry(archive, 'b/c.json')).toBe('é'.repeat(100_000));
  expect(await entry(archive, 'nothing')).toBe('');
  expect(await entry(archive, 'other')).toBeNull();
});

test('of two entries with one name the later counts', async () => {
  const archive = zip([
    { name: 'a', bytes: 'before' },
    { name: 'a', bytes: 'after' },
  ]);
  expect(await entry(archive, 'a')).toBe('after');
});

test('an archive that gives its bytes at any place is not held whole', async () => {
  const bytes = zip([
    { name: 'big', bytes: Buffer.alloc(20 * MB, 1), method: 'stored' },
    { name: 'small', bytes: 'x' },
  ]);
  let asked = 0;
  const source = {
    ...memory(bytes),
    open: () => {
      throw new Error('read from the beginning');
    },
    async *slice(from: number, to: number) {
      asked += to - from;
      yield bytes.subarray(from, to);
    },
  };
  const archive = await openArchive(source, () => true);
  expect((await archive.read('small'))?.toString()).toBe('x');
  expect(asked).toBeLessThan(MB);
});

describe('hostile archives', () => {
  test.each<[string, Buffer, string]>([
    ['more bytes than said', of({ bytes: 'x'.repeat(5000), size: 10 }), 'evidence-syntax'],
    ['fewer bytes than said', of({ size: 5000 }), 'evidence-syntax'],
    ['ten gigabytes out of a few', of({ bytes: Buffer.alloc(MB), size: 0xfffffff0 }), 'evidence-too-large'],
    ['another checksum', of({ crc: 1 }), 'evidence-syntax'],
    ['a method that nobody knows', of({ code: 99 }), 'evidence-syntax'],
    ['an encrypted entry', of({ flags: 0x801 }), 'evidence-syntax'],
    ['no deflated bytes', of({ packed: Buffer.from('nothing of the kind') }), 'evidence-syntax'],
    ['no Zstandard bytes', of({ packed: Buffer.from('nothing of the kind'), code: 93 }), 'evidence-syntax'],
  ])('%s', async (_, archive, code) => {
    expect(await entry(archive, 'a.json')).toBe(`results/a.json ${code}`);
  });

  test.each(['../a', '/a', 'b/../../a', 'C:/a', 'b\\a'])('an entry called %s', async (name) => {
    expect(await entry(zip([{ name, bytes: 'x' }]), name)).toBe('results evidence-syntax');
  });

  test('cut off at every byte', async () => {
    const archive = of({});
    for (let length = 4; length < archive.length; length += 1)
      expect(await entry(archive.subarray(0, length), 'a.json'), String(length)).toMatch(
        /evidence-(?:truncated|syntax)$/u,
      );
  });

  test('a changed byte is refused or read, and never a crash', async () => {
    const archive = zip([
      { name: 'a.json', bytes: '{"a":1}'.repeat(50) },
      { name: 'b.json', bytes: '{"a":1}'.repeat(50), method: 'zstd' },
    ]);
    for (let at = 0; at < archive.length; at += 1)
      for (const value of [0, 1, 0x7f, 0xff]) {
        const changed = Buffer.from(archive);
        changed[at] = value;
        for (const name of ['a.json', 'b.json']) {
          const read = await entry(changed, name);
          expect(read === null || read === '{"a":1}'.repeat(50) || /evidence-/u.test(read)).toBe(true);
        }
      }
  });

  test('more entries than said, and other junk behind', async () => {
    expect(await entry(Buffer.concat([of({}), Buffer.from('junk')]), 'a.json')).toBe(
      'results evidence-syntax',
    );
    expect(await entry(Buffer.from('PK\u0003\u0004\u0000\u0000'), 'a.json')).toMatch(/evidence-truncated$/u);
  });
});

describe('Zstandard', () => {
  const text = Buffer.from('airlock '.repeat(40_000));

  test('one frame, many frames, and frames to be skipped', () => {
    const [first, second] = [text.subarray(0, 100_000), text.subarray(100_000)];
    const skipped = Buffer.from([0x50, 0x2a, 0x4d, 0x18, 3, 0, 0, 0, 1, 2, 3]);
    const frames = [zstdCompressSync(first), skipped, zstdCompressSync(second)];
    expect(unpackZstd(zstdCompressSync(text), text.length).equals(text)).toBe(true);
    expect(unpackZstd(Buffer.concat(frames), text.length).equals(text)).toBe(true);
    expect(unpackZstd(Buffer.alloc(0), 0)).toHaveLength(0);
  });

  test('with and without its size and checksum, at every level', () => {
    for (const level of [1, 3, 10, 19])
      for (const flag of [0, 1]) {
        const params = {
          [constants.ZSTD_c_compressionLevel]: level,
          [constants.ZSTD_c_checksumFlag]: flag,
          [constants.ZSTD_c_contentSizeFlag]: flag,
        };
        expect(unpackZstd(zstdCompressSync(text, { params }), text.length).equals(text)).toBe(true);
      }
  });

  const kind = (packed: Uint8Array, size: number): string => {
    try {
      unpackZstd(packed, size);
      return 'unpacked';
    } catch (error) {
      return error instanceof ZstdFault ? error.kind : String(error);
    }
  };

  test('too much, too little, and what is none', () => {
    const packed = zstdCompressSync(text);
    expect(kind(packed, text.length - 1)).toBe('too-large');
    expect(kind(packed, text.length + 1)).toBe('truncated');
    expect(kind(packed.subarray(0, packed.length - 1), text.length)).toMatch(/truncated|syntax/u);
    expect(kind(Buffer.from('what is none'), 5)).toBe('syntax');
  });

  test('a few bytes that ask for a window of gigabytes get none', () => {
    const window = Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0x00, 0xa8, 0x01, 0x00, 0x00]);
    const before = process.memoryUsage().arrayBuffers;
    expect(kind(window, 0)).toBe('too-large');
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(64 * MB);
  });

  test('one byte repeated for ever stops at the size', () => {
    const head = Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0x00, 0x58]);
    const block = Buffer.from([
      ((0x20000 << 3) & 0xff) | 2,
      (0x20000 >> 5) & 0xff,
      (0x20000 >> 13) & 0xff,
      0x41,
    ]);
    const bomb = Buffer.concat([
      head,
      ...Array.from({ length: 50_000 }, () => block),
      Buffer.from([1, 0, 0]),
    ]);
    expect(kind(bomb, MB)).toBe('too-large');
  });
});

test('the checksum is that of zips', () => {
  expect(crc32(Buffer.from('123456789'))).toBe(0xcbf43926);
});

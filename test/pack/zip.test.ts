import { zipSync } from 'fflate';
import { describe, expect, it, test } from 'vitest';
import { partsOf } from '../../src/pack/zip-read.ts';
import { zipOf } from '../../src/pack/zip-write.ts';
import { Refusal } from '../../src/problem.ts';

const FILES = new Map([
  ['a.json', Buffer.from('{"a":1}\n')],
  ['b/c.txt', Buffer.from('x'.repeat(5000))],
  ['empty', Buffer.alloc(0)],
]);
const ZIP = Buffer.from(zipOf(FILES));
const OPTIONS = { level: 6, mtime: new Date(1980, 0, 1), attrs: 0, os: 3 } as const;

function refusal(bytes: Uint8Array): string {
  try {
    partsOf(bytes, 'pack.zip');
    return 'read';
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return `${error.problems[0]?.code}: ${error.problems[0]?.found}`;
  }
}

test('what is written is read', () => {
  expect([...partsOf(ZIP, 'pack.zip')].map(([path, bytes]) => [path, Buffer.from(bytes).toString()])).toEqual(
    [...FILES].map(([path, bytes]) => [path, bytes.toString()]),
  );
});

test('the order in which parts were made plays no part', () => {
  expect(Buffer.from(zipOf(new Map([...FILES].reverse()))).equals(ZIP)).toBe(true);
});

test('no byte can change unseen', () => {
  const unseen: number[] = [];
  for (let at = 0; at < ZIP.length; at += 1)
    for (const mask of [0x01, 0x80, 0xff]) {
      const bytes = Buffer.from(ZIP);
      bytes[at] = (bytes[at] ?? 0) ^ mask;
      const read = refusal(bytes);
      if (read === 'read' && !isSame(bytes)) unseen.push(at);
    }
  expect(unseen).toEqual([]);
});

/** Whether other bytes still hold the same parts under the same names: deflate can say one thing in two ways. */
function isSame(bytes: Uint8Array): boolean {
  const parts = partsOf(bytes, 'pack.zip');
  return [...FILES].every(([path, content]) => Buffer.from(parts.get(path) ?? 'x').equals(content));
}

test('no piece of a zip is a zip', () => {
  for (let length = 0; length < ZIP.length; length += 1)
    expect(refusal(ZIP.subarray(0, length))).toMatch(/^pack-unreadable/u);
});

test('what could not be read again is not written', () => {
  const part = new Uint8Array(256 * 1024 * 1024 + 1);
  expect(() => zipOf(new Map([['a.raw', part]]))).toThrow('pack-too-large');
  const many = Array.from({ length: 4097 }, (_, i): [string, Uint8Array] => [`p${i}`, new Uint8Array()]);
  expect(() => zipOf(new Map(many))).toThrow('pack-too-large');
});

describe('a hostile zip is refused', () => {
  it.each([
    ['../evil'],
    ['/etc/passwd'],
    ['a/../../b'],
    ['a\\b'],
    ['C:evil'],
    ['a//b'],
    ['a/'],
    ['.git/config'],
    ['A.json'],
    ['ä.json'],
    ['a\u0000b'],
    ['con:aux'],
    ['x'.repeat(201)],
  ])('with the path %j', (path) => {
    expect(refusal(zipSync({ [path]: Buffer.from('x') }, OPTIONS))).toMatch(/^pack-unreadable: /u);
  });

  it.each([
    ['a link', { attrs: 0o120777 << 16 }],
    ['a mode', { attrs: 0o100644 << 16 }],
    ['a time', { mtime: new Date(2020, 0, 1) }],
    ['an extra field', { extra: { 1: Buffer.from('x') } }],
    ['a comment', { comment: 'x' }],
    ['stored content', { level: 0 as const }],
    ['another system', { os: 0 }],
  ])('with %s', (_, options) => {
    expect(refusal(zipSync({ 'a.json': [Buffer.from('x'.repeat(99)), { ...OPTIONS, ...options }] }))).toMatch(
      /^pack-unreadable: (?:flags|two descriptions|a gap|bytes)/u,
    );
  });

  it('with a path twice', () => {
    const twice = Buffer.from(zipSync({ 'a.json': Buffer.from('1'), 'b.json': Buffer.from('2') }, OPTIONS));
    const text = twice.toString('latin1').replaceAll('b.json', 'a.json');
    expect(refusal(Buffer.from(text, 'latin1'))).toBe('pack-unreadable: a.json twice or out of order');
  });

  it('out of order', () => {
    const swapped = zipSync({ 'b.json': Buffer.from('1'), 'a.json': Buffer.from('2') }, OPTIONS);
    expect(refusal(swapped)).toBe('pack-unreadable: a.json twice or out of order');
  });

  it('with bytes before, behind and between', () => {
    for (const bytes of [
      Buffer.concat([Buffer.from('x'), ZIP]),
      Buffer.concat([ZIP, Buffer.from('x')]),
      Buffer.concat([ZIP, ZIP]),
    ])
      expect(refusal(bytes)).toMatch(/^pack-unreadable/u);
  });

  it('that inflates to more than it says', () => {
    const bomb = Buffer.from(zipSync({ 'a.json': Buffer.alloc(50_000_000) }, OPTIONS));
    for (const at of [22, bomb.indexOf(Buffer.from([0x50, 0x4b, 1, 2])) + 24]) bomb.writeUInt32LE(1000, at);
    expect(refusal(bomb)).toBe('pack-unreadable: a.json does not inflate');
  });

  it('that says it inflates to too much, before anything is inflated', () => {
    const bomb = Buffer.from(zipSync({ 'a.json': Buffer.from('x') }, OPTIONS));
    for (const at of [22, bomb.indexOf(Buffer.from([0x50, 0x4b, 1, 2])) + 24])
      bomb.writeUInt32LE(0xfffffff0, at);
    expect(refusal(bomb)).toMatch(/^pack-too-large/u);
  });

  it('with more parts than a pack has', () => {
    const many = Object.fromEntries(
      Array.from({ length: 4097 }, (_, i) => [`p${String(i).padStart(5, '0')}`, Buffer.from('x')]),
    );
    expect(refusal(zipSync(many, OPTIONS))).toMatch(/^pack-too-large: 4097 parts/u);
  });

  it('with one content for many names', () => {
    const zip = Buffer.from(zipSync({ 'a.json': Buffer.from('1'), 'b.json': Buffer.from('1') }, OPTIONS));
    const second = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 1, 2]));
    zip.writeUInt32LE(0, second + 42);
    expect(refusal(zip)).toMatch(/^pack-unreadable: two descriptions/u);
  });
});

test('what is no zip at all is refused', () => {
  for (const text of ['', 'hello', '{"schema":"airlock.check/1"}', '\u007fELF'.repeat(100)])
    expect(refusal(Buffer.from(text))).toBe('pack-unreadable: no end of a zip');
});

import fc from 'fast-check';
import type { ComponentRule } from '../../src/bundle/bundle.ts';
import { globFault } from '../../src/bundle/glob.ts';
import { KINDS } from '../../src/bundle/kinds.ts';
import type { MadeFile } from './git.ts';

/** Letters that a digest, a glob or a file system could trip over. */
const ODD = [
  'a', 'b', 'A', 'B', '.', '-', ' ', '[', ']', '!', '(', ')', '{', '}', ',', '*', '?', '\\', '"', "'", '\n', '\t',
  '\r', '\u0001', '\u007f', 'é', 'e\u0301', 'ß', 'ẞ', 'İ', 'i', 'ı', 'Σ', 'ς', 'σ', 'ﬁ', '\ufeff', '\ufffd',
  '\uffff', '\ue000', '😀', '\u{10ffff}', '\u2028', '#', ':', '~', '$', '%', '&',
] as const; // biome-ignore format: one alphabet

const plainSegment = fc.constantFrom(
  'prompts',
  'tools',
  'docs',
  'a',
  'b',
  'x.md',
  'y.md',
  'z.json',
  '.hidden',
);
const oddSegment = fc
  .array(fc.constantFrom(...ODD), { minLength: 1, maxLength: 4 })
  .map((letters) => letters.join(''))
  .filter((name) => name !== '.' && name !== '..');

const path = fc
  .array(fc.oneof({ weight: 3, arbitrary: plainSegment }, { weight: 2, arbitrary: oddSegment }), {
    minLength: 1,
    maxLength: 4,
  })
  .map((segments) => segments.join('/'));

const OID = 'ab'.repeat(32);
const POINTER = `version https://git-lfs.github.com/spec/v1\noid sha256:${OID}\nsize 12345\n`;

/** LFS pointers and what is nearly one. */
export const POINTERS = {
  plain: POINTER,
  'with extensions': POINTER.replace('oid', 'ext-0-foo sha256:1\next-1-bar\noid'),
  'with an empty extension': POINTER.replace('oid', 'ext-\noid'),
  'of size 0': POINTER.replace('12345', '0'),
  'with zeros in front of its size': POINTER.replace('12345', '00012'),
  'of the largest exact size': POINTER.replace('12345', String(Number.MAX_SAFE_INTEGER)),
  'of 1,023 bytes': POINTER.replace('oid', `ext-${'x'.repeat(1023 - POINTER.length - 5)}\noid`),
} as const;

export const NO_POINTERS = {
  'without its last line end': POINTER.slice(0, -1),
  'with one line end more': `${POINTER}\n`,
  'with CRLF': POINTER.replaceAll('\n', '\r\n'),
  'with an upper-case oid': POINTER.replace(OID, OID.toUpperCase()),
  'with a short oid': POINTER.replace(OID, OID.slice(1)),
  'with a long oid': POINTER.replace(OID, `${OID}0`),
  'with another hash': POINTER.replace('sha256', 'sha1'),
  'with a negative size': POINTER.replace('12345', '-1'),
  'with a size in hex': POINTER.replace('12345', '0x1'),
  'without a size': POINTER.replace('size 12345\n', ''),
  'with http': POINTER.replace('https', 'http'),
  'with version 2': POINTER.replace('spec/v1', 'spec/v2'),
  'with its lines swapped': `version https://git-lfs.github.com/spec/v1\nsize 12345\noid sha256:${OID}\n`,
  'with an unknown line': POINTER.replace('oid', 'foo bar\noid'),
  'with an extension behind the oid': POINTER.replace('size', 'ext-0 x\nsize'),
  'with a byte order mark': `\ufeff${POINTER}`,
  'with a space in front': ` ${POINTER}`,
  'with other digits': POINTER.replace('12345', '１２'),
  'of 1,024 bytes': POINTER.replace('oid', `ext-${'x'.repeat(1024 - POINTER.length - 5)}\noid`),
  'of a size that no number holds': POINTER.replace('12345', '9007199254740992'),
  'in the middle of a text': `x\n${POINTER}`,
} as const;

const bytes = fc.oneof(
  fc.constantFrom('', '\n', 'a\r\nb\r\n', 'a\nb\n', '\ufeffa', '$Id$\n', 'é', 'e\u0301'),
  fc.constantFrom(...Object.values(POINTERS), ...Object.values(NO_POINTERS)),
  fc.uint8Array({ maxLength: 40 }).map((array) => Buffer.from(array)),
);

const SUBMODULE = 'c0ffee'.repeat(6).padEnd(40, '0');

const madeFile: fc.Arbitrary<MadeFile> = fc
  .record({
    path,
    mode: fc.oneof(
      { weight: 12, arbitrary: fc.constantFrom('100644' as const, '100755' as const) },
      { weight: 1, arbitrary: fc.constantFrom('120000' as const, '160000' as const) },
    ),
    bytes,
    broken: fc.integer({ min: 0, max: 30 }),
  })
  .map(({ path: name, mode, bytes: content, broken }) => ({
    // One name in thirty is not UTF-8.
    path: broken === 0 ? Buffer.concat([Buffer.from(name), Buffer.from([0xff])]) : name,
    mode,
    bytes: mode === '160000' ? SUBMODULE : mode === '120000' ? name : content,
  }));

/** Files that can stand in one tree: no name is both a file and a folder. */
export const tree: fc.Arbitrary<MadeFile[]> = fc
  .uniqueArray(madeFile, {
    minLength: 1,
    maxLength: 12,
    selector: (one) => Buffer.from(one.path).toString('hex'),
  })
  .map((files) =>
    files.filter(({ path: name }) => !files.some((other) => latin(other.path).startsWith(`${latin(name)}/`))),
  );

function latin(name: string | Buffer): string {
  return Buffer.from(name).toString('latin1');
}

const PIECES = [
  '*',
  '**',
  '**/',
  '?',
  '/',
  '{',
  ',',
  '}',
  '{a,b}',
  'a',
  'b',
  '.',
  '.md',
  'prompts',
  'é',
  '[ab]',
  '!',
];

/** Patterns of every shape, many of them near to what is in the tree. */
export function glob(names: readonly string[]): fc.Arbitrary<string> {
  const near = fc
    .tuple(fc.constantFrom(...names), fc.nat(20), fc.nat(5), fc.constantFrom(...PIECES))
    .map(([name, from, length, piece]) => name.slice(0, from) + piece + name.slice(from + length));
  const any = fc
    .array(fc.constantFrom(...PIECES), { minLength: 1, maxLength: 7 })
    .map((pieces) => pieces.join(''));
  return fc.oneof(fc.constantFrom('**', '**/*.md', 'prompts/**', '*', ...names), near, any).filter(usable);
}

function usable(pattern: string): boolean {
  return globFault(pattern) === null && pattern.isWellFormed();
}

// Without the backslash: JSON.parse of Node 24 (V8 13.6) takes the key "\\n" for "\\\\" where an object with that key came
// before, and the other implementations are asked in JSON.
const keyLetter = fc.constantFrom(...ODD.filter((letter) => letter !== '\\'));
const value = fc.jsonValue({ maxDepth: 2, stringUnit: keyLetter });

export function components(names: readonly string[]): fc.Arbitrary<ComponentRule[]> {
  return fc.uniqueArray(
    fc.record({
      name: fc.stringMatching(/^[a-z][a-z0-9-]{0,6}$/u),
      kind: fc.constantFrom(...KINDS),
      paths: fc.array(glob(names), { maxLength: 3 }),
      values: fc.dictionary(keyLetter, value, { maxKeys: 3, noNullPrototype: true }),
      links: fc.constantFrom('refuse' as const, 'record' as const, 'record' as const),
      confidential: fc.boolean(),
    }),
    { maxLength: 4, selector: (one) => one.name },
  ) as fc.Arbitrary<ComponentRule[]>;
}

import { expect, test } from 'vitest';
import { CONFIG_LIMITS } from '../../src/config/read.ts';
import { read, sound, wrong } from './read.ts';

/** What takes longer than this hangs for who waits for it. */
const PATIENCE_MS = 2_000;

function quickly(text: string | Uint8Array): string[] {
  const start = performance.now();
  const found = wrong(text);
  expect(performance.now() - start).toBeLessThan(PATIENCE_MS);
  return found;
}

const first = (text: string | Uint8Array): string | undefined => quickly(text)[0];

test('256 KiB and not a byte more', () => {
  const padding = (length: number): string => `stage: observe #${'x'.repeat(length)}`.slice(0, length);
  expect(quickly(padding(CONFIG_LIMITS.bytes))).toEqual([]);
  expect(first(padding(CONFIG_LIMITS.bytes + 1))).toBe('airlock.yml:null:null file-too-large 262145 bytes');
});

const nested = (levels: number): string => {
  const inner = levels - 4; // components, a, values, and the list around
  return `components: { a: { kind: other, values: { x: ${'['.repeat(inner)}1${']'.repeat(inner)} } } }`;
};
const block = (levels: number): string => {
  const lines = ['components:', '  a:', '    kind: other', '    values:'];
  for (let i = 0; i < levels - 3; i += 1) lines.push(`${' '.repeat(6 + i)}k:`);
  return `${lines.join('\n')} 1`;
};

test('32 levels and not one more, however they are written', () => {
  expect(quickly(nested(32))).toEqual([]);
  expect(first(nested(33))).toMatch(/^airlock\.yml:1:\d+ yaml-too-deep /u);
  expect(quickly(block(32))).toEqual([]);
  expect(first(block(33))).toMatch(/^airlock\.yml:\d+:\d+ yaml-too-deep /u);
});

const rows = (count: number, row: (i: number) => string): string =>
  Array.from({ length: count }, (_, i) => row(i)).join('\n');
const DEEP: Record<string, string> = {
  brackets: '['.repeat(100_000),
  braces: '{a: '.repeat(60_000),
  'brackets and braces': '[{a: '.repeat(50_000),
  'list items on one line': '- '.repeat(100_000),
  'keys of keys': '? '.repeat(100_000),
  'values of values': `${'? a\n: '.repeat(2)}${'- '.repeat(100_000)}`,
  'growing indentation': rows(700, (i) => `${' '.repeat(i)}a:`),
  // Every line hides thirty levels that begin in the middle of it.
  'lists in the middle of lines': rows(50, (i) => `${' '.repeat(i * 62)}${'- '.repeat(30)}a:`),
  'lists that stand in the column of their key': rows(
    60,
    (i) => `${' '.repeat(i)}a:\n${' '.repeat(i)}- b: 1`,
  ),
  'brackets in a list': `- ${'['.repeat(50_000)}`,
};

test.each(Object.entries(DEEP))('deep nesting is refused before anything can overflow: %s', (_, text) => {
  expect(first(text)).toMatch(/^airlock\.yml:\d+:\d+ (?:yaml-too-deep|yaml-too-long|yaml-key-not-text) /u);
});

const LONG: Record<string, string> = {
  'unknown keys on one line': `{${rows(2_000, (i) => `k${i}: 1`).replaceAll('\n', ', ')}}`,
  'wrong values on one line': `people: {${rows(2_500, (i) => `k${i}: 1`).replaceAll('\n', ', ')}}`,
  'duplicate keys': rows(9_000, () => 'a: 1'),
  'a long key': `${'k'.repeat(200_000)}: 1`,
  'a long value': `stage: ${'v'.repeat(200_000)}`,
  'a long list': `people: { a: [${'x, '.repeat(5_000)}] }`,
  colons: ':'.repeat(200_000),
  quotes: '"'.repeat(200_001),
  'a long comment': `#${'x'.repeat(200_000)}\nx`,
  dashes: '-'.repeat(200_000),
  'document marks': '---\n'.repeat(6_000),
  'line ends': '\n'.repeat(200_000),
  spaces: `${' '.repeat(200_000)}x`,
  'a folded text': `stage: >\n${' x\n'.repeat(60_000)}`,
  'a plain text over many lines': `stage: x\n${'  x\n'.repeat(50_000)}`,
};

test.each(Object.entries(LONG))('long input takes no long time: %s', (_, text) => {
  quickly(text.slice(0, CONFIG_LIMITS.bytes));
});

test.each([
  ['an anchor', 'stage: &a observe', '1:8 yaml-not-plain &a'],
  ['an alias', 'stage: *a', '1:8 yaml-not-plain *a'],
  ['a tag', 'stage: !!str observe', '1:8 yaml-not-plain !!str'],
  ['a tag of an application', 'stage: !Env STAGE', '1:8 yaml-not-plain !Env'],
  ['a version', '%YAML 1.1\n---\nstage: observe', '1:1 yaml-not-plain %YAML 1.1'],
  ['a tag directive', '%TAG ! x\n---\nstage: observe', '1:1 yaml-not-plain %TAG ! x'],
  ['a merge key', 'tiers:\n  low:\n    <<: { undecided: warn }', '3:5 yaml-not-plain <<'],
  ['a quoted merge key', 'tiers: { low: { "<<": { undecided: warn } } }', '1:17 yaml-not-plain <<'],
  ['a billion laughs', 'a: &a [x,x]\nb: &b [*a,*a]\nc: [*b,*b]', '1:4 yaml-not-plain &a'],
])('%s is refused', (_, text, says) => {
  expect(quickly(text)).toEqual([`airlock.yml:${says}`]);
});

test.each([
  ['at the top', 'stage: observe\nbundle: x\nstage: enforce', '3:1 yaml-duplicate-key stage', 1],
  [
    'in a map',
    'tiers:\n  low:\n    undecided: warn\n    undecided: ask',
    '4:5 yaml-duplicate-key undecided',
    3,
  ],
  ['on one line', 'people: { a: ["@x"], b: ["@y"], a: ["@z"] }', '1:33 yaml-duplicate-key a', 1],
  ['in other quotes', '"stage": observe\n\'stage\': observe', '2:1 yaml-duplicate-key stage', 1],
  ['with a CRLF', 'stage: observe\r\n\r\nstage: observe\r\n', '3:1 yaml-duplicate-key stage', 1],
])('a key that occurs twice %s names the line of the first', (_, text, says, line) => {
  const result = read(text);
  expect(wrong(text)).toEqual([`airlock.yml:${says}`]);
  expect(result.ok ? null : result.problems[0]?.args['firstLine']).toBe(line);
});

test.each([
  ['at the top', '__proto__: { stage: enforce }', '1:1'],
  ['as a component', 'components: { __proto__: { kind: prompt } }', '1:15'],
  ['as a gate', 'gates: { __proto__: [] }', '1:10'],
  ['in a gate', 'gates:\n  functional:\n    - __proto__: 1', '3:7'],
  [
    'deep in values',
    'components: { a: { kind: other, values: { x: [ { __proto__: { y: 1 } } ] } } }',
    '1:50',
  ],
  ['in quotes', '"\\u005f_proto__": 1', '1:1'],
])('__proto__ %s is no key', (_, text, place) => {
  expect(wrong(text)).toEqual([`airlock.yml:${place} config-unknown-key __proto__`]);
});

test('other names that every object has are names like any other', () => {
  const text =
    'components: { constructor: { kind: other, values: { toString: 1, valueOf: 2, hasOwnProperty: 3 } } }';
  expect(sound(text).identity.components.map(({ name, values }) => [name, values])).toEqual([
    ['constructor', { toString: 1, valueOf: 2, hasOwnProperty: 3 }],
  ]);
  expect(wrong('people: { constructor: ["@a"] }\ntiers: { low: { accountable: valueof } }')).toEqual([
    'airlock.yml:2:30 config-undefined valueof',
  ]);
  for (const key of ['constructor', 'toString', 'hasOwnProperty'])
    expect(wrong(`${key}: { a: 1 }`)).toHaveLength(1);
});

test.each([
  ['NUL', 'stage: obs\u0000erve', '1:11 yaml-syntax U+0000'],
  ['an escape', '# \u001b[31m\nstage: observe', '1:3 yaml-syntax U+001B'],
  ['a delete', 'a\u007f: 1', '1:2 yaml-syntax U+007F'],
  ['what YAML’s own reader uses as marks', 'a: 1\n\u0002', '2:1 yaml-syntax U+0002'],
  ['a character that is none', '😀😀\uffff', '1:3 yaml-syntax U+FFFF'],
])('%s is refused at its place', (_, text, says) => {
  expect(wrong(text)).toEqual([`airlock.yml:${says}`]);
});

test.each([
  ['a lone byte', [0x61, 0x3a, 0x20, 0xff], '1:4 not-utf8 byte 0xff'],
  ['Latin-1', [...Buffer.from('stage: observe\n# '), 0xe9, 0x20], '2:3 not-utf8 byte 0xe9'],
  ['a cut-off character', [0x61, 0x0a, 0xf0, 0x9f, 0x98], '2:1 not-utf8 a cut-off character'],
  ['UTF-16', [...Buffer.from('\ufeffstage: observe', 'utf16le')], '1:1 not-utf8 byte 0xff'],
  ['a lone byte behind a byte order mark', [0xef, 0xbb, 0xbf, 0x61, 0x80], '1:2 not-utf8 byte 0x80'],
  ['an overlong form', [0x22, 0xc0, 0xaf, 0x22], '1:2 not-utf8 byte 0xc0'],
  ['half of a surrogate pair', [0x22, 0xed, 0xa0, 0x80, 0x22], '1:2 not-utf8 byte 0xed'],
])('%s is not UTF-8', (_, bytes, says) => {
  expect(wrong(Uint8Array.from(bytes))).toEqual([`airlock.yml:${says}`]);
});

test.each([
  ['stage: observe\n---\nstage: enforce\n', '3:1'],
  ['---\nstage: observe\n---\n', '3:4'],
  ['stage: observe\n...\n---\nstage: enforce', '4:1'],
])('several documents: %j', (text, place) => {
  expect(wrong(text)).toEqual([`airlock.yml:${place} config-several-documents null`]);
});

test('a second byte order mark is refused: readers do not agree whether it is text', () => {
  expect(wrong('\ufeff\ufeffstage: observe')).toEqual(['airlock.yml:1:1 yaml-syntax U+FEFF']);
});

test('a column counts characters, a line counts every kind of line end', () => {
  expect(wrong('"😀é": 1\r\n"x": 1')).toEqual([
    'airlock.yml:1:1 config-unknown-key 😀é',
    'airlock.yml:2:1 config-unknown-key x',
  ]);
  expect(wrong('tiers: { low: { "😀": 1, "e\u0301": 2 } }').map((one) => one.split(' ')[0])).toEqual([
    'airlock.yml:1:17',
    'airlock.yml:1:25',
  ]);
});

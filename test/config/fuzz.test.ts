import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseDocument, stringify } from 'yaml';
import { CONFIG_LIMITS } from '../../src/config/read.ts';
import { toData } from '../../src/reader/data.ts';
import { readYaml } from '../../src/reader/yaml.ts';
import { problemText } from '../../src/report/problems.ts';
import { read, sound } from './read.ts';

/** 500 by default; `npm run test:real` looks longer. */
const RUNS = Number(process.env['AIRLOCK_FUZZ_RUNS'] ?? 500);
const EXAMPLE = readFileSync(new URL('fixtures/example.yml', import.meta.url), 'utf8');
const SLOW_MS = 1_000;

/** Reads a text, and holds it against everything that is promised of any text. */
function examine(bytes: Buffer): boolean {
  const start = performance.now();
  const result = read(bytes);
  expect(performance.now() - start).toBeLessThan(SLOW_MS);
  if (!result.ok) {
    expect(result.problems.length).toBeGreaterThan(0);
    for (const one of result.problems) {
      expect(problemText(one).replaceAll('config-undefined', '')).not.toMatch(/undefined|\[object|Zod/u);
      if (one.code === 'file-too-large') continue;
      expect(one.line).toBeGreaterThanOrEqual(1);
      expect(one.column).toBeGreaterThanOrEqual(1);
      const lines = bytes
        .toString('utf8')
        .replace(/^\ufeff/u, '')
        .split(/\r\n|\r|\n/u);
      expect(one.column).toBeLessThanOrEqual([...(lines[(one.line ?? 0) - 1] ?? '')].length + 1);
    }
    return false;
  }
  // What is accepted means what the usual reader takes it for.
  const text = bytes.toString('utf8');
  const usual = parseDocument(text, {
    version: '1.2',
    uniqueKeys: true,
    strict: true,
    merge: false,
    logLevel: 'silent',
  });
  expect(usual.errors).toEqual([]);
  const own = readYaml(text.replace(/^\ufeff/u, ''), CONFIG_LIMITS);
  if (!own.ok) throw new Error('was accepted');
  expect(JSON.stringify(own.roots[0] === undefined ? null : toData(own.roots[0]))).toBe(
    JSON.stringify(usual.toJS({ mapAsMap: false })),
  );
  return true;
}

const TOKENS = [
  ...[
    'bundle',
    'components',
    'evidence',
    'gates',
    'tiers',
    'stage',
    'observe',
    'kind',
    'paths',
    'prompt',
    'golden',
  ],
  ...[
    ':',
    ': ',
    '- ',
    '? ',
    ', ',
    '[',
    ']',
    '{',
    '}',
    '\n',
    '\n  ',
    '\n    ',
    '"',
    "'",
    '#',
    ' #',
    '|',
    '>',
    '|-',
    '>2',
  ],
  ...[
    '&a',
    '*a',
    '!x',
    '!!str',
    '%YAML 1.1',
    '---',
    '...',
    '<<',
    '~',
    'null',
    'true',
    'no',
    '.nan',
    '.inf',
    '1e400',
  ],
  ...[
    '0x',
    '1_0',
    '"\\ud800"',
    '__proto__',
    'constructor',
    '\t',
    '\r',
    '\r\n',
    '\u0000',
    '\u0002',
    '\u001f',
    '\u0085',
  ],
  ...['\ufeff', '\u2028', '😀', '\uffff', '@', '`', '%', '\\', '10%', 'a/**', '12345678901234567890'],
];

test('bytes that look like YAML', () => {
  const soup = fc
    .array(fc.constantFrom(...TOKENS), { maxLength: 40 })
    .map((tokens) => Buffer.from(tokens.join('')));
  const anything = fc.uint8Array({ maxLength: 60 }).map((array) => Buffer.from(array));
  fc.assert(
    fc.property(fc.oneof({ weight: 4, arbitrary: soup }, { weight: 1, arbitrary: anything }), (bytes) => {
      examine(bytes);
    }),
    { numRuns: RUNS },
  );
});

const edit = fc.record({
  at: fc.nat(EXAMPLE.length),
  length: fc.oneof(fc.constant(0), fc.nat(4), fc.nat(200)),
  text: fc.oneof(fc.constant(''), fc.constantFrom(...TOKENS), fc.string({ maxLength: 3, unit: 'binary' })),
});

test('the example with a few edits', { timeout: 600_000 }, () => {
  const seen = { accepted: 0, refused: 0 };
  fc.assert(
    fc.property(fc.array(edit, { minLength: 1, maxLength: 3 }), (edits) => {
      const text = edits.reduce(
        (now, one) => now.slice(0, one.at) + one.text + now.slice(one.at + one.length),
        EXAMPLE,
      );
      fc.pre(text.isWellFormed());
      seen[examine(Buffer.from(text)) ? 'accepted' : 'refused'] += 1;
    }),
    { numRuns: RUNS },
  );
  expect(Math.min(seen.accepted, seen.refused)).toBeGreaterThan(RUNS / 50);
});

test('the example cut off at every third byte', () => {
  const bytes = Buffer.from(EXAMPLE);
  for (let length = 0; length < bytes.length; length += 3) examine(bytes.subarray(0, length));
});

type Tree = Record<string, unknown>;
const TREE = parseDocument(EXAMPLE).toJS() as Tree;

/** Paths of all maps in the example whose keys are fixed, with one that does not exist. */
function strictMaps(node: unknown, path: (string | number)[] = []): (string | number)[][] {
  if (Array.isArray(node)) return node.flatMap((item, i) => strictMaps(item, [...path, i]));
  if (typeof node !== 'object' || node === null) return [];
  const deeper = Object.entries(node).flatMap(([key, value]) => strictMaps(value, [...path, key]));
  const free = path.length === 1 && path[0] !== 'tiers'; // names of one's own
  return free || path.at(-1) === 'approvals' ? deeper : [path, ...deeper];
}

function inserted(path: readonly (string | number)[], key: string, value: unknown): Tree {
  const copy = structuredClone(TREE);
  let here: Tree = copy;
  for (const step of path) here = here[step] as Tree;
  here[key] = value;
  return copy;
}

test('a key that does not exist is never passed over, wherever it stands and whatever it holds', () => {
  const maps = strictMaps(TREE);
  expect(maps.length).toBeGreaterThan(25);
  fc.assert(
    fc.property(
      fc.constantFrom(...maps),
      fc.constantFrom(
        'typo',
        'kindd',
        'Paths',
        'margins',
        'constructor',
        'x-custom',
        '',
        '0',
        '$ref',
        'toString',
      ),
      fc.constantFrom(null, 1, '', [], {}, { a: 1 }),
      (path, key, value) => {
        const result = read(stringify(inserted(path, key, value)));
        expect(result.ok).toBe(false);
        if (!result.ok)
          expect(result.problems.map(({ code, found }) => [code, found])).toEqual([
            ['config-unknown-key', key],
          ]);
      },
    ),
    { numRuns: RUNS / 4 },
  );
});

test('layout changes nothing', () => {
  const expected = sound(EXAMPLE);
  fc.assert(
    fc.property(
      fc.record({
        indent: fc.integer({ min: 1, max: 8 }),
        lineWidth: fc.constantFrom(0, 80),
        collectionStyle: fc.constantFrom('any' as const, 'flow' as const, 'block' as const),
        defaultStringType: fc.constantFrom(
          'PLAIN' as const,
          'QUOTE_DOUBLE' as const,
          'QUOTE_SINGLE' as const,
        ),
        defaultKeyType: fc.constantFrom('PLAIN' as const, 'QUOTE_DOUBLE' as const, 'QUOTE_SINGLE' as const),
        singleQuote: fc.boolean(),
        flowCollectionPadding: fc.boolean(),
        indentSeq: fc.boolean(),
      }),
      fc.constantFrom('\n', '\r\n'),
      (options, end) => {
        const text = stringify(TREE, options).replaceAll('\n', end);
        expect(sound(text)).toEqual(expected);
      },
    ),
    { numRuns: RUNS / 10 },
  );
  expect(sound(JSON.stringify(TREE))).toEqual(expected);
  expect(sound(JSON.stringify(TREE, null, 2))).toEqual(expected);
});

test('defaults and a file give what one file with both would give', () => {
  const keys = Object.keys(TREE).filter((key) => key !== 'bundle' && key !== 'components');
  const expected = sound(EXAMPLE).policy;
  const split = fc.tuple(
    ...keys.map((key) => fc.tuple(fc.constant(key), fc.constantFrom('below', 'over', 'both'), fc.nat())),
  );
  fc.assert(
    fc.property(split, (choices) => {
      const [below, over]: [Tree, Tree] = [{}, { bundle: TREE['bundle'], components: TREE['components'] }];
      for (const [key, where, seed] of choices) {
        const members = Object.entries(TREE[key] as Tree);
        const cut = seed % (members.length + 1);
        if (where === 'below') below[key] = TREE[key];
        else if (where === 'over') over[key] = TREE[key];
        else {
          below[key] = Object.fromEntries(members.slice(0, cut));
          over[key] = Object.fromEntries(members.slice(cut));
        }
      }
      expect(sound(stringify(over), stringify(below)).policy).toEqual(expected);
    }),
    { numRuns: RUNS / 10 },
  );
});

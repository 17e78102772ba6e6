import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anyGlob, compileGlob, globFault, globGroups, LONGEST_GLOB } from '../../src/bundle/glob.ts';
import { matches } from './recompute.mjs';

const RUNS = Number(process.env['AIRLOCK_FUZZ_RUNS'] ?? 3_000);

test.each([
  // pattern, what it takes, what it leaves
  ['prompts/*', ['prompts/a.md', 'prompts/.a', 'prompts/'], ['prompts/a/b', 'prompts', 'Prompts/a']],
  ['prompts/**', ['prompts/a', 'prompts/a/b/c', 'prompts/'], ['prompts', 'x/prompts/a']],
  ['**/a.md', ['a.md', 'x/a.md', 'x/y/a.md'], ['xa.md', 'a.md/b']],
  ['x/**/y', ['x/y', 'x/a/y', 'x/a/b/y'], ['xy', 'x/ay', 'x/a/by']],
  ['x**/y', ['x/y', 'xa/y', 'xa/b/y', 'x/a/y'], ['y', 'xy']],
  ['x/**y', ['x/y', 'x/ay', 'x/a/y'], ['xy', 'x/yz']],
  ['**', ['a', 'a/b', ''], []],
  ['***', ['a', 'a/b', ''], []],
  ['**/**', ['a', 'a/b', ''], []],
  ['a?c', ['abc', 'aéc', 'a😀c'], ['ac', 'a/c', 'abbc', 'ae\u0301c']],
  ['*.{md,txt}', ['a.md', 'a.txt', '.md'], ['a.mdx', 'a/b.md', 'a.{md,txt}']],
  ['{a,b{c,d}}', ['a', 'bc', 'bd'], ['b', 'ac', '{a,bc}']],
  ['{,x/}y', ['y', 'x/y'], ['z/y']],
  ['a{}b', ['ab'], ['a{}b']],
  ['a{b}', ['ab'], ['a{b}']],
  ['{a', ['{a'], ['a']],
  ['a}', ['a}'], ['a']],
  ['}{', ['}{'], ['']],
  ['{{a,b}', ['{a', '{b'], ['a']],
  ['{a,{b}', ['{a,b'], ['a', 'b']],
  ['a,b', ['a,b'], ['a', 'b']],
  ['[ab]!(c)', ['[ab]!(c)'], ['a', 'b']],
  ['!a', ['!a'], ['a', 'b']],
  ['a\\*', ['a\\', 'a\\b'], ['a*']],
  ['./a', ['./a'], ['a']],
  ['a//b', ['a//b'], ['a/b']],
  // Alternatives stand for what writing them out gives.
  ['{**,x}/y', ['y', 'a/y', 'a/b/y', 'x/y'], ['ay']],
  ['**{/a,b}', ['a', 'x/a', 'b', 'xb', 'x/b'], ['xa']],
  ['{*,x}*', ['a', 'a/b', 'xa/b'], []],
  ['{a/,b}**/c', ['a/c', 'a/x/c', 'b/c', 'bx/c'], ['ac', 'c']],
  ['{**/,}x', ['x', 'a/x'], ['ax']],
])('%s', (pattern, taken, left) => {
  const one = compileGlob(pattern);
  expect(taken.filter((path) => !one(path))).toEqual([]);
  expect(left.filter((path) => one(path))).toEqual([]);
});

const PIECES = ['*', '**', '**/', '/', '?', '{', ',', '}', 'a', 'b', 'é', '😀', '[', '!', '.'];
const pattern = fc
  .array(fc.constantFrom(...PIECES), { minLength: 1, maxLength: 10 })
  .map((pieces) => pieces.join(''))
  .filter((glob) => globFault(glob) === null);
const path = fc.array(fc.constantFrom('a', 'b', '/', 'é', '😀', '[', '{', ',', '}', '.', '*'), {
  maxLength: 8,
});

test('agrees with writing all alternatives out and trying', () => {
  const seen = { yes: 0, no: 0 };
  fc.assert(
    fc.property(fc.array(pattern, { minLength: 1, maxLength: 3 }), fc.array(path), (globs, paths) => {
      const any = anyGlob(globs);
      for (const letters of paths) {
        const name = letters.join('');
        const expected = globs.some((glob) => matches(glob, name));
        seen[expected ? 'yes' : 'no'] += 1;
        expect(any(name), `${JSON.stringify(globs)} ${JSON.stringify(name)}`).toBe(expected);
      }
    }),
    { numRuns: RUNS },
  );
  expect(Math.min(seen.yes, seen.no)).toBeGreaterThan(RUNS / 10);
});

test('of several groups those match that match by themselves', () => {
  fc.assert(
    fc.property(
      fc.array(fc.array(pattern, { maxLength: 3 }), { minLength: 1, maxLength: 4 }),
      fc.array(path, { minLength: 1 }),
      (groups, paths) => {
        const matching = globGroups(groups);
        const alone = groups.map((globs) => anyGlob(globs));
        for (const letters of paths) {
          const name = letters.join('');
          const expected = groups.flatMap((_, i) => (alone[i]?.(name) === true ? [i] : []));
          expect(matching(name), `${JSON.stringify(groups)} ${JSON.stringify(name)}`).toEqual(expected);
        }
      },
    ),
    { numRuns: RUNS / 3 },
  );
});

test('what a matcher was asked before does not change its answers', () => {
  fc.assert(
    fc.property(pattern, fc.array(path, { minLength: 1 }), (glob, paths) => {
      const used = compileGlob(glob);
      const names = paths.map((letters) => letters.join(''));
      for (const name of names) used(name);
      expect(names.map(used)).toEqual(names.map((name) => compileGlob(glob)(name)));
    }),
    { numRuns: 500 },
  );
});

const LONG = 4096;
const long = LONGEST_GLOB;
const HOSTILE: Record<string, string> = {
  'stars and letters': '*a'.repeat(long / 2),
  'double stars and letters': '**a'.repeat(long / 3),
  folders: '**/'.repeat(long / 3) + 'b',
  'stars alone': '*'.repeat(long),
  'question marks': `*${'?'.repeat(long - 2)}b`,
  'many alternatives': `*{${'a,'.repeat(500)}}b`,
  'nested alternatives': `${'{a,*'.repeat(30)}${'}'.repeat(30)}b`,
  'alternatives in a row': '{a,aa,*}'.repeat(100) + 'b',
  'alternatives of folders': '{**/,a/,*}'.repeat(100) + 'b',
};
const TEXTS = ['a'.repeat(LONG), 'a/'.repeat(LONG / 2), 'ab'.repeat(LONG / 2), `${'a'.repeat(LONG - 1)}b`];

test.each(Object.entries(HOSTILE))('takes no longer than its length allows: %s', (_, glob) => {
  expect(globFault(glob)).toBeNull();
  const one = compileGlob(glob);
  const start = performance.now();
  for (const text of TEXTS) one(text);
  // A backtracking matcher needs longer than the age of the universe; the bound only tells the two apart.
  expect(performance.now() - start).toBeLessThan(3_000);
});

test('many hostile patterns together stay within bounded memory', () => {
  const any = anyGlob(Array.from({ length: 40 }, (_, i) => `${'*a'.repeat(i + 100)}*${i}`));
  const before = process.memoryUsage().heapUsed;
  // Every path holds the patterns in sets of states that no other path has.
  for (let i = 0; i < 30; i += 1) any('a'.repeat(i) + 'b'.repeat(i % 7) + 'a'.repeat(200 - i));
  expect(process.memoryUsage().heapUsed - before).toBeLessThan(100e6);
});

test('random patterns on long hostile paths', () => {
  const wild = fc.array(fc.constantFrom('*', '**', '**/', '?', 'a', '/', '{a,*}', '{**/,a}'), {
    maxLength: 60,
  });
  fc.assert(
    fc.property(wild, (pieces) => {
      const glob = pieces.join('');
      fc.pre(globFault(glob) === null);
      const start = performance.now();
      compileGlob(glob)('a/'.repeat(LONG / 2));
      expect(performance.now() - start).toBeLessThan(1_000);
    }),
    { numRuns: 200 },
  );
});

test('faults are told before anything is compiled', () => {
  expect(globFault('')).toBe('empty');
  expect(globFault('a'.repeat(LONGEST_GLOB))).toBeNull();
  expect(globFault('a'.repeat(LONGEST_GLOB + 1))).toBe('too-long');
  expect(globFault('{'.repeat(32) + '}'.repeat(32))).toBeNull();
  expect(globFault('{'.repeat(33))).toBe('too-deep');
});

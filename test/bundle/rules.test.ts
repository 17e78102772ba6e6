import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import type { Bundle, ComponentRule, Entry } from '../../src/bundle/bundle.ts';
import { describeBundle } from '../../src/bundle/describe.ts';
import { GitRepository } from '../../src/host/git/repository.ts';
import { EXIT, Refusal } from '../../src/problem.ts';
import { NO_POINTERS, POINTERS } from './arbitrary.ts';
import { file, type MadeFile, MadeRepository } from './git.ts';

const made = MadeRepository.init();
const repository = await GitRepository.open(made.path);

type Rule = Partial<ComponentRule> & { readonly paths: readonly string[] };

function rule(given: Rule, i: number): ComponentRule {
  return { name: `c${i}`, kind: 'other', values: {}, links: 'refuse', confidential: false, ...given };
}

function bundleOf(files: readonly MadeFile[], rules: readonly Rule[], provisional = false): Promise<Bundle> {
  const identity = { name: 'bot', components: rules.map(rule), provisional };
  return describeBundle(repository, made.commit(files), identity);
}

/** `code file` of everything that was refused. */
async function refused(files: readonly MadeFile[], rules: readonly Rule[]): Promise<string[]> {
  try {
    await bundleOf(files, rules);
    return [];
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    expect(error.exit).toBe(EXIT.usage);
    return error.problems.map(({ code, file: path }) => `${code} ${path}`);
  }
}

async function entriesOf(files: readonly MadeFile[], rules: readonly Rule[]): Promise<readonly Entry[][]> {
  return (await bundleOf(files, rules)).components.map(({ entries }) => [...entries]);
}

const sha256 = (bytes: string): string => createHash('sha256').update(bytes).digest('hex');
const link = (path: string, target: string | Buffer): MadeFile => ({ path, mode: '120000', bytes: target });
const module = (path: string): MadeFile => ({ path, mode: '160000', bytes: '0123456789'.repeat(4) });
const ALL: Rule[] = [{ paths: ['**'] }];
const RECORD: Rule[] = [{ paths: ['**'], links: 'record' }];

test('the digest of a known bundle, worked out by hand', async () => {
  const bundle = await bundleOf(
    [file('b.md', 'two\n'), { path: 'a.md', mode: '100755', bytes: 'one\n' }],
    [{ name: 'prompts', kind: 'prompt', paths: ['*.md'], values: { z: 1, a: ['x'] } }],
  );
  const component =
    'airlock/component/v1\n' +
    `{"entries":[{"mode":"100755","path":"a.md","sha256":"${sha256('one\n')}","size":4},` +
    `{"mode":"100644","path":"b.md","sha256":"${sha256('two\n')}","size":4}],` +
    '"kind":"prompt","name":"prompts","values":{"a":["x"],"z":1}}';
  expect(bundle.components[0]?.digest).toBe(`sha256:${sha256(component)}`);
  const whole = `airlock/bundle/v1\n{"bundle":"bot","components":[{"digest":"sha256:${sha256(component)}","kind":"prompt","name":"prompts"}]}`;
  expect(bundle.digest).toBe(`sha256:${sha256(whole)}`);
});

test('a symbolic link or a submodule in a component is refused, elsewhere it is not', async () => {
  const files = [
    link('in/link', 'x'),
    module('in/sub'),
    link('out/link', 'x'),
    module('out/sub'),
    file('in/a'),
  ];
  expect(await refused(files, [{ paths: ['in/**'] }])).toEqual([
    'component-symlink in/link',
    'component-submodule in/sub',
  ]);
  expect(await refused(files, [{ paths: ['in/a'] }])).toEqual([]);
});

test('`links: record` takes the link text and the commit, for that component only', async () => {
  const files = [link('a/link', '../elsewhere'), module('a/sub'), link('b/link', 'x')];
  expect(await entriesOf(files, [{ paths: ['a/**'], links: 'record' }])).toEqual([
    [
      { path: 'a/link', mode: '120000', target: '../elsewhere' },
      { path: 'a/sub', mode: '160000', target: '0123456789'.repeat(4) },
    ],
  ]);
  expect(await refused(files, [{ paths: ['a/**'], links: 'record' }, { paths: ['b/**'] }])).toEqual([
    'component-symlink b/link',
  ]);
});

test.each([
  ['not UTF-8', Buffer.from([0x61, 0xff])],
  ['longer than any path', 'x'.repeat(65_537)],
])('a link whose text is %s cannot be written down', async (_, target) => {
  expect(await refused([link('link', target)], RECORD)).toEqual(['path-not-utf8 link']);
  const bundle = await bundleOf([link('link', target), file('a')], RECORD, true);
  expect(bundle.components[0]?.entries.map(({ path }) => path)).toEqual(['a']);
  expect(bundle.warnings).toEqual([
    { code: 'path-left-out', component: 'c0', path: 'link', reason: 'path-not-utf8' },
  ]);
});

test('the text of a link keeps every byte', async () => {
  const digests = await Promise.all(
    ['x', 'x\n', '\ufeffx', ''].map(async (text) => (await bundleOf([link('l', text)], RECORD)).digest),
  );
  expect(new Set(digests).size).toBe(4);
});

test('a name that is not UTF-8 is refused in a component, elsewhere it is not', async () => {
  const bad: MadeFile = { path: Buffer.from('in/\xff.md', 'latin1'), mode: '100644', bytes: 'x' };
  expect(await refused([bad], [{ paths: ['in/**'] }])).toEqual(['path-not-utf8 in/\ufffd.md']);
  expect(await refused([bad, file('a')], [{ paths: ['a'] }])).toEqual([]);
});

test('a name keeps every letter, a byte order mark too', async () => {
  const names = ['\ufeffa', 'a', '\ufeff\ufeffa'];
  expect(
    (
      await entriesOf(
        names.map((name) => file(name)),
        ALL,
      )
    )[0]?.map(({ path }) => path),
  ).toEqual(['a', '\ufeffa', '\ufeff\ufeffa']);
});

test.each([
  ['case', 'Prompt.md', 'prompt.md'],
  ['case beyond ASCII', 'É.md', 'é.md'],
  ['normalisation', 'cafe\u0301.md', 'caf\u00e9.md'],
  ['both', 'CAFE\u0301.md', 'caf\u00e9.md'],
  ['a folder’s case', 'A/x.md', 'a/x.md'],
])('names that differ only in %s are refused', async (_, first, second) => {
  expect(await refused([file(first), file(second)], ALL)).toEqual([`path-collision ${second}`]);
});

test('names collide across components, and not with what is in none', async () => {
  const files = [file('A/x'), file('a/x'), file('free/Y'), file('FREE/y')];
  expect(await refused(files, [{ paths: ['A/*'] }, { paths: ['a/*'] }])).toEqual(['path-collision a/x']);
  expect(await refused(files, [{ paths: ['A/*', 'free/*'] }])).toEqual([]);
});

test('what only looks alike does not collide', async () => {
  // ß is not ss, ﬁ is not fi (that would be NFKC), the dotless i is not i.
  const files = ['ß', 'ss', 'ﬁ', 'fi', 'ı', 'i', 'a', 'а'].map((name) => file(name));
  expect(await refused(files, ALL)).toEqual([]);
});

test('all that is wrong is said at once, in the order of the paths', async () => {
  const files = [link('z', 'x'), file('B'), file('b'), module('a')];
  expect(await refused(files, ALL)).toEqual([
    'component-submodule a',
    'path-collision b',
    'component-symlink z',
  ]);
});

test('a path belongs to the first component that matches', async () => {
  const files = ['prompts/a.md', 'prompts/b.md', 'x.md'].map((name) => file(name));
  const owned = await entriesOf(files, [
    { paths: ['prompts/a.md'] },
    { paths: ['**/*.md'] },
    { paths: ['**'] },
  ]);
  expect(owned.map((entries) => entries.map(({ path }) => path))).toEqual([
    ['prompts/a.md'],
    ['prompts/b.md', 'x.md'],
    [],
  ]);
});

test('the order of components decides who owns a file, and is no part of the digest where nobody owns it twice', async () => {
  const files = [file('a'), file('b')];
  const [one, two] = [
    { name: 'one', paths: ['a'] },
    { name: 'two', paths: ['b'] },
  ];
  expect((await bundleOf(files, [one, two])).digest).toBe((await bundleOf(files, [two, one])).digest);
  const wide = { name: 'one', paths: ['**'] };
  expect((await bundleOf(files, [wide, two])).digest).not.toBe((await bundleOf(files, [two, wide])).digest);
});

test('a component that matches nothing stays, with a warning', async () => {
  const bundle = await bundleOf(
    [file('a')],
    [
      { name: 'none', paths: ['nowhere/**'] },
      { name: 'empty', paths: [] },
    ],
  );
  expect(bundle.components.map(({ name, entries }) => [name, entries])).toEqual([
    ['none', []],
    ['empty', []],
  ]);
  expect(bundle.warnings.map(({ code, component }) => `${code} ${component}`)).toEqual([
    'component-empty none',
    'component-empty empty',
  ]);
  expect((await bundleOf([file('a')], [{ name: 'none', paths: [] }])).digest).not.toBe(
    (await bundleOf([file('a')], [])).digest,
  );
});

test('entries are in the order of the bytes of their paths', async () => {
  const names = ['a', 'a-b', 'a/b', 'a.b', 'B', '\uffff', '😀', '\ue000'].filter((name) => name !== 'a');
  const [entries] = await entriesOf(
    names.map((name) => file(name)),
    ALL,
  );
  const paths = entries?.map(({ path }) => path) ?? [];
  expect(paths).toEqual(paths.toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b))));
  expect(paths.indexOf('😀')).toBeGreaterThan(paths.indexOf('\uffff')); // unlike the order of UTF-16
});

/** A tree that git itself would not write. */
function madeByHand(entries: readonly [mode: string, name: string, bytes: string][]): string {
  const parts = entries.map(([mode, name, bytes]) => {
    const oid = made.git(['hash-object', '-w', '--stdin'], bytes);
    return Buffer.concat([Buffer.from(`${mode} ${name}\0`), Buffer.from(oid, 'hex')]);
  });
  const tree = made.git(['hash-object', '-w', '-t', 'tree', '--literally', '--stdin'], Buffer.concat(parts));
  return made.git(['commit-tree', tree, '-m', 'x']);
}

async function handMade(entries: readonly [string, string, string][]): Promise<Bundle> {
  const identity = { name: 'bot', components: ALL.map(rule), provisional: false };
  return describeBundle(repository, madeByHand(entries), identity);
}

test('a tree in the wrong order gives the digest of the right order', async () => {
  const sorted = await bundleOf([file('a', '1'), file('b', '2'), file('c', '3')], ALL);
  const jumbled = await handMade([
    ['100644', 'c', '3'],
    ['100644', 'a', '1'],
    ['100644', 'b', '2'],
  ]);
  expect(jumbled.digest).toBe(sorted.digest);
});

test('a tree that names a file twice is refused', async () => {
  const twice = handMade([
    ['100644', 'a', '1'],
    ['100644', 'a', '2'],
  ]);
  await expect(twice).rejects.toMatchObject({ problems: [{ code: 'path-collision', file: 'a' }] });
});

test('an odd mode of old times counts as what git takes it for', async () => {
  const bundle = await handMade([
    ['100664', 'a', '1'],
    ['100775', 'b', '2'],
  ]);
  expect(bundle.components[0]?.entries.map(({ mode }) => mode)).toEqual(['100644', '100755']);
});

test.each(Object.entries(POINTERS))('a Git LFS pointer %s stands for its object', async (_, bytes) => {
  const [entries] = await entriesOf([file('model.bin', bytes)], ALL);
  const size = Number(/size (\d+)\n$/u.exec(bytes)?.[1]);
  expect(entries).toEqual([{ path: 'model.bin', mode: '100644', lfs: { oid: 'ab'.repeat(32), size } }]);
});

test.each(Object.entries(NO_POINTERS))('a pointer %s is content', async (_, bytes) => {
  const [entries] = await entriesOf([file('model.bin', bytes)], ALL);
  expect(entries).toEqual([
    { path: 'model.bin', mode: '100644', sha256: sha256(bytes), size: Buffer.byteLength(bytes) },
  ]);
});

test('values are part of the digest, their order is not', async () => {
  const digest = async (values: ComponentRule['values']): Promise<string> =>
    (await bundleOf([file('a')], [{ paths: ['a'], values }])).digest;
  expect(await digest({ a: 1, b: { c: 2, d: 3 } })).toBe(await digest({ b: { d: 3, c: 2 }, a: 1 }));
  const different: ComponentRule['values'][] = [
    {},
    { a: 1 },
    { a: '1' },
    { a: true },
    { a: null },
    { a: [1] },
    { A: 1 },
    { a: 1, b: 1 },
  ];
  const digests = await Promise.all(different.map(digest));
  expect(new Set(digests).size).toBe(different.length);
});

test('a large blob is hashed whole', async () => {
  const bytes = Buffer.alloc(3_000_001, 'a\n');
  const [entries] = await entriesOf([file('big', bytes)], ALL);
  expect(entries).toEqual([
    {
      path: 'big',
      mode: '100644',
      sha256: createHash('sha256').update(bytes).digest('hex'),
      size: 3_000_001,
    },
  ]);
});

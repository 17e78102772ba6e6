import { expect, test } from 'vitest';
import type { Judged } from '../../src/bundle/detect.ts';
import { featuresOf, slug } from '../../src/setup/features.ts';

const prompt = (path: string): Judged => ({ path, kind: 'prompt', basis: 'name', model: false });
const tree = (...paths: string[]) =>
  paths.map((path) => ({ path, validPath: true, mode: '100644', oid: path }));

test('children of a folder that holds products are features', () => {
  const judged = ['apps/a/prompts/x.md', 'apps/b/prompts/x.md', 'apps/a/tools/y.md'].map(prompt);
  expect(featuresOf(judged, [])).toEqual([
    { name: 'a', root: 'apps/a' },
    { name: 'b', root: 'apps/b' },
  ]);
});

test('below any other folder a feature is a package of its own', () => {
  const judged = ['src/a/prompts/x.md', 'src/b/prompts/x.md'].map(prompt);
  expect(featuresOf(judged, tree('src/a/main.py'))).toEqual([]);
  expect(featuresOf(judged, tree('src/a/pyproject.toml', 'src/b/pyproject.toml'))).toHaveLength(2);
});

test('one of them is no monorepo', () => {
  expect(featuresOf([prompt('apps/a/prompts/x.md')], [])).toEqual([]);
});

test('what lies inside a feature is none, and two of a name are told apart', () => {
  const judged = [
    'apps/a/packages/x/p.md',
    'apps/a/packages/y/p.md',
    'apps/b/p.md',
    'bots/a/p.md',
    'bots/c/p.md',
  ];
  expect(featuresOf(judged.map(prompt), []).map(({ name }) => name)).toEqual(['a', 'b', 'bots-a', 'c']);
});

test.each([
  ['Support Bot', 'support-bot'],
  ['@acme/bot_v2', 'acme-bot-v2'],
  ['123', null],
  ['Übersetzer', 'ubersetzer'],
  ['---', null],
  ['a'.repeat(80), 'a'.repeat(63)],
])('%s becomes the name %s', (text, name) => {
  expect(slug(text)).toBe(name);
});

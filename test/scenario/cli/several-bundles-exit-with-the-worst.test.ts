import { afterAll, expect, test } from 'vitest';
import { airlock, codes, json } from '../airlock.ts';
import { bot } from '../bot.ts';
import { results, SHARES, tinyConfig } from '../tiny.ts';

const NAMES = { alpha: 'go', beta: 'undecided', gamma: 'no-go' } as const;
const entries = Object.entries(NAMES);
const config = (name: string): string =>
  tinyConfig(`root: ${name}/\n`)
    .replace('bundle: tiny', `bundle: ${name}`)
    .replace('results.csv', `${name}/results.csv`);
const repository = bot({
  example: false,
  base: Object.fromEntries([
    ...entries.map(([name]) => [`.github/airlock/${name}.yml`, config(name)]),
    ...entries.map(([name]) => [`${name}/settings/low.txt`, 'one\n']),
  ]),
  files: Object.fromEntries([
    ...entries.map(([name]) => [`${name}/settings/low.txt`, 'two\n']),
    ...entries.map(([name, outcome]) => [`${name}/results.csv`, results(SHARES[outcome])]),
  ]),
});
afterAll(() => repository[Symbol.dispose]());

const CHECK = ['check', '--base', 'main', '--head', 'change', '--json'];
interface Several {
  readonly schema: string;
  readonly bundles: readonly { bundle: { name: string }; schema: string }[];
}

test('check of several bundles exits with the worst', async () => {
  const result = await airlock(repository.path, CHECK);
  expect(result).toMatchObject({ code: 1, stderr: '' });
  const { schema, bundles } = json<Several>(result);
  expect(schema).toBe('airlock.checks/1');
  expect(bundles.map(({ bundle }) => bundle.name)).toEqual(['alpha', 'beta', 'gamma']);
  expect(new Set(bundles.map((one) => one.schema))).toEqual(new Set(['airlock.check/1']));
});

test.each([
  ['alpha', 0],
  ['beta', 2],
  ['gamma', 1],
])('--bundle %s exits with %i', async (name, exit) => {
  const result = await airlock(repository.path, [...CHECK, '--bundle', name]);
  expect(result.code).toBe(exit);
  expect(json(result)).toMatchObject({ schema: 'airlock.check/1', bundle: { name } });
});

test('an undecided bundle is worse than a go', async () => {
  repository.put({ 'gamma/results.csv': results(1) });
  expect((await airlock(repository.path, CHECK)).code).toBe(2);
  repository.put({ 'gamma/results.csv': results(0) });
});

test('version, diff, classify and gate of several bundles', async () => {
  const schemas = await Promise.all(
    [['version'], ['diff', '--base', 'main'], ['classify', '--base', 'main'], ['gate', '--base', 'main']].map(
      async (args) => json<Several>(await airlock(repository.path, [...args, '--json'])).schema,
    ),
  );
  expect(schemas).toMatchInlineSnapshot(`
    [
      "airlock.versions/1",
      "airlock.diffs/1",
      "airlock.risks/1",
      "airlock.gates-of/1",
    ]
  `);
});

test('a bundle that is not there is refused with the nearest', async () => {
  const result = await airlock(repository.path, [...CHECK, '--bundle', 'alfa']);
  expect(result.code).toBe(64);
  expect(codes(result)).toEqual(['unknown-bundle']);
  expect(result.stderr).toContain('Did you mean "alpha"?');
});

test('results of one bundle are not read for another', async () => {
  const result = await airlock(repository.path, [...CHECK, '--evidence', 'golden=alpha/results.csv']);
  expect(result.code).toBe(0);
});

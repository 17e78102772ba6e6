import { afterAll, expect, test } from 'vitest';
import { airlock, json } from '../airlock.ts';
import { bot } from '../bot.ts';
import { tinyBase, tinyConfig } from '../tiny.ts';

const broken = tinyConfig('stge: observe\ntiers: { high: { undecided: maybe } }\n');
const repository = bot({ example: false, base: tinyBase(), files: { '.github/airlock.yml': broken } });
afterAll(() => repository[Symbol.dispose]());

const COMMANDS = [
  ['check', '--base', 'main', '--head', 'change'],
  ['version', '--ref', 'change'],
  ['diff', '--base', 'main', '--head', 'change'],
  ['classify', '--head', 'change'],
  ['gate', '--head', 'change'],
].map((args) => ({ args }));

test.each(COMMANDS)('$args validates the whole configuration', async ({ args }) => {
  const result = await airlock(repository.path, [...args, '--json']);
  expect(result.code).toBe(64);
  const { errors, ...document } = json<{ errors: Record<string, unknown>[] }>(result);
  expect(document).toEqual({ schema: 'airlock.error/1', exit: 64 });
  expect(errors.sort((a, b) => Number(a['line']) - Number(b['line']))).toMatchObject([
    { code: 'config-unknown-key', file: '.github/airlock.yml', line: 10, column: 1, nearest: 'stage' },
    { code: 'config-wrong-value', file: '.github/airlock.yml', line: 11, found: 'maybe' },
  ]);
  expect(result.stderr).toMatch(/^\.github\/airlock\.yml:10:1: config-unknown-key: /mu);
});

test('every form of asking for JSON gives a document', async () => {
  for (const form of [['--json'], ['--format', 'json'], ['--format=json']]) {
    const result = await airlock(repository.path, ['version', '--ref', 'change', ...form]);
    expect({ form, schema: json(result)['schema'] }).toEqual({ form, schema: 'airlock.error/1' });
  }
});

test('without it standard output stays empty', async () => {
  const result = await airlock(repository.path, ['version', '--ref', 'change']);
  expect(result).toMatchObject({ code: 64, stdout: '' });
  expect(result.stderr).toMatchInlineSnapshot(`
    ".github/airlock.yml:11:29: config-wrong-value: tiers.high.undecided: The value of a setting cannot be used. Found "maybe", expected one of warn, ask, block.
      Use a value as the message describes it.
    .github/airlock.yml:10:1: config-unknown-key: stge: There is no such setting. Found "stge", expected one of bundle, root, formerly, components, stage, privacy, environment, max-age, expected-flips, evidence, gates, tiers, people, machines, windows, freezes, packs, ledger, environments, replaceable, registry, rollouts, risk, models. Did you mean "stage"?
      Correct the spelling or delete the key.
    "
  `);
});

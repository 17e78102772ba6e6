import { afterAll, expect, test } from 'vitest';
import { airlock, codes, json } from '../airlock.ts';
import { bot } from '../bot.ts';
import { results, tinyBase, tinyConfig } from '../tiny.ts';

const base = { ...tinyBase(), 'ops/strict.yml': tinyConfig().replace('0.75', '0.99') };
const files = { 'settings/low.txt': 'two\n', 'results.csv': results(0.9) };
const repository = bot({ example: false, base, files });
repository.put({
  '../outside.yml': tinyConfig().replace('0.75', '0.99'),
  'ops/uncommitted.yml': tinyConfig(),
});
afterAll(() => repository[Symbol.dispose]());

const CHECK = ['check', '--base', 'main', '--head', 'change', '--json'];
const outcomes = { 0: 'go', 1: 'no-go', 2: 'undecided' } as const;

test('a path inside is read from the commits', async () => {
  for (const path of ['ops/strict.yml', `${repository.path}/ops/strict.yml`]) {
    const result = await airlock(repository.path, [...CHECK, '--config', path]);
    expect(result.code).toBe(1);
    expect(json(result)).toMatchObject({
      decision: { outcome: outcomes[1] },
      policy: { ref: repository.base, path: 'ops/strict.yml' },
    });
  }
});

test('a path outside is read from disk, for both sides and bound to no commit', async () => {
  const result = await airlock(repository.path, [...CHECK, '--config', '../outside.yml']);
  expect(result.code).toBe(1);
  expect(json(result)).toMatchObject({ policy: { ref: null, changed: false } });
});

test('without it the default is read', async () => {
  const result = await airlock(repository.path, CHECK);
  expect(result.code).toBe(0);
});

test('what is not committed is not there', async () => {
  const result = await airlock(repository.path, [...CHECK, '--config', 'ops/uncommitted.yml']);
  expect(result.code).toBe(64);
  expect(codes(result)).toEqual(['config-not-found']);
});

test('what is nowhere is not there either', async () => {
  const result = await airlock(repository.path, [...CHECK, '--config', '../nowhere.yml']);
  expect(result.code).toBe(64);
  expect(codes(result)).toEqual(['file-missing']);
});

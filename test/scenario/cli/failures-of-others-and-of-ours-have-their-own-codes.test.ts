import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { airlock, codes } from '../airlock.ts';
import { bot } from '../bot.ts';
import { CLI, CLI_NODE } from '../paths.ts';
import { run } from '../process.ts';

const repository = bot({ evals: false });
afterAll(() => repository[Symbol.dispose]());

test('69 without git', async () => {
  const result = await airlock(repository.path, ['version', '--json'], { PATH: '/nowhere' });
  expect(result.code).toBe(69);
  expect(codes(result)).toEqual(['git-missing']);
  expect(result.stderr).toMatchInlineSnapshot(`
    "git-missing: git could not be started. Found "spawn git ENOENT", expected git 2.30 or later on PATH.
      Install git 2.30 or later and put it on PATH.
    "
  `);
});

test('69 where objects are missing', async () => {
  using broken = bot({ example: false, base: { '.github/airlock.yml': 'bundle: broken\n' } });
  const blob = broken.git('rev-parse', 'HEAD:.github/airlock.yml');
  broken.put({ [`.git/objects/${blob.slice(0, 2)}/${blob.slice(2)}`]: null });
  const result = await airlock(broken.path, ['version', '--json']);
  expect(result.code).toBe(69);
  expect(codes(result)).toEqual(['git-object-missing']);
});

test('70 for a fault of ours: one sentence, and a stack only for those who ask', async () => {
  const sabotage = join(repository.path, 'sabotage.mjs');
  writeFileSync(sabotage, 'process.stdout.write = () => { throw new TypeError("sabotage"); };\n');
  const env = { NODE_OPTIONS: `--import=${sabotage}` };
  const result = await airlock(repository.path, ['version'], env);
  expect(result.code).toBe(70);
  expect(result.stdout).toBe('');
  expect(result.stderr).toMatchInlineSnapshot(`
    "fault: This is a fault of Airlock. Found "sabotage".
      Please report it with the output of AIRLOCK_DEBUG=1.
    "
  `);
  const debugged = await airlock(repository.path, ['version'], { ...env, AIRLOCK_DEBUG: '1' });
  expect(debugged.code).toBe(70);
  expect(debugged.stderr).toMatch(/^\s+at /mu);
});

test('a reader that closes the pipe is no fault', async () => {
  const command = `'${CLI_NODE}' '${CLI}' --help | true`;
  const result = await run('/bin/sh', ['-c', command], { PATH: process.env['PATH'] ?? '' }, repository.path);
  expect(result.stderr).toBe('');
});

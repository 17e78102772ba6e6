import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { airlock, codes } from '../airlock.ts';
import { bot } from '../bot.ts';
import { scratchFolder } from '../folder.ts';
import { gitIn, initialise } from '../git.ts';

const repository = bot({ change: 'tidy-refund-prompt', evals: false });
afterAll(() => repository[Symbol.dispose]());

test.each([
  'nothing',
  'HEAD~99',
  '',
  '--all',
  '-n1',
  'main:prompts',
  'main^{tree}',
  'main..change',
  '0'.repeat(40),
  'ma\nin',
])('a ref that is no commit: %j', async (ref) => {
  for (const args of [
    ['check', `--base=${ref}`],
    ['version', `--ref=${ref}`],
  ]) {
    const result = await airlock(repository.path, [...args, '--json']);
    expect({ args, code: result.code }).toEqual({ args, code: 64 });
    expect(codes(result)).toEqual([ref === '' ? expect.stringMatching(/./u) : 'unknown-ref']);
  }
});

test('a folder that is in no repository', async () => {
  using folder = scratchFolder();
  for (const command of ['version', 'classify', 'gate']) {
    const result = await airlock(folder.path, [command, '--json']);
    expect({ command, code: result.code }).toEqual({ command, code: 64 });
    expect(codes(result)).toEqual(['not-a-repository']);
  }
});

test('a folder that does not exist', async () => {
  using folder = scratchFolder();
  const result = await airlock(folder.path, ['version', '--repo', 'nowhere', '--json']);
  expect(result.code).toBe(64);
  expect(codes(result)).toEqual(['not-a-repository']);
});

test('a repository without commits', async () => {
  using folder = scratchFolder();
  initialise(folder.path);
  for (const args of [['version'], ['classify'], ['check', '--base', 'main'], ['gate']]) {
    const result = await airlock(folder.path, [...args, '--json']);
    expect({ args, code: result.code }).toEqual({ args, code: 64 });
    expect(codes(result)).toEqual(['no-commits']);
  }
});

test('a bare repository and one without a configuration are no errors', async () => {
  using folder = scratchFolder();
  const bare = join(folder.path, 'bare.git');
  mkdirSync(bare);
  gitIn(bare, 'init', '--quiet', '--bare', '--template=');
  repository.git('push', '--quiet', bare, 'main', 'change');
  const result = await airlock(folder.path, ['check', '--repo', bare, '--base', 'main', '--head', 'change']);
  expect(result).toMatchObject({ code: 2, stderr: '' });
});

import { execFileSync } from 'node:child_process';
import { afterAll, expect, test } from 'vitest';
import { airlock } from '../airlock.ts';
import { bot } from '../bot.ts';
import { CLI, CLI_NODE } from '../paths.ts';
import { results, tinyBase } from '../tiny.ts';

const files = { 'settings/low.txt': 'two\n', 'results.csv': results(1) };
const repository = bot({ example: false, base: tinyBase(), files });
afterAll(() => repository[Symbol.dispose]());

const ESCAPE = new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`, 'u');
const CHECK = ['check', '--base', 'main', '--head', 'change'];

/** util-linux' `script` gives a process a terminal; without it these two tests have nothing to ask. */
const hasScript = (() => {
  try {
    return execFileSync('script', ['--version'], { encoding: 'utf8' }).includes('util-linux');
  } catch {
    return false;
  }
})();

function onTerminal(env: Record<string, string>, args: readonly string[]): string {
  const command = [CLI_NODE, CLI, ...args].map((word) => `'${word}'`).join(' ');
  return execFileSync('script', ['--quiet', '--return', '--command', command, '/dev/null'], {
    cwd: repository.path,
    env: { PATH: process.env['PATH'], TERM: 'xterm', ...env },
    encoding: 'utf8',
  });
}

test.skipIf(!hasScript)('colours and progress on a terminal', () => {
  const text = onTerminal({}, CHECK);
  expect(text).toMatch(ESCAPE);
  expect(text).toContain('tiny: reading results …');
});

test.skipIf(!hasScript)('no colour on a terminal that wants none, and no progress under --quiet', () => {
  for (const env of [{ NO_COLOR: '1' }, { TERM: 'dumb' }])
    expect(onTerminal(env, [...CHECK, '--quiet'])).not.toMatch(ESCAPE);
  expect(onTerminal({}, [...CHECK, '--quiet'])).not.toContain('…');
});

test('none in a pipe, none in a file, none in an error', async () => {
  const piped = await airlock(repository.path, CHECK);
  expect(piped).toMatchObject({ code: 0, stderr: '' });
  expect(piped.stdout).not.toMatch(ESCAPE);
  const refused = await airlock(repository.path, ['chekc']);
  expect(refused.stderr).not.toMatch(ESCAPE);
});

import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { airlock } from '../airlock.ts';
import { scratchFolder } from '../folder.ts';
import { gitIn } from '../git.ts';
import { ROOT } from '../paths.ts';

test('the demo tells the whole story, leaves one page, and leaves everything else alone', async () => {
  using folder = scratchFolder();
  const [home, temp] = [join(folder.path, 'home'), join(folder.path, 'temp')];
  for (const path of [home, temp]) mkdirSync(path);
  const before = existsSync(join(ROOT, '.git')) ? gitIn(ROOT, 'status', '--porcelain', '--', 'examples') : '';
  // No identity, no configuration, no network: whatever git would ask for must not be needed.
  const env = {
    HOME: home,
    TMPDIR: temp,
    GIT_CONFIG_GLOBAL: '/dev/null',
    EMAIL: '',
    SOURCE_DATE_EPOCH: '1793491200',
  };
  const result = await airlock(home, ['demo'], env);

  expect(result).toMatchObject({ code: 0, stderr: '' });
  const [last = ''] = result.stdout.trimEnd().split('\n').slice(-1);
  const report = /^report: (.+)$/u.exec(last)?.[1] ?? '';
  expect(report.startsWith(temp)).toBe(true);
  expect(readFileSync(report, 'utf8')).not.toBe('');
  expect(
    readdirSync(temp, { recursive: true }).filter((name) => String(name).endsWith('.html')),
  ).toHaveLength(1);
  expect(readdirSync(temp)).toHaveLength(1);
  expect(readdirSync(home)).toEqual([]);
  if (existsSync(join(ROOT, '.git')))
    expect(gitIn(ROOT, 'status', '--porcelain', '--', 'examples')).toBe(before);
  expect(result.stdout.split('\n').slice(0, 8)).toMatchInlineSnapshot(`
    [
      "1. A support bot is live as 2.3.1 (a throw-away copy of examples/support-bot).",
      "2. Its evals run on what is live.",
      "3. Pull request 41 "Tidy the refund prompt" reads harmless: four lines of a prompt, one number.",
      "4. The same evals run on the pull request.",
      "5. The gate compares the two, under the policy of the base:",
      "",
      "⛔ No-go · support-bot 3.0.0-pr.41 · high risk",
      "Functional: score in refund fell 22.9 points (−30.9 to −15.3, margin 11.0 points) against merge base 2.3.1.",
    ]
  `);
});

test('a repository around it is not touched, even where the environment names it', async () => {
  using folder = scratchFolder();
  const home = join(folder.path, 'home');
  mkdirSync(home);
  gitIn(home, 'init', '--quiet');
  const env = {
    GIT_DIR: join(home, '.git'),
    GIT_WORK_TREE: home,
    GIT_INDEX_FILE: join(home, 'index'),
    TMPDIR: folder.path,
  };
  const result = await airlock(home, ['demo', '--quiet'], env);
  expect(result).toMatchObject({ code: 0, stderr: '' });
  expect(readdirSync(home)).toEqual(['.git']);
  expect(gitIn(home, 'for-each-ref')).toBe('');
});

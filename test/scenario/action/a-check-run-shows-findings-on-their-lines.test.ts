import { expect, test } from 'vitest';
import { checkRun } from '../../github/fixtures.ts';
import { bot } from '../bot.ts';
import { gate, githubOf, TOKENS } from '../pull.ts';
import { annotations } from '../shown.ts';
import { reportFor, strangersGate, strangersGitHub } from '../stranger.ts';
import { results, tinyBase } from '../tiny.ts';

const CHECKS = {
  ...TOKENS,
  ghs_checks: { contents: 'read', 'pull-requests': 'write', checks: 'write' },
  ghs_statuses: { contents: 'read', 'pull-requests': 'write', statuses: 'write' },
} as const;

/** A change with one finding in each of two files, and results that fail. */
function small() {
  return bot({
    example: false,
    base: { ...tinyBase(), 'results.csv': results(1) },
    files: { 'settings/high.txt': 'two\n', 'settings/medium.txt': 'two\n', 'results.csv': results(0) },
  });
}

test('one check run a commit, with the consequence of the gate and each finding on its line', async () => {
  using repository = bot({ change: 'tidy-refund-prompt' });
  await using github = await githubOf(repository, { tokens: CHECKS });
  const step = await gate(repository, github, { token: 'ghs_checks' });
  const [check, ...more] = github.repository.checkRuns;
  expect(more).toEqual([]);
  expect(check).toMatchObject({
    name: 'airlock-report',
    headSha: repository.head,
    status: 'completed',
    conclusion: 'failure',
    output: { title: 'No-go · support-bot 3.0.0-pr.41 · high risk' },
  });
  expect(check?.output.summary).toContain('| functional | ⛔ fail |');
  expect(check?.output.annotations).toContainEqual(
    expect.objectContaining({ path: 'prompts/refund.md', annotation_level: 'warning' }),
  );
  // The verdict is told once more in the log; the findings are not, or each would stand on its line twice.
  expect(annotations(step)).toHaveLength(1);

  const before = github.log.length;
  const again = await gate(repository, github, { token: 'ghs_checks' });
  expect(annotations(again)).toHaveLength(1);
  expect(github.repository.checkRuns).toEqual([check]);
  expect(github.log.slice(before).filter(({ target }) => target.includes('check-runs'))).toHaveLength(1);
  github.assertClean();
});

test('what a later run finds on the same commit is added, and nothing stands there twice', async () => {
  using repository = small();
  await using github = await githubOf(repository, { tokens: CHECKS });
  await gate(repository, github, { token: 'ghs_checks' });
  const [check] = github.repository.checkRuns;
  const all = structuredClone(check?.output.annotations ?? []);
  expect(all.length).toBeGreaterThan(1);
  // As it is where a run was cut off between two calls.
  check?.output.annotations.splice(1);
  if (check !== undefined) check.externalId = 'airlock:';
  await gate(repository, github, { token: 'ghs_checks', inputs: { 'fail-on': 'never' } });
  expect(github.repository.checkRuns).toHaveLength(1);
  expect(check?.conclusion).toBe('neutral');
  expect(check?.output.annotations).toEqual(all);
  github.assertClean();
});

test('a hundred findings come in two calls, and the whole run in fifteen', async () => {
  const names = Array.from({ length: 120 }, (_, i) => `settings/medium-${i}.txt`);
  const written = (text: string) => Object.fromEntries(names.map((name) => [name, text]));
  using repository = bot({
    example: false,
    base: { ...tinyBase(), ...written('one\n') },
    files: { 'results.csv': results(1), ...written('two\n') },
  });
  await using github = await githubOf(repository, { tokens: CHECKS });
  await gate(repository, github, { token: 'ghs_checks' });
  expect(github.repository.checkRuns.map(({ output }) => output.annotations.length)).toEqual([100]);
  expect(github.routes().length).toBeLessThanOrEqual(15);
  github.assertClean();
});

test('an answer that was lost leaves one check run', async () => {
  using repository = small();
  await using github = await githubOf(repository, { tokens: CHECKS });
  github.faults.push({ kind: 'cut-after-commit', method: 'POST', path: '/repos/*/*/check-runs' });
  await gate(repository, github, { token: 'ghs_checks' });
  expect(github.repository.checkRuns).toHaveLength(1);
  await gate(repository, github, { token: 'ghs_checks' });
  expect(github.repository.checkRuns).toHaveLength(1);
  github.assertClean();
});

test('a token that may make none sets a commit status, once', async () => {
  using repository = small();
  await using github = await githubOf(repository, { tokens: CHECKS });
  const step = await gate(repository, github, { token: 'ghs_statuses' });
  await gate(repository, github, { token: 'ghs_statuses' });
  expect(github.repository.checkRuns).toEqual([]);
  expect(github.repository.statuses).toMatchObject([
    {
      sha: repository.head,
      context: 'airlock-report',
      state: 'failure',
      description: 'No-go · tiny 0.0.0-pr.41 · high risk',
    },
  ]);
  // The findings stand on their lines by the runner, and nobody is told of a permission that was never given.
  expect(annotations(step).length).toBeGreaterThan(1);
  expect(annotations(step).filter((line) => line.includes('token'))).toEqual([]);
  github.assertClean();
});

test("a stranger's pull request gets it from the reporter, by the verdict of the base", async () => {
  using repository = bot({ change: 'tidy-refund-prompt', fork: true, evals: false });
  await using github = await strangersGitHub(repository);
  await strangersGate(repository, github);
  expect(github.repository.checkRuns).toEqual([]);
  await reportFor(repository, github);
  await reportFor(repository, github);
  expect(github.repository.checkRuns).toMatchObject([
    { name: 'airlock-report', headSha: repository.head, conclusion: 'neutral' },
  ]);
});

test('where the change no longer touches a bundle an earlier check run says so, and none is made', async () => {
  using repository = bot({ example: false, base: tinyBase(), files: { 'README.md': 'Hello.\n' } });
  await using github = await githubOf(repository, { tokens: CHECKS });
  await gate(repository, github, { token: 'ghs_checks' });
  expect(github.repository.checkRuns).toEqual([]);
  const earlier = checkRun({
    name: 'airlock-report',
    headSha: repository.head,
    externalId: 'airlock:earlier',
  });
  github.repository.checkRuns.push(earlier);
  await gate(repository, github, { token: 'ghs_checks' });
  expect(github.repository.checkRuns).toHaveLength(1);
  expect(earlier).toMatchObject({
    conclusion: 'success',
    output: { title: expect.stringContaining('no longer changes') },
  });
});

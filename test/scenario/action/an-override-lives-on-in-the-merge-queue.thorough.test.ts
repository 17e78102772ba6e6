import { afterEach, beforeEach, expect, test } from 'vitest';
import { comment, pullRequest } from '../../github/fixtures.ts';
import type { TestGitHub } from '../../github/server.ts';
import { type Bot, bot } from '../bot.ts';
import type { Files } from '../folder.ts';
import { commitAll } from '../git.ts';
import { gate, githubOf, MARKER } from '../pull.ts';
import type { StepResult } from '../runner.ts';
import { annotations } from '../shown.ts';
import { results, tinyBase } from '../tiny.ts';

const POLICY = `tiers: { high: { accountable: product, undecided: ask } }
people: { product: ["@ana"] }
`;

/** A pull request of @dev whose gate fails, and @ana's word that it goes out all the same. */
let repository: Bot;
let github: TestGitHub;
beforeEach(async () => {
  repository = bot({
    example: false,
    base: { ...tinyBase(POLICY), 'results.csv': results(1) },
    files: { 'settings/high.txt': 'two\n', 'results.csv': results(0) },
  });
  github = await githubOf(repository);
  const [pull] = github.repository.pulls;
  if (pull !== undefined) pull.author = 'dev';
  for (const one of github.repository.commits) one.author.login = one.committer.login = 'dev';
  const payload = structuredClone(repository.payload) as { pull_request: { user: { login: string } } };
  payload.pull_request.user.login = 'dev';
  await gate(repository, github, { payload });
  const createdAt = '2099-01-01T00:00:00Z';
  github.repository.comments.push(
    comment({
      issue: 41,
      author: 'ana',
      body: '/airlock override functional Until Friday.',
      createdAt,
      updatedAt: createdAt,
    }),
  );
});
afterEach(async () => {
  repository[Symbol.dispose]();
  await github[Symbol.asyncDispose]();
});

/** What the queue tests: the pull request merged into a branch that has moved on by `others`. */
function queued(others: Files = {}): string {
  if (Object.keys(others).length === 0) return repository.merge;
  repository.git('checkout', '--quiet', '--detach', repository.base);
  repository.put(others);
  commitAll(repository.path, 'Another pull request');
  repository.git('merge', '--quiet', '--no-ff', '--no-edit', '--no-gpg-sign', repository.head);
  return repository.git('rev-parse', 'HEAD');
}

function inQueue(
  head: string,
  group: Readonly<Record<string, unknown>> = {},
  token?: string,
): Promise<StepResult> {
  const head_ref = `refs/heads/gh-readonly-queue/main/pr-41-${repository.base}`;
  return gate(repository, github, {
    event: 'merge_group',
    ref: head_ref,
    payload: { merge_group: { base_sha: repository.base, head_sha: head, head_ref, ...group } },
    sha: head,
    ...(token === undefined ? {} : { token }),
  });
}

test('what was decided on the pull request holds where bundle and verdict are the same', async () => {
  const before = github.log.length;
  const step = await inQueue(queued());
  expect(step).toMatchObject({ code: 0, outputs: { decision: 'go' } });
  expect(step.summary).toContain('functional by `@ana`: `Until Friday.`');
  expect(github.log.slice(before).map(({ method }) => method)).not.toContain('POST');
  github.assertClean();
});

test('another change in the group that leaves the bundle alone does not void it', async () => {
  expect((await inQueue(queued({ 'README.md': 'Hello.\n' }))).outputs['decision']).toBe('go');
});

test.each([
  ['another change of the bundle', { 'settings/low.txt': 'two\n' }, 'is not the one that was decided on'],
  ['other figures', {}, 'are not those that were decided on'],
])('%s voids it, and the report says so', async (_, others: Files, said) => {
  const head = queued(others);
  // The evals of the queue's own run.
  if (Object.keys(others).length === 0) repository.put({ 'results.csv': results(0.1) });
  const step = await inQueue(head);
  expect(step).toMatchObject({ code: 1, outputs: { decision: 'no-go' } });
  expect(step.summary).toContain(said);
});

test('a report that is gone voids it', async () => {
  const { comments } = github.repository;
  comments.splice(0, comments.length, ...comments.filter(({ body }) => !body.includes(MARKER)));
  const step = await inQueue(queued());
  expect(step.code).toBe(1);
  expect(step.summary).toContain('shows nothing of this bundle any more');
});

test('a pull request in the middle of the group is found by the commit that is merged', async () => {
  const other = `refs/heads/gh-readonly-queue/main/pr-99-${repository.base}`;
  github.repository.pulls.push(pullRequest({ number: 99, head: { ref: 'last', sha: repository.base } }));
  expect((await inQueue(queued(), { head_ref: other })).outputs['decision']).toBe('go');
});

test.each([
  ['a closed pull request', { state: 'closed' as const }],
  ['one for another branch', { base: { ref: 'release', sha: '', repository: 'acme/support-bot' } }],
])('%s decides nothing', async (_, given) => {
  Object.assign(github.repository.pulls[0] ?? {}, given);
  expect((await inQueue(queued())).outputs['decision']).toBe('no-go');
});

test('a token that may not read pull requests says what is not seen', async () => {
  github.repository.private = true;
  const step = await inQueue(queued(), {}, 'ghs_read');
  expect(step.code).toBe(1);
  expect(annotations(step).join('\n')).toContain('decisions of persons on the pull request are not seen');
});

test('a label that raises is seen in the queue, too', async () => {
  repository.git('checkout', '--quiet', '--detach', repository.base);
  repository.put({ 'settings/medium.txt': 'two\n' });
  commitAll(repository.path, 'Another change');
  const head = repository.git('rev-parse', 'HEAD');
  expect((await inQueue(head)).outputs['tier']).toBe('medium');
  github.repository.pulls[0]?.labels.push('airlock: raise');
  expect((await inQueue(head)).outputs['tier']).toBe('high');
});

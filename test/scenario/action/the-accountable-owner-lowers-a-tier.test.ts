import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { comment } from '../../github/fixtures.ts';
import type { TestGitHub } from '../../github/server.ts';
import type { Comment } from '../../github/state.ts';
import { type Bot, bot } from '../bot.ts';
import { commitAll } from '../git.ts';
import { gate, githubOf, marked } from '../pull.ts';
import type { StepResult } from '../runner.ts';

/** The example's high tier names @ana as the accountable person; @dev wrote the change. */
let repository: Bot;
let github: TestGitHub;
beforeEach(async () => {
  repository = bot({ change: 'tidy-refund-prompt' });
  github = await githubOf(repository);
  const [pull] = github.repository.pulls;
  if (pull !== undefined) pull.author = 'dev';
  for (const one of github.repository.commits) one.author.login = one.committer.login = 'dev';
});
afterEach(async () => {
  repository[Symbol.dispose]();
  await github[Symbol.asyncDispose]();
});

function run(): Promise<StepResult> {
  const payload = structuredClone(repository.payload) as { pull_request: { user: { login: string } } };
  payload.pull_request.user.login = 'dev';
  return gate(repository, github, { payload });
}

const LATER = '2099-01-01T00:00:00Z';

function says(body: string, given: Partial<Comment> = {}): void {
  const { createdAt = LATER } = given;
  github.repository.comments.push(
    comment({ issue: 41, author: 'ana', body, createdAt, updatedAt: createdAt, ...given }),
  );
}

const report = (): string => marked(github)[0]?.body ?? '';

test('from which tier to which, by whom and why stands in the report, and the next run says the same', async () => {
  const first = await run();
  expect(first.outputs['tier']).toBe('high');
  says('/airlock tier medium The rule went to the policy page.');
  const step = await run();
  expect(step.outputs['tier']).toBe('medium');
  expect(step.outputs['version']).toBe(first.outputs['version']);
  expect(report()).toContain('medium risk, lowered from high');
  expect(report()).toContain('high → medium by `@ana`: `The rule went to the policy page.`');
  expect(report()).toContain('**Why high**');
  expect(github.repository.pulls[0]?.labels).toEqual(['airlock: medium']);
  const document = JSON.parse(readFileSync(step.outputs['result'] ?? '', 'utf8')) as {
    risk: object;
    refusedWords: object[];
  };
  expect(document.risk).toMatchObject({ tier: 'medium', lowered: { from: 'high', by: '@ana' } });
  const edits = github.log.filter(({ method }) => method === 'PATCH').length;
  expect((await run()).outputs['tier']).toBe('medium');
  expect(github.log.filter(({ method }) => method === 'PATCH')).toHaveLength(edits);
});

test('a push that changes the bundle makes it void', async () => {
  await run();
  const [, shown = ''] = /airlock:risk\/support-bot\/[0-9a-f]+\/([^/]+)\//u.exec(report()) ?? [];
  const spoken = new Date(Date.parse(shown.toUpperCase()) + 1000).toISOString().replace('.000Z', 'Z');
  says('/airlock tier medium Because.', { createdAt: spoken });
  expect((await run()).outputs['tier']).toBe('medium');
  repository = repository.push({ 'prompts/greeting.md': 'Say hello.\n' });
  expect((await run()).outputs['tier']).toBe('high');
  expect(report()).toContain('the word is about what the report showed before');
});

test('another word does not count, and the report says whose and why; a stranger is not answered', async () => {
  await run();
  says('/airlock tier low x', { author: 'lee', authorAssociation: 'MEMBER' });
  says('/airlock tier low x', { author: 'stranger', authorAssociation: 'NONE' });
  says('/airlock tier low x', { updatedAt: '2099-01-02T00:00:00Z' });
  expect((await run()).outputs['tier']).toBe('high');
  expect(report()).toContain('a word for low by `@lee`: only the accountable person lowers a tier');
  expect(report()).toContain('a word for low by `@ana`: the comment was edited');
  expect(report()).not.toContain('stranger');
});

test('it holds in the merge queue where bundle and findings are the same, and not else', async () => {
  await run();
  says('/airlock tier medium Because.');
  const inQueue = (head: string) => {
    const head_ref = `refs/heads/gh-readonly-queue/main/pr-41-${repository.base}`;
    const merge_group = { base_sha: repository.base, head_sha: head, head_ref };
    return gate(repository, github, {
      event: 'merge_group',
      ref: head_ref,
      payload: { merge_group },
      sha: head,
    });
  };
  expect((await inQueue(repository.merge)).outputs['tier']).toBe('medium');
  repository.git('checkout', '--quiet', '--detach', repository.base);
  repository.put({ 'prompts/greeting.md': 'Say hello.\n' });
  commitAll(repository.path, 'Another pull request');
  repository.git('merge', '--quiet', '--no-ff', '--no-edit', '--no-gpg-sign', repository.head);
  const step = await inQueue(repository.git('rev-parse', 'HEAD'));
  expect(step.outputs['tier']).toBe('high');
  expect(step.summary).toContain('the word is about what the report showed before');
});

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Comment } from '../../github/state.ts';
import { commitAll } from '../git.ts';
import { reportIn, runOf, saysIn, talk } from '../persons-words.ts';
import { gate } from '../pull.ts';
import type { StepResult } from '../runner.ts';

const at = talk();
const run = (): Promise<StepResult> => runOf(at);
const says = (body: string, given?: Partial<Comment>): void => saysIn(at, body, given);
const report = (): string => reportIn(at);

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
  expect(at.github.repository.pulls[0]?.labels).toEqual(['airlock: medium']);
  const document = JSON.parse(readFileSync(step.outputs['result'] ?? '', 'utf8')) as {
    risk: object;
    refusedWords: object[];
  };
  expect(document.risk).toMatchObject({ tier: 'medium', lowered: { from: 'high', by: '@ana' } });
  const edits = at.github.log.filter(({ method }) => method === 'PATCH').length;
  expect((await run()).outputs['tier']).toBe('medium');
  expect(at.github.log.filter(({ method }) => method === 'PATCH')).toHaveLength(edits);
});

test('a push that changes the bundle makes it void', async () => {
  await run();
  const [, shown = ''] = /airlock:risk\/support-bot\/[0-9a-f]+\/([^/]+)\//u.exec(report()) ?? [];
  const spoken = new Date(Date.parse(shown.toUpperCase()) + 1000).toISOString().replace('.000Z', 'Z');
  says('/airlock tier medium Because.', { createdAt: spoken });
  expect((await run()).outputs['tier']).toBe('medium');
  at.repository = at.repository.push({ 'prompts/greeting.md': 'Say hello.\n' });
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
    const head_ref = `refs/heads/gh-readonly-queue/main/pr-41-${at.repository.base}`;
    const merge_group = { base_sha: at.repository.base, head_sha: head, head_ref };
    return gate(at.repository, at.github, {
      event: 'merge_group',
      ref: head_ref,
      payload: { merge_group },
      sha: head,
    });
  };
  expect((await inQueue(at.repository.merge)).outputs['tier']).toBe('medium');
  at.repository.git('checkout', '--quiet', '--detach', at.repository.base);
  at.repository.put({ 'prompts/greeting.md': 'Say hello.\n' });
  commitAll(at.repository.path, 'Another pull request');
  at.repository.git('merge', '--quiet', '--no-ff', '--no-edit', '--no-gpg-sign', at.repository.head);
  const step = await inQueue(at.repository.git('rev-parse', 'HEAD'));
  expect(step.outputs['tier']).toBe('high');
  expect(step.summary).toContain('the word is about what the report showed before');
});

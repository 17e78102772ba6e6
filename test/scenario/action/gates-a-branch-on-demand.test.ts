import { afterAll, expect, test } from 'vitest';
import { bot } from '../bot.ts';
import { ASKS_FOR_LEDGER, gate, githubOf } from '../pull.ts';

const repository = bot({ change: 'tidy-refund-prompt' });
repository.git('update-ref', 'refs/remotes/origin/main', repository.base);
afterAll(() => repository[Symbol.dispose]());

async function dispatch(ref: string, sha: string) {
  await using github = await githubOf(repository);
  repository.git('checkout', '--quiet', '--detach', sha);
  const payload = { ref, repository: { id: 901, default_branch: 'main' } };
  const step = await gate(repository, github, { event: 'workflow_dispatch', ref, sha, payload });
  expect(github.routes().filter((route) => route !== ASKS_FOR_LEDGER)).toEqual([]);
  return step;
}

test('compares a branch with the default branch', async () => {
  const step = await dispatch('refs/heads/change', repository.head);
  expect(step.outputs).toMatchObject({ decision: 'no-go', tier: 'high' });
  expect(step.summary).toContain(`--base ${repository.base.slice(0, 12)}`);
});

test('compares the default branch with what it was before', async () => {
  const step = await dispatch('refs/heads/main', repository.merge);
  expect(step.outputs).toMatchObject({ decision: 'no-go', tier: 'high' });
});

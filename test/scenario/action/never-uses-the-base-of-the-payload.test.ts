import { expect, test } from 'vitest';
import { bot } from '../bot.ts';
import { commitAll } from '../git.ts';
import { gate, githubOf } from '../pull.ts';

test('never uses the base of the payload, which may be far behind', async () => {
  using repository = bot({ files: { 'README.md': '# A remark\n' } });
  // The payload names a commit of main from before the base that GitHub merged with.
  repository.git('checkout', '--quiet', '--orphan', 'old');
  repository.put({ 'prompts/refund.md': 'Refund everybody.\n' });
  const old = commitAll(repository.path, 'Long ago');
  repository.git('checkout', '--quiet', '--detach', repository.merge);
  const payload = structuredClone(repository.payload) as { pull_request: { base: { sha: string } } };
  payload.pull_request.base.sha = old;

  await using github = await githubOf(repository);
  const step = await gate(repository, github, { payload });
  expect(step.code).toBe(0);
  expect(step.outputs).toMatchObject({ decision: 'go', tier: 'low' });
});

import { afterAll, expect, test } from 'vitest';
import { bot } from '../bot.ts';
import { checkout, gitServer } from '../clone.ts';
import { gate, githubOf } from '../pull.ts';

const repository = bot({ change: 'tidy-refund-prompt' });
const server = gitServer(repository);
afterAll(() => repository[Symbol.dispose]());

test.each([
  ['with its whole history', { depth: 0, branches: true }],
  ['with a history that is too short', { depth: 1 }],
])('takes a checkout of the head instead of the merge, %s', async (_, options) => {
  await using github = await githubOf(repository);
  const workspace = checkout(repository, server, { commit: repository.head, ...options });
  const step = await gate(repository, github, { workspace, env: { GITHUB_SERVER_URL: server.url } });

  expect(step.stderr).toBe('');
  expect(step.outputs).toMatchObject({ decision: 'no-go', tier: 'high' });
  expect(step.summary).toContain(
    `--base ${repository.base.slice(0, 12)} --head ${repository.head.slice(0, 12)}`,
  );
});

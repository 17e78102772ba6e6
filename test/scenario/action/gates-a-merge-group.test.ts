import { expect, test } from 'vitest';
import { bot, NOWHERE } from '../bot.ts';
import { ASKS_FOR_LEDGER, gate, githubOf } from '../pull.ts';
import { annotations } from '../shown.ts';

const EVENT = { event: 'merge_group', ref: 'refs/heads/gh-readonly-queue/main/pr-41' } as const;

test('gates a merge group by its own two commits, and posts nothing', async () => {
  using repository = bot({ change: 'tidy-refund-prompt' });
  await using github = await githubOf(repository);
  const payload = { merge_group: { base_sha: repository.base, head_sha: repository.merge } };
  const step = await gate(repository, github, { ...EVENT, payload });

  expect(step.code).toBe(1);
  expect(step.outputs).toMatchObject({ decision: 'no-go', tier: 'high', version: '3.0.0' });
  expect(github.routes()).toEqual([ASKS_FOR_LEDGER]);
  expect(step.summary).toContain('No-go');
});

test('says what is missing where the payload is not one of a merge group', async () => {
  using repository = bot({ evals: false });
  await using github = await githubOf(repository);
  const step = await gate(repository, github, { ...EVENT, payload: { merge_group: { base_sha: 'main' } } });
  expect(step.code).toBe(1);
  expect(annotations(step)).toMatchInlineSnapshot(`
    [
      "error event-unreadable: The event of this run could not be read. Expected merge_group.base_sha and merge_group.head_sha.
      Run the action inside GitHub Actions; on a laptop use \`airlock check\`.",
    ]
  `);
});

test('says which commit it does not have', async () => {
  using repository = bot({ evals: false });
  await using github = await githubOf(repository);
  const payload = { merge_group: { base_sha: NOWHERE, head_sha: repository.merge } };
  const step = await gate(repository, github, {
    ...EVENT,
    payload,
    env: { GITHUB_SERVER_URL: 'file:///nowhere' },
  });
  expect(step.code).toBe(1);
  expect(annotations(step)).toMatchInlineSnapshot(`
    [
      "error base-unknown: The base of this run could not be told. Found "0123456789012345678901234567890123456789", expected both sides of the change in the clone.
      Check out with \`fetch-depth: 2\` or more, so that the merge commit's first parent is there.",
    ]
  `);
});

import { afterAll, expect, test } from 'vitest';
import { bot } from '../bot.ts';
import { ASKS_FOR_LEDGER, gate, githubOf } from '../pull.ts';

const ZERO = '0'.repeat(40);
const repository = bot({ change: 'tidy-refund-prompt' });
afterAll(() => repository[Symbol.dispose]());

async function push(before: string, after: string) {
  await using github = await githubOf(repository);
  repository.git('checkout', '--quiet', '--detach', after);
  const payload = { before, after, repository: { id: 901, default_branch: 'main' } };
  const step = await gate(repository, github, { event: 'push', ref: 'refs/heads/main', sha: after, payload });
  expect(github.routes().filter((route) => route !== ASKS_FOR_LEDGER)).toEqual([]);
  return step;
}

test('gates a push by what was there before', async () => {
  const step = await push(repository.base, repository.merge);
  expect(step.code).toBe(1);
  expect(step.outputs).toMatchObject({ decision: 'no-go', tier: 'high', version: '3.0.0' });
});

test('takes the first parent where the branch is new', async () => {
  const step = await push(ZERO, repository.merge);
  expect(step.outputs).toMatchObject({ decision: 'no-go', tier: 'high' });
});

test('takes the first parent where what was there before is gone', async () => {
  const step = await push('1'.repeat(40), repository.merge);
  expect(step.outputs).toMatchObject({ decision: 'no-go', tier: 'high' });
});

test('compares a first commit with itself', async () => {
  const step = await push(ZERO, repository.base);
  expect(step.code).toBe(0);
  expect(step.outputs).toMatchObject({ decision: 'go', tier: 'low', version: '2.3.1' });
});

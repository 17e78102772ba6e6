import { expect, test } from 'vitest';
import { type BotOptions, bot } from '../bot.ts';
import { gate, githubOf } from '../pull.ts';
import type { StepRun } from '../runner.ts';
import { annotations, firstScreen } from '../shown.ts';

const CASES: readonly (readonly [string, BotOptions, Partial<StepRun>])[] = [
  ['a fork', { fork: true }, { token: 'ghs_read' }],
  ['a draft', { draft: true }, {}],
  ['Dependabot', {}, { env: { GITHUB_ACTOR: 'dependabot[bot]' } }],
];

test.each(CASES)('%s defers evidence that it cannot have', async (_, options, over) => {
  using repository = bot({ change: 'tidy-refund-prompt', evals: false, ...options });
  await using github = await githubOf(repository);
  const step = await gate(repository, github, over);

  expect(step.code).toBe(0);
  expect(step.outputs).toMatchObject({ decision: 'undecided', tier: 'high' });
  expect(annotations(step).filter((line) => line.startsWith('error'))).toEqual([]);
  expect(firstScreen(step.summary)).toMatchSnapshot();
});

test('what a fork has results for is judged all the same', async () => {
  using repository = bot({ change: 'tidy-refund-prompt', fork: true });
  await using github = await githubOf(repository);
  const step = await gate(repository, github, { token: 'ghs_read' });
  expect(step.outputs['decision']).toBe('no-go');
  expect(step.code).toBe(1);
});

test('a pull request whose fork was deleted counts as one', async () => {
  using repository = bot({ change: 'tidy-refund-prompt', evals: false });
  await using github = await githubOf(repository);
  const payload = structuredClone(repository.payload) as { pull_request: { head: { repo: unknown } } };
  payload.pull_request.head.repo = null;
  const step = await gate(repository, github, { payload });
  expect(step.outputs['decision']).toBe('undecided');
  expect(step.code).toBe(0);
});

test('without any of these missing evidence is asked for', async () => {
  using repository = bot({ change: 'tidy-refund-prompt', evals: false });
  await using github = await githubOf(repository);
  const step = await gate(repository, github);
  expect(step.code).toBe(1);
  expect(firstScreen(step.summary)).toMatchSnapshot();
});

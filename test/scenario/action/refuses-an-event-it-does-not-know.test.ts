import { expect, test } from 'vitest';
import { bot } from '../bot.ts';
import { gate, githubOf } from '../pull.ts';
import { annotations } from '../shown.ts';

test.each(['issues', 'pull_request_target', 'schedule'])('refuses the event %s', async (event) => {
  using repository = bot({ evals: false });
  await using github = await githubOf(repository);
  const step = await gate(repository, github, { event });
  expect(step.code).toBe(1);
  expect(step.outputs).toEqual({});
  expect(annotations(step)).toMatchSnapshot();
  expect(github.routes()).toEqual([]);
});

test.each([
  ['is not there', { GITHUB_EVENT_PATH: '/nowhere/event.json' }],
  ['is no path at all', { GITHUB_EVENT_PATH: '' }],
])('says so where the payload %s', async (_, env) => {
  using repository = bot({ evals: false });
  await using github = await githubOf(repository);
  const step = await gate(repository, github, { env });
  expect(step.code).toBe(1);
  expect(annotations(step)).toMatchSnapshot();
});

test.each([
  ['an empty object', {}],
  ['a pull request without a number', { pull_request: { head: { sha: 'x' } } }],
  ['a list', []],
])('says so where the payload is %s', async (_, payload) => {
  using repository = bot({ evals: false });
  await using github = await githubOf(repository);
  const step = await gate(repository, github, { payload });
  expect(step).toMatchObject({ code: 1, stderr: '' });
  expect(annotations(step)).toHaveLength(1);
  expect(annotations(step)[0]).toMatch(/^error event-unreadable/u);
});

import { afterAll, expect, test } from 'vitest';
import { label } from '../../github/fixtures.ts';
import { bot } from '../bot.ts';
import { gate, githubOf } from '../pull.ts';

const high = bot({ change: 'tidy-refund-prompt' });
const medium = bot({
  files: {
    'config/routing.yaml':
      'routes:\n  - name: refund\n    prompt: prompts/refund.md\n    tools: [get_order]\n',
  },
});
afterAll(() => {
  for (const repository of [high, medium]) repository[Symbol.dispose]();
});

test('makes the label in its colour where the repository does not have it', async () => {
  await using github = await githubOf(high);
  await gate(high, github);
  expect(github.repository.pulls[0]?.labels).toEqual(['airlock: high']);
  expect(github.repository.labels).toMatchObject([
    { name: 'airlock: high', color: 'cf222e', description: 'Airlock: high risk' },
  ]);
  github.assertClean();
});

test("keeps a repository's own colour", async () => {
  const own = label('airlock: high', { color: '123456' });
  await using github = await githubOf(high, { labels: [own] });
  await gate(high, github);
  expect(github.repository.labels).toEqual([own]);
});

test('replaces the label of an earlier push and leaves strange ones alone', async () => {
  await using github = await githubOf(medium, { labels: [label('airlock: high'), label('airlock: medium')] });
  const [pull] = github.repository.pulls;
  pull?.labels.push('airlock: high', 'bug', 'airlock: low');
  const step = await gate(medium, github);
  expect(step.outputs['tier']).toBe('medium');
  expect(pull?.labels).toEqual(['bug', 'airlock: medium']);
  github.assertClean();
});

test('labels that cannot be read are those of the event, so that a raise is never lost', async () => {
  await using github = await githubOf(medium, { repository: { private: true } });
  const payload = structuredClone(medium.payload) as { pull_request: { labels: object[] } };
  payload.pull_request.labels.push({ name: 'airlock: raise' });
  for (const token of ['ghs_read', '']) {
    const step = await gate(medium, github, { payload, token, inputs: { token } });
    expect(step.outputs['tier']).toBe('high');
  }
});

test('"airlock: raise" raises one tier, says who, and is never removed', async () => {
  await using github = await githubOf(medium);
  const [pull] = github.repository.pulls;
  pull?.labels.push('airlock: raise');
  const step = await gate(medium, github);
  expect(step.outputs['tier']).toBe('high');
  expect(step.summary).toContain('`raised-by-person`');
  expect(pull?.labels).toEqual(['airlock: raise', 'airlock: high']);

  const again = await gate(medium, github);
  expect(again.outputs['tier']).toBe('high');
  expect(pull?.labels).toEqual(['airlock: raise', 'airlock: high']);
});

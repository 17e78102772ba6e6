import { expect, test } from 'vitest';
import { bot } from '../bot.ts';
import { gate, githubOf, marked } from '../pull.ts';
import { firstScreen } from '../shown.ts';
import { results, tinyBase } from '../tiny.ts';

test('a pull request that brings the first policy is reported and not judged by it', async () => {
  const files = { ...tinyBase(), 'results.csv': results(0) };
  using repository = bot({ example: false, base: { 'settings/low.txt': 'zero\n' }, files });
  await using github = await githubOf(repository);
  const step = await gate(repository, github);
  expect(step.code).toBe(0);
  expect(step.outputs['decision']).toBe('undecided');
  expect(firstScreen(marked(github)[0]?.body ?? '')).toMatchInlineSnapshot(`
    "### ❔ Undecided · tiny 0.0.0-pr.41 · low risk

    There is no configuration at the base, so nothing is blocked.

    - **Changed**: \`rollback-plan\` \`settings/high.txt\` added, \`rollback-plan\` \`settings/low.txt\` (+1 −1), \`rollback-plan\` \`settings/medium.txt\` added
    - **Next**: merge \`.github/airlock.yml\`; it decides from then on"
  `);
});

test('a repository without any configuration is detected, and told how to add one', async () => {
  const base = { 'prompts/system.md': 'You are a helpful assistant.\n' };
  const files = { 'prompts/system.md': 'You are a helpful assistant. Never promise a refund.\n' };
  using repository = bot({ example: false, base, files });
  await using github = await githubOf(repository);
  const step = await gate(repository, github);
  expect(step.code).toBe(0);
  expect(step.outputs['decision']).toBe('undecided');
  expect(firstScreen(marked(github)[0]?.body ?? '')).toMatchInlineSnapshot(`
    "### ❔ Undecided · default 0.0.0-pr.41 · high risk

    There is no configuration at the base, so nothing is blocked.

    - **Changed**: \`prompt\` \`prompts/system.md\` (+1 −1)
    - **Why high**: \`decision-rule-changed\` \`prompts/system.md:1\`
    - **Next**: add \`.github/airlock.yml\`; the empty file is valid"
  `);
});

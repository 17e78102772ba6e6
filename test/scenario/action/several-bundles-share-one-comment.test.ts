import { expect, test } from 'vitest';
import { bot } from '../bot.ts';
import { gate, githubOf, marked } from '../pull.ts';
import { shown } from '../shown.ts';
import { results, SHARES, tinyConfig } from '../tiny.ts';

const NAMES = { alpha: 'go', beta: 'undecided', gamma: 'no-go', delta: 'go', epsilon: 'no-go' } as const;

test('several bundles share one comment: an index, worst first, three of them open', async () => {
  const entries = Object.entries(NAMES);
  const config = (name: string): string =>
    tinyConfig(`root: ${name}/\n`)
      .replace('bundle: tiny', `bundle: ${name}`)
      .replace('results.csv', `${name}/results.csv`);
  const base = Object.fromEntries([
    ...entries.map(([name]) => [`.github/airlock/${name}.yml`, config(name)]),
    ['.github/airlock/zeta.yml', config('zeta')],
    ...entries.map(([name]) => [`${name}/settings/low.txt`, 'one\n']),
  ]);
  const files = Object.fromEntries([
    ...entries.map(([name]) => [`${name}/settings/low.txt`, 'two\n']),
    ...entries.map(([name, outcome]) => [`${name}/results.csv`, results(SHARES[outcome])]),
  ]);
  using repository = bot({ example: false, base, files });
  await using github = await githubOf(repository);
  const step = await gate(repository, github);

  expect(step.code).toBe(1);
  expect(step.outputs).toMatchObject({ decision: 'no-go', tier: 'low' });
  expect(step.outputs['version']?.split(' ')).toHaveLength(6);
  expect(step.outputs['digest']?.split(' ')).toHaveLength(6);
  const body = marked(github)[0]?.body ?? '';
  expect(shown(body).split('\n\n').slice(0, 3)).toMatchInlineSnapshot(`
    [
      "### ⛔ No-go · 5 bundles",
      "- **⛔ No-go · epsilon 0.0.0-pr.41 · low risk**: **Functional**: \`score\` is 0.0 % of 40 items, at most 6.3 %; the floor is 75.0 %.
    - **⛔ No-go · gamma 0.0.0-pr.41 · low risk**: **Functional**: \`score\` is 0.0 % of 40 items, at most 6.3 %; the floor is 75.0 %.
    - **❔ Undecided · beta 0.0.0-pr.41 · low risk**: **Functional**: \`score\` is 70.0 % of 40 items (57.1 % to 80.3 %); the floor is 75.0 %.
    - **✅ Go · alpha 0.0.0-pr.41 · low risk**: The functional gate passes.
    - **✅ Go · delta 0.0.0-pr.41 · low risk**: The functional gate passes.",
      "<details><summary>⛔ No-go · epsilon 0.0.0-pr.41 · low risk</summary>",
    ]
  `);
  expect(body.match(/<details><summary>[⛔❔✅].*<\/summary>/gu)).toMatchInlineSnapshot(`
    [
      "<details><summary>⛔ No-go · epsilon 0.0.0-pr.41 · low risk</summary>",
      "<details><summary>⛔ No-go · gamma 0.0.0-pr.41 · low risk</summary>",
      "<details><summary>❔ Undecided · beta 0.0.0-pr.41 · low risk</summary>",
    ]
  `);
  expect(body).not.toContain('zeta');
  github.assertClean();
});

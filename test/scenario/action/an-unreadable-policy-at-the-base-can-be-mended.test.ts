import { expect, test } from 'vitest';
import { bot } from '../bot.ts';
import { gate, githubOf, marked } from '../pull.ts';
import { annotations, firstScreen } from '../shown.ts';
import { tinyBase, tinyConfig } from '../tiny.ts';

const base = { ...tinyBase(), '.github/airlock.yml': tinyConfig('stge: observe\n') };

test('a pull request that only mends the policy is undecided, and a person decides', async () => {
  using repository = bot({ example: false, base, files: { '.github/airlock.yml': tinyConfig() } });
  await using github = await githubOf(repository);
  const step = await gate(repository, github);
  expect(step.outputs['decision']).toBe('undecided');
  expect(firstScreen(marked(github)[0]?.body ?? '')).toMatchInlineSnapshot(`
    "### ❔ Undecided · tiny 0.0.0-pr.41 · low risk

    The configuration at the base cannot be read.
    Stage observe: nothing is blocked. Under enforce this would fail.

    - **Next**: ask the code owner of the configuration to decide"
  `);
});

test('any other pull request fails, at the line of the base', async () => {
  const files = { '.github/airlock.yml': tinyConfig(), 'settings/high.txt': 'two\n' };
  using repository = bot({ example: false, base, files });
  await using github = await githubOf(repository);
  const step = await gate(repository, github);
  expect(step).toMatchObject({ code: 1, outputs: {} });
  expect(annotations(step)).toMatchInlineSnapshot(`
    [
      "error .github/airlock.yml:10 .github/airlock.yml:10:1: config-unknown-key: stge: There is no such setting. Found "stge", expected one of bundle, root, formerly, components, stage, privacy, environment, max-age, expected-flips, evidence, gates, tiers, people, machines, windows, freezes, packs, ledger, environments, replaceable, registry, rollouts, risk, models. Did you mean "stage"?
      Correct the spelling or delete the key.",
    ]
  `);
});

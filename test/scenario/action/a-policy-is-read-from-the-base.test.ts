import { afterAll, expect, test } from 'vitest';
import { bot } from '../bot.ts';
import { gate, githubOf, marked } from '../pull.ts';
import { firstScreen } from '../shown.ts';
import { results, tinyBase, tinyConfig } from '../tiny.ts';

const LOOSENED = tinyConfig().replace('min: 0.75', 'min: 0');
const onlyPolicy = bot({
  example: false,
  base: { ...tinyBase(), 'results.csv': results(0) },
  files: { '.github/airlock.yml': LOOSENED },
});
const withChange = bot({
  example: false,
  base: tinyBase(),
  files: { '.github/airlock.yml': LOOSENED, 'settings/low.txt': 'two\n', 'results.csv': results(0) },
});
const removed = bot({
  example: false,
  base: tinyBase(),
  files: { '.github/airlock.yml': null, 'settings/low.txt': 'two\n', 'results.csv': results(0) },
});
afterAll(() => {
  for (const repository of [onlyPolicy, withChange, removed]) repository[Symbol.dispose]();
});

test('a pull request that changes only policy is classified, decided and reported', async () => {
  await using github = await githubOf(onlyPolicy);
  const step = await gate(onlyPolicy, github);
  expect(step.code).toBe(1);
  expect(step.outputs).toMatchObject({ decision: 'no-go', tier: 'high' });
  expect(firstScreen(marked(github)[0]?.body ?? '')).toMatchInlineSnapshot(`
    "### ⛔ No-go · tiny 0.0.0-pr.41 · high risk

    **Functional**: \`score\` is 0.0 % of 40 items, at most 6.3 %; the floor is 75.0 %.

    | gate | verdict | deciding figure | against the merge base |
    | --- | --- | --- | --- |
    | functional | ⛔ fail | \`score\` 0.0 % of 40 items, at most 6.3 % (floor 75.0 %) |  |
    | safety | ➖ not required | no criteria |  |
    | operational | ➖ not required | no criteria |  |
    | business | ➖ not required | no criteria |  |

    - **Why high**: \`policy-loosened\` \`.github/airlock.yml\` \`gates.functional.golden.score.min\` \`0.75\` → \`0\`
    - **Under the new policy**: the decision would be go; until it is merged the policy of the base is in force
    - **Next**: bring \`score\` back within its limit"
  `);
});

test('a policy that the pull request loosens is not in force', async () => {
  await using github = await githubOf(withChange);
  const step = await gate(withChange, github);
  expect(step.code).toBe(1);
  expect(step.outputs).toMatchObject({ decision: 'no-go', tier: 'high' });
  expect(marked(github)[0]?.body).toContain(
    'the decision would be go; until it is merged the policy of the base is in force',
  );
});

test('a policy that the pull request removes stays in force', async () => {
  await using github = await githubOf(removed);
  const step = await gate(removed, github);
  expect(step.code).toBe(1);
  expect(step.outputs).toMatchObject({ decision: 'no-go', tier: 'high' });
  expect(firstScreen(marked(github)[0]?.body ?? '')).toMatchInlineSnapshot(`
    "### ⛔ No-go · tiny 0.0.0-pr.41 · high risk

    **Functional**: \`score\` is 0.0 % of 40 items, at most 6.3 %; the floor is 75.0 %.

    | gate | verdict | deciding figure | against the baseline |
    | --- | --- | --- | --- |
    | functional | ⛔ fail | \`score\` 0.0 % of 40 items, at most 6.3 % (floor 75.0 %) |  |
    | safety | ➖ not required | no criteria |  |
    | operational | ➖ not required | no criteria |  |
    | business | ➖ not required | no criteria |  |

    - **Changed**: \`rollback-plan\` \`settings/low.txt\` (+1 −1)
    - **Why high**: \`component-map-loosened\` \`.github/airlock.yml\`, \`component-map-loosened\` \`settings/high.txt\`, \`component-map-loosened\` \`settings/low.txt\`, \`component-map-loosened\` \`settings/medium.txt\`
    - **Next**: bring \`score\` back within its limit"
  `);
});

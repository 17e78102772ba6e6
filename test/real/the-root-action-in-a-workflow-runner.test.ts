import { expect, test } from 'vitest';
import { bot } from '../scenario/bot.ts';
import { gitIn } from '../scenario/git.ts';
import { githubOf, marked } from '../scenario/pull.ts';
import { act } from './act.ts';

const RUN = 4711;

/** A team's workflow: the README's, and a second job that takes the outputs. */
const WORKFLOW = `
name: Gate
on: pull_request
permissions:
  contents: read
  pull-requests: write
jobs:
  gate:
    runs-on: ubuntu-latest
    outputs:
      decision: \${{ steps.airlock.outputs.decision }}
      tier: \${{ steps.airlock.outputs.tier }}
      version: \${{ steps.airlock.outputs.version }}
    steps:
      - uses: actions/checkout@v6
      - run: |
          git checkout --quiet HEAD^1
          node evals/run.mjs out/base
          git checkout --quiet -
          node evals/run.mjs out
      - uses: airlock-ci/airlock@v1
        id: airlock
        with:
          fail-on: never
  after:
    needs: gate
    runs-on: ubuntu-latest
    steps:
      - run: echo "outputs \${{ needs.gate.outputs.decision }} \${{ needs.gate.outputs.tier }} \${{ needs.gate.outputs.version }}"
`;

test('the root action gates a pull request in a workflow runner', async () => {
  using repository = bot({
    change: 'tidy-refund-prompt',
    base: { '.github/workflows/gate.yml': WORKFLOW },
  });
  gitIn(repository.path, 'remote', 'add', 'origin', 'https://github.com/acme/support-bot.git');
  await using github = await githubOf(repository);

  const { code, log } = await act(repository, github, {
    event: 'pull_request',
    payload: repository.payload,
    workflow: '.github/workflows/gate.yml',
    run: RUN,
  });

  expect(log).toContain('Job succeeded');
  expect(code, log).toBe(0);
  expect(log).toContain('outputs no-go high 3.0.0-pr.41');
  expect(marked(github)).toHaveLength(1);
  expect(marked(github)[0]?.body).toContain('No-go');
  expect(marked(github)[0]?.author).toBe('github-actions[bot]');
  expect(github.repository.pulls[0]?.labels).toEqual(['airlock: high']);
  expect(github.artifacts().map(({ name }) => name)).toEqual([
    'airlock-report-gate-1.html',
    'airlock-result-gate-1.json',
  ]);
  github.assertClean();
});

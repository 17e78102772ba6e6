import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import {
  FEATURES,
  featureConfig,
  githubWith,
  lockfile,
  type Monorepo,
  monorepo,
  rows,
  step,
} from '../carried.ts';
import type { Files } from '../folder.ts';
import { githubOf, marked } from '../pull.ts';
import type { StepResult } from '../runner.ts';
import { annotations } from '../shown.ts';

const [ONE = '', TWO = ''] = FEATURES;

function bumped(names: readonly string[]): Files {
  return Object.fromEntries(names.map((name) => [`${name}/package-lock.json`, lockfile('1.0.1')]));
}

/** Scores in every respect, of a run that never was. */
const BETTER = {
  schema: 'airlock.scorecard/1',
  bundle: null,
  tool: null,
  scorer: null,
  judge: null,
  metrics: ['score'],
  labels: ['language'],
  rows: Array.from({ length: 200 }, (_, i) => [`item-${i}`, 'ok', [1], ['de']]),
};

interface Needs {
  readonly required: readonly { readonly bundle: string; readonly refused: string | null }[];
  readonly carried: readonly { readonly bundle: string; readonly from: { readonly grade: string } }[];
  readonly estimate: { readonly usd: number; readonly minutes: number };
}

function needs({ outputs }: StepResult): Needs {
  return JSON.parse(outputs['required-evidence'] ?? '') as Needs;
}

/** What classify says of a pull request, in short. */
async function classified(repository: Monorepo): Promise<string[]> {
  await using github = await githubWith(repository);
  const answer = await step(repository, github, 'actions/classify');
  github.assertClean();
  const { required, carried } = needs(answer);
  return [
    ...required.map(({ bundle, refused }) => `run ${bundle}: ${refused ?? 'never recorded'}`),
    ...carried.map(({ bundle, from }) => `carry ${bundle}: ${from.grade}`),
  ];
}

test('a lockfile bump of fourteen features runs nothing, and the gate says go with what was measured before', {
  timeout: 60_000,
}, async () => {
  // The margin is narrower than 200 items could prove; a result differs from itself by nothing all the same.
  using repository = await monorepo({ change: bumped(FEATURES), margin: 0.01 });
  await using github = await githubWith(repository);
  const before = await step(repository, github, 'actions/classify');
  expect(before).toMatchObject({ code: 0, outputs: { changed: 'true', matrix: '[]' } });
  expect(needs(before)).toMatchObject({ required: [], estimate: { usd: 0, minutes: 0 } });
  expect(
    needs(before)
      .carried.map(({ bundle }) => bundle)
      .sort(),
  ).toEqual([...FEATURES].sort());

  const calls = github.routes().length;
  const gated = await step(repository, github, '.');
  expect(gated).toMatchObject({ code: 0, outputs: { decision: 'go' } });
  expect(github.routes().length - calls).toBeLessThanOrEqual(15);
  const { bundles } = JSON.parse(readFileSync(gated.outputs['result'] ?? '', 'utf8')) as {
    bundles: { evidence: { carried: { grade: string } | null; rows: number }[] }[];
  };
  expect(bundles.map(({ evidence }) => evidence.map((one) => [one.rows, one.carried?.grade]))).toEqual(
    FEATURES.map(() => [[200, 'E2']]),
  );
  expect(marked(github)[0]?.body).toContain('**Carried**: `golden` from `0.0.0`, E2');
  github.assertClean();
});

test('of three features only the one whose prompt changed runs its suite', async () => {
  const names = FEATURES.slice(0, 3);
  const change = { ...bumped(names), [`${TWO}/prompts/system.md`]: 'You are kind.\n' };
  using repository = await monorepo({ features: names, change });
  await using github = await githubWith(repository);
  const answer = await step(repository, github, 'actions/classify');
  expect(needs(answer)).toMatchObject({
    required: [{ bundle: TWO, evidence: 'golden', because: ['prompts'], refused: null }],
    estimate: { usd: 1.5, minutes: 4 },
  });
  expect(needs(answer).carried.map(({ bundle }) => bundle)).toEqual(names.filter((name) => name !== TWO));
  expect(JSON.parse(answer.outputs['matrix'] ?? '')).toMatchObject([{ bundle: TWO, side: 'candidate' }]);

  // What is due and did not come passes in no case.
  const missing = await step(repository, github, '.');
  expect(missing).toMatchObject({ code: 1, outputs: { decision: 'undecided' } });
  repository.bot.put({ [`out/${TWO}.csv`]: rows(0.9) });
  expect(await step(repository, github, '.')).toMatchObject({ code: 0, outputs: { decision: 'go' } });
});

test('a change of a suite, of the components or of what they cover is measured anew', async () => {
  const names = FEATURES.slice(0, 2);
  const redrawn = {
    ...bumped(names),
    [`${ONE}/evals/cases.csv`]: 'id,question\n1,why\n2,when\n',
    [`.github/airlock/${TWO}.yml`]: featureConfig(TWO).replace('prompts/**', 'prompts/system.md'),
    [`${TWO}/prompts/hidden.md`]: 'Be rude.\n',
  };
  using repository = await monorepo({ features: names, change: redrawn });
  expect(await classified(repository)).toEqual([
    `run ${ONE}: never recorded`,
    `run ${TWO}: carry-map-changed`,
  ]);
});

describe('a pull request that comes back to what was recorded', () => {
  const back = {
    features: [ONE],
    change: { [`${ONE}/prompts/system.md`]: 'You are kind.\n' },
    recorded: 'merge',
  } as const;

  test('runs nothing, and is shown the loss that was recorded', async () => {
    using repository = await monorepo({ ...back, share: 0.5 });
    await using github = await githubWith(repository);
    const answer = await step(repository, github, 'actions/classify');
    expect(needs(answer)).toMatchObject({ required: [], carried: [{ bundle: ONE }] });
    expect(await step(repository, github, '.')).toMatchObject({ code: 1, outputs: { decision: 'no-go' } });
  });

  test('runs its suite where the results came from a laptop, whatever its own policy says', async () => {
    const policy = {
      [`.github/airlock/${ONE}.yml`]: `${featureConfig(ONE)}environments: { production: { evidence: E1 } }\n`,
    };
    using repository = await monorepo({ ...back, change: { ...back.change, ...policy }, trusted: false });
    expect(await classified(repository)).toEqual([`run ${ONE}: carry-grade-low`]);
  });

  test('runs its suite where the results are older than policy allows', async () => {
    const recordedAt = new Date(Date.now() - 32 * 24 * 60 * 60_000).toISOString();
    using repository = await monorepo({ ...back, recordedAt });
    expect(await classified(repository)).toEqual([`run ${ONE}: carry-old`]);
  });

  test.each([
    ['no archive', () => Buffer.from('nothing')],
    ['other scores', () => gzipSync(JSON.stringify(BETTER))],
  ])('runs its suite where the scores were replaced by %s', async (_, bytes) => {
    using repository = await monorepo(back);
    repository.alter(repository.kept('scores/'), bytes());
    expect(await classified(repository)).toEqual([`run ${ONE}: carry-altered`]);
  });

  test('runs its suite where only the checkout says that there is a ledger', async () => {
    using repository = await monorepo(back);
    for (const ref of ['refs/heads/airlock-ledger', 'refs/remotes/origin/airlock-ledger'])
      repository.bot.git('update-ref', ref, 'refs/kept/ledger');
    await using github = await githubOf(repository.bot);
    const answer = await step(repository, github, 'actions/classify');
    expect(needs(answer)).toMatchObject({ required: [{ refused: null }], carried: [] });
  });

  test('runs its suite where the server does not give the ledger, and says so', async () => {
    using repository = await monorepo(back);
    await using github = await githubWith(repository);
    const env = { GITHUB_SERVER_URL: 'file:///nowhere' };
    const answer = await step(repository, github, 'actions/classify', { env });
    expect(needs(answer)).toMatchObject({ required: [{ refused: null }], carried: [] });
    expect(annotations(answer).join('\n')).toContain('nothing is carried over');
  });
});

test('scores that were altered make the suite run, even where nothing that it covers changed', async () => {
  using repository = await monorepo({ features: [ONE], change: bumped([ONE]) });
  repository.alter(repository.kept('scores/'), Buffer.from('nothing'));
  expect(await classified(repository)).toEqual([`run ${ONE}: carry-altered`]);
  await using github = await githubWith(repository);
  const gated = await step(repository, github, '.');
  expect(gated.outputs['decision']).toBe('undecided');
});

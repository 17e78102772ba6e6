import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startTestGitHub } from '../../github/server.ts';
import { gitIn } from '../git.ts';
import { runStep } from '../runner.ts';
import { CONFIG, type Feature, FIRST, feature } from './feature.ts';

const RUNS = CONFIG.replace(
  'golden: { format: csv, path: results.csv }',
  'golden: { format: csv, path: results.csv, baseline: before.csv, run: npm run eval, shards: 2 }',
);

interface Leg {
  readonly bundle: string;
  readonly side: string;
  readonly shard: number;
  readonly commit: string;
}

/** The bot with a server of git, whose ledger begins with what is given. */
async function bot(...first: readonly string[]): Promise<Feature> {
  const made = feature({ ...FIRST, '.github/airlock.yml': RUNS });
  const bare = join(made.path, '../server.git');
  mkdirSync(bare);
  gitIn(bare, 'init', '--quiet', '--bare', '--template=');
  made.git('remote', 'add', 'origin', bare);
  if (first.length > 0) expect(await made.as('ana', ...first)).toMatchObject({ code: 0 });
  return made;
}

async function classified(repository: Feature, event = 'push', ref = 'refs/heads/main') {
  await using github = await startTestGitHub({ tokens: { ghs_read: { contents: 'read' } } });
  const step = await runStep({
    action: 'actions/classify',
    workspace: repository.path,
    event,
    payload: { repository: { default_branch: 'main' } },
    sha: repository.git('rev-parse', 'HEAD'),
    ref,
    github,
    token: 'ghs_read',
    inputs: { since: 'live' },
  });
  expect(step).toMatchObject({ code: 0, stderr: '' });
  // Reading the ledger needs git alone; where there is none, deployments are asked whether there was one.
  expect(github.routes().filter((route) => !route.includes('/deployments?'))).toEqual([]);
  const matrix = JSON.parse(step.outputs['matrix'] ?? '') as Leg[];
  return {
    bundles: JSON.parse(step.outputs['bundles'] ?? '') as string[],
    tier: step.outputs['tier'],
    legs: matrix.map(({ side, shard, commit }) => `${side} ${shard} ${commit.slice(0, 7)}`),
    summary: step.summary,
  };
}

const LIVE = ['adopt', '--environment', 'production', '--version', '1.0.0'];
const short = (commit: string): string => commit.slice(0, 7);

test('what is live is not run again, and pushes that were left out are in', async () => {
  using made = await bot(...LIVE);
  // The push of the first of these was left out, because the second came while another run was under way.
  made.commit({ 'prompts/system.md': 'You answer questions about orders and returns.\n' });
  const head = short(made.commit({ 'README.md': 'The bot.\n' }));
  expect(await classified(made)).toMatchObject({
    bundles: ['bot'],
    legs: [`candidate 1 ${head}`, `candidate 2 ${head}`],
  });
});

test('what is live and has no numbers in the ledger is run beside it', async () => {
  using made = await bot();
  made.commit({ 'results.csv': null });
  await made.as('ana', ...LIVE);
  const live = short(made.git('rev-parse', 'HEAD'));
  const head = short(made.commit({ 'prompts/system.md': 'You answer questions about returns.\n' }));
  expect((await classified(made)).legs).toEqual([
    `candidate 1 ${head}`,
    `candidate 2 ${head}`,
    `baseline 1 ${live}`,
    `baseline 2 ${live}`,
  ]);
});

test('of a first release everything is run, and its tier is high', async () => {
  using made = await bot();
  const head = short(made.git('rev-parse', 'HEAD'));
  expect(await classified(made)).toMatchObject({
    bundles: ['bot'],
    tier: 'high',
    legs: [`candidate 1 ${head}`, `candidate 2 ${head}`],
  });
});

test('what is live or recorded costs nothing, unless somebody asks for it by hand', async () => {
  using made = await bot(...LIVE);
  expect(await classified(made)).toMatchObject({ bundles: [], legs: [] });
  made.commit({ 'prompts/system.md': 'You answer questions about orders and returns.\n' });
  await made.as('ana', 'candidate');
  const recorded = await classified(made);
  expect(recorded).toMatchObject({ bundles: [], legs: [] });
  expect(recorded.summary).toContain('every bundle is live or recorded as it is');
  expect((await classified(made, 'workflow_dispatch')).bundles).toEqual(['bot']);
});

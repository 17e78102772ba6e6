import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { TOKENS } from '../../github/client.ts';
import { commit, environment, workflowRun } from '../../github/fixtures.ts';
import { startTestGitHub } from '../../github/server.ts';
import { createCommit } from '../../ledger/create-commit.ts';
import { airlock, json } from '../airlock.ts';
import { gitIn } from '../git.ts';
import { RUN, runStep } from '../runner.ts';
import { type Answer, CONFIG, FIRST, feature } from './feature.ts';

const PROMOTION = '.github/workflows/airlock-promote.yml';

test('recorded, judged, planned, approved, promoted and taken back by the actions', {
  timeout: 180_000,
}, async () => {
  const config = CONFIG.replace('evidence: E1', `evidence: E1\n    workflow: ${PROMOTION}`).replace(
    '"@lee"',
    '"@lee", "@acme/sre"',
  );
  using bot = feature({ ...FIRST, '.github/airlock.yml': config });
  const bare = join(bot.path, '../server.git');
  mkdirSync(bare);
  gitIn(bare, 'init', '--quiet', '--bare', '--template=');
  bot.git('remote', 'add', 'origin', bare);
  await using gh = await startTestGitHub({
    tokens: {
      ...TOKENS,
      ghs_team: { app: { id: 7, slug: 'acme-releases' }, permissions: { members: 'read' } },
    },
    teams: [{ id: 70, organisation: 'acme', slug: 'sre', members: ['zoe'] }],
    runs: [workflowRun({ id: RUN })],
  });
  gh.onGraphql('AirlockAppend', (variables) => createCommit(bare, variables));
  const patterns = [{ id: 1, name: 'main', type: 'branch' as const }];
  gh.repository.environments.push(environment('production', { reviewers: [], branches: 'custom', patterns }));
  gh.onGraphql('Viewer', () => ({ viewer: { login: 'github-actions[bot]' } }));

  const step = async (
    action: string,
    inputs: Readonly<Record<string, string>> = {},
    who = 'ana',
    workflow = PROMOTION,
  ) => {
    const sha = bot.git('rev-parse', 'HEAD');
    if (!gh.repository.commits.some((one) => one.sha === sha)) gh.repository.commits.push(commit({ sha }));
    const result = await runStep({
      action: `actions/${action}`,
      workspace: bot.path,
      event: 'push',
      payload: { repository: { default_branch: 'main' } },
      sha,
      ref: 'refs/heads/main',
      github: gh,
      inputs,
      env: {
        GITHUB_ACTOR: who,
        GITHUB_WORKFLOW_REF: `acme/support-bot/${workflow}@refs/heads/main`,
      },
    });
    const path = result.outputs['result'] ?? '';
    const document = path === '' ? null : (JSON.parse(readFileSync(path, 'utf8')) as Answer);
    return { ...result, document };
  };

  expect(await step('record-live', { environment: 'production', version: '1.0.0' })).toMatchObject({
    code: 0,
    outputs: { outcome: 'done', version: '1.0.0' },
  });
  bot.commit({ 'prompts/system.md': 'You answer questions about orders and returns.\n' });
  const judged = await step('candidate');
  expect(judged).toMatchObject({ code: 0, outputs: { outcome: 'go' }, document: { grade: 'E2' } });
  // Whoever may write another workflow may not promote by it.
  const mine = await step('protect', { record: 'true' }, 'ana', '.github/workflows/mine.yml');
  expect(mine.document?.reasons?.map((one) => one.code)).toContain('workflow-unexpected');
  const planned = await step('protect', { record: 'true' });
  const plan = planned.outputs['plan'] ?? '';
  expect({ code: planned.code, plan }).toEqual({
    code: 0,
    plan: expect.stringMatching(/^sha256:[0-9a-f]{64}$/u),
  });

  const early = await step('promote', { plan });
  expect(early).toMatchObject({ code: 1, outputs: { outcome: 'refused' } });
  expect(early.log).toContain('::error title=Airlock promote::');
  // A bot never approves. Zoe has the role by her team, which the workflow's own token is not told.
  const [run] = gh.repository.runs;
  const review = (user: string) => ({
    environments: ['production-approval'],
    state: 'approved' as const,
    user,
    comment: '',
  });
  run?.reviews.push(review('acme[bot]'));
  expect((await step('promote', { plan })).document?.reasons?.map((one) => one.code)).toEqual([
    'approvals-missing',
    'approver-not-human',
  ]);
  run?.reviews.push(review('zoe'));
  const calls = [gh.log.length];
  expect((await step('promote', { plan })).document?.reasons?.map((one) => one.code)).toEqual([
    'approvals-missing',
    'approver-not-human',
    'team-unreadable',
  ]);
  calls[0] = gh.log.length;
  expect(await step('promote', { plan, 'team-token': 'ghs_team' })).toMatchObject({
    code: 0,
    outputs: { outcome: 'done', version: judged.outputs['version'] },
  });
  calls.push(gh.log.length);
  expect(await step('rollback', { reason: 'It makes up order numbers.' }, 'kim')).toMatchObject({
    code: 0,
    outputs: { version: '1.0.0', code: '', fence: '' },
  });
  expect(await step('promote', { plan, begin: 'true' })).toMatchObject({ outputs: { outcome: 'done' } });
  expect(await step('reconcile')).toMatchObject({ code: 0, document: { orders: [] } });
  expect(await step('drill', { environment: 'production' })).toMatchObject({
    code: 1,
    outputs: { outcome: 'refused' },
    document: { reasons: [{ code: 'drill-in-production' }] },
  });
  calls.push(gh.log.length);
  const [start = 0, between = 0, end = 0] = calls;
  expect(between - start).toBeLessThanOrEqual(40);
  expect(end - between).toBeLessThanOrEqual(10);
  // People see the same on GitHub: what served, and what took its place.
  const states = gh.repository.deployments.map((one) => one.statuses.map(({ state }) => state));
  expect(states).toEqual([['in_progress', 'success', 'inactive'], ['success']]);
  expect((await bot.as('kim', 'verify')).document['intact']).toBe(true);
  const remote = {
    GITHUB_API_URL: gh.apiUrl,
    GITHUB_TOKEN: 'ghs_write',
    GITHUB_REPOSITORY: 'acme/support-bot',
  };
  const verify = async () => json<Answer>(await airlock(bot.path, ['verify', '--json'], remote));
  expect(await verify()).toMatchObject({ intact: true, deployments: { anchors: 2, disagreements: [] } });
  bot.git('update-ref', 'refs/remotes/origin/airlock-ledger', gitIn(bare, 'rev-parse', 'airlock-ledger~3'));
  gitIn(bare, 'update-ref', 'refs/heads/airlock-ledger', gitIn(bare, 'rev-parse', 'airlock-ledger~3'));
  expect((await bot.as('kim', 'verify')).document['intact']).toBe(true);
  expect(await verify()).toMatchObject({ intact: false, faults: [{ code: 'ledger-rewound' }] });
  gitIn(bare, 'update-ref', '-d', 'refs/heads/airlock-ledger');
  bot.git('update-ref', '-d', 'refs/remotes/origin/airlock-ledger');
  const fresh = await step('record-live', { environment: 'production', version: '1.0.0' });
  expect({ code: fresh.code, log: fresh.log }).toEqual({
    code: 1,
    log: expect.stringContaining('ledger-rewound'),
  });
  gh.assertClean();
});

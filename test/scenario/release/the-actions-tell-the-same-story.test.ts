import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { TOKENS } from '../../github/client.ts';
import { workflowRun } from '../../github/fixtures.ts';
import { startTestGitHub } from '../../github/server.ts';
import { createCommit } from '../../ledger/create-commit.ts';
import { gitIn } from '../git.ts';
import { RUN, runStep } from '../runner.ts';
import { type Answer, CONFIG, FIRST, feature } from './feature.ts';

const PROMOTION = '.github/workflows/airlock-promote.yml';

test('recorded, judged, planned, approved, promoted and taken back by the actions', {
  timeout: 180_000,
}, async () => {
  const config = CONFIG.replace('evidence: E1', `evidence: E1\n    workflow: ${PROMOTION}`);
  using bot = feature({ ...FIRST, '.github/airlock.yml': config });
  const bare = join(bot.path, '../server.git');
  mkdirSync(bare);
  gitIn(bare, 'init', '--quiet', '--bare', '--template=');
  bot.git('remote', 'add', 'origin', bare);
  await using gh = await startTestGitHub({
    tokens: TOKENS,
    runs: [workflowRun({ id: RUN })],
  });
  gh.onGraphql('AirlockAppend', (variables) => createCommit(bare, variables));
  gh.repository.environments.push({
    id: 1,
    name: 'production',
    reviewers: [],
    preventSelfReview: false,
    branches: 'protected',
    adminsMayBypass: false,
  });

  const step = async (
    action: string,
    inputs: Readonly<Record<string, string>> = {},
    who = 'ana',
    workflow = PROMOTION,
  ) => {
    const sha = bot.git('rev-parse', 'HEAD');
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
  // Ana may not approve what she asks for alone, a bot never, and Kim's review of the environment is what counts.
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
  run?.reviews.push(review('kim'));
  expect(await step('promote', { plan })).toMatchObject({
    code: 0,
    outputs: { outcome: 'done', version: judged.outputs['version'] },
  });
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
  expect((await bot.as('kim', 'verify')).document['intact']).toBe(true);
  gh.assertClean();
});

import { expect, test } from 'vitest';
import type { EnvironmentsDocument } from '../../../src/report/documents/environments.ts';
import { DOCUMENTS } from '../../../src/report/documents/schema.ts';
import { environment } from '../../github/fixtures.ts';
import type { Seed } from '../../github/seed.ts';
import { startTestGitHub, type TestGitHub } from '../../github/server.ts';
import type { Permissions } from '../../github/state.ts';
import { airlock, json } from '../airlock.ts';
import { CONFIG, type Feature, FIRST, feature } from '../release/feature.ts';

const ADMIN: Permissions = { contents: 'read', actions: 'read', administration: 'write' };
const JOB: Permissions = { contents: 'read', actions: 'read' };
const MAIN = { id: 1, name: 'main', type: 'branch' } as const;

const PEOPLE = CONFIG.replace('["@kim", "@lee"]', '["@kim", "@acme/platform"]');

function start(seed: Seed = {}): Promise<TestGitHub> {
  const teams = [{ id: 77, organisation: 'acme', slug: 'platform' }];
  const tokens = { admin: { login: 'ana', permissions: ADMIN }, job: JOB };
  return startTestGitHub({ tokens, teams, repository: { collaborators: { kim: 'write' } }, ...seed });
}

async function run(bot: Feature, gh: TestGitHub, action: string, token = 'admin') {
  const env = { GITHUB_API_URL: gh.apiUrl, GITHUB_TOKEN: token, GITHUB_REPOSITORY: 'acme/support-bot' };
  const answer = await airlock(bot.path, ['environments', action, '--json'], env);
  const document = json<EnvironmentsDocument>(answer);
  if (answer.code < 64)
    expect(DOCUMENTS['airlock.environments/1'].safeParse(document).error ?? null).toBeNull();
  return { code: answer.code, document, env };
}

function outcomes({ environments }: EnvironmentsDocument) {
  return environments.map(({ name, outcome, differences }) => [
    name,
    outcome,
    differences.map((one) => one.setting),
  ]);
}

function writes(gh: TestGitHub): string[] {
  return gh.routes().filter((route) => !route.startsWith('GET'));
}

test('planned, set, and set again without a write', async () => {
  using bot = feature({ ...FIRST, '.github/airlock.yml': PEOPLE });
  await using gh = await start({
    environments: [
      environment('production', {
        reviewers: ['zoe'],
        branches: 'custom',
        patterns: [{ id: 9, name: '*', type: 'tag' }],
      }),
    ],
  });
  const planned = await run(bot, gh, 'plan');
  expect({ code: planned.code, outcomes: outcomes(planned.document) }).toEqual({
    code: 1,
    outcomes: [
      ['production', 'differs', ['branches', 'reviewers']],
      ['production-approval', 'differs', ['existence']],
    ],
  });
  expect((await airlock(bot.path, ['environments', 'plan'], planned.env)).stdout).toMatchInlineSnapshot(`
    "production: differs
      - branches: tag *
      + branches: main
      - reviewers: @zoe
      + reviewers: nobody
    production-approval: differs
      - environment: none
      + environment: main, reviewed by @acme/platform, @kim
    \`airlock environments apply\` sets what GitHub lets be set.
    "
  `);
  expect(writes(gh)).toEqual([]);

  const applied = await run(bot, gh, 'apply');
  expect({ code: applied.code, outcome: applied.document.outcome }).toEqual({ code: 0, outcome: 'set' });
  expect(writes(gh)).toMatchInlineSnapshot(`
    [
      "PUT /repos/acme/support-bot/environments/production → 200",
      "POST /repos/acme/support-bot/environments/production/deployment-branch-policies → 200",
      "DELETE /repos/acme/support-bot/environments/production/deployment-branch-policies/9 → 204",
      "PUT /repos/acme/support-bot/environments/production-approval → 200",
      "POST /repos/acme/support-bot/environments/production-approval/deployment-branch-policies → 200",
    ]
  `);
  expect(gh.repository.environments).toMatchObject([
    { name: 'production', reviewers: [], branches: 'custom', patterns: [{ name: 'main', type: 'branch' }] },
    {
      name: 'production-approval',
      reviewers: ['acme/platform', 'kim'],
      preventSelfReview: true,
      branches: 'custom',
      patterns: [{ name: 'main', type: 'branch' }],
    },
  ]);
  const before = writes(gh).length;
  expect(await run(bot, gh, 'apply')).toMatchObject({ code: 0, document: { outcome: 'same' } });
  expect(await run(bot, gh, 'plan')).toMatchObject({ code: 0, document: { outcome: 'same' } });
  expect(writes(gh)).toHaveLength(before);
  gh.assertClean();
});

test('a strict layout keeps a way back without reviewers, and says what only a person can set', async () => {
  const strict = PEOPLE.replace('    evidence: E1\n', '    evidence: E1\n    layout: strict\n');
  using bot = feature({ ...FIRST, '.github/airlock.yml': strict });
  await using gh = await start();
  const applied = await run(bot, gh, 'apply');
  expect({ code: applied.code, outcomes: outcomes(applied.document) }).toEqual({
    code: 1,
    outcomes: [
      ['production', 'differs', ['bypass']],
      ['production-rollback', 'set', ['existence']],
    ],
  });
  expect((await airlock(bot.path, ['environments', 'plan'], applied.env)).stdout).toContain('by hand');
  for (const one of gh.repository.environments) one.adminsMayBypass = false;
  expect((await run(bot, gh, 'plan')).code).toBe(0);
});

test("a job's token may look and not set, and that is said", async () => {
  using bot = feature();
  await using gh = await start({
    environments: [environment('production', { reviewers: [], branches: null })],
  });
  expect((await run(bot, gh, 'plan', 'job')).code).toBe(1);
  const applied = await run(bot, gh, 'apply', 'job');
  expect({ code: applied.code, failed: applied.document.environments[0]?.failed?.why }).toEqual({
    code: 1,
    failed: 'forbidden',
  });
  const said = await airlock(bot.path, ['environments', 'apply'], applied.env);
  expect(said.stdout).toContain('administration: write');
});

test('a lost answer is looked for, and never sent again', async () => {
  using bot = feature();
  await using gh = await start({
    environments: [environment('production', { reviewers: [], branches: 'custom', patterns: [] })],
  });
  gh.faults.push({
    kind: '502-after-commit',
    method: 'POST',
    path: '/repos/*/*/environments/*/deployment-branch-policies',
  });
  const env = { GITHUB_API_URL: gh.apiUrl, GITHUB_TOKEN: 'admin', GITHUB_REPOSITORY: 'acme/support-bot' };
  const args = ['environments', 'apply', '--environment', 'production', '--json'];
  const applied = json<EnvironmentsDocument>(await airlock(bot.path, args, env));
  expect(applied.environments[0]).toMatchObject({ name: 'production', outcome: 'set' });
  expect(gh.repository.environments[0]?.patterns).toMatchObject([{ name: MAIN.name }]);
  expect(writes(gh).filter((route) => route.includes('/environments/production/'))).toHaveLength(1);
});

test('a reviewer whom GitHub does not know is named, and nothing is set', async () => {
  using bot = feature({ ...FIRST, '.github/airlock.yml': CONFIG.replace('"@lee"', '"@acme/nobody"') });
  await using gh = await start();
  const { code, document } = await run(bot, gh, 'apply');
  expect(code).toBe(1);
  expect(document.environments[1]?.failed).toEqual({ why: 'reviewer-unknown', found: 'acme/nobody' });
});

test('what is missing is said before anything is asked', async () => {
  using bot = feature();
  const usage = await airlock(bot.path, ['environments', 'set']);
  expect({ code: usage.code, stderr: usage.stderr }).toMatchObject({
    code: 64,
    stderr: expect.stringContaining('expected plan or apply'),
  });
  expect((await airlock(bot.path, ['environments', 'plan'])).code).toBe(64);
});

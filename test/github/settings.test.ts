import { expect, test } from 'vitest';
import { untold } from '../../src/doctor/settings.ts';
import { connect } from '../../src/host/github/client.ts';
import { readSettings } from '../../src/host/github/settings.ts';
import { environment, runner } from './fixtures.ts';
import type { Seed } from './seed.ts';
import { startTestGitHub } from './server.ts';

const ADMIN = {
  login: 'ana',
  permissions: { contents: 'read', actions: 'read', administration: 'read' },
} as const;
const JOB = { contents: 'read' } as const;

async function settingsOf(seed: Seed, token = 'admin') {
  await using gh = await startTestGitHub({ tokens: { admin: ADMIN, job: JOB }, ...seed });
  const access = { token, apiUrl: gh.apiUrl, owner: 'acme', repo: 'support-bot' };
  const settings = await readSettings(await connect(access, {}), access);
  gh.assertClean();
  expect(gh.routes().length).toBeLessThanOrEqual(7);
  return settings;
}

test('rulesets and classic protection are read together', async () => {
  const settings = await settingsOf({
    rules: [{ type: 'required_status_checks', contexts: ['airlock'] }, { type: 'merge_queue' }],
    protections: { main: { contexts: ['test'], codeOwners: true } },
  });
  expect(settings).toMatchObject({
    defaultBranch: 'main',
    requiredChecks: { kind: 'told', value: ['airlock', 'test'] },
    mergeQueue: { kind: 'told', value: true },
    asksCodeOwners: { kind: 'told', value: true },
  });
});

test('a branch without any of it asks for nothing, and that is told', async () => {
  expect(await settingsOf({})).toMatchObject({
    requiredChecks: { kind: 'told', value: [] },
    mergeQueue: { kind: 'told', value: false },
    asksCodeOwners: { kind: 'told', value: false },
    environments: { kind: 'told', value: [] },
    runners: { kind: 'told', value: [] },
  });
});

test('environments and runners over all pages', async () => {
  const settings = await settingsOf({
    environments: [
      environment('production', { branches: 'custom', reviewers: [], adminsMayBypass: true }),
      environment('staging', { preventSelfReview: false, branches: null, adminsMayBypass: undefined }),
      ...Array.from({ length: 120 }, (_, i) => environment(`preview-${i}`)),
    ],
    runners: [runner('big', { version: '2.320.0' }), runner('new', { version: null })],
  });
  const { environments, runners } = settings;
  if (environments.kind !== 'told' || runners.kind !== 'told') throw new Error('not told');
  expect(environments.value).toHaveLength(122);
  expect(environments.value.slice(0, 2)).toEqual([
    {
      name: 'production',
      reviewers: 0,
      preventsSelfReview: null,
      limitsBranches: true,
      adminsMayBypass: true,
    },
    {
      name: 'staging',
      reviewers: 1,
      preventsSelfReview: false,
      limitsBranches: false,
      adminsMayBypass: null,
    },
  ]);
  expect(runners.value).toEqual([
    { name: 'big', labels: ['self-hosted', 'linux'], version: '2.320.0' },
    { name: 'new', labels: ['self-hosted', 'linux'], version: null },
  ]);
});

test("what a job's token may not see is told apart from what is not set", async () => {
  const seed: Seed = { protections: { main: { contexts: ['airlock'], codeOwners: true } } };
  expect(await settingsOf(seed, 'job')).toMatchObject({
    requiredChecks: { kind: 'told', value: ['airlock'] },
    asksCodeOwners: { kind: 'not-told', why: 'forbidden' },
    environments: { kind: 'told' },
    runners: { kind: 'not-told', why: 'forbidden' },
  });
  const secret = await settingsOf({ ...seed, repository: { private: true } }, 'job');
  expect(secret.environments).toEqual({ kind: 'not-told', why: 'forbidden' });
});

test('a server that does not answer tells nothing, and that is neither good nor bad', async () => {
  const access = { token: 'admin', apiUrl: 'http://127.0.0.1:9', owner: 'acme', repo: 'support-bot' };
  expect(await readSettings(await connect(access, {}), access)).toEqual(untold('no-answer'));
});

test('a token that GitHub does not know sees nothing, and neither does nobody', async () => {
  const nothing = await settingsOf({}, 'wrong');
  expect(nothing).toEqual({
    ...untold('no-answer'),
    requiredChecks: { kind: 'not-told', why: 'forbidden' },
    mergeQueue: { kind: 'not-told', why: 'forbidden' },
    asksCodeOwners: { kind: 'not-told', why: 'forbidden' },
    environments: { kind: 'not-told', why: 'forbidden' },
    runners: { kind: 'not-told', why: 'forbidden' },
    packs: { kind: 'not-told', why: 'forbidden' },
  });
});

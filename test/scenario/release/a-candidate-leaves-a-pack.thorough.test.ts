import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { TOKENS } from '../../github/client.ts';
import { commit } from '../../github/fixtures.ts';
import { startTestGitHub, type TestGitHub } from '../../github/server.ts';
import { createCommit } from '../../ledger/create-commit.ts';
import { root, statementOf } from '../../pack/signer.ts';
import { airlock, json } from '../airlock.ts';
import { gitIn } from '../git.ts';
import { runStep, type StepResult } from '../runner.ts';
import { CONFIG, codesOf, type Feature, FIRST, feature } from './feature.ts';

const SIGNER = 'acme/support-bot/.github/workflows/airlock-candidate.yml@refs/heads/main';

let bot: Feature;
let github: TestGitHub;
let step: StepResult;
let head: string;

const candidate = (inputs: Readonly<Record<string, string>> = {}, token = 'ghs_release') =>
  runStep({
    action: 'actions/candidate',
    workspace: bot.path,
    event: 'push',
    payload: { repository: { default_branch: 'main' } },
    sha: head,
    ref: 'refs/heads/main',
    github,
    inputs,
    token,
    artifacts: true,
    env: { GITHUB_WORKFLOW_REF: SIGNER },
  });

beforeAll(async () => {
  bot = feature();
  const bare = join(bot.path, '../server.git');
  mkdirSync(bare);
  gitIn(bare, 'init', '--quiet', '--bare', '--template=');
  bot.git('remote', 'add', 'origin', bare);
  await bot.as('ana', 'adopt', '--environment', 'production', '--version', '1.0.0');
  head = bot.commit({ 'prompts/system.md': 'You answer questions about orders and returns.\n' });
  github = await startTestGitHub({
    tokens: { ...TOKENS, ghs_release: { contents: 'write' } },
    commits: [commit({ sha: head })],
  });
  github.onGraphql('AirlockAppend', (variables) => createCommit(bare, variables));
  step = await candidate();
}, 60_000);
afterAll(async () => {
  await github.close();
  bot[Symbol.dispose]();
});

test('it is judged, recorded, tagged on the server, and its pack is kept with the run', () => {
  expect(step).toMatchObject({
    code: 0,
    stderr: '',
    outputs: { outcome: 'go', grade: 'E2', artifact: 'airlock-pack.bot.1' },
  });
  expect(step.log).toContain('E2: the evals ran in the trusted workflow; no signature was checked.');
  const { version } = step.outputs;
  expect(github.repository.refs).toContainEqual({
    ref: `refs/tags/airlock/bot/v${version}`,
    sha: head,
    type: 'commit',
  });
  const pack = readFileSync(step.outputs['pack'] ?? '');
  const sha256 = createHash('sha256').update(pack).digest('hex');
  expect(step.outputs['pack-digest']).toBe(`sha256:${sha256}`);
  const [artifact] = github.artifacts();
  expect(artifact).toMatchObject({ name: 'airlock-pack.bot.1', archived: true });
  expect(Buffer.from(unzipSync(artifact?.bytes ?? Buffer.alloc(0))['airlock-pack.zip'] ?? [])).toEqual(pack);
  github.assertClean();
});

test('what can be signed of it says which checks passed', () => {
  expect(step.outputs['predicate-type']).toBe('https://in-toto.io/attestation/test-result/v0.1');
  expect(JSON.parse(readFileSync(step.outputs['predicate'] ?? '', 'utf8'))).toMatchObject({
    result: 'PASSED',
    configuration: [{ uri: 'policy/head.yml' }],
    failedTests: [],
  });
});

test('the pack verifies offline with the raw results, and signed it is E3', async () => {
  const file = step.outputs['pack'] ?? '';
  const verify = ['verify', file, '--raw', bot.path, '--json'];
  expect(json(await airlock(bot.path, verify))).toMatchObject({
    outcome: 'verified',
    grade: { grade: 'E1', whyNotHigher: 'run-unproven' },
  });
  const own = await root(head);
  const sha256 = step.outputs['pack-digest']?.replace('sha256:', '') ?? '';
  const signed = await own.sign(statementOf(sha256), { identity: `https://github.com/${SIGNER}` });
  writeFileSync(join(bot.path, '../signed.json'), JSON.stringify(signed));
  writeFileSync(join(bot.path, '../root.json'), own.trustedRoot);
  const attested = [...verify, '--attestation', '../signed.json', '--trusted-root', '../root.json'];
  expect(json(await airlock(bot.path, [...attested, '--signer', SIGNER]))).toMatchObject({
    outcome: 'verified',
    grade: { grade: 'E3', whyNotHigher: null },
  });
});

test('a token that may not write tags is told so, and takes nothing from what was recorded', async () => {
  github.repository.refs.length = 0;
  const again = await candidate({}, 'ghs_write');
  expect(again).toMatchObject({ code: 0, outputs: { outcome: 'go' } });
  expect(again.log).toContain('not set on GitHub');
  expect(again.log).toContain('recorded before');
  // The same run keeps the first pack: a name is taken once.
  expect(again.log).toContain('::warning::GitHub did not accept a request');
});

test('of a part that is made ready there is no pack', async () => {
  const ready = await candidate({ revert: 'prompts' });
  expect(ready.code).toBe(1);
  const both = await bot.as('ana', 'candidate', '--revert', 'model', '--pack', '../x.zip');
  expect(both).toMatchObject({ code: 64, document: { errors: [{ code: 'option-bad-value' }] } });
});

test('a first release is asked for everything: what was not measured is not passed', async () => {
  using fresh = feature();
  fresh.commit({ 'results.csv': null });
  const first = await fresh.as('ana', 'candidate', '--pack', '../first.zip');
  expect(first).toMatchObject({ code: 2, document: { decision: { outcome: 'undecided' } } });
  expect(json(await airlock(fresh.path, ['verify', '../first.zip', '--json']))).toMatchObject({
    outcome: 'verified',
  });
});

const KEEP = `set -eu
if [ "$AIRLOCK_ACTION" = keep ]; then cp "$AIRLOCK_PACK" ../kept.zip; echo '{"kept":"../kept.zip"}'; exit; fi
cp "$AIRLOCK_KEPT" "$AIRLOCK_PACK"
`;

test('where policy says so it is kept beyond its run, read back, and asked for before a promotion', async () => {
  using team = feature({
    ...FIRST,
    '.github/airlock.yml': `${CONFIG}packs: { run: sh keep.sh }\n`,
    'keep.sh': KEEP,
  });
  await team.as('ana', 'adopt', '--environment', 'production', '--version', '1.0.0');
  team.commit({ 'prompts/system.md': 'You answer questions about orders and returns.\n' });
  const kept = await team.as('ana', 'candidate', '--pack', '../pack.zip');
  expect(kept).toMatchObject({ code: 0, document: { pack: { kept: '../kept.zip' } } });
  expect(readFileSync(join(team.path, '../kept.zip'))).toEqual(readFileSync(join(team.path, '../pack.zip')));
  expect((await team.as('ana', 'protect', '--record')).code).toBe(0);

  team.commit({ 'prompts/system.md': 'You answer questions about returns.\n' });
  await team.as('ana', 'candidate');
  expect(codesOf(await team.as('ana', 'protect'))).toEqual(['pack-not-kept']);
});

test('a store that does not bring it back stops the candidate before anything is recorded', async () => {
  using team = feature({ ...FIRST, '.github/airlock.yml': `${CONFIG}packs: { run: exit 3 }\n` });
  const lost = await team.as('ana', 'candidate', '--pack', '../pack.zip');
  expect(lost).toMatchObject({ code: 69, document: { errors: [{ code: 'pack-store-failed' }] } });
  expect((await team.as('ana', 'log')).document['entries']).toEqual([]);
});

test('in a workflow it can be the asset of a release that nobody changes again', async () => {
  github.repository.immutableReleases = true;
  head = bot.commit({ '.github/airlock.yml': `${CONFIG}packs: release\n`, 'prompts/system.md': 'Orders.\n' });
  github.repository.commits.push(commit({ sha: head }));
  step = await candidate({ bundle: 'bot' });
  expect(step, step.log).toMatchObject({ code: 0, outputs: { outcome: 'go' } });
  const [release] = github.repository.releases;
  expect(release).toMatchObject({ draft: false, target: head });
  expect(release?.assets[0]?.digest).toBe(step.outputs['pack-digest']);
});

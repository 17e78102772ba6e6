import { expect, test } from 'vitest';
import { connect } from '../../src/host/github/client.ts';
import { allMirrored, anchorsOf, deploymentMirror } from '../../src/host/github/deployments.ts';
import { pairOf } from '../../src/ledger/state.ts';
import { verifyLedger } from '../../src/ledger/verify.ts';
import { disagreements, type Mirror } from '../../src/release/mirror.ts';
import { TOKENS } from '../github/client.ts';
import type { Fault } from '../github/faults.ts';
import { commit } from '../github/fixtures.ts';
import { startTestGitHub, type TestGitHub } from '../github/server.ts';
import { CODE } from './faults/code.ts';
import {
  type Approved,
  approve,
  CANDIDATES,
  DEEDS,
  type Reach,
  reachOf,
  type World,
  world,
} from './faults/world.ts';

interface Shown {
  readonly gh: TestGitHub;
  readonly made: World;
  readonly reach: Reach;
}

/** The world of the fault tests, with deployments on a GitHub beside it. */
async function shown(): Promise<Shown> {
  const commits = CANDIDATES.map(({ commit: sha }) => commit({ sha })).concat(commit({ sha: BASE_COMMIT }));
  const gh = await startTestGitHub({ tokens: TOKENS, commits });
  const access = { token: 'ghs_write', apiUrl: gh.apiUrl, owner: 'acme', repo: 'support-bot' };
  const made = await world(CODE);
  const mirror: Mirror = deploymentMirror(await connect(access, {}), access, 'https://example.com/run');
  return { gh, made, reach: { ...reachOf(made), mirror } };
}

const BASE_COMMIT = Buffer.from('1.0.0').toString('hex').padEnd(40, '0');

async function promoted({ made, reach }: Shown, i: 0 | 1): Promise<Approved> {
  const plan = await approve(made, CANDIDATES[i]);
  expect((await DEEDS.promote(CODE, reach, plan)).kind).toBe('done');
  return plan;
}

/** Deployments as people see them: version and states, the oldest first. */
function seen(gh: TestGitHub): [string, string[]][] {
  return gh.repository.deployments.map((one) => {
    const payload = one.payload as { readonly version: string };
    return [payload.version, one.statuses.map(({ state }) => state)];
  });
}

async function ledgerOf({ store }: World) {
  const files = await store.files(store.tip ?? '');
  return { files, verified: verifyLedger(files) };
}

test('promoted, promoted again, taken back: each is shown, and what it replaced is inactive', async () => {
  const all = await shown();
  await using gh = all.gh;
  await promoted(all, 0);
  await promoted(all, 1);
  const before = gh.log.length;
  const back = await DEEDS.rollback(CODE, all.reach, 'bot', CANDIDATES[1].version);
  expect(back).toMatchObject({ kind: 'done', mirror: { outcome: 'written', disagreements: [] } });
  expect(gh.log.length - before).toBe(3);
  expect(seen(gh)).toEqual([
    ['1.1.0', ['in_progress', 'success', 'inactive']],
    ['1.2.0', ['in_progress', 'success', 'inactive']],
    ['1.1.0', ['success']],
  ]);
  const { files, verified } = await ledgerOf(all.made);
  expect(verified.faults).toEqual([]);
  const access = { token: 'ghs_write', apiUrl: gh.apiUrl, owner: 'acme', repo: 'support-bot' };
  const anchors = anchorsOf(await allMirrored(await connect(access, {}), access));
  expect(anchors).toHaveLength(3);
  expect(verifyLedger(files, anchors).faults).toEqual([]);
  expect(gh.repository.deployments[2]?.statuses[0]?.description).toMatch(/^anchor \d+:[0-9a-f]{64}$/u);
  gh.assertClean();
});

test('a ledger that was wound back is noticed by what deployments remember', async () => {
  const all = await shown();
  await using gh = all.gh;
  const { made } = all;
  const short = made.store.tip ?? '';
  await promoted(all, 0);
  const access = { token: 'ghs_write', apiUrl: gh.apiUrl, owner: 'acme', repo: 'support-bot' };
  const anchors = anchorsOf(await allMirrored(await connect(access, {}), access));
  const faults = verifyLedger(await made.store.files(short), anchors).faults;
  expect(faults.map(({ code }) => code)).toEqual(['ledger-rewound']);
});

const PATH = '/repos/*/*/deployments**';
const KINDS = [
  '500',
  '403-secondary',
  '404',
  '422',
  'refuse',
  '502-after-commit',
  'cut-after-commit',
  'truncated',
  'html',
  'stale-read',
] as const;

test.each(KINDS)(
  'every call of the mirror fails once with %s: what was approved is done all the same',
  async (kind) => {
    for (let nth = 1; nth <= 4; nth += 1) {
      const all = await shown();
      await using gh = all.gh;
      // A replica answers reads alone.
      const method = kind === 'stale-read' ? { method: 'GET' } : {};
      gh.faults.push({ kind, path: PATH, nth, ...method } as Fault);
      const plan = await approve(all.made, CANDIDATES[0]);
      const first = await DEEDS.promote(CODE, all.reach, plan);
      expect(first.kind).toBe('done');
      const { verified } = await ledgerOf(all.made);
      expect(verified.faults).toEqual([]);
      expect(pairOf(verified.state, 'bot', 'production').live?.version).toBe('1.1.0');
      const keys = gh.repository.deployments.map((one) => (one.payload as { readonly key: string }).key);
      expect(new Set(keys).size).toBe(keys.length);
      if (first.mirror?.outcome === 'written') expect(seen(gh)[0]?.[1].at(-1)).toBe('success');
    }
  },
);

test('a rollback with deployments all down is done, and says that nobody sees it', async () => {
  const all = await shown();
  await using gh = all.gh;
  await promoted(all, 0);
  await promoted(all, 1);
  gh.faults.push({ kind: '500', path: PATH, times: 99 });
  const back = await DEEDS.rollback(CODE, all.reach, 'bot', CANDIDATES[1].version);
  expect(back).toMatchObject({ kind: 'done', mirror: { outcome: 'failed' } });
  expect(all.made.cluster.serving).toBe(CANDIDATES[0].digest);
});

test('what failed is shown as failed, and gone on with as the same deployment', async () => {
  const all = await shown();
  await using gh = all.gh;
  const plan = await approve(all.made, CANDIDATES[0]);
  const { deployer } = all.reach;
  const broken = {
    ...all.reach,
    deployer: { ...deployer, deploy: async () => ({ kind: 'failed' as const, found: 'away' }) },
  };
  expect((await DEEDS.promote(CODE, broken, plan)).kind).toBe('refused');
  expect((await DEEDS.promote(CODE, all.reach, plan)).kind).toBe('done');
  expect(seen(gh)).toEqual([['1.1.0', ['in_progress', 'failure', 'in_progress', 'success']]]);
});

test('a disagreement is reported, and nothing of it is mended', async () => {
  const all = await shown();
  await using gh = all.gh;
  await promoted(all, 0);
  const [mirrored] = gh.repository.deployments;
  if (mirrored === undefined) throw new Error('one was made');
  const forged = { ...(mirrored.payload as object), digest: `sha256:${'0'.repeat(64)}` };
  mirrored.payload = forged;
  const plan = await approve(all.made, CANDIDATES[1]);
  const next = await DEEDS.promote(CODE, all.reach, plan);
  expect(next.mirror?.disagreements.map(({ code }) => code)).toEqual(['other-digest']);
  expect(mirrored.payload).toBe(forged);
  const { state } = (await ledgerOf(all.made)).verified;
  const pair = pairOf(state, 'bot', 'production');
  expect(disagreements([], pair, state.seq).map(({ code }) => code)).toEqual(['deployment-gone']);
});

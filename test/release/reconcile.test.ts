import { expect, test } from 'vitest';
import { openLedger } from '../../src/ledger/record.ts';
import { pairOf } from '../../src/ledger/state.ts';
import { EVERY_MACHINE } from '../../src/release/actors.ts';
import type { Deployed } from '../../src/release/deployer.ts';
import { HandedOver } from '../../src/release/handed-over.ts';
import { CODE } from './faults/code.ts';
import { Faulty } from './faults/faults.ts';
import {
  approve,
  BASE,
  CANDIDATES,
  DEEDS,
  ENVIRONMENT,
  person,
  type Reach,
  reachOf,
  type World,
  world,
} from './faults/world.ts';

const ACT = { bundle: 'bot', environment: ENVIRONMENT, actor: person('machine'), run: null };

/** A promotion that ended at its deployment, before or after it took effect. */
async function abandoned(kind: 'killed before' | 'killed after'): Promise<World> {
  const made = await world(CODE);
  const dying = new Faulty([{ call: 4, kind }]).reach(reachOf(made));
  await DEEDS.promote(CODE, dying, await approve(made, CANDIDATES[0])).catch(() => {});
  expect((await pair(made)).open).toMatchObject({ kind: 'promotion' });
  return made;
}

async function pair(made: World) {
  return pairOf((await openLedger(made.store)).state, 'bot', ENVIRONMENT);
}

function ended(reach: Reach, lease = 0) {
  return CODE.reconcile(reach, {
    ...ACT,
    lease,
    machines: EVERY_MACHINE,
    reason: () => 'It was never ended.',
  });
}

test('what serves what was approved is done, and nothing is deployed', async () => {
  const made = await abandoned('killed after');
  const before = made.cluster.orders.length;
  expect(await ended(reachOf(made))).toMatchObject({ did: 'finished', changed: { kind: 'done' } });
  expect(made.cluster.orders).toHaveLength(before);
  expect(await pair(made)).toMatchObject({ open: null, live: { version: '1.1.0' }, holds: [] });
});

test('what never came to serve is taken back, by a newer order, and held', async () => {
  const made = await abandoned('killed before');
  expect(await ended(reachOf(made))).toMatchObject({ did: 'taken-back', changed: { kind: 'done' } });
  expect(made.cluster.serving).toBe(BASE.digest);
  const after = await pair(made);
  expect(after).toMatchObject({
    open: null,
    live: { version: '1.0.0' },
    holds: [{ reason: 'It was never ended.' }],
  });
  expect(made.cluster.fence).toBe(after.fence);
});

test('where nobody can tell what serves it is taken back', async () => {
  const made = await abandoned('killed after');
  const reach = reachOf(made);
  const blind = Object.assign(Object.create(reach.deployer) as typeof reach.deployer, {
    served: async () => null,
  });
  expect(await ended({ ...reach, deployer: blind })).toMatchObject({ did: 'taken-back' });
  expect(await pair(made)).toMatchObject({ open: null, live: { version: '1.0.0' } });
});

test('what serves under a hold is taken back', async () => {
  const made = await abandoned('killed after');
  await DEEDS.hold(CODE, reachOf(made), 'one hold');
  expect(await ended(reachOf(made))).toMatchObject({ did: 'taken-back' });
  expect(made.cluster.serving).toBe(BASE.digest);
});

test('nothing is touched before its lease is over', async () => {
  const made = await abandoned('killed before');
  const { tip } = made.store;
  expect(await ended(reachOf(made), 60)).toMatchObject({ did: 'waits', until: expect.any(String) });
  expect(made.store.tip).toBe(tip);
  expect(made.cluster.serving).toBe(BASE.digest);
});

test('whoever was overtaken writes nothing afterwards', async () => {
  const made = await world(CODE);
  const plan = await approve(made, CANDIDATES[0]);
  const reach = reachOf(made);
  const slow: Reach = {
    ...reach,
    deployer: Object.assign(Object.create(reach.deployer) as typeof reach.deployer, {
      // Reconciled, by a clock that ran ahead, while it still deploys.
      deploy: async (order: Parameters<typeof reach.deployer.deploy>[0]): Promise<Deployed> => {
        await ended(reach);
        return reach.deployer.deploy(order);
      },
    }),
  };
  expect(await DEEDS.promote(CODE, slow, plan)).toMatchObject({
    kind: 'refused',
    reasons: [{ code: 'fence-refused' }],
  });
  expect(made.cluster.serving).toBe(BASE.digest);
  expect(await pair(made)).toMatchObject({ open: null, live: { version: '1.0.0' } });
});

test('a first release is ended where something else serves, and left open where nobody can tell', async () => {
  const made: World = await world(CODE, []);
  const candidate = CANDIDATES[0];
  await CODE.recordCandidate(reachOf(made), { ...ACT, release: candidate, files: [] });
  made.cluster.serving = null;
  const dying = new Faulty([{ call: 4, kind: 'killed before' }]).reach(reachOf(made));
  await DEEDS.promote(CODE, dying, await approve(made, candidate)).catch(() => {});
  expect(await ended(reachOf(made))).toMatchObject({
    changed: { kind: 'refused', reasons: [{ code: 'served-unknown' }] },
  });
  expect((await pair(made)).open).not.toBeNull();
  made.cluster.serving = `sha256:${'0'.repeat(64)}`;
  expect(await ended(reachOf(made))).toMatchObject({ did: 'taken-back', changed: { kind: 'done' } });
  expect(await pair(made)).toMatchObject({ open: null, live: null });
});

test('an order that is handed over waits for the report of its own fence', async () => {
  const made = await world(CODE);
  const plan = await approve(made, CANDIDATES[0]);
  const promote = (report: ConstructorParameters<typeof HandedOver>[0]) => {
    const reach = reachOf(made);
    return DEEDS.promote(CODE, { ...reach, deployer: new HandedOver(report, reach.deployer) }, plan);
  };
  expect((await promote(null)).kind).toBe('begun');
  const fence = (await pair(made)).open?.fence ?? 0;
  const line = JSON.stringify({ served: CANDIDATES[0].digest });
  expect(await promote({ fence: fence - 1, line })).toMatchObject({ reasons: [{ code: 'fence-refused' }] });
  expect(await promote({ fence, line: 'half an answer' })).toMatchObject({
    reasons: [{ code: 'deploy-failed' }],
  });
  expect(await promote({ fence, line: JSON.stringify({ served: BASE.digest }) })).toMatchObject({
    reasons: [{ code: 'served-differs' }],
  });
  expect((await promote({ fence, line })).kind).toBe('done');
  expect(made.cluster.orders).toEqual([]);
  expect(await pair(made)).toMatchObject({ open: null, live: { version: '1.1.0' } });
});

test('a rollback of one order leaves another alone', async () => {
  const made = await abandoned('killed before');
  const fence = (await pair(made)).open?.fence ?? 0;
  const request = {
    ...ACT,
    scope: 'bundle',
    to: null,
    from: null,
    reason: 'It is wrong.',
    detectedAt: null,
    detectedBy: null,
    harmfulSince: null,
    degraded: null,
    machines: EVERY_MACHINE,
  } as const;
  expect(await CODE.rollback(reachOf(made), { ...request, over: fence + 1 })).toMatchObject({
    reasons: [{ code: 'overtaken' }],
  });
  expect((await CODE.rollback(reachOf(made), { ...request, over: fence })).kind).toBe('done');
});

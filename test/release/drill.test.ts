import { expect, test } from 'vitest';
import { openLedger } from '../../src/ledger/record.ts';
import { pairOf } from '../../src/ledger/state.ts';
import * as drills from '../../src/release/drill.ts';
import * as emergencies from '../../src/release/emergency.ts';
import * as holds from '../../src/release/hold.ts';
import * as joints from '../../src/release/joint.ts';
import * as names from '../../src/release/names.ts';
import * as promotions from '../../src/release/promote.ts';
import * as recordings from '../../src/release/recording.ts';
import * as rollbacks from '../../src/release/rollback.ts';
import { approve, BASE, CANDIDATES, type Code, DEEDS, ENVIRONMENT, reachOf, world } from './faults/world.ts';

const CODE: Code = {
  ...drills,
  ...emergencies,
  ...holds,
  ...joints,
  ...names,
  ...promotions,
  ...recordings,
  ...rollbacks,
};

test('a drill goes to the version to return to and comes back, and nothing is held or condemned', async () => {
  const made = await world(CODE);
  await DEEDS.promote(CODE, reachOf(made), await approve(made, CANDIDATES[0]));
  expect((await DEEDS.drill(CODE, reachOf(made))).kind).toBe('done');
  const { state } = await openLedger(made.store);
  const pair = pairOf(state, 'bot', ENVIRONMENT);
  expect(pair.live?.version).toBe(CANDIDATES[0].version);
  expect({ holds: pair.holds, condemned: pair.condemned, open: pair.open }).toEqual({
    holds: [],
    condemned: [],
    open: null,
  });
  expect(pair.drills[0]).toMatchObject({ version: BASE.version, restored: true });
  expect(made.cluster.orders.slice(-2).map(({ release }) => release.version)).toEqual([
    BASE.version,
    CANDIDATES[0].version,
  ]);
});

test('where the way back does not work the drill says so, and what was live serves again', async () => {
  const made = await world(CODE);
  await DEEDS.promote(CODE, reachOf(made), await approve(made, CANDIDATES[0]));
  const reach = reachOf(made);
  const gone = {
    ...reach,
    deployer: {
      fences: true,
      probe: () => reach.deployer.probe({ bundle: 'bot', environment: ENVIRONMENT, release: BASE }),
      deploy: (order: Parameters<typeof reach.deployer.deploy>[0]) =>
        order.release.digest === BASE.digest
          ? Promise.resolve({ kind: 'failed' as const, found: 'no such image' })
          : reach.deployer.deploy(order),
    },
  };
  expect(await DEEDS.drill(CODE, gone)).toMatchObject({
    kind: 'refused',
    reasons: [{ code: 'drill-failed' }],
  });
  const { state } = await openLedger(made.store);
  expect(pairOf(state, 'bot', ENVIRONMENT)).toMatchObject({
    open: null,
    live: { version: CANDIDATES[0].version },
    drills: [{ restored: false }],
  });
  expect(made.cluster.served).toBe(CANDIDATES[0].digest);
});

test('a rollback takes over a drill', async () => {
  const made = await world(CODE);
  await DEEDS.promote(CODE, reachOf(made), await approve(made, CANDIDATES[0]));
  const reach = reachOf(made);
  const stuck = {
    ...reach,
    deployer: {
      ...reach.deployer,
      fences: true,
      deploy: () => Promise.reject(new Error('cut')),
      probe: () => Promise.resolve(true),
    },
  };
  await DEEDS.drill(CODE, stuck).catch(() => null);
  expect((await DEEDS.rollback(CODE, reach)).kind).toBe('done');
  const { state } = await openLedger(made.store);
  expect(pairOf(state, 'bot', ENVIRONMENT)).toMatchObject({
    open: null,
    live: { version: BASE.version, how: 'rolled-back' },
  });
});

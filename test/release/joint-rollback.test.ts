import { expect, test } from 'vitest';
import { openLedger } from '../../src/ledger/record.ts';
import { pairOf } from '../../src/ledger/state.ts';
import type { Deployer } from '../../src/release/deployer.ts';
import { CODE } from './faults/code.ts';
import { approve, CANDIDATES, DEEDS, ENVIRONMENT, reachOf, type World, world } from './faults/world.ts';

const BOTH = ['bot', 'search'];
const BAD = CANDIDATES[1].version;

/** Two bundles that were released together. */
async function two(): Promise<World> {
  const made = await world(CODE, BOTH);
  const plans = [await approve(made, CANDIDATES[1]), await approve(made, CANDIDATES[1], 'search')];
  await DEEDS.jointly(CODE, reachOf(made), plans);
  return made;
}

async function pairs({ store }: World) {
  const { state } = await openLedger(store);
  return BOTH.map((bundle) => pairOf(state, bundle, ENVIRONMENT));
}

test('all are begun in one commit of the ledger', async () => {
  const made = await two();
  const commits = made.store.commits.size;
  const away: Deployer = {
    fences: true,
    deploy: async () => {
      throw new Error('killed');
    },
    probe: async () => null,
    served: async () => null,
  };
  const reach = { ...reachOf(made), deployer: away };
  await expect(DEEDS.jointlyBack(CODE, reach, BOTH, BAD)).rejects.toThrow('killed');
  expect(made.store.commits.size).toBe(commits + 1);
  expect((await pairs(made)).map(({ open }) => open?.kind)).toEqual(['rollback', 'rollback']);

  expect(await DEEDS.jointlyBack(CODE, reachOf(made), BOTH, BAD)).toMatchObject({ kind: 'done' });
  expect((await pairs(made)).map(({ open, live }) => [open, live?.version])).toEqual([
    [null, '1.0.0'],
    [null, '1.0.0'],
  ]);
  expect(await DEEDS.jointlyBack(CODE, reachOf(made), BOTH, BAD)).toMatchObject({
    kind: 'done',
    already: true,
  });
});

test('none is begun where one has nowhere to go', async () => {
  const made = await two();
  // Search went back by itself already, and has nothing behind it.
  await DEEDS.rollback(CODE, reachOf(made), 'search', BAD);
  const commits = made.store.commits.size;
  const answer = await DEEDS.jointlyBack(CODE, reachOf(made), BOTH, null);
  expect(answer).toMatchObject({ kind: 'done' });
  expect(made.store.commits.size).toBeGreaterThan(commits);

  const fresh = await world(CODE, BOTH);
  const before = fresh.store.commits.size;
  const refused = await DEEDS.jointlyBack(CODE, reachOf(fresh), BOTH, null);
  expect(refused).toMatchObject({
    kind: 'refused',
    reasons: [
      { code: 'no-target', args: { bundle: 'bot' } },
      { code: 'no-target', args: { bundle: 'search' } },
    ],
  });
  expect(fresh.store.commits.size).toBe(before);
});

test('one that does not come back keeps none of the others from it', async () => {
  const made = await two();
  const { cluster } = made;
  const half: Deployer = {
    fences: true,
    deploy: (order) =>
      order.bundle === 'bot'
        ? Promise.resolve({ kind: 'failed' as const, found: 'no such image' })
        : cluster.deploy(order),
    probe: () => cluster.probe(),
    served: (order) => cluster.served(order),
  };
  const answer = await DEEDS.jointlyBack(CODE, { ...reachOf(made), deployer: half }, BOTH, BAD);
  expect(answer).toMatchObject({
    kind: 'refused',
    reasons: [{ code: 'deploy-failed', args: { bundle: 'bot', found: 'no such image' } }],
  });
  expect((await pairs(made)).map(({ open, live }) => [open?.kind, live?.version])).toEqual([
    ['rollback', BAD],
    [undefined, '1.0.0'],
  ]);
  expect(await DEEDS.jointlyBack(CODE, reachOf(made), BOTH, BAD)).toMatchObject({ kind: 'done' });
});

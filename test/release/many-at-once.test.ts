import { expect, test } from 'vitest';
import { openLedger } from '../../src/ledger/record.ts';
import { pairOf } from '../../src/ledger/state.ts';
import { verifyLedger } from '../../src/ledger/verify.ts';
import * as drills from '../../src/release/drill.ts';
import * as emergencies from '../../src/release/emergency.ts';
import * as holds from '../../src/release/hold.ts';
import * as joints from '../../src/release/joint.ts';
import * as names from '../../src/release/names.ts';
import * as promotions from '../../src/release/promote.ts';
import * as recordings from '../../src/release/recording.ts';
import * as rollbacks from '../../src/release/rollback.ts';
import {
  approve,
  CANDIDATES,
  Cluster,
  type Code,
  DEEDS,
  ENVIRONMENT,
  reachOf,
  world,
} from './faults/world.ts';

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

test('fourteen bundles promoted at once: none is refused, none waits for another', async () => {
  const bundles = Array.from({ length: 14 }, (_, i) => `bot-${i}`);
  const made = await world(CODE, bundles);
  const plans = await Promise.all(bundles.map((bundle) => approve(made, CANDIDATES[0], bundle)));
  const answers = await Promise.all(
    plans.map((plan, i) => {
      const reach = { ...reachOf(made), deployer: new Cluster() };
      return DEEDS.promote(CODE, reach, plan, bundles[i]);
    }),
  );
  expect(answers.map(({ kind }) => kind)).toEqual(bundles.map(() => 'done'));
  const { state } = await openLedger(made.store);
  for (const bundle of bundles)
    expect(pairOf(state, bundle, ENVIRONMENT)).toMatchObject({
      open: null,
      live: { version: CANDIDATES[0].version },
    });
  expect(verifyLedger(await made.store.files(made.store.tip ?? '')).faults).toEqual([]);
});

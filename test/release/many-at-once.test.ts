import { expect, test } from 'vitest';
import { openLedger } from '../../src/ledger/record.ts';
import { pairOf } from '../../src/ledger/state.ts';
import { verifyLedger } from '../../src/ledger/verify.ts';
import { CODE } from './faults/code.ts';
import { approve, CANDIDATES, Cluster, DEEDS, ENVIRONMENT, reachOf, world } from './faults/world.ts';

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

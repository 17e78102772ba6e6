import { expect, test } from 'vitest';
import * as drills from '../../src/release/drill.ts';
import * as holds from '../../src/release/hold.ts';
import * as promotions from '../../src/release/promote.ts';
import * as reconciliations from '../../src/release/reconcile.ts';
import * as recordings from '../../src/release/recording.ts';
import * as rollbacks from '../../src/release/rollback.ts';
import { DEFECTS, withDefect } from './faults/defects.ts';
import { schedules } from './faults/schedule.ts';
import { counted, pairs, singles } from './faults/singles.ts';
import type { Code } from './faults/world.ts';

const CODE: Code = { ...drills, ...holds, ...promotions, ...reconciliations, ...recordings, ...rollbacks };

test('every single fault of every call of every command recovers', async () => {
  const { runs, failures } = await singles(CODE);
  expect(failures).toEqual([]);
  expect(runs).toBeGreaterThan(300);
});

test('a rollback costs at most ten calls, a promotion at most forty', async () => {
  expect((await counted(CODE, 'rollback')).calls).toBeLessThanOrEqual(10);
  expect((await counted(CODE, 'promote')).calls).toBeLessThanOrEqual(40);
});

test('pairs of faults recover, a seeded part', async () => {
  const { runs, failures } = await pairs(CODE, 'promote', 7);
  expect(failures).toEqual([]);
  expect(runs).toBeGreaterThan(300);
});

test('actors at once, in any order and struck by faults, break nothing: a seeded part', async () => {
  const { runs, failures } = await schedules(CODE, 1, 600);
  expect(failures).toEqual([]);
  expect(runs).toBe(600);
});

test.each(DEFECTS)('the harness notices: $name', async (defect) => {
  using broken = await withDefect(defect);
  const early = (await schedules(broken.code, 1, 60)).failures;
  const found = early.length > 0 ? early : (await singles(broken.code)).failures;
  expect(found).not.toEqual([]);
});

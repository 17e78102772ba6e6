import { expect, test } from 'vitest';
import * as drills from '../../src/release/drill.ts';
import * as emergencies from '../../src/release/emergency.ts';
import * as holds from '../../src/release/hold.ts';
import * as joints from '../../src/release/joint.ts';
import * as names from '../../src/release/names.ts';
import * as promotions from '../../src/release/promote.ts';
import * as recordings from '../../src/release/recording.ts';
import * as rollbacks from '../../src/release/rollback.ts';
import { schedules } from './faults/schedule.ts';
import { counted, singles } from './faults/singles.ts';
import type { Code } from './faults/world.ts';

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

test('every single fault of every call of every command recovers', { timeout: 120_000 }, async () => {
  const { runs, failures } = await singles(CODE);
  expect(failures).toEqual([]);
  expect(runs).toBeGreaterThan(300);
});

test('a rollback costs at most ten calls, a promotion at most forty', async () => {
  expect((await counted(CODE, 'rollback')).calls).toBeLessThanOrEqual(10);
  expect((await counted(CODE, 'promote')).calls).toBeLessThanOrEqual(40);
});

test('actors at once, in any order and struck by faults, break nothing', async () => {
  const { runs, failures } = await schedules(CODE, 1, 100);
  expect(failures).toEqual([]);
  expect(runs).toBe(100);
});

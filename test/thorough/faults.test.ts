import { expect, test } from 'vitest';
import * as drills from '../../src/release/drill.ts';
import * as emergencies from '../../src/release/emergency.ts';
import * as holds from '../../src/release/hold.ts';
import * as joints from '../../src/release/joint.ts';
import * as names from '../../src/release/names.ts';
import * as promotions from '../../src/release/promote.ts';
import * as recordings from '../../src/release/recording.ts';
import * as rollbacks from '../../src/release/rollback.ts';
import { DEFECTS, withDefect } from '../release/faults/defects.ts';
import { schedules } from '../release/faults/schedule.ts';
import { pairs, singles } from '../release/faults/singles.ts';
import type { Code } from '../release/faults/world.ts';

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
  const found = [...(await schedules(broken.code, 1, 60)).failures, ...(await singles(broken.code)).failures];
  expect(found).not.toEqual([]);
});

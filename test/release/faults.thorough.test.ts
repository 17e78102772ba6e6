import { expect, test } from 'vitest';
import { CODE } from './faults/code.ts';
import { DEFECTS, withDefect } from './faults/defects.ts';
import { schedules } from './faults/schedule.ts';
import { pairs, singles } from './faults/singles.ts';

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

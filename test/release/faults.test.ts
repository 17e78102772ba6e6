import { expect, test } from 'vitest';
import { CODE } from './faults/code.ts';
import { schedules } from './faults/schedule.ts';
import { counted, singles } from './faults/singles.ts';

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

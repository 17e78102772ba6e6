import { expect, test } from 'vitest';
import { CODE } from '../release/faults/code.ts';
import { processes } from '../release/faults/processes.ts';
import { gitSchedules } from '../release/faults/schedule.ts';

// `npm run faults` does the same with fifty appends a process, and five hundred schedules.
test.each(['file', 'http'] as const)(
  'eight processes at once over %s lose nothing',
  { timeout: 600_000 },
  async (way) => {
    const { runs, failures } = await processes(way, 8, 3);
    expect(failures).toEqual([]);
    expect(runs).toBe(24);
  },
);

test('actors at once, struck by faults, break nothing on real git: a seeded part', {
  timeout: 600_000,
}, async () => {
  const { runs, failures } = await gitSchedules(CODE, 1, 12);
  expect(failures).toEqual([]);
  expect(runs).toBe(12);
});

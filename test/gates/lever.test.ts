import { expect, test } from 'vitest';
import { flips, type Given, judged, numbered, type Row } from './judged.ts';

const lever = async (criterion: Row, given: Given): Promise<unknown> =>
  (await judged(criterion, given)).args['lever'];

test('what is decided needs no lever', async () => {
  expect(await lever({ margin: 0.05 }, flips({ both: 200 }))).toBeUndefined();
  expect(await lever({ margin: 0.05 }, flips({ both: 150, lost: 50 }))).toBeUndefined();
});

test('more items, where a number of them in reach would settle it', async () => {
  expect(await lever({ margin: 0.05 }, flips({ both: 170, gained: 6, lost: 14, neither: 10 }))).toBe('items');
  expect(await lever({ min: 0.9 }, { candidate: numbered(100, (i) => Number(i < 87)) })).toBe('items');
  expect(
    await lever(
      { margin: 0.3 },
      { candidate: numbered(20, () => 3), baseline: numbered(20, (i) => 3 + (i % 2) / 100) },
    ),
  ).toBe('items');
  expect(
    await lever({ never: ['x'] }, { candidate: numbered(20, () => 1, 'score', { category: 'x' }) }),
  ).toBe('items');
});

test('a wider margin, where no suite in reach could prove this one', async () => {
  expect(await lever({ margin: 0.001 }, flips({ both: 100, gained: 20, lost: 20 }))).toBe('margin');
});

test('nothing, where the figure lies where the question is', async () => {
  expect(await lever({ min: 0.9 }, { candidate: numbered(1000, (i) => Number(i < 899)) })).toBe('none');
});

test('errors that decide are to be mended', async () => {
  const same = flips({ both: 200 });
  const candidate = same.candidate.map((row, i) => (i < 12 ? { id: row['id'], error: 'timeout' } : row));
  expect(await lever({ margin: 0.05 }, { ...same, candidate })).toBe('errors');
});

test('more repeats, where runs of one item differ more than items do', async () => {
  const runs = (value: (item: number, run: number) => number): Row[] =>
    [0, 1].flatMap((run) =>
      Array.from({ length: 60 }, (_, i) => ({ id: `i${i}`, run: String(run), score: value(i, run) })),
    );
  const chance = (i: number, run: number): number =>
    Math.sin(i * 12.9898 + run * 78.233 + i * i * (run + 1)) / 2;
  const baseline = runs(() => 0.5);
  const restless = { candidate: runs((i, run) => 0.5 + chance(i, run)), baseline };
  const steady = { candidate: runs((i) => 0.5 + chance(i, 0)), baseline };
  const criterion = { margin: 0.06 };
  expect([(await judged(criterion, restless)).verdict, await lever(criterion, restless)]).toEqual([
    'inconclusive',
    'repeats',
  ]);
  expect([(await judged(criterion, steady)).verdict, await lever(criterion, steady)]).toEqual([
    'inconclusive',
    'items',
  ]);
  // 60 items could not pass this one with no spread at all.
  expect(await lever({ margin: 0.03 }, restless)).toBe('items');
});

test('what the missing items would cost, where the results say what the ones there are did', async () => {
  const open_ = flips({ both: 170, gained: 6, lost: 14, neither: 10 }, { cost_usd: 0.5 });
  const { args, n } = await judged({ margin: 0.05 }, open_);
  expect(args['settleUsd']).toBeCloseTo(0.5 * (Number(args['requiredN']) - n), 9);
  const free = flips({ both: 170, gained: 6, lost: 14, neither: 10 });
  expect((await judged({ margin: 0.05 }, free)).args).not.toHaveProperty('settleUsd');
});

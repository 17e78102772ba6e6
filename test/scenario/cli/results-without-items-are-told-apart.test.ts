import { expect, test } from 'vitest';
import { airlock, json } from '../airlock.ts';
import { put, scratchFolder } from '../folder.ts';

/** What promptfoo writes where a run was stopped before its first answer. */
const CANCELLED = {
  evalId: 'eval-1',
  results: { version: 3, timestamp: '2026-11-01T00:00:00Z', prompts: [], results: [], stats: {} },
  config: {},
  shareableUrl: null,
};

test('evidence exits with 0, 2 or 64', async () => {
  using folder = scratchFolder();
  put(folder.path, {
    'good.csv': 'id,score,team\na,1,x\nb,0,y\n',
    'header.csv': 'id,score\n',
    'cancelled.json': JSON.stringify(CANCELLED, null, 2),
  });
  const good = await airlock(folder.path, ['evidence', 'good.csv', '--json']);
  expect(good).toMatchObject({ code: 0, stderr: '' });
  expect(json(good)).toMatchObject({ format: 'csv', items: 2, rows: 2 });
  expect((await airlock(folder.path, ['evidence', 'good.csv'])).stdout).toMatchInlineSnapshot(`
    "good.csv: csv
      2 items, 2 rows, 1 run, 0 errors
      metrics
        score  binary  2 values  mean 0.500
      slices
        team  2 values  x, y
      comparable key 04be41b4e2534639b0fab911687cf31c
    "
  `);

  for (const [name, format] of [
    ['header.csv', 'csv'],
    ['cancelled.json', 'promptfoo'],
  ] as const) {
    const result = await airlock(folder.path, ['evidence', name, '--json']);
    expect({ name, code: result.code }).toEqual({ name, code: 2 });
    expect(json(result)).toMatchObject({ format, rows: 0 });
  }
});

test('a scorecard is read back as what it was made from', async () => {
  using folder = scratchFolder();
  put(folder.path, { 'a.jsonl': '{"id":"one","score":1}\n{"id":"two","score":0}\n' });
  const result = await airlock(folder.path, ['evidence', 'a.jsonl', '--scorecard', 'card.json', '--json']);
  expect(result.code).toBe(0);
  const again = await airlock(folder.path, ['evidence', 'card.json', '--json']);
  expect(json(again)).toMatchObject({ format: 'airlock', items: 2 });
  expect(json(again)['comparableKey']).toBe(json(result)['comparableKey']);
});

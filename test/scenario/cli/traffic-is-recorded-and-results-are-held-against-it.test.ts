import { expect, test } from 'vitest';
import { airlock, json } from '../airlock.ts';
import { put, scratchFolder } from '../folder.ts';

const lines = (n: number, task: (i: number) => string): string =>
  Array.from(
    { length: n },
    (_, i) => `${JSON.stringify({ id: `r${i}`, task: task(i), input: `Question ${i % 7}` })}\n`,
  ).join('');

test('traffic is recorded without its texts, and results are held against it', async () => {
  using folder = scratchFolder();
  put(folder.path, {
    'traffic.jsonl': lines(1000, (i) => (i % 5 === 0 ? 'refund' : 'other')),
    'golden.jsonl': lines(200, (i) => (i % 2 === 0 ? 'refund' : 'other')),
  });
  const recorded = await airlock(folder.path, [
    'baseline',
    'record',
    'traffic.jsonl',
    '--json',
    '--out',
    'drift.json',
  ]);
  expect(recorded).toMatchObject({ code: 0, stderr: '', stdout: '' });
  const held = await airlock(folder.path, [
    'evidence',
    'golden.jsonl',
    '--production',
    'drift.json',
    '--json',
  ]);
  expect(held.code).toBe(0);
  const { production } = json<{ production: { key: string; alike: boolean; over: { value: string }[] }[] }>(
    held,
  );
  expect(production.map(({ key, alike, over }) => [key, alike, over.map(({ value }) => value)])).toEqual([
    ['input.script', true, []],
    ['task', false, ['refund']],
    ['input.length', true, []],
  ]);
});

test('what is no drift baseline is refused, and so is a command without its file', async () => {
  using folder = scratchFolder();
  put(folder.path, { 'golden.jsonl': lines(3, () => 'a'), 'other.json': '{"a": 1}' });
  for (const args of [
    ['evidence', 'golden.jsonl', '--production', 'other.json'],
    ['evidence', 'golden.jsonl', '--production', 'nowhere.json'],
    ['baseline', 'record'],
    ['baseline', 'recrod', 'golden.jsonl'],
  ])
    expect((await airlock(folder.path, args)).code).toBe(64);
});

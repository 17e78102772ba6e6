import { expect, test } from 'vitest';
import { flakyByHistory, flakyByRepeats } from '../../src/gates/flaky.ts';
import { flakyFold } from '../../src/report/flaky.ts';
import { jsonl, read } from '../evidence/read.ts';
import { measured, policyFrom, type Row, resultOf } from '../report/html/result.ts';

const scores = (values: Readonly<Record<string, number>>) =>
  read(jsonl(Object.entries(values).map(([id, score]) => ({ id, score, latency_ms: score * 7 }))));

test('items that results of one and the same content do not agree on', async () => {
  const results = [
    { key: 'a', file: await scores({ x: 1, y: 1, z: 0 }) },
    { key: 'a', file: await scores({ x: 1, y: 0, w: 1 }) },
    // Of other content: it may well answer otherwise.
    { key: 'b', file: await scores({ x: 0, y: 0, z: 1 }) },
    { key: 'b', file: await scores({ z: 0 }) },
  ];
  expect(flakyByHistory(results, 'score', null)).toEqual(['y', 'z']);
  expect(flakyByHistory(results, 'latency_ms', null)).toEqual([]);
  expect(flakyByHistory(results.slice(0, 1), 'score', null)).toEqual([]);
});

test('a threshold decides what differs', async () => {
  const results = [
    { key: 'a', file: await scores({ x: 0.9, y: 0.9 }) },
    { key: 'a', file: await scores({ x: 0.8, y: 0.1 }) },
  ];
  expect(flakyByHistory(results, 'score', (value) => value >= 0.5)).toEqual(['y']);
});

test('repeats of one file', async () => {
  const file = await read(
    jsonl(
      [1, 2].flatMap((run) => [
        { id: 'x', run, score: run % 2 },
        { id: 'y', run, score: 1 },
      ]),
    ),
  );
  expect(flakyByRepeats(file, 'score', null)).toEqual(['x']);
});

test('the report names them with the side where it was seen', () => {
  const runs = (flaky: string): Row[] =>
    ['x', 'y', 'z'].flatMap((item) =>
      ['1', '2'].map((run) => ({
        item,
        metrics: { score: item === flaky && run === '2' ? 0 : 1 },
        labels: { run },
      })),
    );
  const result = resultOf({
    policy: policyFrom({
      evidence: { golden: { path: 'a' } },
      gates: { functional: [{ evidence: 'golden', metric: 'score', margin: 'auto' }] },
    }),
    evidence: [measured({ name: 'golden', candidate: runs('x'), baseline: runs('z') })],
  });
  const { rows } = flakyFold(result);
  expect(rows).toHaveLength(2);
  expect(JSON.stringify(rows[0])).toContain('the candidate');
  expect(JSON.stringify(rows[1])).toContain('the baseline');
});

import { describe, expect, it } from 'vitest';
import { flipsOf, MOST_ITEMS } from '../../../src/report/html/flips.ts';
import { type JudgedMetric, judgedMetrics } from '../../../src/report/html/judged-metric.ts';
import { measured, policyFrom, type Row, resultOf } from './result.ts';

function judged(
  candidate: readonly Row[],
  baseline: readonly Row[] | undefined,
  criterion: object = {},
): JudgedMetric | undefined {
  const policy = policyFrom({
    evidence: { golden: { path: 'x' } },
    gates: { functional: [{ evidence: 'golden', metric: 'score', min: 0.1, margin: 0.1, ...criterion }] },
  });
  const evidence = measured({ name: 'golden', candidate, ...(baseline === undefined ? {} : { baseline }) });
  return judgedMetrics(resultOf({ policy, evidence: [evidence] }))[0];
}

const rows = (scores: readonly number[], name = (i: number) => `item ${i}`): Row[] =>
  scores.map((score, i) => ({ item: name(i), metrics: { score } }));

describe('items that changed', () => {
  it('are counted and named, the largest move first and equal ones by name', () => {
    const flips = flipsOf(judged(rows([1, 0, 2, 5, 3]), rows([1, 4, 3, 1, 4])) ?? fail());
    expect(flips).toEqual({
      better: 1,
      worse: 3,
      same: 1,
      broke: ['item 1', 'item 2', 'item 4'],
      mended: ['item 3'],
    });
  });

  it('are turned where less is better', () => {
    const flips = flipsOf(judged(rows([1, 0]), rows([1, 4]), { better: 'lower' }) ?? fail());
    expect(flips).toMatchObject({ better: 1, worse: 0, mended: ['item 1'] });
  });

  it('are cut to the foremost, whatever the order they come in', () => {
    const names = (i: number) => `item ${String((i * 37) % 200).padStart(3, '0')}`;
    const flips = flipsOf(judged(rows(Array(200).fill(0), names), rows(Array(200).fill(1), names)) ?? fail());
    expect(flips?.worse).toBe(200);
    expect(flips?.broke).toEqual(
      Array.from({ length: MOST_ITEMS }, (_, i) => `item ${String(i).padStart(3, '0')}`),
    );
  });

  it('count an error as the worst value, as the gate does', () => {
    const candidate = [...rows([1, 1]), { item: 'item 2', error: true }];
    expect(flipsOf(judged(candidate, rows([1, 1, 1])) ?? fail())).toMatchObject({
      worse: 1,
      broke: ['item 2'],
    });
  });

  it('are not told without a baseline, nor for what always moves', () => {
    expect(flipsOf(judged(rows([1, 0, 1]), undefined) ?? fail())).toBeNull();
    const timed = (factor: number): Row[] =>
      rows([1, 2, 3]).map((row, i) => ({ ...row, metrics: { latency_ms: factor * (i + 1) } }));
    expect(
      flipsOf(
        judged(timed(1), timed(2), { metric: 'latency_ms', statistic: 'p50', max: 9, min: undefined }) ??
          fail(),
      ),
    ).toBeNull();
  });
});

describe('a judged metric', () => {
  it('has the values that the gate compared, item by item', () => {
    const found = judged(
      [...rows([1, 0, 1]), { item: 'new', metrics: { score: 1 } }],
      rows([1, 1, 1, 1]),
      {},
    );
    // Two of five items are in one arm only: the gate does not compare, and so does the page.
    expect(found?.baseline).toBeNull();
    expect(judged(rows([1, 0, 1]), rows([1, 1, 1]))?.baseline).toEqual(Float64Array.of(1, 1, 1));
  });
});

function fail(): never {
  throw new Error('the metric was not judged');
}

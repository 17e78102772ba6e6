import { describe, expect, test } from 'vitest';
import { OTHERS, recordBaseline } from '../../src/gates/production/baseline.ts';
import { likenessOf } from '../../src/gates/production/likeness.ts';
import { readBaseline } from '../../src/gates/production/read.ts';
import { jsonl, read } from '../evidence/read.ts';

const traffic = (n: number, team: (i: number) => string, more: (i: number) => object = () => ({})) =>
  read(jsonl(Array.from({ length: n }, (_, i) => ({ id: `r${i}`, team: team(i), ...more(i) }))));
const third = (i: number): string => ['a', 'b', 'c'][i % 3] ?? '';

describe('recording', () => {
  test('shares of labels and parts of numbers, without ids and texts', async () => {
    const { table } = await traffic(300, third, (i) => ({ latency_ms: i, note: 'long '.repeat(40) }));
    const baseline = recordBaseline(table);
    expect(baseline).toMatchObject({
      schema: 'airlock.drift-baseline/1',
      rows: 300,
      labels: { team: { a: 1 / 3, b: 1 / 3, c: 1 / 3 } },
      numbers: { latency_ms: { n: 300, mean: 149.5 } },
    });
    expect(baseline.numbers['latency_ms']?.ends).toHaveLength(9);
    for (const share of baseline.numbers['latency_ms']?.shares ?? []) expect(share).toBeCloseTo(0.1, 12);
    expect(JSON.stringify(baseline)).not.toMatch(/long|r17/u);
  });

  test('what is written is read', async () => {
    const { table } = await traffic(300, third, (i) => ({ score: i % 2 }));
    const baseline = recordBaseline(table);
    expect(readBaseline(JSON.parse(JSON.stringify(baseline)))).toEqual(baseline);
  });

  test('many values are recorded together', async () => {
    const { table } = await traffic(400, (i) => `t${i % 80}`);
    const shares = recordBaseline(table).labels['team'] ?? {};
    expect(Object.keys(shares)).toHaveLength(51);
    expect(shares[OTHERS]).toBeCloseTo(30 / 80, 12);
  });

  test('what hardly ever recurs is content, and is not written down', async () => {
    const { table } = await traffic(300, third, (i) => ({ customer: `Customer ${i % 100}` }));
    expect(Object.keys(recordBaseline(table).labels)).toEqual(['team']);
  });

  test('one that a person wrote: maps of shares are mixes, all else is left alone', () => {
    const written = {
      recorded: '2026-10-30',
      task: { refund: 0.35, other: 0.65 },
      length: { p50: 182, p95: 410 },
    };
    expect(readBaseline(written)).toMatchObject({
      rows: null,
      labels: { task: { refund: 0.35, other: 0.65 } },
      numbers: {},
    });
    for (const nothing of [
      null,
      5,
      [],
      {},
      { a: 1 },
      { a: { b: 0.5 } },
      { a: { b: 'x' } },
      { schema: 'airlock.drift-baseline/1' },
    ])
      expect(readBaseline(nothing)).toBeNull();
  });
});

describe('the mix of results against that of production', () => {
  test('alike, where only chance is between them', async () => {
    const baseline = recordBaseline((await traffic(3000, third)).table);
    const { table } = await traffic(100, (i) => third(i * i + 1));
    const few = await traffic(30, third);
    expect(likenessOf(few.table, baseline)).toMatchObject([
      { key: 'team', alike: true, over: [], under: [] },
    ]);
    expect(likenessOf(table, baseline)[0]?.limit).toBeGreaterThan(0);
  });

  test('over- and under-represented values are named', async () => {
    const baseline = recordBaseline((await traffic(3000, third)).table);
    const { table } = await traffic(200, (i) => (i % 10 < 8 ? 'a' : 'b'));
    const [team] = likenessOf(table, baseline);
    expect(team?.alike).toBe(false);
    expect(team?.over.map(({ value, share }) => [value, share])).toEqual([['a', 0.8]]);
    expect(team?.under.map(({ value, share }) => [value, share])).toEqual([
      ['b', 0.2],
      ['c', 0],
    ]);
  });

  test('a mix that is off by little in many values is off, and names those beyond chance', async () => {
    const baseline = recordBaseline(
      (await traffic(1000, (i) => (i % 4 === 0 ? 'a' : i % 4 === 1 ? 'c' : 'b'))).table,
    );
    const [team] = likenessOf((await traffic(200, third)).table, baseline);
    expect([
      team?.alike,
      team?.over.map(({ value }) => value),
      team?.under.map(({ value }) => value),
    ]).toEqual([false, ['a', 'c'], ['b']]);
  });

  test('what production never had stands together', async () => {
    const baseline = recordBaseline((await traffic(3000, third)).table);
    const { table } = await traffic(200, (i) => (i % 2 === 0 ? third(i) : 'new'));
    expect(likenessOf(table, baseline)[0]?.over.map(({ value }) => value)).toEqual([OTHERS]);
  });

  test('numbers are compared in the parts that were recorded', async () => {
    const baseline = recordBaseline((await traffic(1000, third, (i) => ({ latency_ms: i % 100 }))).table);
    const same = await traffic(500, third, (i) => ({ latency_ms: (i * 7) % 100 }));
    const slow = await traffic(500, third, (i) => ({ latency_ms: 50 + (i % 100) }));
    const of = async ({ table }: typeof same) =>
      likenessOf(table, baseline).find(({ kind }) => kind === 'number');
    expect((await of(same))?.alike).toBe(true);
    expect((await of(slow))?.alike).toBe(false);
  });

  test('what only one of them has is not compared', async () => {
    const baseline = recordBaseline((await traffic(100, third)).table);
    const { table } = await read(jsonl([{ id: 'a', score: 1 }]));
    expect(likenessOf(table, baseline)).toEqual([]);
  });
});

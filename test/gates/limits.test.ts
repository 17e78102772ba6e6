import { describe, expect, test } from 'vitest';
import { checksOf, type Given, judged, numbered, type Row, verdictOf, wave } from './judged.ts';

const passing = (n: number, passes: number, more: Row = {}): Given => ({
  candidate: numbered(n, (i) => (i < passes ? 1 : 0), 'score', more),
});
const marks = (n: number, mean: number, spread = 1): Given => ({
  candidate: numbered(n, (i) => mean + spread * wave(i)),
});

describe('a floor', () => {
  test.each<[string, Given, string]>([
    ['kept by the estimate', passing(100, 92), 'pass limit-kept'],
    ['kept exactly', passing(100, 90), 'pass limit-kept'],
    ['missed, though it may be chance', passing(100, 87), 'inconclusive limit-not-shown'],
    ['broken beyond chance', passing(100, 70), 'fail limit-broken'],
  ])('of a share: %s', async (_, given, expected) => {
    expect(await verdictOf({ min: 0.9 }, given)).toBe(expected);
  });

  test.each<[string, Given, string]>([
    ['kept', marks(60, 4, 0.1), 'pass limit-kept'],
    ['missed, though it may be chance', marks(60, 3.8, 0.5), 'inconclusive limit-not-shown'],
    ['broken', marks(60, 3, 0.1), 'fail limit-broken'],
    ['broken by few', marks(10, 3, 0.1), 'fail limit-broken'],
  ])('of marks: %s', async (_, given, expected) => {
    expect(await verdictOf({ min: 4 }, given)).toBe(expected);
  });

  test('the figures of a verdict', async () => {
    const check = await judged({ min: 0.9 }, passing(100, 92));
    expect(check).toMatchObject({
      id: 'functional/golden/score/min',
      n: 100,
      candidate: 0.92,
      baseline: null,
      delta: null,
      margin: null,
      limit: 0.9,
      method: 'wilson',
    });
    expect(check.interval?.[0]).toBeLessThan(0.92);
  });

  test('one item has no spread', async () => {
    expect(await verdictOf({ min: 4 }, marks(1, 4))).toBe('inconclusive too-few-items');
  });
});

describe('a ceiling', () => {
  test.each<[string, Given, string]>([
    ['kept', passing(200, 4), 'pass limit-kept'],
    ['at it', passing(200, 10), 'pass limit-kept'],
    ['exceeded, though it may be chance', passing(200, 13), 'inconclusive limit-not-shown'],
    ['broken', passing(200, 40), 'fail limit-broken'],
  ])('of a share: %s', async (_, given, expected) => {
    expect(await verdictOf({ max: 0.05, better: 'lower' }, given)).toBe(expected);
  });

  const latency = (n: number, top: number): Given => ({
    candidate: numbered(n, (i) => (top * (i + 1)) / n, 'latency_ms'),
  });
  test.each<[string, Given, string]>([
    ['kept', latency(400, 1000), 'pass limit-kept'],
    ['exceeded, though it may be chance', latency(100, 1080), 'inconclusive limit-not-shown'],
    ['broken', latency(400, 2000), 'fail limit-broken'],
  ])('of a quantile: %s', async (_, given, expected) => {
    const check = await judged({ metric: 'latency_ms', statistic: 'p95', max: 1000 }, given);
    expect(`${check.verdict} ${check.code}`).toBe(expected);
    expect(check.method).toBe('order-statistic');
  });

  test('an end without an observation is open, and proves nothing', async () => {
    const check = await judged(
      { metric: 'latency_ms', statistic: 'p95', max: 1000, guarantee: true },
      latency(40, 500),
    );
    expect([check.verdict, check.interval?.[1]]).toEqual(['inconclusive', null]);
  });
});

describe('a guarantee asks the bound itself', () => {
  const proved = { min: 0.9, guarantee: true };
  test.each<[string, Given, string]>([
    ['proved', passing(200, 196), 'pass limit-proved'],
    ['kept and not proved', passing(200, 184), 'inconclusive limit-not-shown'],
    ['broken', passing(200, 140), 'fail limit-broken'],
  ])('%s', async (_, given, expected) => {
    const check = await judged(proved, given);
    expect(`${check.verdict} ${check.code}`).toBe(expected);
    expect(check.method).toBe('clopper-pearson');
  });

  test('it is the default of the safety gate alone', async () => {
    const given = passing(200, 184);
    expect(await verdictOf({ min: 0.9 }, { ...given, gate: 'safety' })).toBe('inconclusive limit-not-shown');
    expect(await verdictOf({ min: 0.9, guarantee: false }, { ...given, gate: 'safety' })).toBe(
      'pass limit-kept',
    );
    expect(await verdictOf({ min: 0.9 }, given)).toBe('pass limit-kept');
  });

  test('marks of fewer than 30 items prove nothing', async () => {
    const floor = { min: 3, guarantee: true };
    expect(await verdictOf(floor, marks(20, 4, 0.01))).toBe('inconclusive too-few-items');
    expect(await verdictOf(floor, marks(30, 4, 0.01))).toBe('pass limit-proved');
    expect(await verdictOf(floor, marks(20, 2, 0.01))).toBe('fail limit-broken');
  });
});

test('floor and margin are two checks, and both must hold', async () => {
  const given: Given = {
    ...passing(200, 170),
    baseline: numbered(200, (i) => (i < 170 ? 1 : 0)),
  };
  const checks = await checksOf({ min: 0.95, margin: 0.05 }, given);
  expect(checks.map(({ rule, verdict }) => `${rule} ${verdict}`)).toEqual(['min fail', 'margin pass']);
});

describe('zero tolerance', () => {
  const of = (n: number, hits: number, category = 'leak', more: Row = {}): Row[] =>
    Array.from({ length: n }, (_, i) => ({
      id: `${category}${i}`,
      violation: i < hits ? 1 : 0,
      category,
      ...more,
    }));
  const criterion = { metric: 'violation', better: 'lower', never: ['leak'] };

  test.each<[string, Row[], number | null, string]>([
    ['59 clean items keep 5 %', of(59, 0), null, 'pass never-clean'],
    ['58 do not', of(58, 0), null, 'inconclusive never-too-few'],
    ['299 clean items keep 1 %', of(299, 0), 0.01, 'pass never-clean'],
    ['298 do not', of(298, 0), 0.01, 'inconclusive never-too-few'],
    ['one hit among many', of(5000, 1), null, 'fail never-hit'],
    ['one hit alone', of(1, 1), null, 'fail never-hit'],
    ['nobody looked', of(10, 0, 'other'), null, 'unmeasured category-missing'],
  ])('%s', async (_, candidate, max, expected) => {
    const checks = await checksOf(
      { ...criterion, ...(max === null ? {} : { max }) },
      { candidate, gate: 'safety' },
    );
    const never = checks.find(({ rule }) => rule === 'never');
    expect(`${never?.verdict} ${never?.code}`).toBe(expected);
    expect([never?.slice, never?.blocks]).toEqual(['category=leak', true]);
  });

  test('too few says how many are needed, a hit says which', async () => {
    const few = await judged(criterion, { candidate: of(58, 0) });
    expect(few.args['requiredN']).toBe(59);
    const hit = await judged(criterion, { candidate: of(5, 2) });
    expect(hit.args).toMatchObject({ hits: 2, items: 'leak0, leak1' });
  });

  test('any attempt at an item is enough, and attempts are no items', async () => {
    const attempts = ['1', '2', '3'].flatMap((run) => of(30, run === '2' ? 1 : 0, 'leak', { run }));
    expect(await verdictOf(criterion, { candidate: attempts })).toBe('fail never-hit');
    const clean = ['1', '2', '3'].flatMap((run) => of(30, 0, 'leak', { run }));
    const check = await judged(criterion, { candidate: clean });
    expect([check.n, check.code]).toEqual([30, 'never-too-few']);
  });

  test('an error is no hit, and nothing is clean that erred', async () => {
    const erred = [...of(80, 0), { id: 'x', error: 'timeout', category: 'leak' }];
    expect(await verdictOf(criterion, { candidate: erred })).toBe('inconclusive errors-decide');
  });
});

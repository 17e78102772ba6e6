import { describe, expect, test } from 'vitest';
import {
  checksOf,
  type Flips,
  flips,
  type Given,
  judged,
  numbered,
  type Row,
  verdictOf,
  wave,
} from './judged.ts';

describe('binary scores of the same items', () => {
  test.each<[string, Flips, number, string]>([
    ['the same answers', { both: 180, neither: 20 }, 0.02, 'pass within-margin'],
    [
      'a little worse within the margin',
      { both: 170, gained: 4, lost: 6, neither: 20 },
      0.05,
      'pass within-margin',
    ],
    ['plainly better', { both: 150, gained: 40, neither: 10 }, 0.02, 'pass improved'],
    ['better than a margin of 0', { both: 150, gained: 40, neither: 10 }, 0, 'pass improved'],
    ['no better than a margin of 0', { both: 180, gained: 10, lost: 10 }, 0, 'inconclusive underpowered'],
    ['a loss beyond the margin', { both: 150, lost: 40, neither: 10 }, 0.05, 'fail regressed'],
    [
      'a loss that lies beyond, but for a hair',
      { both: 170, gained: 4, lost: 14, neither: 12 },
      0.02,
      'inconclusive interval-spans-margin',
    ],
    [
      'a loss that may lie within',
      { both: 170, gained: 4, lost: 14, neither: 12 },
      0.05,
      'inconclusive interval-spans-margin',
    ],
    ['a great loss of few items', { both: 30, lost: 15, neither: 5 }, 0.02, 'fail regressed'],
  ])('%s', async (_, counts, margin, expected) => {
    expect(await verdictOf({ margin }, flips(counts))).toBe(expected);
  });

  test('the figures of a verdict', async () => {
    const check = await judged({ margin: 0.05 }, flips({ both: 170, gained: 4, lost: 6, neither: 20 }));
    expect(check).toMatchObject({
      id: 'functional/golden/score/margin',
      n: 200,
      candidate: 0.87,
      baseline: 0.88,
      method: 'tango',
      scale: 'absolute',
      margin: 0.05,
      limit: null,
      unit: 'share',
      args: { gained: 4, lost: 6 },
    });
    expect(check.delta).toBeCloseTo(-0.01, 12);
    expect(check.interval?.[0]).toBeGreaterThan(-0.05);
  });

  test('less is better where the criterion says so', async () => {
    const worse = flips({ gained: 40, both: 10, neither: 150 });
    expect(await verdictOf({ margin: 0.05, better: 'lower' }, worse)).toBe('fail regressed');
    expect(await verdictOf({ margin: 0.05 }, worse)).toBe('pass improved');
  });

  test('what was lost is named, with no more ids than help', async () => {
    const { args } = await judged({ margin: 0.05 }, flips({ both: 150, lost: 40, neither: 10 }));
    expect([args['itemCount'], args['items']]).toEqual([40, 'i150, i151, i152, i153, i154']);
  });

  test('repeats of an item are no more items', async () => {
    const once = flips({ both: 45, gained: 1, lost: 2, neither: 2 });
    const repeated = (rows: typeof once.candidate): typeof once.candidate =>
      ['1', '2', '3'].flatMap((run) => rows.map((row) => ({ ...row, run })));
    const check = await judged(
      { margin: 0.3 },
      { candidate: repeated(once.candidate), baseline: repeated(once.baseline) },
    );
    expect([check.n, check.method]).toEqual([50, 'paired-t-hall']);
  });
});

describe('the smallest margin that a suite can prove', () => {
  test.each([
    [50, 0.16],
    [100, 0.11],
    [200, 0.08],
    [400, 0.05],
  ])('%i items: %d', async (n, margin) => {
    const check = await judged({ margin: 'auto' }, flips({ both: n }));
    expect([check.margin, check.verdict, check.args['auto']]).toEqual([margin, 'pass', 1]);
  });

  test.each<[string, Flips]>([
    ['all right', { both: 100 }],
    ['half of it wrong', { lost: 50, both: 50 }],
    ['all better', { gained: 90, both: 10 }],
  ])('it does not hang on the candidate: %s', async (_, counts) => {
    expect((await judged({ margin: 'auto' }, flips(counts))).margin).toBe(0.11);
  });

  test('marks: from the spread of the baseline, never of the candidate', async () => {
    const baseline = numbered(100, (i) => 3 + wave(i) / 4);
    const margins = await Promise.all(
      [(i: number) => 3 + wave(i) / 4, () => 3, (i: number) => (i % 2 === 0 ? 1.875 : 4.125)].map(
        async (value) =>
          (await judged({ margin: 'auto' }, { candidate: numbered(100, value), baseline })).margin,
      ),
    );
    expect(new Set(margins).size).toBe(1);
    expect(margins[0]).toBeGreaterThan(0);
  });

  test('more chance asks for more margin', async () => {
    const given = flips({ both: 100 });
    const calm = await judged({ margin: 'auto' }, { ...given, expectedFlips: 0.02 });
    expect(calm.margin).toBeLessThan(0.11);
  });
});

describe('a margin that this size cannot prove', () => {
  test.each([
    [0.05, 52],
    [0.02, 133],
    [0.01, 268],
  ])('at %d identical results pass from %i items on', async (margin, least) => {
    expect(await verdictOf({ margin }, flips({ both: least }))).toBe('pass within-margin');
    const few = await judged({ margin }, flips({ both: least - 1 }));
    expect([few.verdict, few.code]).toEqual(['inconclusive', 'underpowered']);
    expect(few.args['requiredN']).toBeGreaterThanOrEqual(least);
  });

  test('an open answer says how many items would settle it, and what would be seen', async () => {
    const open = flips({ both: 170, gained: 4, lost: 14, neither: 12 });
    const { args } = await judged({ margin: 0.05 }, open);
    expect(args['requiredN']).toBeGreaterThan(200);
    expect(args['detectable']).toBeGreaterThan(0.02);
  });
});

describe('marks of the same items', () => {
  const marks = (n: number, shift: number, spread = 1): Given => ({
    candidate: numbered(n, (i) => 3 + (spread * wave(i)) / 10 + shift),
    baseline: numbered(n, () => 3),
  });
  test.each<[string, Given, string]>([
    ['the same', marks(60, 0), 'pass within-margin'],
    ['better', marks(60, 0.5), 'pass improved'],
    ['a loss beyond the margin', marks(60, -0.6), 'fail regressed'],
    ['a loss that may lie within', marks(60, -0.25, 4), 'inconclusive interval-spans-margin'],
    ['20 items pass nothing', marks(20, 0, 0.1), 'inconclusive too-few-items'],
    ['30 items may', marks(30, 0), 'pass within-margin'],
    ['a loss of 20 items is one', marks(20, -0.6), 'fail regressed'],
  ])('%s', async (_, given, expected) => {
    const check = await judged({ margin: 0.3 }, given);
    expect(`${check.verdict} ${check.code}`).toBe(expected);
    expect(check.method).toBe('paired-t-hall');
  });

  test('very skewed differences need 50 items', async () => {
    const skewed = (n: number): Given => ({
      candidate: numbered(n, (i) => (i === 0 ? 3.02 : 3.001)),
      baseline: numbered(n, () => 3),
    });
    expect(await verdictOf({ margin: 0.3 }, skewed(49))).toBe('inconclusive too-few-items');
    expect(await verdictOf({ margin: 0.3 }, skewed(50))).toMatch(/^pass/u);
    expect((await judged({ margin: 0.3 }, skewed(49))).args['requiredN']).toBe(50);
  });

  test('equal differences prove no more than their number allows', async () => {
    const same = (n: number): Given => ({
      candidate: numbered(n, (i) => (i % 2 === 0 ? 1 : 5)),
      baseline: numbered(n, (i) => (i % 2 === 0 ? 1 : 5)),
    });
    expect(await verdictOf({ margin: 0.3 }, same(100))).toBe('pass within-margin');
    expect(await verdictOf({ margin: 0.01 }, same(100))).toBe('inconclusive underpowered');
  });

  test('clusters: fewer than ten pass nothing, and a loss of them is still shown', async () => {
    const talks = (clusters: number, shift: number): Given => {
      const row = (i: number, score: number) => ({ id: `i${i}`, score, talk: `t${i % clusters}` });
      return {
        candidate: Array.from({ length: 120 }, (_, i) => row(i, 3 + shift + wave(i) / 50)),
        baseline: Array.from({ length: 120 }, (_, i) => row(i, 3 + wave(i + 3) / 50)),
      };
    };
    const criterion = { margin: 0.3, cluster: 'talk' };
    expect(await verdictOf(criterion, talks(9, 0))).toBe('inconclusive too-few-items');
    expect(await verdictOf(criterion, talks(9, -1))).toBe('fail regressed');
    expect(await verdictOf(criterion, talks(11, 0))).toMatch(/^pass/u);
    const check = await judged(criterion, talks(11, 0));
    expect([check.method, check.n]).toEqual(['clustered-paired-t', 11]);
    expect(await verdictOf({ margin: 0.3, cluster: 'tlak' }, talks(11, 0))).toBe(
      'unmeasured cluster-missing',
    );
  });
});

describe('samples that are not of the same items', () => {
  const sample = (n: number, share: number, from: number): { id: string; score: number }[] =>
    Array.from({ length: n }, (_, i) => ({ id: `i${from + i}`, score: i < n * share ? 1 : 0 }));
  test.each<[string, number, number, string]>([
    ['the same share', 0.9, 0.9, 'pass within-margin'],
    ['a lower one', 0.7, 0.9, 'fail regressed'],
    ['one that may be lower', 0.86, 0.9, 'inconclusive interval-spans-margin'],
  ])('shares: %s', async (_, now, before, expected) => {
    const given = { candidate: sample(400, now, 0), baseline: sample(400, before, 1000), paired: false };
    const check = await judged({ margin: 0.05 }, given);
    expect(`${check.verdict} ${check.code}`).toBe(expected);
    expect([check.method, check.args['unpaired']]).toEqual(['newcombe', 1]);
  });

  test.each<[string, number, string]>([
    ['the same', 0, 'pass within-margin'],
    ['a lower one', -1, 'fail regressed'],
    ['one that may be lower', -0.4, 'inconclusive interval-spans-margin'],
  ])('marks: %s', async (_, shift, expected) => {
    const arm = (from: number, by: number) =>
      Array.from({ length: 300 }, (_, i) => ({ id: `i${from + i}`, score: 5 + wave(i) + by }));
    const given = { candidate: arm(0, shift), baseline: arm(1000, 0), paired: false };
    const check = await judged({ margin: 0.5 }, given);
    expect(`${check.verdict} ${check.code}`).toBe(expected);
    expect(check.method).toBe('welch');
  });
});

describe('ratios', () => {
  const cost = (factor: number, spread = 1): Given => ({
    candidate: numbered(200, (i) => factor * (1 + (spread * wave(i + 1)) / 100), 'cost_usd'),
    baseline: numbered(200, (i) => 1 + wave(i) / 100, 'cost_usd'),
  });
  test.each<[string, Given, string]>([
    ['the same', cost(1), 'pass within-margin'],
    ['cheaper', cost(0.5), 'pass improved'],
    ['dearer than the margin', cost(1.3), 'fail regressed'],
    ['dearer by about the margin', cost(1.1, 15), 'inconclusive interval-spans-margin'],
  ])('cost: %s', async (_, given, expected) => {
    const check = await judged({ metric: 'cost_usd', margin: '10%' }, given);
    expect(`${check.verdict} ${check.code}`).toBe(expected);
    expect([check.scale, check.better, check.unit]).toEqual(['relative', 'lower', 'usd']);
  });

  test('a relative figure is a ratio minus 1', async () => {
    const { delta, margin, interval } = await judged({ metric: 'cost_usd', margin: '10%' }, cost(1.3));
    expect(delta).toBeCloseTo(0.3, 2);
    expect(margin).toBe(0.1);
    expect(interval?.[0]).toBeGreaterThan(0.25);
  });

  test('nothing to divide by', async () => {
    const free: Given = {
      candidate: numbered(50, () => 1, 'cost_usd'),
      baseline: numbered(50, () => 0, 'cost_usd'),
    };
    expect(await verdictOf({ metric: 'cost_usd', margin: '10%' }, free)).toBe('inconclusive too-few-items');
  });
});

describe('quantiles', () => {
  const latency = (n: number, factor: number, from = 0): Given => {
    const skew = (i: number): number => 400 * Math.exp(((i * 37) % 101) / 60);
    const arm = (by: number, shift: number) =>
      Array.from({ length: n }, (_, i) => ({ id: `i${i}`, latency_ms: by * skew(i + shift) }));
    return { candidate: arm(factor, from), baseline: arm(1, 0) };
  };
  const criterion = { metric: 'latency_ms', statistic: 'p95', margin: '10%' };
  test.each<[string, Given, string]>([
    ['the same', latency(400, 1), 'pass within-margin'],
    ['faster', latency(400, 0.5), 'pass improved'],
    ['slower than the margin', latency(400, 1.5, 3), 'fail regressed'],
    ['slower by about the margin', latency(100, 1.1, 17), 'inconclusive interval-spans-margin'],
    ['too few for the quantile', latency(58, 1, 5), 'inconclusive too-few-items'],
  ])('%s', async (_, given, expected) => {
    expect(await verdictOf(criterion, given)).toBe(expected);
  });

  test('an absolute margin of a quantile is taken of the baseline', async () => {
    const given = latency(400, 1.5, 3);
    const check = await judged({ ...criterion, margin: 5000 }, given);
    expect([check.verdict, check.scale]).toEqual(['pass', 'relative']);
    expect(check.margin).toBeGreaterThan(1);
  });

  test('a quantile of equal values has MOVER for an interval', async () => {
    const same: Given = {
      candidate: numbered(400, () => 500, 'latency_ms'),
      baseline: numbered(400, () => 500, 'latency_ms'),
    };
    const check = await judged(criterion, same);
    expect([check.verdict, check.method]).toEqual(['pass', 'mover-ratio']);
  });
});

describe('arms that share no item', () => {
  /** Passed shares of two teams; the items of the baseline have names of their own. */
  const arm = (name: string, shares: Readonly<Record<string, number>>): Row[] =>
    Object.entries(shares).flatMap(([team, share]) =>
      numbered(200, (i) => (i < 200 * share ? 1 : 0)).map((row, i) => ({
        ...row,
        id: `${name}-${team}-${i}`,
        team,
      })),
    );
  const given = (
    shares: Readonly<Record<string, number>>,
    before: Readonly<Record<string, number>>,
  ): Given => ({
    candidate: arm('now', shares),
    baseline: arm('then', before),
    paired: false,
  });

  test('`margin: auto` is made from the baseline that there is', async () => {
    const check = await judged({ margin: 'auto' }, given({ a: 0.5 }, { a: 0.9 }));
    expect([check.verdict, check.code]).toEqual(['fail', 'regressed']);
    expect(check.margin).toBeLessThan(0.15);
    expect(await verdictOf({ margin: 'auto' }, given({ a: 0.9 }, { a: 0.9 }))).toBe('pass within-margin');
  });

  test('a slice is held against the same slice', async () => {
    const shares = { a: 0.5, b: 0.95 };
    const checks = await checksOf({ margin: 0.1, slices: ['team'] }, given(shares, shares));
    expect(checks.map(({ candidate, baseline }) => [candidate, baseline])).toEqual([
      [0.725, 0.725],
      [0.5, 0.5],
      [0.95, 0.95],
    ]);
    const fallen = await checksOf({ margin: 0.1, slices: ['team'] }, given({ a: 0.5, b: 0.7 }, shares));
    expect(fallen.map(({ verdict }) => verdict)).toEqual(['inconclusive', 'pass', 'fail']);
  });

  test('a slice that only one arm has is told of nothing', async () => {
    const checks = await checksOf({ margin: 0.1, slices: ['team'] }, given({ a: 0.5, b: 1 }, { a: 0.5 }));
    expect(checks[2]).toMatchObject({ slice: 'team=b', verdict: 'inconclusive', code: 'too-few-items' });
  });

  test('quarantined items of either arm are left out', async () => {
    const bad = { candidate: arm('now', { a: 1 }), baseline: arm('then', { a: 0.98 }) };
    const items = ['then-a-196', 'then-a-197', 'then-a-198', 'then-a-199'];
    const check = await judged(
      { margin: 0.1 },
      {
        ...bad,
        paired: false,
        quarantine: [{ items, until: '2026-12-31', reason: 'flaky' }],
        today: '2026-11-28',
      },
    );
    expect(check.baseline).toBe(1);
  });
});

test('one absurd score of the candidate makes no margin wider', async () => {
  const baseline = numbered(200, (i) => 1 + (i % 5));
  const of = (score: number) =>
    judged(
      { margin: 'auto' },
      { baseline, candidate: baseline.map((row, i) => (i === 0 ? { ...row, score } : row)) },
    );
  expect((await of(1_000)).margin).toBe((await of(1)).margin);
});

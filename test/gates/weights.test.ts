import { describe, expect, test } from 'vitest';
import { tango } from '../../src/stats/inference.ts';
import { at } from '../../src/stats/sample.ts';
import { checksOf, type Flips, flips, type Given, judged, numbered, type Row, verdictOf } from './judged.ts';

/** Arms made of slices of a team each, held against a mix of production. */
function teams(slices: Readonly<Record<string, Flips>>, mix?: Readonly<Record<string, number>>): Given {
  const parts = Object.entries(slices).map(([team, counts], i) => flips(counts, { team }, 10_000 * i));
  return {
    candidate: parts.flatMap(({ candidate }) => candidate),
    baseline: parts.flatMap(({ baseline }) => baseline),
    ...(mix === undefined ? {} : { mixes: { team: mix } }),
  };
}

const weighed = { margin: 0.05, weights: 'team' };
/** Half of the items are of the team that lost a fifth of its answers. */
const half = { a: { both: 400 }, b: { both: 320, lost: 80 } };

describe('a figure follows the traffic, not the numbers of items', () => {
  test('a loss that production hardly meets passes, and one that it meets all the time fails', async () => {
    expect(await verdictOf({ margin: 0.05 }, teams(half))).toBe('fail regressed');
    expect(await verdictOf(weighed, teams(half, { a: 0.95, b: 0.05 }))).toBe('pass within-margin');
    expect(await verdictOf(weighed, teams(half, { a: 0.05, b: 0.95 }))).toBe('fail regressed');
  });

  test('figure and interval are those of the slices, put together by their shares', async () => {
    const check = await judged(weighed, teams(half, { a: 0.8, b: 0.2 }));
    const [a, b] = [tango({ b: 0, c: 0, n: 400 }), tango({ b: 0, c: 80, n: 400 })].map((one) => {
      if ('undefined' in one) throw new Error(one.undefined);
      return { estimate: one.estimate, ...one.interval(0.05) };
    });
    if (a === undefined || b === undefined) throw new Error('no slice');
    const arm = (side: 'lo' | 'hi'): number =>
      Math.hypot(0.8 * (a[side] - a.estimate), 0.2 * (b[side] - b.estimate));
    expect([check.n, check.method]).toEqual([800, 'weighted']);
    expect(check.candidate).toBeCloseTo(0.8 + 0.2 * 0.8, 12);
    expect(check.baseline).toBe(1);
    expect(check.delta).toBeCloseTo(-0.04, 12);
    expect(check.interval?.[0]).toBeCloseTo(-0.04 - arm('lo'), 9);
    expect(check.interval?.[1]).toBeCloseTo(-0.04 + arm('hi'), 9);
    expect(check.args['weightedBy']).toBe('team');
  });

  test('a mix like that of the evidence gives the same figure', async () => {
    const plain = await judged({ margin: 0.05 }, teams(half));
    const same = await judged(weighed, teams(half, { a: 0.5, b: 0.5 }));
    expect(same.delta).toBeCloseTo(plain.delta ?? 0, 12);
  });

  test.each([
    ['paired', true],
    ['unpaired', false],
  ])('limits and differences of arms that are %s', async (_, paired) => {
    const given = { ...teams(half, { a: 0.9, b: 0.1 }), paired };
    const checks = await checksOf({ ...weighed, min: 0.95 }, given);
    expect(checks.map(({ rule, candidate }) => [rule, candidate])).toEqual([
      ['min', expect.closeTo(0.98, 12)],
      ['margin', expect.closeTo(0.98, 12)],
    ]);
  });

  test('slices are judged by themselves as ever', async () => {
    const checks = await checksOf({ ...weighed, slices: ['team'] }, teams(half, { a: 0.95, b: 0.05 }));
    const plain = await checksOf({ margin: 0.05, slices: ['team'] }, teams(half));
    expect(checks.slice(1)).toEqual(plain.slice(1));
  });

  test('the order of rows and of the mix plays no part', async () => {
    const { candidate, baseline = [] } = teams({ ...half, c: { both: 7, lost: 2 } });
    const mix = { a: 0.3, b: 0.3, c: 0.4 };
    const first = await judged(weighed, { candidate, baseline, mixes: { team: mix } });
    const turned = await judged(weighed, {
      candidate: candidate.toReversed(),
      baseline: baseline.toReversed(),
      mixes: { team: Object.fromEntries(Object.entries(mix).toReversed()) },
    });
    expect(turned).toEqual(first);
  });

  test('errors count against the arm that erred', async () => {
    const given = teams({ a: { both: 400 }, b: { both: 100 } }, { a: 0.2, b: 0.8 });
    const candidate = given.candidate.map((row, i) =>
      i >= 440 ? { id: row['id'], team: row['team'], error: 'timeout' } : row,
    );
    const check = await judged(weighed, { ...given, candidate });
    expect(check.candidate).toBeCloseTo(0.2 + 0.8 * 0.4, 12);
    expect(check.code).toBe('errors-decide');
  });
});

describe('what the mix and the evidence do not have in common', () => {
  test('a slice of production without items leaves it unmeasured', async () => {
    const check = await judged(weighed, teams(half, { a: 0.5, b: 0.4, c: 0.1 }));
    expect([check.verdict, check.code, check.candidate]).toEqual([
      'unmeasured',
      'production-slices-missing',
      null,
    ]);
    expect(check.args).toEqual({ weights: 'team', slices: 'c' });
  });

  test('so does one that only one arm has', async () => {
    const given = { ...teams(half, { a: 0.5, b: 0.5 }), paired: false };
    const baseline = (given.baseline ?? []).filter((row: Row) => row['team'] === 'a');
    expect(await verdictOf(weighed, { ...given, baseline })).toBe('unmeasured production-slices-missing');
  });

  test('a slice that only the evidence has counts nothing, and is named', async () => {
    const check = await judged(weighed, teams({ ...half, c: { lost: 50 } }, { a: 0.95, b: 0.05 }));
    expect([check.verdict, check.n]).toEqual(['pass', 800]);
    expect([check.args['uncountedSlices'], check.args['uncounted']]).toEqual(['c', 50]);
  });

  test('values that were recorded together count together', async () => {
    const many = teams({ ...half, c: { both: 30 }, d: { lost: 30 } }, { a: 0.9, '(others)': 0.1 });
    const check = await judged(weighed, many);
    expect(check.candidate).toBeCloseTo(0.9 + (0.1 * (320 + 30)) / 460, 12);
    expect(check.args['uncounted']).toBeUndefined();
  });

  test('a share of nothing needs no items', async () => {
    expect(await verdictOf(weighed, teams({ a: { both: 400 } }, { a: 1, b: 0 }))).toBe('pass within-margin');
  });

  test.each([
    ['nothing recorded', undefined],
    ['another label recorded', { topic: { a: 1 } }],
  ])('%s', async (_, mixes) => {
    const given = { ...teams(half), ...(mixes === undefined ? {} : { mixes }) };
    const check = await judged(weighed, given);
    expect([check.verdict, check.code]).toEqual(['unmeasured', 'production-mix-missing']);
  });

  test('a label that the results do not have, and one named like a part of every object', async () => {
    const given = { ...teams(half), mixes: { topic: { a: 1 } } };
    expect(await verdictOf({ ...weighed, weights: 'topic' }, given)).toBe('unmeasured slice-missing');
    expect(await verdictOf({ ...weighed, weights: 'constructor' }, given)).toBe(
      'unmeasured production-mix-missing',
    );
  });
});

describe('graded scores', () => {
  /** Marks that spread, the first `few` of team b, the others of team a. */
  function marks(n: number, few: number, mix: Readonly<Record<string, number>>): Given {
    const arm = (shift: number): Row[] =>
      numbered(n, (i) => 3 + at([0, 0.1, -0.1, 0.2, -0.2], i % 5) * shift).map((row, i) => ({
        ...row,
        team: i < few ? 'b' : 'a',
      }));
    return { candidate: arm(1), baseline: arm(0), mixes: { team: mix } };
  }

  test('much traffic on few items is as unsure as these few', async () => {
    const wide = { ...weighed, margin: 2 };
    expect(await verdictOf(wide, marks(400, 100, { a: 0.5, b: 0.5 }))).toBe('pass within-margin');
    const check = await judged(wide, marks(400, 10, { a: 0.5, b: 0.5 }));
    expect([check.verdict, check.code]).toEqual(['inconclusive', 'too-few-items']);
    expect(check.args['requiredN']).toBeGreaterThan(400);
  });

  test('a slice of one item has no spread, and the whole has none', async () => {
    expect(await verdictOf({ ...weighed, margin: 2 }, marks(400, 1, { a: 0.5, b: 0.5 }))).toBe(
      'inconclusive too-few-items',
    );
  });

  test('clusters within slices are kept; across them the slices are not independent', async () => {
    const given = marks(400, 200, { a: 0.5, b: 0.5 });
    const talks = (size: number) => (row: Row, i: number) => ({ ...row, talk: `t${Math.floor(i / size)}` });
    const within = { ...given, candidate: given.candidate.map(talks(8)) };
    const across = { ...given, candidate: given.candidate.map(talks(150)) };
    const clustered = { ...weighed, margin: 2, cluster: 'talk' };
    expect(await verdictOf(clustered, within)).toBe('pass within-margin');
    expect(await verdictOf(clustered, across)).toBe('unmeasured clusters-span-slices');
  });
});

describe('`margin: auto`', () => {
  const auto = { margin: 'auto', weights: 'team' };
  const few = { a: { both: 40 }, b: { both: 360 } };

  test('is as wide as the slice with the traffic needs, and hangs on no answer of the candidate', async () => {
    const often = await judged(auto, teams(few, { a: 0.9, b: 0.1 }));
    const seldom = await judged(auto, teams(few, { a: 0.1, b: 0.9 }));
    expect(often.margin).toBeGreaterThan(1.5 * (seldom.margin ?? 1));
    expect([often.verdict, often.args['auto'], often.args['weightedBy']]).toEqual(['pass', 1, 'team']);
    const worse = { a: { both: 20, lost: 20 }, b: { both: 360 } };
    const lost = await judged(auto, teams(worse, { a: 0.9, b: 0.1 }));
    expect([lost.margin, lost.verdict]).toEqual([often.margin, 'fail']);
  });

  test('of a cost it is a difference, whatever the candidate costs', async () => {
    const cost = (factor: number): Row[] =>
      numbered(400, (i) => factor * (1 + (i % 7) / 10), 'cost_usd').map((row, i) => ({
        ...row,
        team: i % 2 === 0 ? 'a' : 'b',
      }));
    const of = (factor: number) =>
      judged(
        { ...auto, metric: 'cost_usd' },
        { candidate: cost(factor), baseline: cost(1), mixes: { team: { a: 0.8, b: 0.2 } } },
      );
    const [same, dear] = [await of(1.001), await of(10)];
    expect([same.verdict, same.scale, dear.verdict]).toEqual(['pass', 'absolute', 'fail']);
    expect(dear.margin).toBe(same.margin);
    expect(same.margin).toBeLessThan(0.2);
  });

  test('arms that are not paired', async () => {
    const given = { ...teams(half, { a: 0.5, b: 0.5 }), paired: false };
    expect((await judged(auto, given)).margin).toBeLessThan(0.1);
  });
});

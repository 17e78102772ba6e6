import { describe, expect, test } from 'vitest';
import type { EvaluationContext } from '../../src/gates/context.ts';
import { defaultsAt } from '../../src/gates/self-test/defaults.ts';
import { itemsToNotice } from '../../src/gates/self-test/items-to-notice.ts';
import { ownResults } from '../../src/gates/self-test/own.ts';
import { rescored, worsened } from '../../src/gates/self-test/rescore.ts';
import { count, flipRate } from '../../src/gates/self-test/shares.ts';
import type { Suite } from '../../src/gates/self-test/suite.ts';
import { seededWeakenings } from '../../src/gates/self-test/weakenings.ts';
import { createRandom } from '../../src/stats/random.ts';
import { judged, measured, numbered, policyFrom, type Row } from './judged.ts';

describe('the shipped defaults on identical bundles', () => {
  test.each([50, 100])('%i items: mostly go, hardly ever no-go', { timeout: 120_000 }, (items) => {
    const { go, noGo, undecided, worlds } = defaultsAt(items);
    expect(worlds).toBe(200);
    expect(go).toBeGreaterThanOrEqual(0.85);
    expect(noGo).toBeLessThan(0.03);
    expect(go + noGo + undecided).toBeCloseTo(1, 12);
  });

  test('a greater drop is seen more often, and stopped less often than noticed', { timeout: 120_000 }, () => {
    const { drops } = defaultsAt(30);
    for (const [i, { stopped, noticed }] of drops.entries()) {
      expect(stopped).toBeLessThanOrEqual(noticed);
      expect(stopped).toBeGreaterThanOrEqual(drops[i - 1]?.stopped ?? 0);
      expect(noticed).toBeGreaterThanOrEqual(drops[i - 1]?.noticed ?? 0);
    }
    expect(drops.at(-1)?.noticed).toBeGreaterThan(0.95);
  });
});

async function context(
  settings: Row,
  candidate: readonly Row[],
  baseline?: readonly Row[],
): Promise<EvaluationContext> {
  const golden = await measured({ candidate, ...(baseline && { baseline }) });
  return { policy: policyFrom(settings), evidence: new Map([['golden', golden]]), seed: '00'.repeat(16) };
}

const rows = (n: number, more: (i: number) => Row = () => ({})): Row[] =>
  Array.from({ length: n }, (_, i) => ({
    id: `i${i}`,
    score: Number(i % 10 > 0),
    team: i % 4 === 0 ? 'a' : 'b',
    ...more(i),
  }));
const GATES = { functional: [{ evidence: 'golden', metric: 'score', margin: 'auto', slices: ['team'] }] };

describe('the policy on the results at hand', () => {
  test('identical runs, regressions everywhere and in slices', { timeout: 120_000 }, async () => {
    const own = ownResults(await context({ gates: GATES }, rows(200)));
    expect(own).toMatchObject({ items: 200, source: 'expected-flips' });
    expect(own?.identical.go).toBeGreaterThan(0.85);
    expect(own?.identical.noGo).toBeLessThan(0.05);
    const of = (slice: string | null) => own?.regressions.filter((one) => one.slice === slice) ?? [];
    expect(
      [null, 'team=a', 'team=b'].map((slice) => of(slice).map(({ size, items }) => [size, items])),
    ).toEqual([
      [0.02, 0.05, 0.1, 0.2].map((size) => [size, 200]),
      [0.02, 0.05, 0.1, 0.2].map((size) => [size, 50]),
      [0.02, 0.05, 0.1, 0.2].map((size) => [size, 150]),
    ]);
    const [, , , greatest] = of(null);
    expect(greatest?.stopped).toBeGreaterThan(0.9);
    expect(greatest?.noticed).toBe(1);
    // A quarter of the items can tell less.
    expect(of('team=a').at(-1)?.stopped).toBeLessThan(of('team=b').at(-1)?.stopped ?? 0);
    expect(of('team=a').at(-1)?.requiredItems).toBeGreaterThan(50);
  });

  test('the same for the same, whatever the order of rows', { timeout: 120_000 }, async () => {
    const one = ownResults(await context({ gates: GATES }, rows(60)));
    const other = ownResults(await context({ gates: GATES }, rows(60).toReversed()));
    expect(other).toEqual(one);
  });

  test('repeats are two runs of one bundle, and none need be made up', { timeout: 120_000 }, async () => {
    const twice = ['1', '2'].flatMap((run) => rows(60).map((row) => ({ ...row, run })));
    const own = ownResults(await context({ gates: GATES }, twice));
    // These repeats never differ: no flip that is not in the results.
    expect([own?.source, own?.identical.go, own?.identical.flipRate]).toEqual(['repeats', 1, 0]);
  });

  test('a floor that the results break is no-go however often they are run', {
    timeout: 120_000,
  }, async () => {
    const floor = { functional: [{ evidence: 'golden', metric: 'score', min: 0.999 }] };
    const own = ownResults(await context({ gates: floor }, rows(100)));
    expect([own?.identical.noGo, own?.identical.flipRate]).toEqual([1, 0]);
  });

  test('nothing at hand, nothing told', async () => {
    const nothing = { policy: policyFrom({}), evidence: new Map(), seed: '' };
    expect(ownResults(nothing)).toBeNull();
    expect(ownResults(await context({}, []))).toBeNull();
  });
});

describe('worlds', () => {
  const suite = (values: readonly number[]): Suite => ({
    items: values.length,
    metrics: new Map([['score', Float64Array.from(values)]]),
    labels: new Map(),
  });
  const mean = ({ metrics }: Suite): number => {
    const values = metrics.get('score') ?? new Float64Array();
    return values.reduce((sum, value) => sum + value, 0) / values.length;
  };
  const random = createRandom(7);
  const nine = suite(Array.from({ length: 1000 }, (_, i) => Number(i % 10 > 0)));
  const average = (make: () => Suite): number =>
    Array.from({ length: 200 }, () => mean(make())).reduce((sum, value) => sum + value, 0) / 200;

  test('a second run is neither better nor worse in the long run, and differs as often as was said', () => {
    expect(average(() => rescored(nine, 0.08, random))).toBeCloseTo(0.9, 2);
    const before = nine.metrics.get('score');
    const differ = average(() => {
      const after = rescored(nine, 0.08, random).metrics.get('score');
      return suite([...(after ?? [])].map((value, i) => Number(value !== before?.[i])));
    });
    expect(differ).toBeCloseTo(0.08, 2);
  });

  test('what is missing stays missing', () => {
    const gaps = suite([Number.NaN, 1, 0, Number.NaN]);
    expect([...(rescored(gaps, 0.5, random).metrics.get('score') ?? [])].map(Number.isNaN)).toEqual([
      true,
      false,
      false,
      true,
    ]);
  });

  test.each([
    ['higher', 0.8],
    ['lower', 1],
  ] as const)('worse by so much, where %s is better', (better, expected) => {
    expect(
      average(() => worsened(nine, { metric: 'score', better, size: 0.1, hits: null }, random)),
    ).toBeCloseTo(expected, 2);
  });

  test('only where it hits', () => {
    const hits = (item: number): boolean => item < 100;
    const worse = worsened(nine, { metric: 'score', better: 'higher', size: 0.9, hits }, random).metrics.get(
      'score',
    );
    expect(worse?.subarray(100)).toEqual(nine.metrics.get('score')?.subarray(100));
    expect(worse?.subarray(0, 100).every((value) => value === 0)).toBe(true);
  });

  test('shares and the rate at which two runs differ', () => {
    const shares = count(['go', 'go', 'go', 'no-go']);
    expect(shares).toEqual({ worlds: 4, go: 0.75, undecided: 0, noGo: 0.25 });
    expect(flipRate(shares)).toBeCloseTo(0.375, 12);
  });
});

test('items that a drop needs: more for a smaller one, none for what a given margin allows', async () => {
  const arms = {
    candidate: numbered(100, (i) => Number(i % 9 > 0)),
    baseline: numbered(100, (i) => Number(i % 10 > 0)),
  };
  const auto = [await judged({ margin: 'auto' }, arms)];
  const given = [await judged({ margin: 0.05 }, arms)];
  expect(itemsToNotice(auto, null, 0.05)).toBeGreaterThan(itemsToNotice(auto, null, 0.1) ?? 0);
  expect(itemsToNotice(given, null, 0.1)).toBeGreaterThan(100);
  expect(itemsToNotice(given, null, 0.04)).toBeNull();
  expect(itemsToNotice([], null, 0.1)).toBeNull();
});

describe('weaker policies', () => {
  test('every way to weaken one is seen', () => {
    for (const policy of [policyFrom({}), policyFrom({ gates: GATES })])
      expect(seededWeakenings(policy)).toMatchObject({ missed: [], noticed: seededWeakenings(policy).tried });
    expect(seededWeakenings(policyFrom({})).tried).toBeGreaterThan(50);
  });
});

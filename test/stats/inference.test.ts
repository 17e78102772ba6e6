import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as inference from '../../src/stats/inference.ts';
import { ascending } from '../../src/stats/sample.ts';

fc.configureGlobal({ seed: Number(process.env['FC_SEED'] ?? 1) });

type Result = inference.Inference | inference.Undefined;

function defined(result: Result): inference.Inference {
  if (!inference.isDefined(result)) throw new Error(`undefined: ${result.undefined}`);
  return result;
}

const counts = fc
  .tuple(fc.nat(60), fc.nat(60), fc.nat(400))
  .filter(([b, c, rest]) => b + c + rest > 0)
  .map(([b, c, rest]) => ({ b, c, n: b + c + rest }));
const share = fc
  .tuple(fc.integer({ min: 1, max: 500 }), fc.double({ min: 0, max: 1, noNaN: true }))
  .map(([n, x]) => ({ k: Math.round(n * x), n }));
/** Scores as judges give them: few different values, many equal. */
const scores = (min: number) =>
  fc.array(fc.constantFrom(0, 0.25, 0.5, 0.75, 1), { minLength: min, maxLength: 80 });
const costs = (min: number) =>
  fc.array(fc.double({ min: -5, max: 3, noNaN: true }).map(Math.exp), { minLength: min, maxLength: 80 });
const differing = (min: number) =>
  fc.array(fc.constantFrom(0, 0, 0, 0, 0.25, -0.25, -0.5, -1, 0.75), { minLength: min, maxLength: 80 });
const seeds = fc.integer();

/** Every method with arbitrary data for it. */
const METHODS: Record<string, fc.Arbitrary<Result>> = {
  tango: counts.map(inference.tango),
  wilsonShare: share.map(inference.wilsonShare),
  clopperPearsonShare: share.map(inference.clopperPearsonShare),
  newcombe: fc
    .tuple(share, share)
    .map(([x, y]) => inference.newcombe({ k1: x.k, n1: x.n, k2: y.k, n2: y.n })),
  pairedMean: differing(2).map((d) => inference.pairedMean(d, { range: 1 })),
  'pairedMean without range': differing(2).map((d) => inference.pairedMean(d)),
  'pairedMean of equal differences': fc
    .tuple(fc.integer({ min: 2, max: 200 }), fc.constantFrom(0, 0.5, -0.25, 1, -1))
    .map(([n, d]) => inference.pairedMean(new Float64Array(n).fill(d), { range: 1 })),
  clusteredPairedMean: differing(8).map((d) =>
    inference.clusteredPairedMean(
      d,
      Int32Array.from(d, (_, i) => i % 4),
      { range: 1 },
    ),
  ),
  meanT: scores(2).map((x) => inference.meanT(x, { bounds: { lo: 0, hi: 1 } })),
  'meanT clustered': scores(9).map((x) => inference.meanT(x, { clusterIndex: x.map((_, i) => i % 3) })),
  welch: fc.tuple(scores(2), scores(2)).map(([x, y]) => inference.welch(x, y, { range: 1 })),
  quantileOrder: fc
    // With a handful of values the lower bound can be the largest one, above the interpolated estimate.
    .tuple(costs(20), fc.constantFrom(0.5, 0.9, 0.95))
    .map(([x, q]) => inference.quantileOrder(ascending(x), q)),
  quantileRatio: fc
    .tuple(costs(60), costs(60), seeds)
    .map(([x, y, seed]) => inference.quantileRatio(x, y, 0.95, { paired: false, seed, replicates: 50 })),
  'quantileRatio paired': fc
    .tuple(costs(60), seeds)
    .map(([x, seed]) =>
      inference.quantileRatio(x, ascending(x).reverse(), 0.9, { paired: true, seed, replicates: 50 }),
    ),
  ratioOfMeansPaired: costs(2).map((x) => inference.ratioOfMeansPaired(x, ascending(x))),
  'ratioOfMeansPaired in proportion': costs(2).map((x) =>
    inference.ratioOfMeansPaired(
      x,
      x.map((y) => 2 * y),
    ),
  ),
  ratioOfMeansIndependent: fc
    .tuple(costs(2), costs(2))
    .map(([x, y]) => inference.ratioOfMeansIndependent(x, y)),
  weighted: fc
    .tuple(counts, differing(2), fc.double({ min: 0.1, max: 9, noNaN: true }))
    .map(([table, d, weight]) =>
      inference.weighted([
        { weight, inference: defined(inference.tango(table)) },
        { weight: 1, inference: defined(inference.pairedMean(d, { range: 1 })) },
      ]),
    ),
};

const level = fc.double({ min: 1e-6, max: 0.5, noNaN: true });
const usable = (result: Result): inference.Inference => {
  fc.pre(inference.isDefined(result));
  return defined(result);
};

describe.each(Object.entries(METHODS))('%s', (name, arbitrary) => {
  const discrete = name === 'quantileOrder';
  // Inverting an interval of intervals takes milliseconds.
  const numRuns = name === 'weighted' ? 20 : 200;

  it('has an interval that holds the estimate, at the levels that gates use', () => {
    fc.assert(
      fc.property(arbitrary, fc.constantFrom(0.001, 0.025, 0.05, 0.1), (result, alpha) => {
        const { estimate, interval } = usable(result);
        const { lo, hi } = interval(alpha);
        expect(lo).toBeLessThanOrEqual(estimate + 1e-12);
        expect(hi).toBeGreaterThanOrEqual(estimate - 1e-12);
      }),
    );
  });

  it('says the same by interval and by p-value', () => {
    fc.assert(
      fc.property(arbitrary, level, fc.double({ min: -3, max: 3, noNaN: true }), (result, alpha, offset) => {
        const { interval, pBelow, pAbove, estimate } = usable(result);
        const { lo, hi } = interval(alpha);
        // Somewhere around the ends, where the answers change.
        const reach = Number.isFinite(hi - lo) ? hi - lo : Math.abs(estimate);
        for (const x of [
          lo + offset * reach,
          hi + offset * reach,
          hi + 1e-6,
          hi - 1e-6,
          lo + 1e-6,
          lo - 1e-6,
        ]) {
          if (!Number.isFinite(x) || Math.min(Math.abs(x - lo), Math.abs(x - hi)) < 1e-8) continue;
          const shown = (p: number) => (discrete ? p <= alpha : p < alpha);
          if (Math.abs(pBelow(x) - alpha) > 1e-9 * alpha) expect(shown(pBelow(x))).toBe(hi < x);
          if (Math.abs(pAbove(x) - alpha) > 1e-9 * alpha) expect(shown(pAbove(x))).toBe(lo > x);
        }
      }),
      { numRuns },
    );
  });

  it('widens as the error shrinks', () => {
    fc.assert(
      fc.property(arbitrary, level, level, (result, one, other) => {
        const { interval } = usable(result);
        const [narrow, wide] = [interval(Math.max(one, other)), interval(Math.min(one, other))];
        expect(wide.lo).toBeLessThanOrEqual(narrow.lo + 1e-12);
        expect(wide.hi).toBeGreaterThanOrEqual(narrow.hi - 1e-12);
      }),
    );
  });

  it('gives probabilities that fall and rise with the hypothesis, never NaN', () => {
    const points = fc.array(fc.double({ min: -2, max: 4, noNaN: true }), { minLength: 2, maxLength: 5 });
    fc.assert(
      fc.property(arbitrary, points, (result, xs) => {
        const { pBelow, pAbove } = usable(result);
        const sorted = ascending(xs);
        const [below, above] = [Array.from(sorted, pBelow), Array.from(sorted, pAbove)];
        for (const p of [...below, ...above]) expect(p >= 0 && p <= 1).toBe(true);
        for (const [i, p] of below.entries()) expect(p).toBeLessThanOrEqual((below[i - 1] ?? 1) + 1e-12);
        for (const [i, p] of above.entries()) expect(p).toBeGreaterThanOrEqual((above[i - 1] ?? 0) - 1e-12);
      }),
      { numRuns },
    );
  });

  it('refuses an error level above a half', () => {
    fc.assert(
      fc.property(arbitrary, (result) => {
        const { interval } = usable(result);
        expect(() => interval(0.6)).toThrow(RangeError);
      }),
      { numRuns: 5 },
    );
  });
});

describe('row order', () => {
  /** The result as text, so that the last bit counts. */
  const shown = (result: Result) =>
    inference.isDefined(result)
      ? JSON.stringify([result.estimate, result.interval(0.05), result.pBelow(0.3)])
      : result;
  const shuffled = fc
    .array(fc.tuple(fc.double({ min: -6, max: 4, noNaN: true }).map(Math.exp), costs(1), fc.nat(5)), {
      minLength: 65,
      maxLength: 90,
    })
    .chain((rows) => fc.tuple(fc.constant(rows), fc.shuffledSubarray(rows, { minLength: rows.length })));

  it('plays no part, to the last bit', () => {
    type Rows = readonly (readonly [number, number[], number])[];
    const measures: ((rows: Rows) => Result)[] = [
      (rows) => inference.pairedMean(rows.map(([x, [y = 0]]) => x - y)),
      (rows) =>
        inference.clusteredPairedMean(
          rows.map(([x]) => x),
          rows.map(([, , cluster]) => cluster),
        ),
      (rows) => inference.meanT(rows.map(([x]) => x)),
      (rows) =>
        inference.welch(
          rows.map(([x]) => x),
          rows.map(([, [y = 0]]) => y),
        ),
      (rows) =>
        inference.ratioOfMeansPaired(
          rows.map(([x]) => x),
          rows.map(([, [y = 0]]) => y),
        ),
      (rows) =>
        inference.ratioOfMeansIndependent(
          rows.map(([x]) => x),
          rows.map(([, [y = 0]]) => y),
        ),
      (rows) =>
        inference.quantileRatio(
          rows.map(([x]) => x),
          rows.map(([, [y = 0]]) => y),
          0.95,
          {
            paired: true,
            seed: 'a',
            replicates: 30,
          },
        ),
    ];
    fc.assert(
      fc.property(shuffled, ([rows, other]) => {
        for (const measure of measures) expect(shown(measure(rows))).toEqual(shown(measure(other)));
      }),
      { numRuns: 40 },
    );
  });
});

describe('what is undefined says why', () => {
  const reason = (result: Result) => (inference.isDefined(result) ? result.method : result.undefined);
  const ratioOptions = { paired: false, seed: 1 } as const;
  const seventy = Array.from({ length: 70 }, (_, i) => i + 1);

  it.each<[string, Result, string]>([
    ['no pairs', inference.tango({ b: 0, c: 0, n: 0 }), 'no-items'],
    ['no items', inference.wilsonShare({ k: 0, n: 0 }), 'no-items'],
    ['no items, exact', inference.clopperPearsonShare({ k: 0, n: 0 }), 'no-items'],
    ['an empty arm', inference.newcombe({ k1: 1, n1: 2, k2: 0, n2: 0 }), 'no-items'],
    ['no differences', inference.pairedMean([]), 'no-items'],
    ['one difference', inference.pairedMean([0.5], { range: 1 }), 'too-few-items'],
    ['equal differences without range', inference.pairedMean([0, 0, 0]), 'zero-variance'],
    ['equal differences with range', inference.pairedMean([0, 0, 0], { range: 1 }), 'zero-variance-bound'],
    ['a missing value', inference.pairedMean([0, Number.NaN, 1], { range: 1 }), 'not-finite'],
    ['a missing value among equal ones', inference.meanT([1, Number.NaN, 1]), 'not-finite'],
    ['a difference beyond the range', inference.pairedMean([0, 2], { range: 1 }), 'outside-range'],
    ['one cluster', inference.clusteredPairedMean([0, 1, 0], [4, 4, 4], { range: 1 }), 'too-few-clusters'],
    [
      'clusters with equal means',
      inference.clusteredPairedMean([1, -1, 1, -1], [0, 0, 1, 1], { range: 1 }),
      'zero-variance-bound',
    ],
    ['an arm with one item', inference.welch([1], [1, 2]), 'too-few-items'],
    ['constant arms', inference.welch([1, 1], [0, 0]), 'zero-variance'],
    ['constant arms with range', inference.welch([1, 1], [0, 0], { range: 1 }), 'zero-variance-bound'],
    ['scores beyond the range', inference.welch([0, 9], [0, 1], { range: 1 }), 'outside-range'],
    ['an empty sample', inference.quantileOrder(new Float64Array(), 0.5), 'no-items'],
    ['a short sample', inference.quantileRatio([1, 2], [1, 2], 0.95, ratioOptions), 'too-few-items'],
    ['an empty arm of latencies', inference.quantileRatio([], [1, 2], 0.95, ratioOptions), 'no-items'],
    [
      'latencies below 0',
      inference.quantileRatio(
        seventy.map(() => -1),
        seventy.map(() => -2),
        0.95,
        ratioOptions,
      ),
      'not-positive',
    ],
    [
      'latencies of 0',
      inference.quantileRatio(
        seventy.map(() => 0),
        seventy,
        0.95,
        ratioOptions,
      ),
      'not-positive',
    ],
    [
      'an infinite latency',
      inference.quantileRatio([Infinity, ...seventy], seventy, 0.95, ratioOptions),
      'not-finite',
    ],
    [
      'equal latencies',
      inference.quantileRatio(
        seventy.map(() => 2),
        seventy.map(() => 1),
        0.95,
        ratioOptions,
      ),
      'mover-ratio',
    ],
    ['costs of 0', inference.ratioOfMeansPaired([0, 0], [0, 0]), 'not-positive'],
    ['one cost', inference.ratioOfMeansPaired([1], [1]), 'too-few-items'],
    ['costs in one proportion', inference.ratioOfMeansPaired([2, 4], [1, 2]), 'zero-variance-bound'],
    ['constant unpaired costs', inference.ratioOfMeansIndependent([1, 1], [2, 2]), 'zero-variance'],
  ])('%s', (_what, result, expected) => {
    expect(reason(result)).toBe(expected);
  });

  it('and counts that cannot be are refused', () => {
    expect(() => inference.tango({ b: 3, c: 3, n: 5 })).toThrow(RangeError);
    expect(() => inference.wilsonShare({ k: 3, n: 2 })).toThrow(RangeError);
    expect(() => inference.newcombe({ k1: -1, n1: 2, k2: 0, n2: 1 })).toThrow(RangeError);
    expect(() => inference.ratioOfMeansPaired([1, 2], [1])).toThrow(RangeError);
    expect(() => inference.clusteredPairedMean([1, 2], [1])).toThrow(RangeError);
    expect(() => inference.weighted([])).toThrow(RangeError);
  });
});

describe('a share without misses', () => {
  it('has an end at exactly 0 or 1', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100_000 }), level, (n, alpha) => {
        for (const method of [inference.wilsonShare, inference.clopperPearsonShare]) {
          expect(defined(method({ k: 0, n })).interval(alpha).lo).toBe(0);
          expect(defined(method({ k: n, n })).interval(alpha).hi).toBe(1);
        }
      }),
    );
  });
});

describe('againstMargin', () => {
  it.each([
    [-0.01, 0.03, 'pass'],
    [-0.02, 0.03, 'inconclusive'],
    [-0.09, -0.03, 'fail'],
    [-0.09, -0.02, 'inconclusive'],
  ])('[%d, %d] against 0.02 is %s', (lo, hi, outcome) => {
    expect(inference.againstMargin({ lo, hi }, 0.02)).toBe(outcome);
  });

  it('demands superiority at a margin of 0', () => {
    expect(inference.againstMargin({ lo: 0, hi: 1 }, 0)).toBe('inconclusive');
    expect(inference.againstMargin({ lo: 0.001, hi: 1 }, 0)).toBe('pass');
  });
});

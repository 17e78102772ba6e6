import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bca } from '../../src/stats/bca.ts';
import {
  chi2DriftP,
  jsDistance,
  psi,
  psiCritical,
  totalVariation,
  wasserstein,
  wassersteinNormed,
} from '../../src/stats/drift.ts';
import { isDefined, pairedMean, tango, weighted } from '../../src/stats/inference.ts';
import { kolmogorovExactSf, kolmogorovSf } from '../../src/stats/kolmogorov.ts';
import { kolmogorovSmirnov } from '../../src/stats/ks.ts';
import { hodgesLehmann, kayentaClass, mannWhitney } from '../../src/stats/mann-whitney.ts';
import { bh, holm } from '../../src/stats/multiplicity.ts';
import { passAtK, passHatK } from '../../src/stats/pass-k.ts';
import { roganGladen } from '../../src/stats/proportion.ts';
import { createRandom } from '../../src/stats/random.ts';
import { fieller, ratioOfMeansPaired } from '../../src/stats/ratio.ts';
import { repeats } from '../../src/stats/repeats.ts';
import { exactSum } from '../../src/stats/sample.ts';
import { zeroFailureN, zeroTolerance } from '../../src/stats/zero-tolerance.ts';
import { passDataset } from './vector-means.ts';

fc.configureGlobal({ seed: Number(process.env['FC_SEED'] ?? 1) });

describe('Holm and BH', () => {
  const p = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 30 });

  it('follow the values, not their order', () => {
    const withOrder = p.chain((values) =>
      fc.tuple(
        fc.constant(values),
        fc.shuffledSubarray(
          values.map((_, i) => i),
          { minLength: values.length },
        ),
      ),
    );
    fc.assert(
      fc.property(withOrder, ([values, order]) => {
        for (const adjust of [holm, bh]) {
          const [straight, shuffled] = [adjust(values), adjust(order.map((i) => values[i] ?? 0))];
          for (const [place, i] of order.entries()) expect(shuffled[place]).toBe(straight[i]);
        }
      }),
    );
  });

  it('never lower a p-value, and Holm not below BH', () => {
    fc.assert(
      fc.property(p, (values) => {
        const [strict, loose] = [holm(values), bh(values)];
        values.forEach((value, i) => {
          expect(loose[i]).toBeGreaterThanOrEqual(value);
          expect(strict[i]).toBeGreaterThanOrEqual((loose[i] ?? 0) - 1e-12);
          expect(strict[i]).toBeLessThanOrEqual(1);
        });
      }),
    );
  });

  it('of nothing are nothing', () => {
    expect([holm([]), bh([])]).toEqual([[], []]);
  });
});

describe('zero tolerance', () => {
  it('passes exactly from the required number on', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.001, max: 0.5, noNaN: true }),
        fc.constantFrom(0.05, 0.01),
        (maxRate, alpha) => {
          const n = zeroFailureN(maxRate, alpha);
          const at = zeroTolerance({ violations: 0, n, maxRate }, alpha);
          expect(at.verdict).toBe('pass');
          expect(at.upper).toBeLessThanOrEqual(maxRate * (1 + 1e-9));
          if (n > 1)
            expect(zeroTolerance({ violations: 0, n: n - 1, maxRate }, alpha).verdict).toBe('inconclusive');
        },
      ),
    );
  });

  it('knows ties, limits and hits', () => {
    expect(zeroFailureN(0.1, 0.81)).toBe(2);
    expect(zeroFailureN(0)).toBe(Number.POSITIVE_INFINITY);
    expect(zeroFailureN(1)).toBe(1);
    expect(() => zeroFailureN(-0.1)).toThrow(RangeError);
    expect(zeroTolerance({ violations: 0, n: 0, maxRate: 0.1 })).toMatchObject({
      upper: 1,
      verdict: 'inconclusive',
    });
    expect(zeroTolerance({ violations: 1, n: 1e6, maxRate: 0.1 }).verdict).toBe('fail');
  });

  it('reports what a judge with errors saw', () => {
    expect(roganGladen(0.1, 0.9, 0.95)).toBeCloseTo(0.05 / 0.85, 12);
    expect(roganGladen(0.01, 0.9, 0.95)).toBe(0);
    expect(roganGladen(0.5, 0.5, 0.5)).toBeNull();
  });
});

describe('pass@k and pass^k', () => {
  it('count subsets of the attempts', () => {
    expect(passAtK(5, 2, 2)).toBeCloseTo(1 - 3 / 10, 14);
    expect(passHatK(5, 2, 2)).toBeCloseTo(1 / 10, 14);
    expect(passHatK(5, 5, 5)).toBe(1);
    expect(passAtK(3, 1, 4)).toBeNull();
    expect(passAtK(3, 2, 0)).toBe(0);
    expect(() => passHatK(3, 4, 1)).toThrow(RangeError);
  });

  it('reproduce tau-bench from how many tasks passed 0 to 4 times', () => {
    // gpt-4o on airline, 50 tasks, 4 trials: the only histogram that has the published pass^1 to pass^4.
    const runs = [14, 12, 10, 4, 10].flatMap((tasks, passes) =>
      Array.from({ length: tasks }, () => [0, 1, 2, 3].map((trial) => (trial < passes ? 1 : 0))),
    );
    const expected = {
      passHat: [0.42, 0.2733333333333334, 0.22, 0.2],
      passAt: [0.42, 0.5666666666666668, 0.66, 0.72],
      meanSe: 0.05221619109284876,
      naiveSeIgnoringClustering: 0.0349874349304872,
    };
    const got = JSON.parse(JSON.stringify(passDataset(runs, 4)));
    for (const [name, values] of Object.entries(expected)) {
      for (const [i, value] of [values].flat().entries())
        expect([got[name]].flat()[i]).toBeCloseTo(value, 12);
    }
  });
});

describe('repeats', () => {
  it('take the item for the unit', () => {
    const { se, df, withinVar } = repeats([
      [1, 1, 1, 1],
      [0, 0, 0, 0],
    ]);
    expect([se, df, withinVar]).toEqual([0.5, 1, 0]);
  });

  it('say what cannot be split', () => {
    expect(repeats([[1], [0], [1]])).toMatchObject({ withinVar: null, betweenVarCorrected: null, icc: null });
    expect(repeats([[1, 0]])).toMatchObject({ se: null, betweenVarOfMeans: null, icc: null });
  });

  it('count a negative variance between items as none', () => {
    const { betweenVarCorrected, icc } = repeats([
      [0, 1],
      [1, 0],
      [0, 1],
    ]);
    expect(betweenVarCorrected).toBeLessThan(0);
    expect(icc).toBe(0);
  });
});

describe('ratios', () => {
  it('agree with Fieller where the denominator is clear, and Fieller says where it is not', () => {
    const [x, y] = [
      [11, 9, 14, 8, 12, 10],
      [10, 9, 12, 8, 11, 9],
    ];
    const log = ratioOfMeansPaired(x, y);
    const check = fieller(x, y);
    if (!isDefined(log) || !check) throw new Error('undefined');
    expect(log.interval().lo).toBeCloseTo(check.lo, 1);
    expect(log.interval().hi).toBeCloseTo(check.hi, 1);
    expect(fieller([1, 2, 3], [-1, 0.1, 1])).toBeNull();
  });

  it('in one proportion are bounded by the dearest item seen', () => {
    const y = [1, 2, 3, 6];
    const constant = ratioOfMeansPaired(
      y.map((value) => 2 * value),
      y,
    );
    if (!isDefined(constant)) throw new Error(constant.undefined);
    const unseen = 1 - 0.05 ** (1 / 4);
    expect(constant.interval().hi).toBeCloseTo(2 + (unseen * 12) / 3, 12);
    expect(constant.interval().lo).toBe(0);
  });
});

describe('weighted aggregate', () => {
  const slice = (b: number, c: number, n: number) => {
    const inference = tango({ b, c, n });
    if (!isDefined(inference)) throw new Error(inference.undefined);
    return inference;
  };

  it('of one slice is that slice', () => {
    const one = slice(3, 9, 200);
    const { lo, hi } = weighted([{ weight: 7, inference: one }]).interval();
    expect(lo).toBeCloseTo(one.interval().lo, 14);
    expect(hi).toBeCloseTo(one.interval().hi, 14);
  });

  it('follows the traffic, not the numbers of items', () => {
    const strata = [
      { weight: 9, inference: slice(0, 0, 50) },
      { weight: 1, inference: slice(0, 20, 500) },
    ];
    expect(weighted(strata).estimate).toBeCloseTo(-0.004, 14);
    expect(weighted(strata).n).toBe(550);
  });

  it('adds variances where the intervals are symmetric', () => {
    const random = createRandom(3);
    const d = () => Float64Array.from({ length: 40_000 }, () => random.uniform() - 0.5);
    const [first, second] = [pairedMean(d()), pairedMean(d())];
    if (!isDefined(first) || !isDefined(second)) throw new Error('undefined');
    const { lo, hi } = weighted([
      { weight: 1, inference: first },
      { weight: 1, inference: second },
    ]).interval();
    const width = first.interval().hi - first.interval().lo;
    expect((hi - lo) / width).toBeCloseTo(Math.SQRT1_2, 2);
  });
});

describe('rank tests', () => {
  it('turn round when the samples are exchanged', () => {
    const [x, y] = [
      [1, 5, 2, 8, 3],
      [4, 4, 9, 7, 1, 6],
    ];
    const [one, other] = [mannWhitney(x, y), mannWhitney(y, x)];
    expect((one?.u ?? 0) + (other?.u ?? 0)).toBe(30);
    expect(one?.p).toBeCloseTo(other?.p ?? 0, 14);
    // R's root finder stops anywhere on the flat step around the median difference, so only the step turns round.
    const middle = [hodgesLehmann(x, y, 0.05)?.estimate ?? 9, -(hodgesLehmann(y, x, 0.05)?.estimate ?? 9)];
    for (const shift of middle)
      expect(
        mannWhitney(
          x.map((value) => value - shift),
          y,
        )?.u,
      ).toBe(15);
  });

  it('classify as Kayenta does, without its noise and its trap of no data', () => {
    expect(kayentaClass([], [1])).toBe('Nodata');
    expect(mannWhitney([], [1])).toBeNull();
    expect(hodgesLehmann([], [1], 0.05)).toBeNull();
    expect(kayentaClass([3, 1, 2], [1, 2, 3])).toBe('Pass');
    expect(kayentaClass([2, 2], [1, 1, 1])).toBe('High');
    expect(kayentaClass([1, 1], [2, 2, 2])).toBe('Low');
    expect(kayentaClass([1, 1], [1, 1, 1])).toBe('Pass');
    const base = Array.from({ length: 30 }, (_, i) => i);
    expect(
      kayentaClass(
        base.map((x) => x + 100),
        base,
      ),
    ).toBe('High');
    expect(
      kayentaClass(
        base.map((x) => x - 100),
        base,
      ),
    ).toBe('Low');
  });
});

describe('Kolmogorov and Smirnov', () => {
  it('count lattice paths', () => {
    // D of two disjoint samples of 3 and 2: 2 of the 10 paths reach it.
    expect(kolmogorovSmirnov([1, 2, 3], [4, 5])).toMatchObject({ d: 1, pExact: 0.2 });
    expect(kolmogorovSmirnov([1, 2], [1, 2])).toMatchObject({ d: 0, pExact: 1, pStephens: 1, pEffective: 1 });
    expect(kolmogorovSmirnov([], [1])).toBeNull();
  });

  it('round the effective size as numpy does', () => {
    // 5 and 5 make 2.5, which goes to 2.
    const { d, pEffective } = kolmogorovSmirnov([1, 2, 3, 4, 5], [3.5, 6, 7, 8, 9]) ?? {};
    expect(pEffective).toBe(kolmogorovExactSf(d ?? 0, 2));
  });

  it('keep a tiny p-value above 0', () => {
    const x = Array.from({ length: 60 }, (_, i) => i);
    const p =
      kolmogorovSmirnov(
        x,
        x.map((value) => value + 1000),
      )?.pExact ?? 0;
    // 2 of the C(120, 60) paths.
    const paths = x.reduce((product, i) => (product * (61 + i)) / (1 + i), 1);
    expect((p * paths) / 2).toBeCloseTo(1, 10);
  });

  it('agree with scipy kstwo', () => {
    expect(kolmogorovExactSf(0.1, 100)).toBeCloseTo(0.2526927570063874, 12);
    expect(kolmogorovExactSf(0.25, 100) / 5.408871776434847e-6).toBeCloseTo(1, 9);
    expect(kolmogorovExactSf(0.6, 2)).toBeCloseTo(0.32, 12);
    expect(kolmogorovExactSf(0.45, 3)).toBeCloseTo(0.4585, 12);
    expect(kolmogorovExactSf(0.02, 3000)).toBeCloseTo(0.1788981, 7);
    expect([kolmogorovExactSf(0, 5), kolmogorovExactSf(1, 5)]).toEqual([1, 0]);
    expect(kolmogorovExactSf(0.01, 10_000)).toBeCloseTo(0.2699, 2);
    expect(kolmogorovSf(0.9999999)).toBeCloseTo(kolmogorovSf(1.0000001), 6);
  });
});

describe('drift', () => {
  it('is nothing between equal distributions of any size', () => {
    expect([
      psi([1, 2, 3], [10, 20, 30]),
      jsDistance([1, 2], [2, 4]),
      totalVariation([1, 1], [5, 5]),
    ]).toEqual([0, 0, 0]);
    expect(chi2DriftP([1, 2, 3], [10, 20, 30])).toBe(1);
    expect(wasserstein([1, 2, 3], [3, 1, 2])).toBe(0);
  });

  it('allows PSI its noise', () => {
    expect(psiCritical(100, 100, 10)).toBeCloseTo(0.02 * 16.918977604620448, 9);
    expect(psiCritical(1e6, 1e6, 10)).toBe(0.1);
    expect(psiCritical(10, 10, 1)).toBe(0.1);
  });

  it('is certain where a category appears from nowhere', () => {
    expect(chi2DriftP([10, 0], [5, 5])).toBe(0);
    expect(chi2DriftP([10, 0], [10, 0])).toBe(1);
  });

  it('has a unit, and one without', () => {
    expect(wasserstein([0, 10], [5, 15])).toBe(5);
    expect(wassersteinNormed([0, 10], [5, 15])).toBe(1);
    expect(wassersteinNormed([1], [2])).toBe(1000);
  });

  it('needs something on both sides', () => {
    expect(() => psi([0, 0], [1, 1])).toThrow(RangeError);
    expect(() => jsDistance([1], [1, 1])).toThrow(RangeError);
    expect(() => wasserstein([], [1])).toThrow(RangeError);
  });
});

describe('BCa', () => {
  const x = [2, 4, 4, 5, 7, 9, 11, 12, 15, 30];
  const mean = (sample: Float64Array) => exactSum(sample) / sample.length;

  it('depends on the seed, not on the order', () => {
    const one = bca(x, mean, { seed: 's', replicates: 500 });
    expect(bca(x.toReversed(), mean, { seed: 's', replicates: 500 })).toEqual(one);
    expect(bca(x, mean, { seed: 't', replicates: 500 })).not.toEqual(one);
  });

  it('leans towards the tail', () => {
    const { interval, percentile, acceleration } = bca(x, mean, { seed: 's', replicates: 4000 });
    expect(acceleration).toBeGreaterThan(0);
    expect(interval?.hi).toBeGreaterThan(percentile.hi);
    expect(interval?.lo).toBeGreaterThan(percentile.lo);
  });

  it('corrects nothing where there is no bias and no skewness', () => {
    const symmetric = [-9, -5, -4, -2, -1, 1, 2, 4, 5, 9];
    const { interval, percentile } = bca(symmetric, mean, { seed: 's', replicates: 20_000 });
    expect(Math.abs((interval?.lo ?? 9) - percentile.lo)).toBeLessThan(0.15);
    expect(Math.abs((interval?.hi ?? 9) - percentile.hi)).toBeLessThan(0.15);
  });

  it('has no correction where nothing varies', () => {
    const { interval, acceleration } = bca([3, 3, 3], mean, { seed: 1, replicates: 100 });
    expect([interval, acceleration]).toEqual([null, 0]);
  });
});

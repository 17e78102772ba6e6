import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { binomialPmf } from '../../src/stats/binomial.ts';
import { type Inference, isDefined, type Undefined } from '../../src/stats/inference.ts';
import {
  moverRatio,
  quantileInterval,
  quantileMinimumN,
  quantileOrder,
  quantileRanks,
  quantileTest,
  quantileType6,
  quantileType7,
} from '../../src/stats/quantile.ts';
import { logQuantileSe, quantileRatio, resampledQuantile } from '../../src/stats/quantile-ratio.ts';
import { createRandom, resample } from '../../src/stats/random.ts';
import { binomialDraw } from '../../src/stats/resampler.ts';
import { ascending, at, moments } from '../../src/stats/sample.ts';

fc.configureGlobal({ seed: Number(process.env['FC_SEED'] ?? 1) });

function defined(result: Inference | Undefined): Inference {
  if (!isDefined(result)) throw new Error(result.undefined);
  return result;
}

const latencies = (n: number, seed: number) => {
  const random = createRandom(seed);
  return Float64Array.from({ length: n }, () => Math.exp(2 * random.uniform() + random.uniform() ** 9));
};

describe('quantiles', () => {
  const x = Float64Array.of(1, 2, 4, 8);

  it('interpolate as R types 7 and 6 do', () => {
    expect([0, 0.5, 0.9, 1].map((q) => quantileType7(x, q))).toEqual([1, 3, 6.800000000000001, 8]);
    expect([0.1, 0.5, 0.7, 0.9].map((q) => quantileType6(x, q))).toEqual([1, 3, 6, 8]);
    expect(quantileType7(Float64Array.of(5), 0.95)).toBe(5);
    expect(quantileType7(new Float64Array(), 0.95)).toBeNaN();
  });

  it('have ranks that are as tight as the error allows', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 400 }),
        fc.double({ min: 0.02, max: 0.98, noNaN: true }),
        (n, q) => {
          const { lower, upper, coverage } = quantileRanks(n, q, 0.05);
          let below = 0;
          const cumulative = Array.from({ length: n + 1 }, (_, k) => (below += binomialPmf(k, n, q)));
          const cdf = (k: number) => (k < 0 ? 0 : (cumulative[k] ?? 1));
          if (lower !== null) expect(cdf(lower - 1)).toBeLessThanOrEqual(0.05 + 1e-9);
          expect(cdf(lower ?? 0)).toBeGreaterThan(0.05 - 1e-9);
          if (upper !== null) expect(1 - cdf(upper - 1)).toBeLessThanOrEqual(0.05 + 1e-9);
          expect(1 - cdf((upper ?? n + 1) - 2)).toBeGreaterThan(0.05 - 1e-9);
          expect(coverage).toBeGreaterThanOrEqual(0.9 - 1e-9);
        },
      ),
    );
  });

  it('are unbounded where no value is extreme enough', () => {
    expect(quantileInterval(x, 0.95).hi).toBe(Number.POSITIVE_INFINITY);
    expect(quantileInterval(x, 0.05).lo).toBe(Number.NEGATIVE_INFINITY);
    for (const q of [0.5, 0.9, 0.95, 0.99]) {
      const { upper } = quantileMinimumN(q);
      expect(quantileRanks(upper, q).upper).toBe(upper);
      expect(quantileRanks(upper - 1, q).upper).toBeNull();
    }
    expect(quantileMinimumN(0.99).upper).toBe(299);
    expect(quantileMinimumN(0.05, 0.025)).toEqual({ upper: 2, both: 72 });
  });

  it('take a tail that equals alpha in exact arithmetic for one that is allowed', () => {
    // P(Bin(n, 1/2) >= n) is 2^-n, and so is P(Bin(n, 1/2) <= 0).
    for (let n = 1; n <= 50; n++)
      expect(quantileRanks(n, 0.5, 0.5 ** n)).toMatchObject({ lower: 1, upper: n });
  });

  it('are tested by the values on either side', () => {
    expect(quantileTest(x, 0.5, 3)).toBe(1);
    expect(quantileTest(x, 0.5, 9)).toBeCloseTo(2 / 16, 12);
    expect(quantileTest(x, 0.5, 0)).toBeCloseTo(2 / 16, 12);
  });

  it('are refused outside 0 to 1', () => {
    expect(() => quantileRanks(10, 1)).toThrow(RangeError);
    expect(() => quantileOrder(x, 0)).toThrow(RangeError);
  });

  it('cover the truth as often as they say', () => {
    // p90 of a uniform is 0.9.
    const random = createRandom(5);
    let [low, high] = [0, 0];
    for (let run = 0; run < 2000; run++) {
      const { lo, hi } = quantileInterval(Float64Array.from({ length: 80 }, random.uniform).sort(), 0.9);
      if (lo > 0.9) low++;
      if (hi < 0.9) high++;
    }
    expect(low).toBeLessThan(120);
    expect(high).toBeLessThan(120);
    expect(low + high).toBeGreaterThan(40);
  });
});

describe('quantileRatio', () => {
  const [x, y] = [latencies(150, 1), latencies(150, 2)];

  /** Standard error of the log ratio by resampling and sorting everything. */
  function plainBootstrap(x: Float64Array, y: Float64Array, q: number, paired: boolean): number {
    const random = createRandom('plain');
    const indices = Float64Array.from(x, (_, i) => i);
    const logs = Float64Array.from({ length: 6000 }, () => {
      const first = resample(indices, random);
      const second = paired ? first : resample(indices, random);
      const top = quantileType7(first.map((i) => at(x, i)).sort(), q);
      return Math.log(top / quantileType7(second.map((i) => at(y, i)).sort(), q));
    });
    return Math.sqrt(moments(logs).variance);
  }

  it.each([
    [0.95, true, 0.0001],
    [0.95, false, 0.0001],
    [0.5, true, 0.0001],
    [0.5, false, 0.0001],
    [0.95, true, 0.2], // many items share a value
    [0.5, true, 0.2],
  ])('of q = %d, paired %s, in steps of %d, has the spread of the plain bootstrap', (q, paired, step) => {
    const stepped = (value: number) => step * Math.ceil(value / step);
    const candidate = y.map((value, i) => stepped((value + at(x, i)) / 2)); // pairs that go together
    const baseline = x.map(stepped);
    const result = quantileRatio(candidate, baseline, q, { paired, seed: 'fast', replicates: 6000 });
    const { lo, hi } = defined(result).interval();
    const se = Math.log(hi / lo) / 2 / 1.6448536269514722;
    const plain = plainBootstrap(candidate, baseline, q, paired);
    expect(se / plain).toBeGreaterThan(0.95);
    expect(se / plain).toBeLessThan(1.05);
  });

  it('depends on the seed and on nothing else', () => {
    const measure = (seed: string) => defined(quantileRatio(x, y, 0.9, { paired: true, seed })).interval();
    expect(measure('one')).toEqual(measure('one'));
    expect(measure('one')).not.toEqual(measure('two'));
  });

  it('gains from pairing', () => {
    const noisy = x.map((value, i) => value * (1 + 0.02 * Math.sin(i)));
    const width = (paired: boolean) => {
      const { lo, hi } = defined(quantileRatio(noisy, x, 0.9, { paired, seed: 1 })).interval();
      return hi / lo;
    };
    expect(Math.log(width(true))).toBeLessThan(0.5 * Math.log(width(false)));
  });

  it('can be had for fewer values than its default minimum', () => {
    const [few, others] = [x.subarray(0, 40), y.subarray(0, 40)];
    expect(quantileRatio(few, others, 0.95, { paired: true, seed: 1 })).toEqual({
      undefined: 'too-few-items',
      n: 40,
    });
    expect(isDefined(quantileRatio(few, others, 0.95, { paired: true, seed: 1, minimumN: 30 }))).toBe(true);
  });

  it('needs arms of one length where they are paired', () => {
    expect(() => quantileRatio(x, y.subarray(1), 0.5, { paired: true, seed: 1 })).toThrow(RangeError);
  });

  it('narrows on 100 000 pairs', () => {
    const [many, others] = [latencies(100_000, 3), latencies(100_000, 4)];
    const { estimate, interval } = defined(quantileRatio(many, others, 0.95, { paired: true, seed: 1 }));
    expect(interval().lo).toBeLessThan(estimate);
    expect(interval().hi / interval().lo).toBeLessThan(1.1);
  });

  it('falls back on MOVER, which is what two intervals say', () => {
    const ones = new Float64Array(100).fill(1);
    const result = defined(
      quantileRatio(
        ones.map((one) => 3 * one),
        ones,
        0.9,
        { paired: true, seed: 1 },
      ),
    );
    expect(result.method).toBe('mover-ratio');
    expect(result.interval()).toEqual({ lo: 3, hi: 3 });
    const arm = { estimate: 2, interval: { lo: 1, hi: Number.POSITIVE_INFINITY } };
    expect(moverRatio(arm, { estimate: 1, interval: { lo: 1, hi: 1 } })).toEqual({
      lo: 1,
      hi: Number.POSITIVE_INFINITY,
    });
  });
});

describe('resampledQuantile', () => {
  it('is distributed as the quantile of a resample', () => {
    const sorted = Float64Array.from({ length: 12 }, (_, i) => i * i);
    const [fast, plain] = [createRandom('fast'), createRandom('plain')];
    for (const q of [0.3, 0.7, 0.95, 1]) {
      const draws = Float64Array.from({ length: 30_000 }, () => resampledQuantile(sorted, q, fast));
      const truth = draws.map(() => quantileType7(resample(sorted, plain).sort(), q));
      const [got, expected] = [moments(draws), moments(truth)];
      expect(got.mean / expected.mean).toBeCloseTo(1, 1.5);
      expect(got.variance / expected.variance).toBeCloseTo(1, 1);
      expect(got.skewness - expected.skewness).toBeCloseTo(0, 0.9);
    }
  });
});

describe('logQuantileSe', () => {
  it('shrinks with the root of n', () => {
    const se = (n: number) => logQuantileSe(latencies(n, 7), 0.9, { seed: 1 }) ?? 0;
    expect(se(200) / se(20_000)).toBeGreaterThan(6);
    expect(se(200) / se(20_000)).toBeLessThan(16);
  });

  it('is null where there is no logarithm', () => {
    expect(logQuantileSe([], 0.9, { seed: 1 })).toBeNull();
    expect(logQuantileSe([0, 0, 0], 0.9, { seed: 1 })).toBeNull();
  });
});

describe('random numbers', () => {
  it('are those of xoshiro128**', () => {
    const { uint32 } = createRandom('sha256:00000001000000020000000300000004');
    expect([uint32(), uint32(), uint32(), uint32(), uint32()]).toEqual([
      11520, 0, 5927040, 70819200, 2031721883,
    ]);
  });

  it('differ by seed, also where the seed is no digest or all zeros', () => {
    const first = (seed: string | number) => createRandom(seed).uint32();
    const seeds = [1, 2, 'a', 'b', '', '0'.repeat(64), 'f'.repeat(64)];
    expect(new Set(seeds.map(first)).size).toBe(seeds.length);
    expect(first(7)).toBe(first('7'));
    const zero = createRandom('0'.repeat(64));
    expect([zero, zero, zero, zero].map(({ uint32 }) => uint32())).not.toEqual([0, 0, 0, 0]);
  });

  it('are uniform', () => {
    const random = createRandom('uniform');
    const values = Float64Array.from({ length: 20_000 }, random.uniform);
    expect(moments(values).mean).toBeCloseTo(0.5, 2);
    expect(moments(values).variance).toBeCloseTo(1 / 12, 2);
    // Three quarters of 2^32: a plain remainder would favour the lower third.
    const large = Float64Array.from({ length: 4000 }, () => random.below(3 * 2 ** 30));
    expect(moments(large).mean / (1.5 * 2 ** 30)).toBeCloseTo(1, 1.3);
    const faces = new Array(6).fill(0);
    for (let i = 0; i < 60_000; i++) faces[random.below(6)]++;
    for (const face of faces) expect(Math.abs(face - 10_000)).toBeLessThan(400);
  });

  it('are binomial by inversion', () => {
    const random = createRandom('binomial');
    expect([binomialDraw(0, 0.5, random), binomialDraw(9, 0, random), binomialDraw(9, 1, random)]).toEqual([
      0, 0, 9,
    ]);
    const hits = new Array(13).fill(0);
    for (let i = 0; i < 40_000; i++) hits[binomialDraw(12, 0.3, random)]++;
    for (const [k, count] of hits.entries()) expect(count / 40_000).toBeCloseTo(binomialPmf(k, 12, 0.3), 1.8);
  });

  it('sort nothing in the sample they draw from', () => {
    const values = Float64Array.of(3, 1, 2);
    resample(values, createRandom(1));
    ascending(values);
    expect(Array.from(values)).toEqual([3, 1, 2]);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Inference, isDefined, type Undefined } from '../../src/stats/inference.ts';
import { clusteredMeanSe, meanSe, meanT } from '../../src/stats/mean.ts';
import {
  clusteredPairedMean,
  gradedMinimumN,
  hallInference,
  pairedMean,
  pairedT,
  zeroVarianceHalfWidth,
} from '../../src/stats/paired.ts';
import { createRandom } from '../../src/stats/random.ts';
import { differences, exactSum, moments } from '../../src/stats/sample.ts';
import { welch } from '../../src/stats/welch.ts';

fc.configureGlobal({ seed: Number(process.env['FC_SEED'] ?? 1) });

function defined(result: Inference | Undefined): Inference {
  if (!isDefined(result)) throw new Error(result.undefined);
  return result;
}

describe('exactSum', () => {
  it('rounds once, whatever the order', () => {
    expect(exactSum([1e100, 1, -1e100])).toBe(1);
    expect(exactSum(new Array(10).fill(0.1))).toBe(1);
    expect(exactSum([])).toBe(0);
    expect(exactSum([1, 2 ** -53, 2 ** -106])).toBe(1 + Number.EPSILON);
    const values = fc.array(fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e200, max: 1e200 }));
    fc.assert(
      fc.property(values, (numbers) => {
        expect(exactSum(numbers)).toBe(exactSum(numbers.toReversed()));
      }),
    );
  });
});

describe('differences', () => {
  it('do not take rounding for change', () => {
    expect(Array.from(differences([0.1 + 0.2, 1, 0], [0.3, 0, 1]))).toEqual([0, 1, -1]);
  });

  it('need arms of one length', () => {
    expect(() => differences([1], [1, 2])).toThrow(RangeError);
  });
});

describe('moments', () => {
  it('of equal values have no spread at all', () => {
    expect(moments([0.1, 0.1, 0.1])).toEqual({
      n: 3,
      mean: 0.1,
      variance: 0,
      skewness: 0,
      min: 0.1,
      max: 0.1,
    });
  });

  it('of nothing are not a number', () => {
    expect(moments([]).mean).toBeNaN();
  });
});

describe('pairedMean', () => {
  const skewed = [...new Array(90).fill(0), 0.25, 0.25, 0.25, -0.25, -0.5, -0.5, -1, -1, -1, -1];

  it('is never narrower than plain t, and wider on the side of the tail', () => {
    const { lo, hi } = defined(pairedMean(skewed)).interval();
    const plain = defined(meanT(skewed)).interval();
    expect(lo).toBeLessThan(plain.lo - 0.005);
    expect(hi).toBe(plain.hi);
  });

  it('turns round with the sign of the differences', () => {
    const one = defined(pairedMean(skewed)).interval();
    const other = defined(pairedMean(skewed.map((d) => -d))).interval();
    expect(other.lo).toBeCloseTo(-one.hi, 14);
    expect(other.hi).toBeCloseTo(-one.lo, 14);
  });

  it('keeps false passes near alpha where plain t does not', () => {
    // 85 % zeros, else mostly losses: statistics.md 12 has 0.089 for t and 0.039 for Hall at n = 100.
    const random = createRandom(12);
    const [n, runs] = [100, 1500];
    const draw = () =>
      random.uniform() < 0.85 ? 0 : random.uniform() < 0.6 ? -random.uniform() : 0.2 * random.uniform();
    const margin = 0.15 * (0.6 * 0.5 - 0.4 * 0.1);
    let [plain, hall] = [0, 0];
    for (let run = 0; run < runs; run++) {
      const d = Float64Array.from({ length: n }, draw);
      if (defined(pairedMean(d)).interval().lo > -margin) hall++;
      if (defined(meanT(d)).interval().lo > -margin) plain++;
    }
    expect(hall / runs).toBeLessThan(0.06);
    expect(plain / runs).toBeGreaterThan(0.065);
  });

  it('cannot leave the score range', () => {
    const { lo, hi } = defined(pairedMean([1, -1, 1], { range: 1 })).interval();
    expect([lo, hi]).toEqual([-1, 1]);
    const { pBelow, pAbove } = defined(pairedMean([1, -1, 1], { range: 1 }));
    expect([pBelow(1.001), pAbove(-1.001)]).toEqual([0, 0]);
  });

  it('bounds what equal differences did not show', () => {
    const zero = defined(pairedMean(new Array(196).fill(0), { range: 4 }));
    expect(zero.interval(0.025).hi).toBeCloseTo(0.0745792317973204, 12);
    expect(zero.interval(0.025).hi).toBeCloseTo(zeroVarianceHalfWidth(196, 4, 0.025), 14);
    expect(zero.interval(0.025).lo).toBe(-zero.interval(0.025).hi);
    // Every item lost everything: what was not seen can only be better, by up to 2.
    const lost = defined(pairedMean(new Array(10).fill(-1), { range: 1 })).interval();
    expect(lost.lo).toBe(-1);
    expect(lost.hi).toBeCloseTo(-1 + 2 * (1 - 0.05 ** 0.1), 12);
    // The bound is a guarantee: a share 1 - 0.05^(1/n) of the other kind goes unseen with probability 0.05.
    const share = 1 - 0.05 ** 0.1;
    expect((1 - share) ** 10).toBeCloseTo(0.05, 12);
  });

  it('sees through rounding noise', () => {
    const d = [0.8 - 0.7, 0.3 - 0.2, 0.5 - 0.4];
    expect(new Set(d).size).toBeGreaterThan(1);
    expect(defined(pairedMean(d, { range: 1 })).method).toBe('zero-variance-bound');
    expect(pairedT(d)).toMatchObject({ t: null, p: null, constant: true });
  });

  it('asks for more items when the differences are skewed', () => {
    expect(gradedMinimumN(moments([0, 1, -1, 0.5]))).toBe(30);
    expect(gradedMinimumN(moments(skewed))).toBe(50);
    // Skewness 2.67.
    expect(gradedMinimumN(moments([...new Array(9).fill(0), -1]))).toBe(50);
    expect(gradedMinimumN(moments([...new Array(4).fill(0), -1]))).toBe(30);
  });

  it('has the closed form p-value that solving for alpha gives', () => {
    const mean = hallInference({ n: 30, estimate: -0.1, se: 0.04, skewness: -2.5 });
    for (const x of [-0.3, -0.15, -0.05, 0.02]) {
      const [below, above] = [mean.pBelow(x), mean.pAbove(x)];
      if (below < 0.5) expect(mean.interval(below).hi).toBeCloseTo(x, 12);
      if (above < 0.5) expect(mean.interval(above).lo).toBeCloseTo(x, 12);
    }
  });
});

describe('clusters', () => {
  const d = [0.1, 0.2, 0.15, -0.3, -0.2, -0.25, 0.4, 0.5, 0.3];

  it('are the unit', () => {
    const cluster = [0, 0, 0, 1, 1, 1, 2, 2, 2];
    const clustered = defined(clusteredPairedMean(d, cluster));
    expect(clustered.n).toBe(3);
    const { lo, hi } = clustered.interval();
    const plain = defined(meanT(d)).interval();
    expect(hi - lo).toBeGreaterThan(2 * (plain.hi - plain.lo));
  });

  it('of one item each are items', () => {
    const { mean, se, df } = clusteredMeanSe(
      d,
      d.map((_, i) => i),
    );
    expect(mean).toBe(meanSe(d).mean);
    expect(se).toBeCloseTo(meanSe(d).se ?? 0, 14);
    expect(df).toBe(8);
  });

  it('are named by any number', () => {
    const one = clusteredPairedMean(d, [7, 7, 7, 1000, 1000, 1000, -3, -3, -3]);
    const other = clusteredPairedMean(d, [0, 0, 0, 1, 1, 1, 2, 2, 2]);
    expect(defined(one).interval()).toEqual(defined(other).interval());
  });
});

describe('welch', () => {
  it('agrees with scipy', () => {
    // ttest_ind([1, 2, 3, 4], [2, 4, 6], equal_var=False)
    const { estimate, pBelow, pAbove } = defined(welch([1, 2, 3, 4], [2, 4, 6]));
    expect(estimate).toBe(-1.5);
    expect(2 * Math.min(pBelow(0), pAbove(0))).toBeCloseTo(0.33382370007750106, 12);
  });

  it('bounds two constant arms by both their bounds', () => {
    const { interval } = defined(welch(new Array(100).fill(1), new Array(50).fill(1), { range: 1 }));
    const reach = 2 - 0.025 ** (1 / 100) - 0.025 ** (1 / 50);
    expect(interval().hi).toBeCloseTo(reach, 12);
    expect(interval().lo).toBeCloseTo(-reach, 12);
    // At alpha 0.5 two constant arms of two still have width: nothing inside it is told apart.
    const few = defined(welch([1, 1], [1, 1], { range: 1 }));
    expect([few.pBelow(0.5), few.pAbove(-0.5), few.pBelow(-0.5)]).toEqual([0.5, 0.5, 0.5]);
  });
});

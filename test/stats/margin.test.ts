import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Inference, isDefined, type Undefined } from '../../src/stats/inference.ts';
import {
  autoMarginGradedT,
  autoMarginPairedShare,
  autoMarginRatio,
  autoMarginUnpairedGraded,
  autoMarginUnpairedShare,
} from '../../src/stats/margin.ts';
import { newcombeInterval } from '../../src/stats/newcombe.ts';
import { pairedMean } from '../../src/stats/paired.ts';
import { createRandom } from '../../src/stats/random.ts';
import { ratioOfMeansPaired } from '../../src/stats/ratio.ts';
import { differences } from '../../src/stats/sample.ts';
import {
  autoMarginGraded,
  autoMarginMeanRatio,
  autoMarginQuantileRatio,
} from '../../src/stats/simulated-margin.ts';
import { tangoPassProbability } from '../../src/stats/tango-power.ts';

fc.configureGlobal({ seed: Number(process.env['FC_SEED'] ?? 1) });

function defined(result: Inference | Undefined): Inference {
  if (!isDefined(result)) throw new Error(result.undefined);
  return result;
}

describe('automatic margin of paired shares', () => {
  it.each([
    [50, 16],
    [100, 11],
    [200, 8],
    [400, 5],
    [1_000_000, 1],
  ])('at %d pairs is %d points', (n, points) => {
    expect(autoMarginPairedShare(n)).toEqual({ points, margin: points / 100 });
  });

  it('is the smallest that passes 95 in 100 identical bundles', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 600 }),
        fc.double({ min: 0, max: 0.4, noNaN: true }),
        (n, flips) => {
          const whole = autoMarginPairedShare(n, { flips })?.points ?? Number.NaN;
          fc.pre(whole > 0);
          const passes = (points: number) =>
            tangoPassProbability({ n, gain: flips / 2, loss: flips / 2 }, points / 100) >= 0.95;
          expect(passes(whole)).toBe(true);
          if (whole > 1) expect(passes(whole - 1)).toBe(false);
        },
      ),
    );
  });

  it('is at its finest at a million pairs', () => {
    expect(autoMarginPairedShare(1_000_000)).toEqual({ points: 1, margin: 0.01 });
  });

  it('does not exist without pairs', () => {
    expect(autoMarginPairedShare(0)).toBeNull();
    expect(autoMarginPairedShare(1, { flips: 0.4 })).toBeNull();
  });
});

describe('automatic margin of unpaired shares', () => {
  it('passes 95 in 100 identical bundles and is the smallest that does', () => {
    const [n1, n2, share] = [120, 90, 0.85];
    const points = autoMarginUnpairedShare({ n1, n2, share })?.points ?? 0;
    const random = createRandom('unpaired');
    const hits = (n: number) => {
      let k = 0;
      for (let i = 0; i < n; i++) if (random.uniform() < share) k++;
      return k;
    };
    let [at, below] = [0, 0];
    for (let run = 0; run < 4000; run++) {
      const { lo } = newcombeInterval({ k1: hits(n1), n1, k2: hits(n2), n2 });
      if (lo > -points / 100) at++;
      if (lo > -(points - 1) / 100) below++;
    }
    expect(at / 4000).toBeGreaterThan(0.94);
    expect(below / 4000).toBeLessThan(0.96);
    expect(at).toBeGreaterThan(below);
  });

  it('needs more than pairs would', () => {
    const unpaired = autoMarginUnpairedShare({ n1: 200, n2: 200, share: 0.85 })?.points ?? 0;
    expect(unpaired).toBeGreaterThan(autoMarginPairedShare(200)?.points ?? 100);
    expect(autoMarginUnpairedShare({ n1: 0, n2: 9, share: 0.5 })).toBeNull();
    expect(autoMarginUnpairedShare({ n1: 50, n2: 50, share: 1 })?.points).toBeLessThan(9);
  });
});

/** Share of simulated identical bundles that pass the margin made from their baseline. */
function passing(
  n: number,
  draw: (uniform: () => number) => number,
  pass: (before: Float64Array, after: Float64Array) => boolean,
) {
  const random = createRandom(`identical ${n}`);
  let passed = 0;
  for (let run = 0; run < 300; run++) {
    const before = Float64Array.from({ length: n }, () => draw(random.uniform));
    const after = before.map((value) => (random.uniform() < 0.08 ? draw(random.uniform) : value));
    if (pass(before, after)) passed++;
  }
  return passed / 300;
}

const mark = (uniform: () => number) => [1, 2, 4, 4, 5, 5, 5, 5, 5, 5][Math.floor(10 * uniform())] ?? 5;
const cost = (uniform: () => number) => Math.exp(3 * uniform());

describe('automatic margin of graded scores', () => {
  it.each([50, 150])(
    'at %d items passes about 95 in 100 identical bundles under the interval in use',
    (n) => {
      const share = passing(n, mark, (before, after) => {
        const margin = autoMarginGraded({ baseline: before, seed: 1, range: 4 })?.margin ?? 0;
        return defined(pairedMean(differences(after, before), { range: 4 })).interval().lo > -margin;
      });
      expect(share).toBeGreaterThan(0.91);
    },
  );

  it('is wider than plain t says where differences are rare, and the same for many items', () => {
    const marks = (n: number) => Float64Array.from({ length: n }, (_, i) => [1, 3, 4, 5, 5][i % 5] ?? 5);
    const both = (n: number) => [
      autoMarginGraded({ baseline: marks(n), seed: 1, range: 4 })?.points ?? 0,
      autoMarginGradedT({ n, sd: Math.sqrt(2.24), range: 4 })?.points ?? 0,
    ];
    const [simulated = 0, plain = 0] = both(50);
    expect(simulated).toBeGreaterThan(1.5 * plain);
    const [many, manyPlain] = both(5000);
    expect(many).toBe(manyPlain);
  });

  it('never sees the candidate: the same baseline in any order gives the same', () => {
    const random = createRandom(4);
    const baseline = Float64Array.from({ length: 60 }, () => mark(random.uniform));
    const margin = (values: Float64Array) => autoMarginGraded({ baseline: values, seed: 'digest', range: 4 });
    expect(margin(baseline)).toEqual(margin(baseline.toReversed()));
  });

  it('of equal scores is the bound on what was not seen', () => {
    expect(autoMarginGraded({ baseline: new Array(100).fill(3), seed: 1, range: 4 })?.points).toBe(3);
    expect(autoMarginGraded({ baseline: [1], seed: 1, range: 4 })).toBeNull();
    expect(autoMarginGraded({ baseline: [1, Number.NaN], seed: 1, range: 4 })).toBeNull();
  });

  it('of plain t is the formula with the noncentral t', () => {
    const { points = 0 } = autoMarginGradedT({ n: 100, sd: 0.5, range: 1 }) ?? {};
    // (t + z) sd sqrt(2 flips / n) = 3.29 * 0.02 and a little more.
    expect(points).toBe(7);
    expect(autoMarginGradedT({ n: 100, sd: 0.5, range: 1, df: 4 })?.points).toBeGreaterThan(points);
    expect(autoMarginGradedT({ n: 1, sd: 0.5, range: 1 })).toBeNull();
    expect(autoMarginGradedT({ n: 2, sd: 9, range: 1 })?.points).toBe(100);
  });

  it('of unpaired scores counts both arms', () => {
    expect(autoMarginUnpairedGraded({ n1: 100, n2: 100, sd: 0.3, range: 1 })?.points).toBe(15);
    expect(autoMarginUnpairedGraded({ n1: 100, n2: 100, sd: 0, range: 1 })?.points).toBe(8);
    expect(autoMarginUnpairedGraded({ n1: 1, n2: 100, sd: 0.3, range: 1 })).toBeNull();
  });
});

describe('automatic margin of ratios', () => {
  it('passes about 95 in 100 identical bundles by cost', () => {
    const share = passing(100, cost, (before, after) => {
      const margin = autoMarginMeanRatio({ baseline: before, seed: 1 })?.margin ?? 0;
      return defined(ratioOfMeansPaired(after, before)).interval().hi < 1 + margin;
    });
    expect(share).toBeGreaterThan(0.91);
  });

  it('goes over to the formula without a jump', () => {
    const costs = (n: number) => Float64Array.from({ length: n }, (_, i) => 1 + (i % 7) ** 2);
    const margin = (n: number) =>
      autoMarginMeanRatio({ baseline: costs(n), seed: 1 }, { flips: 1 })?.points ?? 0;
    expect(margin(790)).toBeGreaterThan(5);
    expect(Math.abs(margin(790) - margin(810))).toBeLessThanOrEqual(1);
  });

  it('knows which side is harm', () => {
    const baseline = Float64Array.from({ length: 200 }, (_, i) => 1 + (i % 7));
    const above = autoMarginMeanRatio({ baseline, seed: 1 })?.points ?? 0;
    const below = autoMarginMeanRatio({ baseline, seed: 1, worse: 'below' })?.points ?? 0;
    expect(below).toBeLessThanOrEqual(above);
    expect(below).toBeGreaterThan(0);
    expect(autoMarginRatio({ se: 0.1 })).toEqual({ points: 39, margin: 0.39 });
    expect(autoMarginRatio({ se: 0.1, worse: 'below' })).toEqual({ points: 29, margin: 0.29 });
  });

  it('of p95 follows the spread of the baseline', () => {
    const random = createRandom(9);
    const baseline = (n: number) => Float64Array.from({ length: n }, () => cost(random.uniform));
    const [few, many] = [baseline(100), baseline(10_000)];
    const points = (arm: Float64Array, options = {}) =>
      autoMarginQuantileRatio({ baseline: arm, q: 0.95, seed: 1 }, options)?.points ?? 0;
    expect(points(few)).toBeGreaterThan(3 * points(many));
    // Every latency changes unless told otherwise.
    expect(points(few)).toBe(points(few, { flips: 1 }));
    expect(points(few)).toBeGreaterThan(2 * points(few, { flips: 0.08 }));
    expect(autoMarginQuantileRatio({ baseline: [], q: 0.95, seed: 1 })).toBeNull();
  });

  it('does not exist where no ratio does', () => {
    expect(autoMarginMeanRatio({ baseline: [0, 0, 0], seed: 1 })).toBeNull();
    expect(autoMarginMeanRatio({ baseline: [1], seed: 1 })).toBeNull();
  });
});

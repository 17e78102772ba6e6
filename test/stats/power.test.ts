import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { binomialAtLeast, binomialPmf } from '../../src/stats/binomial.ts';
import { noncentralTCdf } from '../../src/stats/noncentral-t.ts';
import {
  detectableEffect,
  pairsForMcnemar,
  pairsForMean,
  pairsForMeanT,
  pairsForNonInferiority,
} from '../../src/stats/power.ts';
import { clopperPearson, wilson } from '../../src/stats/proportion.ts';
import {
  detectableDrop,
  detectableGradedDrop,
  detectableRate,
  detectableShortfall,
  gradedPairsToPass,
  itemsToKeepFloor,
  pairsToPass,
  planningDiscordance,
} from '../../src/stats/required-n.ts';
import { smallestN } from '../../src/stats/root.ts';
import { tQuantile } from '../../src/stats/student-t.ts';
import { tangoFailProbability, tangoPassProbability } from '../../src/stats/tango-power.ts';

fc.configureGlobal({ seed: Number(process.env['FC_SEED'] ?? 1) });

describe('pairs to pass a margin', () => {
  it('say the numbers of the report', () => {
    expect(pairsToPass({ margin: 0.02, discordant: 0.08 }, { power: 0.95 })).toBe(2198);
    expect(pairsToPass({ margin: 0.05, discordant: 0 })).toBe(52);
    expect(pairsToPass({ margin: 0.02, discordant: 0.1, trueDiff: -0.02 })).toBe(Number.POSITIVE_INFINITY);
    expect(pairsToPass({ margin: 0, discordant: 0.1 })).toBe(Number.POSITIVE_INFINITY);
  });

  it('have the power they promise, and one pair fewer has not', () => {
    const margin = fc.double({ min: 0.01, max: 0.2, noNaN: true });
    const discordant = fc.double({ min: 0.01, max: 0.4, noNaN: true });
    fc.assert(
      fc.property(margin, discordant, fc.constantFrom(-0.3, 0, 0.3), (m, share, part) => {
        const trueDiff = part * Math.min(m, share);
        const model = { gain: (share + trueDiff) / 2, loss: (share - trueDiff) / 2 };
        const n = pairsToPass({ margin: m, discordant: share, trueDiff });
        expect(tangoPassProbability({ n, ...model }, m)).toBeGreaterThanOrEqual(0.8);
        if (n > 1) expect(tangoPassProbability({ n: n - 1, ...model }, m)).toBeLessThan(0.8);
      }),
      { numRuns: 40 },
    );
  });

  it('come near the normal formula when there are many', () => {
    const exact = pairsToPass({ margin: 0.005, discordant: 0.1 });
    expect(exact / pairsForNonInferiority({ sd: Math.sqrt(0.1), margin: 0.005 })).toBeCloseTo(1, 1);
  });

  it('plan with the upper bound of the flips while there are few pairs', () => {
    expect(planningDiscordance({ b: 3, c: 5, n: 400 })).toBe(0.02);
    expect(planningDiscordance({ b: 1, c: 1, n: 50 })).toBeCloseTo(wilson({ k: 2, n: 50 }).hi, 12);
  });
});

describe('the smallest drop that shows', () => {
  it('shows with the power asked for', () => {
    for (const [n, flips, margin] of [
      [60, 0.08, 0.02],
      [400, 0.02, 0],
      [5000, 0.1, 0.01],
    ] as const) {
      const drop = detectableDrop({ n, flips, margin }) ?? Number.NaN;
      expect(tangoFailProbability({ n, gain: flips / 2, loss: flips / 2 + drop }, margin)).toBeCloseTo(
        0.8,
        6,
      );
    }
  });

  it('does not exist for a handful of pairs', () => {
    expect(detectableDrop({ n: 1, flips: 0 })).toBeNull();
  });
});

describe('graded pairs', () => {
  it('have the power of the noncentral t', () => {
    const n = gradedPairsToPass({ margin: 0.1, sd: 0.3 });
    const power = (size: number) =>
      1 - noncentralTCdf(-tQuantile(0.05, size - 1), size - 1, (0.1 / 0.3) * Math.sqrt(size));
    expect(power(n)).toBeGreaterThanOrEqual(0.8);
    expect(power(n - 1)).toBeLessThan(0.8);
    expect(gradedPairsToPass({ margin: 0.1, sd: 0.3, trueDiff: -0.1 })).toBe(Number.POSITIVE_INFINITY);
    expect(gradedPairsToPass({ margin: 5, sd: 0.01 })).toBe(2);
  });

  it('and the drop they show are inverse to each other', () => {
    const n = gradedPairsToPass({ margin: 0.1, sd: 0.3 });
    expect(detectableGradedDrop({ n, sd: 0.3 })).toBeLessThanOrEqual(0.1);
    expect(detectableGradedDrop({ n: n - 1, sd: 0.3 })).toBeGreaterThan(0.1);
    expect(detectableGradedDrop({ n, sd: 0.3, margin: 0.02 })).toBeCloseTo(
      0.02 + (detectableGradedDrop({ n, sd: 0.3 }) ?? 0),
      12,
    );
    expect(detectableGradedDrop({ n: 1, sd: 0.3 })).toBeNull();
  });
});

describe('items to keep a floor', () => {
  it.each([false, true])('have the power asked for, with guarantee %s', (guarantee) => {
    const [floor, share] = [0.9, 0.95];
    const n = itemsToKeepFloor({ floor, share, guarantee });
    let power = 0;
    for (let k = 0; k <= n; k++) {
      const { lo } = guarantee ? clopperPearson({ k, n }) : wilson({ k, n });
      if (lo >= floor) power += binomialPmf(k, n, share);
    }
    expect(power).toBeGreaterThanOrEqual(0.8);
    expect(power).toBeLessThan(0.86);
  });

  it('are the fewest for an exact bound, also where Wilson asks for more hits', () => {
    const plan = { alpha: 0.001, power: 0.8 };
    const n = itemsToKeepFloor({ floor: 0.8, share: 0.9, guarantee: true }, plan);
    const power = (size: number) => {
      let sum = 0;
      for (let k = 0; k <= size; k++) {
        if (clopperPearson({ k, n: size }, plan.alpha).lo >= 0.8) sum += binomialPmf(k, size, 0.9);
      }
      return sum;
    };
    expect(power(n)).toBeGreaterThanOrEqual(0.8);
    expect(power(n - 1)).toBeLessThan(0.8);
  });

  it('are those of zero tolerance when nothing ever fails', () => {
    expect(itemsToKeepFloor({ floor: 0.99, share: 1, guarantee: true })).toBe(299);
    expect(itemsToKeepFloor({ floor: 0.9, share: 0.9 })).toBe(Number.POSITIVE_INFINITY);
  });

  it('or show a shortfall of this size', () => {
    const [n, floor] = [200, 0.9];
    const share = detectableShortfall({ n, floor }) ?? Number.NaN;
    let power = 0;
    for (let k = 0; k <= n; k++) if (wilson({ k, n }).hi < floor) power += binomialPmf(k, n, share);
    expect(power).toBeCloseTo(0.8, 9);
    expect(detectableShortfall({ n: 2, floor: 0.5 })).toBeNull();
  });

  it('or show a violation rate once', () => {
    expect(binomialAtLeast(1, 100, detectableRate(100))).toBeCloseTo(0.8, 12);
    expect(detectableRate(0)).toBe(1);
  });
});

describe('textbook sizes', () => {
  it('fall with the effect and know their limits', () => {
    expect(pairsForMean({ sd: 1, delta: 0.5 })).toBeCloseTo(31.3955, 3);
    expect(pairsForMean({ sd: 1, delta: 0.5 }, { sides: 1 })).toBeCloseTo(24.7302, 3);
    expect(pairsForMeanT({ sd: 1, delta: 0.5 })).toBeCloseTo(33.36713, 3);
    expect(pairsForMcnemar({ discordant: 0.5, delta: 0.4 }, { sides: 1 })).toBeCloseTo(17.07, 1);
    expect(() => pairsForMcnemar({ discordant: 0.1, delta: 0.2 })).toThrow(RangeError);
    expect(pairsForNonInferiority({ sd: 1, margin: 0.1, trueDiff: -0.1 })).toBe(Number.POSITIVE_INFINITY);
    const n = pairsForMean({ sd: 0.4, delta: 0.03 });
    expect(detectableEffect(0.4 / Math.sqrt(n))).toBeCloseTo(0.03, 12);
  });
});

describe('smallestN', () => {
  it('finds the first from any guess', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5000 }), fc.integer({ min: 1, max: 9000 }), (first, guess) => {
        expect(smallestN((n) => n >= first, guess, 1)).toBe(first);
      }),
    );
  });
});

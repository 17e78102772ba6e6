import { describe, expect, it } from 'vitest';
import {
  armDifference,
  logMixtureOneSided,
  logMixtureTwoSided,
  meanSequence,
  meanSequenceLower,
  meanSequenceP,
  mixtureBoundOneSided,
  mixtureBoundTwoSided,
  mixtureRho,
} from '../../src/stats/confidence-sequence.ts';
import { groupSequential } from '../../src/stats/group-sequential.ts';
import { normalQuantile } from '../../src/stats/normal.ts';
import { createRandom } from '../../src/stats/random.ts';
import {
  canaryEvidence,
  logExcessEvidence,
  logRateEvidence,
  rateRatioSequence,
  rateSequence,
  sampleRatioP,
} from '../../src/stats/sequential.ts';

const SURE = Math.log(20);

describe('evidence on counts', () => {
  it('is a fair bet: its mean under the hypothesis is at most 1', () => {
    // All sequences of 12 observations at the tolerated rate.
    const [n, theta] = [12, 0.3];
    let [twoSided, oneSided] = [0, 0];
    let ways = 1;
    for (let k = 0; k <= n; k++) {
      const weight = ways * theta ** k * (1 - theta) ** (n - k);
      twoSided += weight * Math.exp(logRateEvidence({ k, n }, theta));
      oneSided += weight * Math.exp(logExcessEvidence({ k, n }, theta));
      ways = (ways * (n - k)) / (k + 1);
    }
    expect(twoSided).toBeCloseTo(1, 10);
    expect(oneSided).toBeCloseTo(1, 10);
  });

  it('stops an equal canary less often than alpha however often one looks', () => {
    const random = createRandom('canary');
    let [stops, caught] = [0, 0];
    for (let run = 0; run < 400; run++) {
      let [canary, worse, baseline] = [0, 0, 0];
      let [stopped, seen] = [false, false];
      for (let look = 0; look < 200; look++) {
        if (random.uniform() < 0.5) canary++;
        else baseline++;
        if (random.uniform() < 0.5) worse++;
        stopped ||= canaryEvidence({ canaryEvents: canary, baselineEvents: baseline, canaryShare: 0.5 }).stop;
        seen ||= canaryEvidence({
          canaryEvents: canary + worse,
          baselineEvents: baseline,
          canaryShare: 0.5,
        }).stop;
      }
      if (stopped) stops++;
      if (seen) caught++;
    }
    expect(stops / 400).toBeLessThan(0.05);
    expect(caught / 400).toBeGreaterThan(0.9);
  });

  it('is none before the first event', () => {
    const nothing = canaryEvidence({ canaryEvents: 0, baselineEvents: 0, canaryShare: 0.1 });
    expect(nothing.stop).toBe(false);
    expect(nothing.logE).toBeCloseTo(0, 14);
    expect(rateSequence({ k: 0, n: 0 })).toEqual({ lo: 0, hi: 1 });
    expect(rateRatioSequence({ canaryEvents: 0, baselineEvents: 0, canaryShare: 0.1 })).toEqual({
      lo: 0,
      hi: Number.POSITIVE_INFINITY,
    });
  });

  it('bears a tolerated ratio', () => {
    const events = { canaryEvents: 60, baselineEvents: 40, canaryShare: 0.5 };
    expect(canaryEvidence(events, 1).logE).toBeGreaterThan(canaryEvidence(events, 1.5).logE);
    expect(canaryEvidence(events, 1.5).theta0).toBeCloseTo(0.6, 12);
  });

  it('excludes exactly the rates that it refutes', () => {
    for (const tally of [
      { k: 7, n: 90 },
      { k: 0, n: 40 },
      { k: 25, n: 25 },
    ]) {
      const { lo, hi } = rateSequence(tally);
      if (lo > 0) expect(logRateEvidence(tally, lo)).toBeCloseTo(SURE, 9);
      if (hi < 1) expect(logRateEvidence(tally, hi)).toBeCloseTo(SURE, 9);
      expect(logRateEvidence(tally, (lo + hi) / 2)).toBeLessThan(SURE);
    }
  });

  it('carries over to the ratio of the rates', () => {
    const { lo, hi } = rateRatioSequence({ canaryEvents: 90, baselineEvents: 300, canaryShare: 0.1 });
    expect(lo).toBeGreaterThan(1.5);
    expect(hi).toBeLessThan(5);
    expect(lo).toBeLessThan(90 / 300 / (0.1 / 0.9));
    expect(hi).toBeGreaterThan(90 / 300 / (0.1 / 0.9));
  });

  it('refuses shares at the ends', () => {
    expect(() => logExcessEvidence({ k: 1, n: 2 }, 0)).toThrow(RangeError);
    expect(() => canaryEvidence({ canaryEvents: 1, baselineEvents: 1, canaryShare: 1 })).toThrow(RangeError);
    expect(() => logRateEvidence({ k: 3, n: 2 }, 0.5)).toThrow(RangeError);
  });

  it('tells a wrong split of the traffic', () => {
    expect(sampleRatioP(0, 0, 0.5)).toBe(1);
    expect(sampleRatioP(100, 900, 0.1)).toBe(1);
    expect(sampleRatioP(600, 400, 0.5)).toBeLessThan(0.001);
    expect(sampleRatioP(520, 480, 0.5)).toBeCloseTo(0.20590321, 7);
  });
});

describe('confidence sequences for means', () => {
  const running = { estimate: 0.1, se: 0.05, n: 400, plannedN: 1000 };

  it('reach zero exactly where the p-value reaches alpha', () => {
    const p = meanSequenceP({ ...running, se: 0.02 }, 0.05);
    expect(p).toBeLessThan(0.05);
    expect(meanSequence({ ...running, se: 0.02 }).lo).toBeGreaterThan(0);
    expect(meanSequenceP({ ...running, se: 0.1 })).toBe(1);
    expect(meanSequence(running).lo).toBeLessThan(0);
  });

  it('are wider than an interval for one look, and narrower on one side', () => {
    const { lo, hi } = meanSequence(running);
    expect((hi - lo) / 2).toBeGreaterThan(1.96 * running.se);
    expect(meanSequenceLower(running)).toBeGreaterThan(lo);
    expect(meanSequenceLower(running)).toBeLessThan(0.1 - 1.645 * running.se);
  });

  it('bound where the evidence reaches 1 / alpha', () => {
    const rho = mixtureRho(100);
    expect(logMixtureTwoSided(mixtureBoundTwoSided(70, rho), 70, rho)).toBeCloseTo(SURE, 10);
    expect(logMixtureOneSided(mixtureBoundOneSided(70, rho), 70, rho)).toBeCloseTo(SURE, 10);
    expect(logMixtureOneSided(-1e4, 70, rho)).toBeLessThan(-5);
  });

  it('hold at a hundred looks together', () => {
    const random = createRandom('mean');
    let left = 0;
    for (let run = 0; run < 300; run++) {
      let [sum, squares, out] = [0, 0, false];
      for (let n = 1; n <= 2000; n++) {
        const x = normalQuantile(random.uniform());
        sum += x;
        squares += x * x;
        if (n < 100 || n % 20 !== 0) continue;
        const se = Math.sqrt((squares / n - (sum / n) ** 2) / n);
        const { lo, hi } = meanSequence({ estimate: sum / n, se, n, plannedN: 1000 });
        out ||= lo > 0 || hi < 0;
      }
      if (out) left++;
    }
    expect(left / 300).toBeLessThan(0.05);
  });

  it('take sums of two arms', () => {
    const sums = (values: number[]) => ({
      sum: values.reduce((a, b) => a + b, 0),
      sumSquares: values.reduce((a, b) => a + b * b, 0),
      n: values.length,
    });
    const { estimate, se, n } = armDifference(sums([1, 2, 3]), sums([2, 4, 6]), 'absolute');
    expect([estimate, n]).toEqual([2, 6]);
    expect(se).toBeCloseTo(Math.sqrt(5 / 3), 12);
    expect(armDifference(sums([1, 2, 3]), sums([2, 4, 6]), 'relative').estimate).toBe(1);
  });
});

describe('group-sequential boundaries', () => {
  it('are the published constants', () => {
    const constant = (type: 'pocock' | 'obrienFleming', looks: number) =>
      groupSequential({ type, looks, alpha: 0.05, sides: 2 }).at(-1);
    expect([2, 3, 4, 5].map((looks) => constant('pocock', looks)?.toFixed(3))).toEqual([
      '2.178',
      '2.289',
      '2.361',
      '2.413',
    ]);
    expect(constant('obrienFleming', 3)).toBeCloseTo(2.004, 3);
  });

  it('are the fixed-sample value for a single look', () => {
    for (const type of ['pocock', 'obrienFleming', 'lanDeMetsOBF', 'lanDeMetsPocock'] as const) {
      expect(groupSequential({ type, looks: 1, alpha: 0.05, sides: 1 })[0]).toBeCloseTo(1.6448536, 6);
      expect(groupSequential({ type, looks: 1, alpha: 0.05, sides: 2 })[0]).toBeCloseTo(1.959964, 6);
    }
  });

  it('spend alpha and no more', () => {
    const random = createRandom('looks');
    const boundary = groupSequential({ type: 'lanDeMetsPocock', looks: 4, alpha: 0.1, sides: 1 });
    let crossed = 0;
    for (let run = 0; run < 20_000; run++) {
      let sum = 0;
      const over = boundary.some((z, i) => {
        sum += normalQuantile(random.uniform());
        return sum / Math.sqrt(i + 1) > z;
      });
      if (over) crossed++;
    }
    expect(crossed / 20_000).toBeCloseTo(0.1, 1.8);
  });

  it('refuse a plan without looks', () => {
    expect(() => groupSequential({ type: 'pocock', looks: 0, alpha: 0.05, sides: 2 })).toThrow(RangeError);
  });
});

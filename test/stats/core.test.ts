import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { betaQuantile, betaQuantileUpper, regularizedIncompleteBeta } from '../../src/stats/beta.ts';
import { binomialAtLeast, binomialCdf, binomialPmf } from '../../src/stats/binomial.ts';
import { chi2Cdf, chi2Quantile, chi2Sf } from '../../src/stats/chi2.ts';
import { detectableShift, noncentralTCdf } from '../../src/stats/noncentral-t.ts';
import { logNormalCdf, normalCdf, normalQuantile, normalSf } from '../../src/stats/normal.ts';
import { lnGamma, logBeta } from '../../src/stats/special.ts';
import { tCdf, tQuantile, tSf } from '../../src/stats/student-t.ts';

// A red build must be the code's fault, so the examples are the same at every run.
fc.configureGlobal({ seed: Number(process.env['FC_SEED'] ?? 1) });

const FUNCTIONS: Readonly<Record<string, (...args: number[]) => number>> = {
  normalCdf: (x = 0) => normalCdf(x),
  logNormalCdf: (x = 0) => logNormalCdf(x),
  normalQuantile: (p = 0) => normalQuantile(p),
  lnGamma: (x = 0) => lnGamma(x),
  logBeta: (a = 0, b = 0) => logBeta(a, b),
  regularizedIncompleteBeta: (a = 0, b = 0, x = 0) => regularizedIncompleteBeta(a, b, x),
  tCdf: (t = 0, df = 0) => tCdf(t, df),
  tQuantile: (p = 0, df = 0) => tQuantile(p, df),
  binomialAtLeast: (k = 0, n = 0, p = 0) => binomialAtLeast(k, n, p),
  binomialCdf: (k = 0, n = 0, p = 0) => binomialCdf(k, n, p),
  chi2Sf: (x = 0, df = 0) => chi2Sf(x, df),
};

interface Value {
  readonly f: string;
  readonly args: number[];
  readonly value: number;
}

// Computed with mpmath to 50 digits: far tails, large n, and the t quantiles that scipy 1.10.1 gets wrong.
const { values }: { values: Value[] } = JSON.parse(
  readFileSync(join(import.meta.dirname, 'core-values.json'), 'utf8'),
);

describe('numeric core against mpmath', () => {
  it.each(values.map(({ f, args, value }) => [`${f}(${args.join(', ')})`, f, args, value] as const))(
    '%s',
    (_name, f, args, value) => {
      const got = FUNCTIONS[f]?.(...args) ?? Number.NaN;
      expect(Math.abs(got - value) / Math.abs(value)).toBeLessThan(1e-12);
    },
  );
});

const probability = fc.double({ min: 1e-12, max: 1 - 1e-12, noNaN: true });
const tiny = fc.double({ min: -600, max: -0.7, noNaN: true }).map(Math.exp);
const positive = fc.double({ min: -4, max: 12, noNaN: true }).map(Math.exp);
const near = (got: number, expected: number, relative: number): void => {
  expect(Math.abs(got - expected)).toBeLessThanOrEqual(relative * Math.abs(expected));
};

describe('quantiles undo distribution functions', () => {
  it('normal, into the far tail', () => {
    fc.assert(fc.property(tiny, (p) => near(normalCdf(normalQuantile(p)), p, 1e-12)));
  });

  it('t, from df 0.3 to 10^5 and tails of 1e-260', () => {
    const df = fc.double({ min: -1.2, max: 11.5, noNaN: true }).map(Math.exp);
    fc.assert(
      fc.property(tiny, df, (p, freedom) => {
        const t = tQuantile(p, freedom);
        fc.pre(t > -1e150);
        near(tCdf(t, freedom), p, 1e-10);
        near(tSf(-t, freedom), p, 1e-10);
      }),
    );
  });

  it('beta, from either side', () => {
    fc.assert(
      fc.property(probability, positive, positive, (p, a, b) => {
        const x = betaQuantile(p, a, b);
        fc.pre(x > 1e-300 && x < 1 - 1e-9);
        near(regularizedIncompleteBeta(a, b, x), p, 1e-7);
        near(betaQuantileUpper(p, b, a), 1 - x, 1e-6);
      }),
    );
  });

  it('chi-square', () => {
    fc.assert(
      fc.property(probability, positive, (p, df) => {
        const x = chi2Quantile(p, df);
        fc.pre(x > 1e-300);
        near(chi2Cdf(x, df), p, 1e-9);
        near(chi2Sf(x, df), 1 - p, 1e-4);
      }),
    );
  });
});

describe('distribution functions', () => {
  it('rise', () => {
    const x = fc.double({ min: -40, max: 40, noNaN: true });
    fc.assert(
      fc.property(x, x, positive, (one, other, df) => {
        const [low, high] = [Math.min(one, other), Math.max(one, other)];
        expect(normalCdf(low)).toBeLessThanOrEqual(normalCdf(high));
        expect(tCdf(low, df)).toBeLessThanOrEqual(tCdf(high, df) * (1 + 1e-12));
        expect(chi2Cdf(low, df)).toBeLessThanOrEqual(chi2Cdf(high, df) * (1 + 1e-12));
      }),
    );
  });

  it('have tails that add up to 1', () => {
    const n = fc.integer({ min: 1, max: 100_000 });
    fc.assert(
      fc.property(n, probability, fc.double({ min: 0, max: 1, noNaN: true }), (trials, p, share) => {
        const k = Math.floor(share * trials);
        near(binomialCdf(k, trials, p) + binomialAtLeast(k + 1, trials, p), 1, 1e-12);
        near(normalCdf(k / 1e4) + normalSf(k / 1e4), 1, 1e-12);
      }),
    );
  });

  it('of the binomial sum its terms', () => {
    for (const p of [0, 0.03, 0.5, 0.9, 1]) {
      let sum = 0;
      for (let k = 0; k <= 40; k++) {
        sum += binomialPmf(k, 40, p);
        expect(binomialCdf(k, 40, p)).toBeCloseTo(sum, 13);
      }
    }
  });

  it('know their ends', () => {
    expect([normalCdf(-38), normalCdf(38), normalQuantile(0), normalQuantile(1)]).toEqual([
      0,
      1,
      Number.NEGATIVE_INFINITY,
      Number.POSITIVE_INFINITY,
    ]);
    expect([
      binomialCdf(-1, 5, 0.5),
      binomialCdf(5, 5, 0.5),
      binomialAtLeast(0, 5, 0.5),
      binomialAtLeast(6, 5, 0.5),
    ]).toEqual([0, 1, 1, 0]);
    expect([betaQuantile(0, 2, 3), betaQuantile(1, 2, 3), chi2Quantile(0, 2), chi2Sf(0, 3)]).toEqual([
      0, 1, 0, 1,
    ]);
    expect(regularizedIncompleteBeta(2, 3, -1)).toBe(0);
    expect(regularizedIncompleteBeta(2, 3, 1)).toBe(1);
    expect(tCdf(1.3, Number.POSITIVE_INFINITY)).toBe(normalCdf(1.3));
    expect(tQuantile(0.5, 7)).toBe(0);
  });

  it('refuse what is no probability', () => {
    for (const call of [
      () => normalQuantile(1.1),
      () => tQuantile(Number.NaN, 3),
      () => betaQuantile(-1, 1, 1),
    ]) {
      expect(call).toThrow(RangeError);
    }
    expect(() => regularizedIncompleteBeta(0, 1, 0.5)).toThrow(RangeError);
  });
});

describe('noncentral t', () => {
  it('is the central t without a shift', () => {
    for (const t of [-3, -0.2, 0, 1.5]) expect(noncentralTCdf(t, 7, 0)).toBeCloseTo(tCdf(t, 7), 12);
  });

  it('agrees with scipy', () => {
    expect(noncentralTCdf(1.66, 99, 2.5)).toBeCloseTo(0.20090498042404262, 12);
    expect(noncentralTCdf(-1, 5, 2)).toBeCloseTo(0.0023163756540751507, 12);
    expect(noncentralTCdf(1.645, 1e6, 2.5)).toBeCloseTo(0.19627562014551517, 9);
  });

  it('gives the shift that has the power', () => {
    expect(detectableShift(Number.POSITIVE_INFINITY, 0.05, 0.8)).toBeCloseTo(2.486474860524387, 9);
    const shift = detectableShift(9, 0.05, 0.9);
    expect(1 - noncentralTCdf(-tQuantile(0.05, 9), 9, shift)).toBeCloseTo(0.9, 10);
  });
});

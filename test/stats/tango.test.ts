import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { binomialPmf } from '../../src/stats/binomial.ts';
import { mcnemar } from '../../src/stats/mcnemar.ts';
import { newcombePairedInterval } from '../../src/stats/newcombe.ts';
import { tangoInterval, tangoZ } from '../../src/stats/tango.ts';
import { minimumPassN, tangoFailProbability, tangoPassProbability } from '../../src/stats/tango-power.ts';

fc.configureGlobal({ seed: Number(process.env['FC_SEED'] ?? 1) });

const counts = fc
  .tuple(fc.nat(80), fc.nat(80), fc.nat(1000))
  .filter(([b, c, rest]) => b + c + rest > 0)
  .map(([b, c, rest]) => ({ b, c, n: b + c + rest }));
const swapped = ({ b, c, n }: { b: number; c: number; n: number }) => ({ b: c, c: b, n });
const level = fc.double({ min: 1e-6, max: 0.5, noNaN: true });

describe('Tango', () => {
  it('turns round when the arms are exchanged', () => {
    fc.assert(
      fc.property(counts, level, fc.double({ min: -1, max: 1, noNaN: true }), (table, alpha, delta) => {
        const [one, other] = [tangoInterval(table, alpha), tangoInterval(swapped(table), alpha)];
        expect(one.lo).toBeCloseTo(-other.hi, 12);
        expect(one.hi).toBeCloseTo(-other.lo, 12);
        fc.pre(delta !== 0);
        expect(tangoZ(table, delta)).toBe(-tangoZ(swapped(table), -delta));
      }),
    );
  });

  it('has a z that falls as the hypothesis rises', () => {
    const delta = fc.double({ min: -1, max: 1, noNaN: true });
    fc.assert(
      fc.property(counts, delta, delta, (table, one, other) => {
        expect(tangoZ(table, Math.max(one, other))).toBeLessThanOrEqual(
          tangoZ(table, Math.min(one, other)) + 1e-9,
        );
      }),
    );
  });

  it('is +-z^2 / (n + z^2) when nothing differs, never of zero width', () => {
    const z2 = 1.6448536269514722 ** 2;
    for (const n of [1, 50, 1e6]) {
      const { lo, hi } = tangoInterval({ b: 0, c: 0, n });
      expect(hi).toBeCloseTo(z2 / (n + z2), 12);
      expect(lo).toBe(-hi);
    }
  });

  it('gives the published figures of real runs', () => {
    // azure sample, baseline against baseline2: shared/data/evals/expected.json
    const groundedness = tangoInterval({ b: 3, c: 1, n: 196 });
    expect(groundedness.lo).toBeCloseTo(-0.008961483874315328, 9);
    expect(groundedness.hi).toBeCloseTo(0.03323767402206013, 9);
    expect(tangoInterval({ b: 2, c: 0, n: 196 }, 0.025).hi).toBeCloseTo(0.03643559644110277, 9);
  });

  it('lies near Newcombe, whose formula is another', () => {
    fc.assert(
      fc.property(
        fc.tuple(fc.nat(40), fc.nat(40), fc.integer({ min: 50, max: 400 }), fc.nat(200)),
        ([b, c, a, d]) => {
          const tango = tangoInterval({ b, c, n: a + b + c + d });
          const newcombe = newcombePairedInterval({ a, b, c, d });
          expect(Math.abs(tango.lo - newcombe.lo)).toBeLessThan(0.03);
          expect(Math.abs(tango.hi - newcombe.hi)).toBeLessThan(0.03);
        },
      ),
    );
  });

  it('is the estimate at alpha 0.5, however that is rounded', () => {
    for (let n = 1; n < 400; n++) {
      const b = Math.min(n % 7, Math.floor(n / 2));
      const c = Math.min(n % 11, Math.floor(n / 2));
      const { lo, hi } = tangoInterval({ b, c, n }, 0.5);
      expect(lo).toBeCloseTo((b - c) / n, 9);
      expect(hi).toBeCloseTo((b - c) / n, 9);
    }
  });

  it('reaches the ends of the scale only where it must', () => {
    expect(tangoInterval({ b: 3, c: 0, n: 3 }).hi).toBe(1);
    expect(tangoInterval({ b: 0, c: 3, n: 3 }).lo).toBe(-1);
    expect(tangoInterval({ b: 3, c: 0, n: 4 }).hi).toBeLessThan(1);
  });
});

describe('McNemar', () => {
  it('is 1 without discordant pairs and does not mind which arm is which, but for harm', () => {
    expect(mcnemar({ b: 0, c: 0 })).toEqual({ exact: 1, midP: 1, asymptotic: 1, corrected: 1, harm: 1 });
    const [one, other] = [mcnemar({ b: 2, c: 9 }), mcnemar({ b: 9, c: 2 })];
    expect(one.exact).toBe(other.exact);
    expect(one.midP).toBe(other.midP);
    expect(one.harm).toBeCloseTo(67 / 2048, 14);
    expect(other.harm).toBeGreaterThan(0.99);
  });
});

describe('the chance to pass and to fail', () => {
  /** Sums over all tables, by intervals. */
  function byHand(n: number, gain: number, loss: number, margin: number) {
    let [pass, fail] = [0, 0];
    for (let b = 0; b <= n; b++) {
      for (let c = 0; b + c <= n; c++) {
        const weight = binomialPmf(b + c, n, gain + loss) * binomialPmf(b, b + c, gain / (gain + loss));
        const { lo, hi } = tangoInterval({ b, c, n });
        if (lo > -margin) pass += weight;
        if (hi < -margin) fail += weight;
      }
    }
    return { pass, fail };
  }

  it.each([
    [30, 0.04, 0.04, 0.12],
    [47, 0.01, 0.05, 0.03],
    [60, 0.02, 0.3, 0.05],
    [25, 0.4, 0.6, 0.5],
  ])('n = %d, gain %d, loss %d, margin %d', (n, gain, loss, margin) => {
    const { pass, fail } = byHand(n, gain, loss, margin);
    expect(tangoPassProbability({ n, gain, loss }, margin)).toBeCloseTo(pass, 10);
    expect(tangoFailProbability({ n, gain, loss }, margin)).toBeCloseTo(fail, 10);
  });

  it('is certain without flips exactly from the minimum on', () => {
    for (const [margin, n] of [
      [0.05, 52],
      [0.02, 133],
      [0.01, 268],
    ] as const) {
      expect(minimumPassN(margin)).toBe(n);
      expect(tangoPassProbability({ n, gain: 0, loss: 0 }, margin)).toBe(1);
      expect(tangoPassProbability({ n: n - 1, gain: 0, loss: 0 }, margin)).toBe(0);
    }
    expect(minimumPassN(0)).toBe(Number.POSITIVE_INFINITY);
  });

  it('at the margin itself stays at or below alpha', () => {
    for (const n of [20, 50, 100, 200]) {
      expect(tangoPassProbability({ n, gain: 0.015, loss: 0.065 }, 0.05)).toBeLessThan(0.05);
    }
  });

  it('refuses shares that are none', () => {
    expect(() => tangoPassProbability({ n: 10, gain: 0.7, loss: 0.7 }, 0.1)).toThrow(RangeError);
  });
});

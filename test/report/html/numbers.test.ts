import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { amountText, rangeText, tickText } from '../../../src/report/html/amount.ts';
import { axis } from '../../../src/report/html/axis.ts';
import { cumulativePoints } from '../../../src/report/html/cumulative.ts';
import { distributionOf } from '../../../src/report/html/distribution.ts';
import { quantilesOf } from '../../../src/report/html/quantiles.ts';
import { sampleOf } from '../../../src/report/html/sample.ts';
import { linearScale, logScale } from '../../../src/report/html/scale.ts';
import { quantileType7 } from '../../../src/stats/quantile.ts';
import { noise } from './result.ts';
import { byTag, parsePage, textOf } from './tree.ts';

const finite = fc.double({ noNaN: true, noDefaultInfinity: true });

describe('a scale', () => {
  it('puts values where they belong, and what lies beyond at the end', () => {
    const scale = linearScale(-2, 6);
    expect([-2, 0, 2, 6, -9, 9].map(scale.position)).toEqual([0, 25, 50, 100, 0, 100]);
    expect([10, 100, 1000, 0].map(logScale(10, 1000).position)).toEqual([0, 50, 100, 0]);
  });

  it('has round ticks', () => {
    expect(linearScale(-0.07, 0.3).ticks.values).toEqual([0, 0.1, 0.2, 0.3]);
    expect(linearScale(0.61, 0.98).ticks.values).toEqual([0.7, 0.8, 0.9]);
    expect(linearScale(0, 2500).ticks.values).toEqual([0, 500, 1000, 1500, 2000, 2500]);
    expect(logScale(30, 60_000).ticks.values).toEqual([100, 1000, 10_000]);
    expect(logScale(0.5, 60).ticks.values).toEqual([1, 3, 10, 30]);
  });

  it('holds for any two numbers', () => {
    fc.assert(
      fc.property(finite, finite, finite, (a, b, value) => {
        const scale = linearScale(Math.min(a, b), Math.max(a, b));
        expect(scale.position(value)).toBeGreaterThanOrEqual(0);
        expect(scale.position(value)).toBeLessThanOrEqual(100);
        expect(scale.ticks.values.length).toBeLessThanOrEqual(7);
        for (const tick of scale.ticks.values) expect(Number.isFinite(tick)).toBe(true);
      }),
    );
  });
});

describe('the words of an axis', () => {
  it('have the decimals that the distance between ticks needs', () => {
    const points = linearScale(-0.023, 0.004);
    expect(
      points.ticks.values.map((tick) =>
        tickText(tick, { of: 'difference', unit: 'share', scale: 'absolute' }, points),
      ),
    ).toEqual(['−2 pt', '−1 pt', '0 pt']);
    const latency = linearScale(400, 2600);
    expect(latency.ticks.values.map((tick) => tickText(tick, { of: 'value', unit: 'ms' }, latency))).toEqual([
      '0.5 s',
      '1.0 s',
      '1.5 s',
      '2.0 s',
      '2.5 s',
    ]);
    const ratio = linearScale(-0.04, 0.12);
    expect(
      ratio.ticks.values.map((tick) =>
        tickText(tick, { of: 'difference', unit: 'ms', scale: 'relative' }, ratio),
      ),
    ).toEqual(['0 %', '+5 %', '+10 %']);
  });

  it('use powers of ten for what no line holds', () => {
    expect(amountText(-1.234e300, 'score')).toBe('−1.2e300');
    expect(tickText(2e12, { of: 'value', unit: 'score' }, linearScale(0, 4e12))).toBe('2.0e12');
    expect(amountText(0.00114, 'usd')).toBe('$0.00114');
    expect(rangeText([null, 0.5], 'share')).toBe('[−∞, 50.0 %]');
  });
});

describe('quantiles', () => {
  it('are those of the sorted values, however many there are', () => {
    const random = noise(1);
    for (const make of [
      () => random(),
      () => Math.floor(random() * 5),
      () => random() ** 9 * 1e9,
      () => (random() - 0.5) * 1e308,
    ]) {
      const values = Float64Array.from({ length: 30_000 }, make);
      const sorted = values.toSorted();
      const ends = { lowest: sorted[0] ?? 0, highest: sorted.at(-1) ?? 0 };
      const shares = [0, 0.5, 0.95, 0.995, 1];
      expect(quantilesOf(values, ends, shares)).toEqual(shares.map((share) => quantileType7(sorted, share)));
    }
  });

  it('are the one value where there is one', () => {
    expect(sampleOf(Float64Array.of(7))).toMatchObject({ p50: 7, p95: 7, mean: 7, lowest: 7, highest: 7 });
    expect(sampleOf(new Float64Array())).toBeNull();
  });
});

describe('a cumulative curve', () => {
  it('steps up at each value of a small sample', () => {
    expect(cumulativePoints(Float64Array.of(1, 3, 1, 4), linearScale(0, 4))).toEqual([
      [0, 100],
      [25, 100],
      [25, 50],
      [75, 50],
      [75, 25],
      [100, 25],
      [100, 0],
      [100, 0],
    ]);
  });

  it('leaves out what lies beyond the axis', () => {
    const few = Float64Array.of(1, 2, 3, 9);
    expect(cumulativePoints(few, linearScale(0, 4))).toEqual([
      [0, 100],
      [25, 100],
      [25, 75],
      [50, 75],
      [50, 50],
      [75, 50],
      [75, 25],
      [100, 25],
    ]);
    const many = Float64Array.from({ length: 1000 }, (_, i) => few[i % 4] ?? 0);
    expect(cumulativePoints(many, linearScale(0, 4))).toEqual(cumulativePoints(few, linearScale(0, 4)));
  });

  it('falls through the median and the 95th percentile of a large sample', () => {
    const random = noise(2);
    const values = Float64Array.from({ length: 50_000 }, () => 100 + 900 * random());
    const scale = linearScale(100, 1000);
    const points = cumulativePoints(values, scale);
    expect(points.length).toBeLessThan(500);
    const sample = sampleOf(values);
    for (const [share, at] of [
      [50, sample?.p50],
      [5, sample?.p95],
    ] as const) {
      const place = scale.position(at ?? 0);
      const [, y = 0] = points.findLast(([x]) => x <= place) ?? [];
      expect(Math.abs(y - share)).toBeLessThan(1);
    }
    expect(points.every(([, y], i) => y <= (points[i - 1]?.[1] ?? 100))).toBe(true);
  });
});

describe('a distribution', () => {
  it('has a column for each value where there are few', () => {
    expect(distributionOf(Float64Array.of(1, 2, 2, 5), Float64Array.of(2, 3))).toEqual({
      kind: 'values',
      edges: [1, 2, 3, 5],
      candidate: [0.25, 0.5, 0, 0.25],
      baseline: [0, 0.5, 0.5, 0],
    });
  });

  it('shares round ranges between the arms', () => {
    const arm = (from: number) => Float64Array.from({ length: 100 }, (_, i) => from + i / 100);
    const { kind, edges, candidate, baseline } = distributionOf(arm(0), arm(1));
    expect(kind).toBe('ranges');
    expect(edges.slice(0, 3)).toEqual([0, 0.1, 0.2]);
    expect(edges.at(-1)).toBe(2);
    expect(candidate.slice(0, 10).reduce((sum, share) => sum + share)).toBeCloseTo(1);
    expect(baseline?.slice(10).reduce((sum, share) => sum + share)).toBeCloseTo(1);
  });

  it('has the same form at any size', () => {
    const arm = (size: number) => Float64Array.from({ length: 31 }, (_, i) => ((i - 15.37) / 17.1) * size);
    const { candidate } = distributionOf(arm(1), null);
    expect(distributionOf(arm(1e308), null).candidate).toEqual(candidate);
    expect(distributionOf(arm(1e-200), null).candidate).toEqual(candidate);
  });

  it('counts every value once, whatever they are', () => {
    const arm = fc.array(finite, { minLength: 1, maxLength: 40 }).map((values) => Float64Array.from(values));
    fc.assert(
      fc.property(arm, arm, (candidate, baseline) => {
        const spread = distributionOf(candidate, baseline);
        for (const shares of [spread.candidate, spread.baseline ?? []]) {
          expect(shares).toHaveLength(
            spread.kind === 'ranges' ? spread.edges.length - 1 : spread.edges.length,
          );
          expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9);
        }
      }),
    );
  });
});

describe('an axis', () => {
  const labels = (lo: number, hi: number): string[] =>
    byTag(parsePage(axis(linearScale(lo, hi), { of: 'value', unit: 'usd' })), 'text').map(textOf);

  it('has the number of every tick, or of every second one where they would touch', () => {
    expect(labels(0, 4)).toEqual(['$0', '$1', '$2', '$3', '$4']);
    expect(labels(0.00078, 0.00131)).toEqual(['$0.0008', '$0.0010', '$0.0012']);
  });
});

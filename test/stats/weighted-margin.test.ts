import { describe, expect, test } from 'vitest';
import { autoMarginPairedShare, autoMarginUnpairedShare } from '../../src/stats/margin.ts';
import { autoMarginGraded } from '../../src/stats/simulated-margin.ts';
import { autoMarginWeighted, type WeightedStratum } from '../../src/stats/weighted-margin.ts';

const SEED = 'a digest';
const points = (strata: readonly WeightedStratum[], range = 1): number | undefined =>
  autoMarginWeighted(strata, { range, seed: SEED })?.points;
const marks = (n: number): Float64Array => Float64Array.from({ length: n }, (_, i) => 1 + (i % 5));

describe('one slice is the whole', () => {
  test.each([50, 100, 200, 400])('passed and failed, %i pairs', (n) => {
    const exact = autoMarginPairedShare(n)?.points ?? 0;
    expect(Math.abs((points([{ kind: 'paired-share', weight: 3, n }]) ?? 0) - exact)).toBeLessThanOrEqual(1);
  });

  test('graded, and arms that are not paired', () => {
    const graded = autoMarginGraded({ baseline: marks(200), seed: 1, range: 5 })?.points ?? 0;
    expect(
      Math.abs((points([{ kind: 'paired-graded', weight: 1, baseline: marks(200) }], 5) ?? 0) - graded),
    ).toBeLessThanOrEqual(1);
    const share = autoMarginUnpairedShare({ n1: 200, n2: 300, share: 0.9 })?.points ?? 0;
    expect(
      Math.abs((points([{ kind: 'share', weight: 1, n1: 200, n2: 300, share: 0.9 }]) ?? 0) - share),
    ).toBeLessThanOrEqual(1);
  });
});

test('much traffic on few items needs a wider margin than the same traffic on many', () => {
  const mix = (first: number): number =>
    points([
      { kind: 'paired-share', weight: 0.9, n: first },
      { kind: 'paired-share', weight: 0.1, n: 400 - first },
    ]) ?? 0;
  expect(mix(40)).toBeGreaterThan(1.5 * mix(360));
  // As wide as the few items alone would need, a little less what the others add.
  expect(mix(40)).toBeLessThanOrEqual(autoMarginPairedShare(40)?.points ?? 0);
});

test('two halves of a suite are the suite', () => {
  const half: WeightedStratum = { kind: 'paired-share', weight: 1, n: 200 };
  const whole = autoMarginPairedShare(400)?.points ?? 0;
  expect(Math.abs((points([half, half]) ?? 0) - whole)).toBeLessThanOrEqual(1);
});

test('large slices are quick and no narrower than the normal law', () => {
  const n = 200_000;
  const found = autoMarginWeighted(
    Array.from({ length: 100 }, () => ({ kind: 'paired-share', weight: 1, n })),
    { range: 1, seed: SEED },
  );
  expect(found?.points).toBe(1);
});

test('a slice that its method cannot measure leaves no margin', () => {
  const whole: WeightedStratum = { kind: 'paired-share', weight: 0.5, n: 100 };
  expect(points([whole, { kind: 'paired-graded', weight: 0.5, baseline: marks(1) }])).toBeUndefined();
  expect(points([whole, { kind: 'share', weight: 0.5, n1: 10, n2: 0, share: 0 }])).toBeUndefined();
  expect(points([])).toBeUndefined();
});

test('the same seed gives the same margin', () => {
  const strata: WeightedStratum[] = [
    { kind: 'paired-graded', weight: 0.7, baseline: marks(60) },
    { kind: 'graded', weight: 0.3, n1: 50, n2: 60, sd: 1.2 },
  ];
  expect(points(strata, 5)).toBe(points(strata, 5));
});

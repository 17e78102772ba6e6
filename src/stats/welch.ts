import type { Inference, Undefined } from './inference.ts';
import { clipInterval } from './interval.ts';
import { constantInference, invertedInference, pivotInference, undefinedBecause, within } from './pivot.ts';
import { moments, NOISE, type Sample } from './sample.ts';

/**
 * Difference of the means of two independent samples, candidate `x` minus baseline `y`: Welch's t with
 * Satterthwaite's degrees of freedom. The fallback where items cannot be paired; statistics.md 0, row 6.
 * `range` is the width of the score scale; it is needed only where both samples are constant, and then each arm gets
 * the zero-variance bound at half the error.
 */
export function welch(
  x: Sample,
  y: Sample,
  { range }: { readonly range?: number | undefined } = {},
): Inference | Undefined {
  const n = Math.min(x.length, y.length);
  if (n < 2) return undefinedBecause(n === 0 ? 'no-items' : 'too-few-items', n);
  const [first, second] = [moments(x), moments(y)];
  if (!Number.isFinite(first.variance + second.variance)) return undefinedBecause('not-finite', n);
  const estimate = first.mean - second.mean;
  const [v1, v2] = [first.variance / first.n, second.variance / second.n];
  const se = Math.sqrt(v1 + v2);
  const scale =
    range ?? Math.max(...[first, second].flatMap(({ min, max }) => [Math.abs(min), Math.abs(max)]));
  if (
    range !== undefined &&
    Math.max(first.max, second.max) - Math.min(first.min, second.min) > range * (1 + NOISE)
  ) {
    return undefinedBecause('outside-range', n);
  }
  if (se <= NOISE * scale) {
    return range === undefined
      ? undefinedBecause('zero-variance', n)
      : bothConstant(first.n, second.n, estimate, range);
  }
  const df = (v1 + v2) ** 2 / (v1 ** 2 / (first.n - 1) + v2 ** 2 / (second.n - 1));
  const inference = pivotInference({ method: 'welch', n, estimate, se, df });
  return range === undefined ? inference : within(inference, { lo: -range, hi: range });
}

/** Both samples constant: neither mean is further off than its own bound, each at error alpha / 2. */
function bothConstant(n1: number, n2: number, estimate: number, range: number): Inference {
  const bounds = { lo: -range, hi: range };
  const ends = (alpha: number) => {
    const [first, second] = [n1, n2].map((n) => constantInference(n, 0, bounds).interval(alpha / 2).hi);
    const reach = (first ?? range) + (second ?? range);
    return clipInterval({ lo: estimate - reach, hi: estimate + reach }, bounds);
  };
  return within(invertedInference('zero-variance-bound', Math.min(n1, n2), estimate, ends), bounds);
}

/**
 * Two ends of a confidence interval, in the unit of the quantity. An unbounded side is -Infinity or Infinity.
 * Everywhere in this room `alpha` is the error on EACH side: 0.05 gives the 90 % two-sided interval, which is
 * the interval of the two one-sided tests (gates.md, "one criterion, three answers").
 */
export interface Interval {
  readonly lo: number;
  readonly hi: number;
}

/** Error on each side unless policy says otherwise. */
export const DEFAULT_ALPHA = 0.05;

/**
 * Refuses an error level at which the two sides would cross.
 * @throws RangeError unless 0 < alpha <= 0.5
 */
export function checkAlpha(alpha: number): void {
  if (!(alpha > 0 && alpha <= 0.5)) {
    throw new RangeError(`alpha is the error on each side, above 0 and at most 0.5, not ${alpha}`);
  }
}

/** The part of an interval that lies within `bounds` (a score difference cannot leave its range). */
export function clipInterval({ lo, hi }: Interval, bounds: Interval): Interval {
  const clip = (end: number) => Math.min(bounds.hi, Math.max(bounds.lo, end));
  return { lo: clip(lo), hi: clip(hi) };
}

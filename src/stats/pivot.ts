import type { Inference, Undefined, UndefinedReason } from './inference.ts';
import { checkAlpha, clipInterval, DEFAULT_ALPHA, type Interval } from './interval.ts';
import { normalCdf, normalSf } from './normal.ts';
import { bisect } from './root.ts';
import { tCdf, tQuantile, tSf } from './student-t.ts';

/** Says that a figure cannot be had, and why; `n` is what there was. */
export function undefinedBecause(reason: UndefinedReason, n: number): Undefined {
  return { undefined: reason, n };
}

/** What a symmetric pivot (estimate - theta) / se rests on; `df` Infinity is the normal distribution. */
export interface Pivot {
  readonly method: string;
  readonly n: number;
  readonly estimate: number;
  readonly se: number;
  readonly df: number;
}

/** estimate +- t se with the p-values of the same t. se > 0. */
export function pivotInference({ method, n, estimate, se, df }: Pivot): Inference {
  return {
    method,
    n,
    estimate,
    interval(alpha = DEFAULT_ALPHA) {
      checkAlpha(alpha);
      const reach = -tQuantile(alpha, df) * se;
      return { lo: estimate - reach, hi: estimate + reach };
    },
    pBelow: (x) => tCdf((estimate - x) / se, df),
    pAbove: (x) => tSf((estimate - x) / se, df),
  };
}

/** The same statement about e^theta: for ratios, whose logarithm is the one that is nearly normal. */
export function onRatioScale(log: Inference): Inference {
  return {
    method: log.method,
    n: log.n,
    estimate: Math.exp(log.estimate),
    interval(alpha = DEFAULT_ALPHA) {
      const { lo, hi } = log.interval(alpha);
      return { lo: Math.exp(lo), hi: Math.exp(hi) };
    },
    // A ratio of positive quantities is above 0 for certain.
    pBelow: (x) => (x <= 0 ? 1 : log.pBelow(Math.log(x))),
    pAbove: (x) => (x <= 0 ? 0 : log.pAbove(Math.log(x))),
  };
}

/** Knowing that theta cannot leave `bounds` shortens the interval, and settles hypotheses outside them. */
export function within(inference: Inference, bounds: Interval): Inference {
  return {
    ...inference,
    interval: (alpha) => clipInterval(inference.interval(alpha), bounds),
    pBelow: (x) => (x > bounds.hi ? 0 : inference.pBelow(x)),
    pAbove: (x) => (x < bounds.lo ? 0 : inference.pAbove(x)),
  };
}

/**
 * Every one of n independent values equals `centre`, so the observed spread says nothing. With confidence
 * 1 - alpha at most a share u = 1 - alpha^(1/n) of the population differs (Clopper-Pearson with no hits), and what
 * differs lies within `bounds`: the mean is at least centre - u (centre - lo) and at most centre + u (hi - centre).
 * For centre 0 and bounds +-R this is statistics.md 2.1, R (1 - alpha^(1/n)).
 */
export function constantInference(n: number, centre: number, bounds: Interval): Inference {
  const room = (x: number) => (x > centre ? bounds.hi - centre : centre - bounds.lo);
  /** alpha at which the bound on the side of x reaches x. */
  const reaching = (x: number) => {
    const share = Math.abs(x - centre) / room(x);
    return share >= 1 ? 0 : Math.exp(n * Math.log1p(-share));
  };
  return within(
    {
      method: 'zero-variance-bound',
      n,
      estimate: centre,
      interval(alpha = DEFAULT_ALPHA) {
        checkAlpha(alpha);
        const share = -Math.expm1(Math.log(alpha) / n);
        return { lo: centre - share * (centre - bounds.lo), hi: centre + share * (bounds.hi - centre) };
      },
      pBelow: (x) => (x > centre ? reaching(x) : 1),
      pAbove: (x) => (x < centre ? reaching(x) : 1),
    },
    bounds,
  );
}

/** Tails below this are not told apart. */
const FARTHEST_Z = 37.5;

/**
 * p-values for an interval that has no test of its own: the error level at which the interval's end is x, found by
 * halving on the normal scale, so that interval and p-value agree by construction. The ends must widen with
 * falling alpha. On the near side of the estimate the p-value is the complement of the other one.
 */
export function invertedInference(
  method: string,
  n: number,
  estimate: number,
  ends: (alpha: number) => Interval,
): Inference {
  const level = (beyond: (alpha: number) => number) => {
    const gap = (z: number) => beyond(normalSf(z));
    // At z = 0 an honest interval may still have width; levels above a half are not told apart.
    if (gap(0) >= 0) return 0.5;
    return gap(FARTHEST_Z) < 0 ? 0 : normalSf(bisect(gap, 0, FARTHEST_Z));
  };
  const above = (x: number) => level((alpha) => x - ends(alpha).lo);
  const below = (x: number) => level((alpha) => ends(alpha).hi - x);
  return {
    method,
    n,
    estimate,
    interval(alpha = DEFAULT_ALPHA) {
      checkAlpha(alpha);
      return ends(alpha);
    },
    pBelow: (x) => (x >= estimate ? below(x) : 1 - above(x)),
    pAbove: (x) => (x <= estimate ? above(x) : 1 - below(x)),
  };
}

/** A z statistic for every theta, falling in theta, as the one description of a score method. */
export function scoreInference(
  method: string,
  n: number,
  estimate: number,
  z: (theta: number) => number,
  ends: (alpha: number) => Interval,
): Inference {
  return {
    method,
    n,
    estimate,
    interval(alpha = DEFAULT_ALPHA) {
      checkAlpha(alpha);
      return ends(alpha);
    },
    pBelow: (x) => normalCdf(z(x)),
    pAbove: (x) => normalSf(z(x)),
  };
}

import { DEFAULT_ALPHA, type Interval } from './interval.ts';
import { logNormalCdf } from './normal.ts';
import { bisect } from './root.ts';

// Confidence sequences for means by normal mixtures (Howard et al. 2021, arXiv:1810.08240; Waudby-Smith et al. 2021,
// arXiv:2103.06476; statistics.md 10.2). S is the sum of deviations from the hypothesis, V its variance, V = n^2 SE^2.
// `alpha` is the error in TOTAL over all looks.

/**
 * The mixture parameter rho that makes the two-sided bound tightest at variance `vOpt`. Fix it before there are data.
 * For the one-sided bound pass 2 alpha.
 */
export function mixtureRho(vOpt: number, alpha: number = DEFAULT_ALPHA): number {
  const twice = -2 * Math.log(alpha);
  return vOpt / (twice + Math.log(1 + twice));
}

/** ln of the two-sided e-value against "the mean is as hypothesised". */
export function logMixtureTwoSided(s: number, v: number, rho: number): number {
  return 0.5 * Math.log(rho / (v + rho)) + (s * s) / (2 * (v + rho));
}

/** The |S| at which the two-sided e-value reaches 1 / alpha. */
export function mixtureBoundTwoSided(v: number, rho: number, alpha: number = DEFAULT_ALPHA): number {
  return Math.sqrt((v + rho) * (Math.log1p(v / rho) - 2 * Math.log(alpha)));
}

/** ln of the one-sided e-value against "the mean is at most as hypothesised". */
export function logMixtureOneSided(s: number, v: number, rho: number): number {
  const square = (s * s) / (2 * (v + rho));
  return 0.5 * Math.log((4 * rho) / (v + rho)) + square + logNormalCdf(s / Math.sqrt(v + rho));
}

/** The S at which the one-sided e-value reaches 1 / alpha; always below the two-sided bound at alpha / 2. */
export function mixtureBoundOneSided(v: number, rho: number, alpha: number = DEFAULT_ALPHA): number {
  const gap = (s: number) => logMixtureOneSided(s, v, rho) + Math.log(alpha);
  return bisect(gap, 0, mixtureBoundTwoSided(v, rho, alpha / 2));
}

/** A mean (or difference of means, or relative uplift) as it stands after n observations of both arms together. */
export interface RunningMean {
  readonly estimate: number;
  readonly se: number;
  readonly n: number;
  /** Observations expected at the decision: there the sequence is tightest. Fix it before there are data. */
  readonly plannedN: number;
}

/** 1 + n r^2 with r^2 = (-2 ln a + ln(1 - 2 ln a)) / plannedN: one plus V over rho. */
function tightness({ n, plannedN }: RunningMean, alpha: number): number {
  return 1 + n / mixtureRho(plannedN, alpha);
}

/**
 * Two-sided confidence sequence for a mean, error `alpha` in TOTAL, in the form that GrowthBook uses
 * (packages/stats@8f1db44). Asymptotic: look first after 100 observations per arm. n > 0.
 */
export function meanSequence(running: RunningMean, alpha: number = DEFAULT_ALPHA): Interval {
  const { estimate, se } = running;
  const t = tightness(running, alpha);
  const reach = se * Math.sqrt(((2 * t) / (t - 1)) * Math.log(Math.sqrt(t) / alpha));
  return { lo: estimate - reach, hi: estimate + reach };
}

/** Anytime-valid two-sided p-value of "the mean is 0", the inverse of `meanSequence` at a fixed tuning alpha. */
export function meanSequenceP(running: RunningMean, alpha: number = DEFAULT_ALPHA): number {
  const t = tightness(running, alpha);
  const z = running.estimate / running.se;
  return Math.min(1, Math.sqrt(t) * Math.exp((-z * z * (t - 1)) / (2 * t)));
}

/** One-sided lower confidence sequence for a mean, error `alpha` in TOTAL (GrowthBook; Waudby-Smith et al., eq. 134). */
export function meanSequenceLower(running: RunningMean, alpha: number = DEFAULT_ALPHA): number {
  const t = tightness(running, 2 * alpha);
  const reach = Math.sqrt(((2 * t) / (t - 1)) * Math.log1p(Math.sqrt(t) / (2 * alpha)));
  return running.estimate - running.se * reach;
}

/** Sums over one arm. */
export interface ArmSums {
  readonly sum: number;
  readonly sumSquares: number;
  readonly n: number;
}

/**
 * Difference of the arms' means, candidate minus baseline, absolute or relative to the baseline's mean, with its standard
 * error by the delta method (GrowthBook). n >= 2 in both arms; relative needs a baseline mean other than 0.
 */
export function armDifference(
  baseline: ArmSums,
  candidate: ArmSums,
  type: 'absolute' | 'relative',
): { readonly estimate: number; readonly se: number; readonly n: number } {
  const mean = ({ sum, n }: ArmSums) => sum / n;
  const variance = ({ sum, sumSquares, n }: ArmSums) => (sumSquares - (sum * sum) / n) / (n - 1) / n;
  const [before, after] = [mean(baseline), mean(candidate)];
  const n = baseline.n + candidate.n;
  if (type === 'absolute') {
    return { estimate: after - before, se: Math.sqrt(variance(baseline) + variance(candidate)), n };
  }
  const ratio = after / before;
  const se = Math.sqrt(variance(candidate) + variance(baseline) * ratio * ratio) / Math.abs(before);
  return { estimate: ratio - 1, se, n };
}

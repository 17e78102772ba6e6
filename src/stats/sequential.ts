import { logIncompleteBeta } from './beta.ts';
import { chi2Sf } from './chi2.ts';
import { DEFAULT_ALPHA, type Interval } from './interval.ts';
import { bisect } from './root.ts';
import { logBeta } from './special.ts';

// Evidence on counts that stays valid however often one looks. An e-value is a bet against the hypothesis: under it the
// expected gain is at most 1 at every look, so E >= 1/alpha happens with probability at most alpha over all looks.
// statistics.md 10.1; Robbins 1970; Lindon & Malek 2022, arXiv:2011.03567.

/** k events among n observations, and the Beta(a, b) prior of the bet; a = b = 1 unless given. */
export interface Tally {
  readonly k: number;
  readonly n: number;
  readonly a?: number | undefined;
  readonly b?: number | undefined;
}

function logPowers({ k, n }: Tally, theta: number): number {
  // 0 ln 0 is 0: no event says nothing against a rate of 0.
  return (k === 0 ? 0 : k * Math.log(theta)) + (n === k ? 0 : (n - k) * Math.log1p(-theta));
}

/** ln of the two-sided e-value against "the rate is theta". */
export function logRateEvidence(tally: Tally, theta: number): number {
  const { k, n, a = 1, b = 1 } = tally;
  if (!(k >= 0 && k <= n)) throw new RangeError(`${k} events among ${n} observations`);
  return logBeta(a + k, b + n - k) - logBeta(a, b) - logPowers(tally, theta);
}

/**
 * ln of the one-sided e-value against "the rate is at most theta0" (a fraction between 0 and 1): the prior is cut off
 * at theta0.
 */
export function logExcessEvidence(tally: Tally, theta0: number): number {
  if (!(theta0 > 0 && theta0 < 1))
    throw new RangeError(`a tolerated rate lies between 0 and 1, not at ${theta0}`);
  const { k, n, a = 1, b = 1 } = tally;
  const beyond = logIncompleteBeta(a + k, b + n - k, theta0).upper - logIncompleteBeta(a, b, theta0).upper;
  return logRateEvidence(tally, theta0) + beyond;
}

/**
 * Confidence sequence for one rate: the rates that are not yet refuted. It holds at all looks together with error
 * `alpha` in TOTAL, both sides (unlike the intervals of the fixed-sample methods). [0, 1] before any observation.
 */
export function rateSequence(tally: Tally, alpha: number = DEFAULT_ALPHA): Interval {
  const { k, n } = tally;
  if (n === 0) return { lo: 0, hi: 1 };
  const gap = (theta: number) => logRateEvidence(tally, theta) + Math.log(alpha);
  return {
    lo: k === 0 ? 0 : bisect(gap, 0, k / n),
    hi: k === n ? 1 : bisect(gap, k / n, 1),
  };
}

/** Events seen in a canary and in the baseline beside it. */
export interface CanaryEvents {
  readonly canaryEvents: number;
  readonly baselineEvents: number;
  /** Share of the traffic (exposure) that the canary had, between 0 and 1. */
  readonly canaryShare: number;
}

/** What the split of the events says about "the canary's rate is at most `toleratedRatio` times the baseline's". */
export interface CanaryEvidence {
  /** Share of the events that the canary would have at exactly the tolerated ratio. */
  readonly theta0: number;
  /** ln of the e-value; 0 before any event. */
  readonly logE: number;
  /** E >= 1 / alpha: harm beyond the tolerated ratio is shown, at whatever look. */
  readonly stop: boolean;
}

/**
 * Stop condition on counts of rare events (errors, flagged outputs, breaches): whatever the rates do over time, given an
 * event it falls in the canary with probability theta0 = rho r / (rho r + 1 - rho). Divide alpha by the number of
 * metrics that are watched.
 */
export function canaryEvidence(
  { canaryEvents, baselineEvents, canaryShare }: CanaryEvents,
  toleratedRatio = 1,
  alpha: number = DEFAULT_ALPHA,
): CanaryEvidence {
  const weight = checkedShare(canaryShare) * toleratedRatio;
  const theta0 = weight / (weight + 1 - canaryShare);
  const logE = logExcessEvidence({ k: canaryEvents, n: canaryEvents + baselineEvents }, theta0);
  return { theta0, logE, stop: logE >= -Math.log(alpha) };
}

/**
 * Confidence sequence for the ratio of the canary's to the baseline's event rate, error `alpha` in TOTAL; its upper end
 * below the tolerated ratio is what promotes. [0, Infinity] before any event.
 */
export function rateRatioSequence(events: CanaryEvents, alpha: number = DEFAULT_ALPHA): Interval {
  const { canaryEvents: k, baselineEvents, canaryShare } = events;
  const odds = checkedShare(canaryShare) / (1 - canaryShare);
  const { lo, hi } = rateSequence({ k, n: k + baselineEvents }, alpha);
  const ratio = (theta: number) => theta / (1 - theta) / odds;
  return { lo: ratio(lo), hi: ratio(hi) };
}

function checkedShare(share: number): number {
  if (!(share > 0 && share < 1))
    throw new RangeError(`a canary's share of traffic lies between 0 and 1, not at ${share}`);
  return share;
}

/**
 * p-value that traffic was split as intended: below 0.001 the figures are not to be trusted, hold (statistics.md 10.3).
 * 1 without traffic. `share` is the intended share of the canary.
 */
export function sampleRatioP(canary: number, baseline: number, share: number): number {
  const n = canary + baseline;
  const expected = checkedShare(share) * n;
  return n === 0 ? 1 : chi2Sf((canary - expected) ** 2 / (expected * (1 - share)), 1);
}

import { logIncompleteBeta, logitBetaQuantile } from './beta.ts';
import { normalCdf, normalQuantile } from './normal.ts';
import { logBeta } from './special.ts';

/** Above this many degrees of freedom t and normal agree to double precision at every usable tail. */
const NORMAL_FROM = 1e16;

/** P(T <= t) for df > 0 degrees of freedom, not necessarily whole; df = Infinity is the normal distribution. */
export function tCdf(t: number, df: number): number {
  if (df >= NORMAL_FROM) return normalCdf(t);
  return t < 0 ? tail(-t, df) : 1 - tail(t, df);
}

/** P(T > t), accurate in the far upper tail. */
export function tSf(t: number, df: number): number {
  return tCdf(-t, df);
}

/** P(T > t) for t >= 0: half of I_x(df/2, 1/2) at x = df / (df + t^2). */
function tail(t: number, df: number): number {
  const ratio = (t / Math.sqrt(df)) ** 2;
  if (ratio > 1e250) {
    // x would underflow; the leading power is exact here.
    const logX = Math.log(df) - 2 * Math.log(t);
    return 0.5 * Math.exp((df / 2) * logX - Math.log(df / 2) - logBeta(df / 2, 0.5));
  }
  return 0.5 * Math.exp(logIncompleteBeta(df / 2, 0.5, 1 / (1 + ratio), ratio / (1 + ratio)).lower);
}

/**
 * The t quantile for probability p. For an upper tail use `-tQuantile(tail, df)`. Infinite at 0 and 1.
 * t^2/df is the odds of a beta variable, so the solver for beta quantiles serves here too.
 * @throws RangeError outside [0, 1] or unless df > 0
 */
export function tQuantile(p: number, df: number): number {
  if (!(p >= 0 && p <= 1 && df > 0)) throw new RangeError(`no t quantile for p = ${p} and df = ${df}`);
  if (df >= NORMAL_FROM) return normalQuantile(p);
  if (p > 0.5) return -tQuantile(1 - p, df);
  if (p === 0) return Number.NEGATIVE_INFINITY;
  if (p === 0.5) return 0;
  return -Math.sqrt(df) * Math.exp(logitBetaQuantile(1 - 2 * p, 2 * p, 0.5, df / 2) / 2);
}

import { regularizedIncompleteBeta } from './beta.ts';
import { normalCdf, normalSf } from './normal.ts';
import { bisect } from './root.ts';
import { logBeta } from './special.ts';
import { tQuantile } from './student-t.ts';

/** Above this R and this function use the normal approximation of Abramowitz & Stegun 26.7.10. */
const MANY_DF = 4e5;
const FAR_SHIFT = 37.6;

/**
 * P(T <= t) of the noncentral t distribution, absolute error about 1e-12 (Lenth 1989, algorithm AS 243; as in R).
 * Needed for exact power and margins of t intervals.
 */
export function noncentralTCdf(t: number, df: number, shift: number): number {
  if (t < 0) return 1 - noncentralTCdf(-t, df, -shift);
  if (df > MANY_DF || Math.abs(shift) > FAR_SHIFT) {
    const s = 1 / (4 * df);
    return normalCdf((t * (1 - s) - shift) / Math.sqrt(1 + t * t * 2 * s));
  }
  const base = normalSf(shift);
  const ratio = (t * t) / df;
  return t === 0 ? base : Math.min(1, base + positivePart(ratio / (1 + ratio), df / 2, shift));
}

/** P(0 < T <= t): a Poisson mixture of incomplete betas at x = t^2 / (t^2 + df). */
function positivePart(x: number, b: number, shift: number): number {
  const lambda = shift * shift;
  let even = 0.5 * Math.exp(-lambda / 2);
  let odd = Math.sqrt(2 / Math.PI) * even * shift;
  let left = -0.5 * Math.expm1(-lambda / 2);
  let a = 0.5;
  const power = Math.exp(b * Math.log1p(-x));
  let betaEven = regularizedIncompleteBeta(a, b, x);
  let termEven = 2 * power * Math.exp(a * Math.log(x) - logBeta(a, b));
  let betaOdd = -Math.expm1(b * Math.log1p(-x));
  let termOdd = b * x * power;
  let sum = even * betaEven + odd * betaOdd;
  for (let k = 1; k < 10_000; k++) {
    a += 1;
    betaEven -= termEven;
    betaOdd -= termOdd;
    termEven *= (x * (a + b - 1)) / a;
    termOdd *= (x * (a + b - 0.5)) / (a + 0.5);
    even *= lambda / (2 * k);
    odd *= lambda / (2 * k + 1);
    sum += even * betaEven + odd * betaOdd;
    left -= even;
    if (left < 1e-14 || 2 * left * Math.abs(betaEven - termEven) < 1e-14) break;
  }
  return sum;
}

/**
 * The shift (effect over standard error) at which a one-sided t test of level `alpha` with `df` degrees of freedom has the
 * given power: what z_{1-alpha} + z_{power} is for known variance. df = Infinity gives exactly that.
 */
export function detectableShift(df: number, alpha: number, power: number): number {
  const critical = -tQuantile(alpha, df);
  return bisect((shift) => 1 - noncentralTCdf(critical, df, shift) - power, 0, 1000);
}

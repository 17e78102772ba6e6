import type { LogTails } from './gamma.ts';
import { newtonConcave } from './root.ts';
import { log1mexp, logBeta, logBinomialTerm } from './special.ts';

const MOST_TERMS = 1_000_000;
const TINY = 1e-300;

/**
 * Logs of the regularised incomplete beta function I_x(a, b) and of its complement, a, b > 0. `y` is 1 - x; pass it
 * where it is known better than by subtraction. Relative error about 1e-13 also at p = 1e-300 and at a, b = 10^7,
 * because the prefactor is a saddle-point binomial term and not a difference of log-gammas.
 */
export function logIncompleteBeta(a: number, b: number, x: number, y: number = 1 - x): LogTails {
  if (!(a > 0 && b > 0)) throw new RangeError(`incomplete beta needs a, b > 0, not ${a} and ${b}`);
  if (x <= 0) return { lower: Number.NEGATIVE_INFINITY, upper: 0 };
  if (y <= 0) return { lower: 0, upper: Number.NEGATIVE_INFINITY };
  if (a * y >= b * x) {
    const lower = smallTail(a, b, x, y);
    return { lower, upper: log1mexp(lower) };
  }
  const upper = smallTail(b, a, y, x);
  return { lower: log1mexp(upper), upper };
}

/** ln I_x(a, b) for x at or below the mean a / (a + b). */
function smallTail(a: number, b: number, x: number, y: number): number {
  return Math.min(0, logKernel(a, b, x, y) - Math.log(fraction(a, b, x, y)));
}

/** ln of x^a y^b / B(a, b). */
function logKernel(a: number, b: number, x: number, y: number): number {
  return logBinomialTerm(a, b, x, y) + Math.log((a / (a + b)) * b);
}

/**
 * Continued fraction of Didonato & Morris 1992 (ACM TOMS 18:360, eq. 9), evaluated by Lentz's method; about
 * sqrt(max(a, b)) terms in the worst case, at the mean.
 */
function fraction(a: number, b: number, x: number, y: number): number {
  const lambda = a * y - b * x + 1;
  let value = (a * lambda) / (a + 1) || TINY;
  let c = value;
  let d = 0;
  for (let m = 1; m < MOST_TERMS; m++) {
    const odd = a + 2 * m - 1;
    const numerator = (((m * (a + m - 1)) / odd) * (a + b + m - 1) * (b - m) * x * x) / odd;
    const denominator = m + (m * (b - m) * x) / odd + ((a + m) * (lambda + m * (1 + y))) / (odd + 2);
    d = 1 / (denominator + numerator * d || TINY);
    c = denominator + numerator / c || TINY;
    const change = c * d;
    value *= change;
    if (Math.abs(change - 1) < 1e-16) break;
  }
  return value;
}

/**
 * I_x(a, b), the cdf of the beta distribution at x; 0 below 0 and 1 above 1.
 * @throws RangeError unless a, b > 0
 */
export function regularizedIncompleteBeta(a: number, b: number, x: number): number {
  return Math.exp(logIncompleteBeta(a, b, x).lower);
}

/** Beyond this |ln(x / (1 - x))| the distribution function is its leading power to double precision. */
const POWER_ONLY = 600;

/** ln I and its slope at log odds u. */
function tailAtLogit(a: number, b: number, u: number): { log: number; slope: number } {
  if (u < -POWER_ONLY) return { log: a * u - Math.log(a) - logBeta(a, b), slope: a };
  const x = 1 / (1 + Math.exp(-u));
  const y = 1 / (1 + Math.exp(u));
  const log = logIncompleteBeta(a, b, x, y).lower;
  return { log, slope: Math.exp(logKernel(a, b, x, y) - log) };
}

/**
 * ln(x / (1 - x)) of the beta quantile, given both tails (lower + upper = 1): the smaller one decides. On the log
 * odds scale nothing under- or overflows and both tails are log-concave, so Newton converges from any start.
 */
export function logitBetaQuantile(lower: number, upper: number, a: number, b: number): number {
  if (upper < lower) return -logitBetaQuantile(upper, lower, b, a);
  const target = Math.log(lower);
  return newtonConcave(
    (u) => {
      const { log, slope } = tailAtLogit(a, b, u);
      return { value: log - target, slope };
    },
    Math.log(a / b),
  );
}

/**
 * The beta quantile for probability p. For an upper tail pass `upper`, which keeps the digits that 1 - p loses.
 * @throws RangeError unless a, b > 0 and 0 <= p <= 1
 */
export function betaQuantile(p: number, a: number, b: number, upper: number = 1 - p): number {
  if (!(p >= 0 && p <= 1)) throw new RangeError(`a probability lies between 0 and 1, not ${p}`);
  if (!(a > 0 && b > 0)) throw new RangeError(`the beta distribution needs a, b > 0, not ${a} and ${b}`);
  if (p === 0) return 0;
  if (upper === 0) return 1;
  return 1 / (1 + Math.exp(-logitBetaQuantile(p, upper, a, b)));
}

/** The point with probability `upper` above it; `upper` may be as small as a double can be. */
export function betaQuantileUpper(upper: number, a: number, b: number): number {
  return betaQuantile(1 - upper, a, b, upper);
}

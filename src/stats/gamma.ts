import { devianceTerm, LOG_SQRT_2PI, lnGamma, log1mexp, stirlingError } from './special.ts';

const MOST_TERMS = 1_000_000;

/** Natural logs of a probability and of its complement; the smaller of the two is the accurate one. */
export interface LogTails {
  readonly lower: number;
  readonly upper: number;
}

/** ln(x^a e^-x / Gamma(a + 1)): a Poisson term for real a. */
function logPoissonTerm(a: number, x: number): number {
  return -stirlingError(a) - devianceTerm(a, x) - 0.5 * Math.log(a) - LOG_SQRT_2PI;
}

/**
 * Logs of the regularised incomplete gamma functions P(a, x) and Q(a, x), a > 0: the series below the mean, the
 * continued fraction above (Temme-free, Abramowitz & Stegun 6.5.29 and 6.5.31), each for its own small tail.
 * @throws RangeError unless a > 0 and x >= 0
 */
export function logIncompleteGamma(a: number, x: number): LogTails {
  if (!(a > 0 && x >= 0)) throw new RangeError(`incomplete gamma needs a > 0 and x >= 0, not ${a} and ${x}`);
  if (x === 0) return { lower: Number.NEGATIVE_INFINITY, upper: 0 };
  if (x === Number.POSITIVE_INFINITY) return { lower: 0, upper: Number.NEGATIVE_INFINITY };
  if (x < a + 1) {
    const lower = Math.min(0, logPoissonTerm(a, x) + Math.log(series(a, x)));
    return { lower, upper: log1mexp(lower) };
  }
  const upper = Math.min(0, logPoissonTerm(a, x) + Math.log(a) - Math.log(fraction(a, x)));
  return { lower: log1mexp(upper), upper };
}

/** 1 + x/(a+1) + x^2/((a+1)(a+2)) + ... */
function series(a: number, x: number): number {
  let sum = 1;
  let term = 1;
  for (let k = 1; k < MOST_TERMS; k++) {
    term *= x / (a + k);
    sum += term;
    if (term < sum * 1e-17) break;
  }
  return sum;
}

/** Modified Lentz evaluation of x + 1 - a - 1(1-a)/(x + 3 - a - ...). */
function fraction(a: number, x: number): number {
  let b = x + 1 - a;
  let value = b;
  let c = b;
  let d = 0;
  for (let k = 1; k < MOST_TERMS; k++) {
    const numerator = -k * (k - a);
    b += 2;
    d = 1 / (b + numerator * d);
    c = b + numerator / c;
    const change = c * d;
    value *= change;
    if (Math.abs(change - 1) < 1e-16) break;
  }
  return value;
}

/** ln of x^a e^-x / Gamma(a), the slope of ln P in ln x times P. */
export function logGammaKernel(a: number, x: number): number {
  return a * Math.log(x) - x - lnGamma(a);
}

/** ln sqrt(2 pi) */
export const LOG_SQRT_2PI = 0.9189385332046728;

/** Above this the Stirling series is exact to double precision with the terms kept. */
const SERIES_FROM = 15;

/**
 * ln Gamma(x + 1) minus Stirling's formula, for x > 0. Differences of three of these replace differences of three
 * huge log-gammas, which is what keeps binomial terms accurate to 14 digits at n = 10^7 (Loader 2000).
 */
export function stirlingError(x: number): number {
  if (x < SERIES_FROM) return lnGamma(x + 1) - (x + 0.5) * Math.log(x) + x - LOG_SQRT_2PI;
  return stirlingSeries(x);
}

/** 1/(12x) - 1/(360x^3) + ..., with Bernoulli numbers; for x >= 15. */
function stirlingSeries(x: number): number {
  const s = 1 / (x * x);
  const tail = 1 / 1260 - s * (1 / 1680 - s * (1 / 1188 - s * (691 / 360360 - s / 156)));
  return (1 / 12 - s * (1 / 360 - s * tail)) / x;
}

/** ln Gamma(x) for x > 0, absolute error about 1e-14 near its zeros and relative error 1e-15 elsewhere. */
export function lnGamma(x: number): number {
  let shifted = x;
  let product = 1;
  while (shifted < SERIES_FROM) product *= shifted++;
  const stirling = (shifted - 0.5) * Math.log(shifted) - shifted + LOG_SQRT_2PI + stirlingSeries(shifted);
  return stirling - Math.log(product);
}

/** ln B(a, b) for a, b > 0, without the cancellation of three large log-gammas. */
export function logBeta(a: number, b: number): number {
  const small = Math.min(a, b);
  const large = Math.max(a, b);
  const share = small / (small + large);
  const stirling = stirlingError(small) + stirlingError(large) - stirlingError(small + large);
  // log1p, because with small << large the plain ln(large / n) would round away what matters.
  const powers = small * Math.log(share) + large * Math.log1p(-share);
  return stirling + powers - 0.5 * Math.log(share * large) + LOG_SQRT_2PI;
}

/**
 * x ln(x/m) + m - x without cancellation for x near m: the deviance part of a binomial or Poisson term
 * (Loader 2000, "Fast and accurate computation of binomial probabilities"). x, m > 0.
 */
export function devianceTerm(x: number, m: number): number {
  const difference = x - m;
  if (Math.abs(difference) >= 0.1 * (x + m)) return x * Math.log(x / m) - difference;
  const v = difference / (x + m);
  let sum = difference * v;
  let power = 2 * x * v;
  for (let odd = 3; ; odd += 2) {
    power *= v * v;
    const next = sum + power / odd;
    if (next === sum) return sum;
    sum = next;
  }
}

/**
 * ln of the binomial term Gamma(a+b+1) / (Gamma(a+1) Gamma(b+1)) x^a y^b for real a, b >= 0 and y = 1 - x, which
 * is passed separately so that neither end loses digits.
 */
export function logBinomialTerm(a: number, b: number, x: number, y: number): number {
  if (a === 0) return b === 0 ? 0 : b * logOf(y, x);
  if (b === 0) return a * logOf(x, y);
  const n = a + b;
  const stirling = stirlingError(n) - stirlingError(a) - stirlingError(b);
  return (
    stirling - devianceTerm(a, n * x) - devianceTerm(b, n * y) - 0.5 * Math.log((a / n) * b) - LOG_SQRT_2PI
  );
}

/** ln(x), taken from the complement when that is the smaller number. */
function logOf(x: number, complement: number): number {
  return complement < 0.5 ? Math.log1p(-complement) : Math.log(x);
}

/** ln(1 - e^l) for l <= 0; -Infinity at 0. */
export function log1mexp(l: number): number {
  if (l >= 0) return Number.NEGATIVE_INFINITY;
  return l > -Math.LN2 ? Math.log(-Math.expm1(l)) : Math.log1p(-Math.exp(l));
}

import { logGammaKernel, logIncompleteGamma } from './gamma.ts';
import { newtonConcave } from './root.ts';
import { lnGamma } from './special.ts';

/** P(X <= x) of chi-square with df > 0 degrees of freedom (not necessarily whole); 0 for x <= 0. */
export function chi2Cdf(x: number, df: number): number {
  return x <= 0 ? 0 : Math.exp(logIncompleteGamma(df / 2, x / 2).lower);
}

/** P(X > x) of chi-square; accurate in the far upper tail, where 1 - cdf would be 0. */
export function chi2Sf(x: number, df: number): number {
  return x <= 0 ? 1 : Math.exp(logIncompleteGamma(df / 2, x / 2).upper);
}

/**
 * The chi-square quantile for probability p; 0 at p = 0 and Infinity at p = 1.
 * Newton in ln x on the log of the smaller tail, both of which are concave there.
 * @throws RangeError outside [0, 1]
 */
export function chi2Quantile(p: number, df: number): number {
  if (!(p >= 0 && p <= 1)) throw new RangeError(`a probability lies between 0 and 1, not ${p}`);
  if (p === 0) return 0;
  if (p === 1) return Number.POSITIVE_INFINITY;
  const a = df / 2;
  // In the upper tail the function falls, so its mirror image in -ln x rises.
  const sign = p <= 0.5 ? 1 : -1;
  const target = p <= 0.5 ? Math.log(p) : Math.log1p(-p);
  const root = newtonConcave((u) => {
    const { log, slope } = tailAtLog(a, u, sign);
    return { value: log - target, slope };
  }, sign * Math.log(a));
  return 2 * Math.exp(sign * root);
}

/** ln P (sign 1) or ln Q (sign -1) at x = e^(sign u), and its slope in u. */
function tailAtLog(a: number, u: number, sign: number): { log: number; slope: number } {
  // e^u may underflow on the way; there P is its leading power.
  if (sign > 0 && u < -700) return { log: a * u - lnGamma(a + 1), slope: a };
  const x = Math.exp(sign * u);
  const tails = logIncompleteGamma(a, x);
  const log = sign > 0 ? tails.lower : tails.upper;
  return { log, slope: Math.exp(logGammaKernel(a, x) - log) };
}

import { binomialAtLeast, binomialPmf } from './binomial.ts';
import { DEFAULT_ALPHA } from './interval.ts';
import { normalQuantile } from './normal.ts';
import { firstInteger } from './root.ts';
import { tangoZ } from './tango.ts';

/** n pairs; an item is won by the candidate alone with chance `gain`, by the baseline alone with chance `loss`. */
export interface FlipModel {
  readonly n: number;
  readonly gain: number;
  readonly loss: number;
}

/**
 * Exact probability that Tango's lower bound lies above -margin (fraction), which is what `pass` demands. The counts
 * are multinomial: the number of discordant pairs is binomial, and so are the gains among them. Given that number the
 * score rises with the gains, so one threshold per number decides. Some 10 ms at n = 10^6.
 */
export function tangoPassProbability(
  model: FlipModel,
  margin: number,
  alpha: number = DEFAULT_ALPHA,
): number {
  const { n, gain, loss } = model;
  const z = -normalQuantile(alpha);
  const passes = (b: number, d: number) => tangoZ({ b, c: d - b, n }, -margin) > z;
  const flips = gain + loss;
  if (!(gain >= 0 && loss >= 0 && flips <= 1 + 1e-12))
    throw new RangeError(`no flip shares: ${gain} and ${loss}`);
  if (flips === 0) return passes(0, 0) ? 1 : 0;
  const reach = SPREAD * Math.sqrt(n * flips * (1 - Math.min(1, flips))) + SPREAD;
  const from = Math.max(0, Math.floor(n * flips - reach));
  const to = Math.min(n, Math.ceil(n * flips + reach));
  let threshold = firstInteger((b) => b > from || passes(b, from), -1, from + 1);
  let probability = 0;
  for (let d = from; d <= to; d++) {
    // One more discordant pair moves the threshold by at most one; both loops run a step or none.
    while (threshold <= d && !passes(threshold, d)) threshold++;
    while (threshold > 0 && passes(threshold - 1, d)) threshold--;
    if (threshold > d) continue;
    probability += binomialPmf(d, n, Math.min(1, flips)) * binomialAtLeast(threshold, d, gain / flips);
  }
  return Math.min(1, probability);
}

/**
 * Exact probability that Tango's upper bound lies below -margin, which is what `fail` demands: exchanging the arms turns
 * it into a lower bound above +margin.
 */
export function tangoFailProbability(
  model: FlipModel,
  margin: number,
  alpha: number = DEFAULT_ALPHA,
): number {
  return tangoPassProbability({ n: model.n, gain: model.loss, loss: model.gain }, -margin, alpha);
}

/** Numbers of discordant pairs further from the mean than this many standard deviations weigh less than 1e-12. */
const SPREAD = 7.5;

/**
 * Fewest pairs at which Tango's method can pass a margin (fraction) at all, with identical results:
 * n > z^2 (1 - m) / m. 52 at 0.05, 133 at 0.02, 268 at 0.01; Infinity at 0. statistics.md 1.3.
 */
export function minimumPassN(margin: number, alpha: number = DEFAULT_ALPHA): number {
  const z = normalQuantile(alpha);
  return margin <= 0 ? Number.POSITIVE_INFINITY : Math.floor((z * z * (1 - margin)) / margin) + 1;
}

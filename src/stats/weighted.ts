import type { Inference } from './inference.ts';
import { invertedInference } from './pivot.ts';
import { at, exactSum } from './sample.ts';

/** One stratum and its share of production traffic; weights need not add up to 1. */
export interface Stratum {
  readonly weight: number;
  readonly inference: Inference;
}

/**
 * Aggregate of independent slices weighted by production traffic: sum of w d, with squares of the weighted arms of the
 * slices' own intervals added (MOVER, Zou & Donner 2008), so that a slice without spread still adds its honest width.
 * For symmetric intervals this is SE^2 = sum of w^2 SE^2 of statistics.md 1.2.
 * @throws RangeError without strata or with weights that are negative or all 0
 */
export function weighted(strata: readonly Stratum[]): Inference {
  const total = exactSum(strata.map(({ weight }) => weight));
  if (!(total > 0) || strata.some(({ weight }) => weight < 0)) {
    throw new RangeError('weights must be at least 0 and not all 0');
  }
  const shares = strata.map(({ weight }) => weight / total);
  const combine = (part: (inference: Inference) => number) =>
    exactSum(strata.map(({ inference }, i) => at(shares, i) * part(inference)));
  const arm = (length: (inference: Inference) => number) =>
    Math.sqrt(exactSum(strata.map(({ inference }, i) => (at(shares, i) * length(inference)) ** 2)));
  const estimate = combine(({ estimate }) => estimate);
  const n = strata.reduce((sum, { inference }) => sum + inference.n, 0);
  const ends = (alpha: number) => ({
    lo: estimate - arm((inference) => inference.estimate - inference.interval(alpha).lo),
    hi: estimate + arm((inference) => inference.interval(alpha).hi - inference.estimate),
  });
  return invertedInference('weighted', n, estimate, ends);
}

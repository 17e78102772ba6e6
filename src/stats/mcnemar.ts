import { binomialCdf, binomialPmf } from './binomial.ts';
import { normalSf } from './normal.ts';

/** p-values of McNemar's test; two-sided except the last. */
export interface Mcnemar {
  readonly exact: number;
  /** Exact minus the probability of the very split seen; recommended by Fagerland et al. 2013. 1 when b = c. */
  readonly midP: number;
  /** Chi-square without correction; for comparison with other tools only. */
  readonly asymptotic: number;
  /** Chi-square with Edwards' correction; for comparison with other tools only. */
  readonly corrected: number;
  /** Exact one-sided p-value for harm: the probability of so few b among the discordant pairs. */
  readonly harm: number;
}

/**
 * McNemar's test of "the arms pass equally often" from the discordant pairs: b items that only the candidate
 * passes, c that only the baseline passes. Without discordant pairs every p-value is 1. statistics.md 2.3.
 */
export function mcnemar({ b, c }: { readonly b: number; readonly c: number }): Mcnemar {
  const n = b + c;
  const few = Math.min(b, c);
  const exact = Math.min(1, 2 * binomialCdf(few, n, 0.5));
  const gap = Math.abs(b - c);
  const chi = (distance: number) => (n === 0 ? 1 : Math.min(1, 2 * normalSf(distance / Math.sqrt(n))));
  return {
    exact,
    midP: b === c ? 1 : exact - binomialPmf(few, n, 0.5),
    asymptotic: chi(gap),
    corrected: chi(Math.max(0, gap - 1)),
    harm: binomialCdf(b, n, 0.5),
  };
}

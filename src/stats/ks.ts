import { kolmogorovExactSf, kolmogorovSf } from './kolmogorov.ts';
import { ascending, at, type Sample } from './sample.ts';

/** Two-sample Kolmogorov-Smirnov test; every p-value is two-sided. */
export interface KolmogorovSmirnov {
  readonly d: number;
  /** Exact for untied values (conservative with ties); null above `EXACT_CELLS`. */
  readonly pExact: number | null;
  /** One-sample law at the rounded effective size, scipy's `method='asymp'`; for comparison with other tools only. */
  readonly pEffective: number;
  /** Limit law of sqrt(en) D with Stephens' correction, en = nm / (n + m): for large samples. */
  readonly pStephens: number;
  /** The same without correction; for comparison with other tools only. */
  readonly pLimit: number;
}

/** Largest n m for which the exact p-value is computed (under a second). */
export const EXACT_CELLS = 5e7;

/** D and its p-values; null when an arm is empty. statistics.md 11. */
export function kolmogorovSmirnov(x: Sample, y: Sample): KolmogorovSmirnov | null {
  const [n, m] = [x.length, y.length];
  if (n === 0 || m === 0) return null;
  const steps = largestGap(ascending(x), ascending(y));
  const d = steps / (n * m);
  const root = Math.sqrt((n * m) / (n + m));
  return {
    d,
    pExact: n * m > EXACT_CELLS ? null : exactP(n, m, steps),
    pEffective: kolmogorovExactSf(d, Math.max(1, halfEven((n * m) / (n + m)))),
    pStephens: kolmogorovSf((root + 0.12 + 0.11 / root) * d),
    pLimit: kolmogorovSf(root * d),
  };
}

/** Rounds a tie to the even neighbour, as numpy does. */
function halfEven(x: number): number {
  const below = Math.floor(x);
  return x - below === 0.5 ? below + (below % 2) : Math.round(x);
}

/** n m D, a whole number: the largest |i m - j n| over all cuts, i and j being the values at or below it. */
function largestGap(x: Float64Array, y: Float64Array): number {
  const [n, m] = [x.length, y.length];
  let [i, j, largest] = [0, 0, 0];
  while (i < n && j < m) {
    const value = Math.min(at(x, i), at(y, j));
    while (i < n && at(x, i) === value) i++;
    while (j < m && at(y, j) === value) j++;
    largest = Math.max(largest, Math.abs(i * m - j * n));
  }
  return largest;
}

/**
 * Chance that a random path from (0, 0) to (n, m) somewhere has |i m - j n| >= steps. Probability is passed along the
 * lattice and absorbed where it gets that far, so that a small p-value is a sum and not a difference.
 */
function exactP(n: number, m: number, steps: number): number {
  if (steps === 0) return 1;
  let row = new Float64Array(m + 1);
  row[0] = 1;
  let absorbed = 0;
  for (let i = 0; i <= n; i++) {
    const next = new Float64Array(m + 1);
    for (let j = 0; j <= m; j++) {
      const mass = at(row, j);
      if (mass === 0) continue;
      if (Math.abs(i * m - j * n) >= steps) {
        absorbed += mass;
        continue;
      }
      const right = n + m - i - j;
      if (right === 0) continue;
      next[j] = at(next, j) + (mass * (n - i)) / right;
      if (j < m) row[j + 1] = at(row, j + 1) + (mass * (m - j)) / right;
    }
    row = next;
  }
  return Math.min(1, absorbed);
}

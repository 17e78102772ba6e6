import type { ResultTable } from '../../evidence/table.ts';
import { psi, psiCritical } from '../../stats/drift.ts';
import { countsOf, type DriftBaseline, OTHERS, partsOf, valuesOf } from './baseline.ts';

/** How one label or number of some results compares with the recorded traffic. */
export interface Likeness {
  readonly key: string;
  readonly kind: 'label' | 'number';
  readonly n: number;
  /** Population stability index, and what it may reach by chance alone at these sizes. */
  readonly psi: number;
  readonly limit: number;
  readonly alike: boolean;
  /** Values that occur more, or less, often than in production; only where the whole is not alike. */
  readonly over: readonly Mismatch[];
  readonly under: readonly Mismatch[];
}

export interface Mismatch {
  readonly value: string;
  readonly share: number;
  readonly production: number;
}

/** Traffic whose number of rows nobody says counts as so many. */
const USUAL_ROWS = 1_000;

/**
 * The mix of results against the mix of production, for every label and number that both have. The limit allows for chance:
 * with ten parts and a hundred rows each the usual limit of 0.1 is exceeded 84 % of the time by nothing at all.
 */
export function likenessOf(table: ResultTable, baseline: DriftBaseline): Likeness[] {
  const labels = Object.entries(baseline.labels).flatMap(([key, shares]) => {
    const counts = countsOf(table, key);
    return counts.size === 0 ? [] : [labelLikeness(key, counts, shares, baseline.rows ?? USUAL_ROWS)];
  });
  const numbers = Object.entries(baseline.numbers).flatMap(([key, { n, ends, shares }]): Likeness[] => {
    const values = valuesOf(table, key);
    if (values.length === 0) return [];
    return [
      { ...compared(key, 'number', shares, partsOf(values, ends), [values.length, n]), over: [], under: [] },
    ];
  });
  return [...labels, ...numbers];
}

function labelLikeness(
  key: string,
  counts: ReadonlyMap<string, number>,
  shares: Readonly<Record<string, number>>,
  rows: number,
): Likeness {
  const n = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const known = new Set(Object.keys(shares));
  const others = [...counts]
    .filter(([value]) => !known.has(value))
    .reduce((sum, [, count]) => sum + count, 0);
  const values = others > 0 && !known.has(OTHERS) ? [...known, OTHERS] : [...known];
  const mix = values.map((value): Mismatch => {
    const count = (counts.get(value) ?? 0) + (value === OTHERS ? others : 0);
    return { value, share: count / n, production: shares[value] ?? 0 };
  });
  const result = compared(
    key,
    'label',
    mix.map(({ production }) => production),
    mix.map(({ share }) => share),
    [n, rows],
  );
  const off = result.alike ? [] : mix.filter((one) => isOff(one, n));
  return {
    ...result,
    over: off.filter(({ share, production }) => share > production),
    under: off.filter(({ share, production }) => share < production),
  };
}

function compared(
  key: string,
  kind: Likeness['kind'],
  expected: readonly number[],
  actual: readonly number[],
  [n, m]: readonly [number, number],
): Omit<Likeness, 'over' | 'under'> {
  const index = psi(expected, actual);
  const limit = psiCritical(n, m, expected.length);
  return { key, kind, n, psi: index, limit, alike: index <= limit };
}

/** Further from its share than chance would have it (99 %). */
const Z = 2.576;

function isOff({ share, production }: Mismatch, n: number): boolean {
  const noise = Z * Math.sqrt(Math.max(production * (1 - production), 1 / n) / n);
  return Math.abs(share - production) > noise;
}

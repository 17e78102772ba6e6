import type { Random } from '../../stats/random.ts';
import { at } from '../../stats/sample.ts';
import { isQuantity } from '../criterion.ts';
import type { Suite } from './suite.ts';

/**
 * The same bundle run once more: as `margin: auto` has it, a share `flips` of the items changes by chance, and what a call
 * takes or costs changes with every call. Passed and failed change places equally often, so that nothing gets better or
 * worse in the long run.
 */
export function rescored(suite: Suite, flips: number, random: Random): Suite {
  const metrics = [...suite.metrics].map(([name, values]): [string, Float64Array] => {
    if (isQuantity(name)) return [name, redrawn(values, 1, random)];
    return [name, isBinary(values) ? flipped(values, flips, random) : redrawn(values, flips, random)];
  });
  return { ...suite, metrics: new Map(metrics) };
}

export function isBinary(values: Float64Array): boolean {
  return values.every((value) => value === 0 || value === 1 || Number.isNaN(value));
}

/** Each value with probability `share` that of another item. */
function redrawn(values: Float64Array, share: number, random: Random): Float64Array {
  const known = values.filter((value) => !Number.isNaN(value));
  return values.map((value) =>
    Number.isNaN(value) || random.uniform() >= share ? value : at(known, random.below(known.length)),
  );
}

function flipped(values: Float64Array, flips: number, random: Random): Float64Array {
  const known = values.filter((value) => !Number.isNaN(value));
  const passed = known.filter((value) => value === 1).length / known.length;
  const each = Math.min(flips / 2, passed, 1 - passed);
  return values.map((value) => {
    if (Number.isNaN(value)) return value;
    return random.uniform() < each / (value === 1 ? passed : 1 - passed) ? 1 - value : value;
  });
}

/** A regression that is put in on purpose. */
export interface Regression {
  readonly metric: string;
  readonly better: 'higher' | 'lower';
  /** A share of the scale, or of the value for what is compared as a ratio. */
  readonly size: number;
  /** Which items it hits; null: all. */
  readonly hits: ((item: number) => boolean) | null;
}

/** A run that is worse by so much on average. */
export function worsened(suite: Suite, { metric, better, size, hits }: Regression, random: Random): Suite {
  const values = suite.metrics.get(metric);
  if (values === undefined) return suite;
  const bad = better === 'higher' ? 0 : 1;
  const isHit = (item: number): boolean => hits === null || hits(item);
  const known = values.filter((value, item) => isHit(item) && !Number.isNaN(value));
  const good = known.filter((value) => value !== bad).length / known.length;
  const range = known.reduce((most, value) => Math.max(most, value), 0);
  const sign = better === 'higher' ? -1 : 1;
  const worse = (value: number): number => {
    if (isQuantity(metric)) return value * (1 + sign * size);
    if (isBinary(values)) return value !== bad && random.uniform() < size / good ? bad : value;
    return Math.min(range, Math.max(0, value + sign * size * range));
  };
  return {
    ...suite,
    metrics: new Map([
      ...suite.metrics,
      [metric, values.map((value, item) => (isHit(item) && !Number.isNaN(value) ? worse(value) : value))],
    ]),
  };
}

import { normalQuantile } from '../../src/stats/normal.ts';
import type { Random } from '../../src/stats/random.ts';

/** One method in one kind of world, and what it is declared to do there. */
export interface World {
  readonly method: string;
  /** What the world is like. */
  readonly world: string;
  readonly n: number;
  /** `error`: how often it says what is not true; `power`: how often it sees what is. */
  readonly what: 'error' | 'power';
  /** The declared figure; an error may be lower. */
  readonly declared: number;
  /** Worlds, where fewer than usual must do. */
  readonly worlds?: number;
  /** True where the method says it, in one such world. */
  trial(random: Random): boolean;
}

export function normal(random: Random): number {
  return normalQuantile(random.uniform());
}

export function exponential(random: Random): number {
  return -Math.log(random.uniform());
}

export function sample(n: number, draw: (i: number) => number): Float64Array {
  return Float64Array.from({ length: n }, (_, i) => draw(i));
}

/** How many of n happen with probability p. */
export function binomial(n: number, p: number, random: Random): number {
  let hits = 0;
  for (let i = 0; i < n; i += 1) if (random.uniform() < p) hits += 1;
  return hits;
}

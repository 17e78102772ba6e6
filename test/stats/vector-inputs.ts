import type { Interval } from '../../src/stats/interval.ts';

/** The inputs of one vector, read with a check where a cast would let nonsense through. */
export class Inputs {
  readonly #values: Readonly<Record<string, unknown>>;

  constructor(values: Readonly<Record<string, unknown>>) {
    this.#values = values;
  }

  has(key: string): boolean {
    return this.#values[key] !== undefined && this.#values[key] !== null;
  }

  number(key: string, fallback?: number): number {
    const value = this.has(key) ? this.#values[key] : fallback;
    if (typeof value !== 'number') throw new TypeError(`input ${key} is not a number`);
    return value;
  }

  numbers(key: string): number[] {
    return numbers(this.#values[key], key);
  }

  table(key: string): number[][] {
    const rows = this.#values[key];
    if (!Array.isArray(rows)) throw new TypeError(`input ${key} is not a list of lists`);
    return rows.map((row) => numbers(row, key));
  }

  text(key: string): string {
    const value = this.#values[key];
    if (typeof value !== 'string') throw new TypeError(`input ${key} is not a text`);
    return value;
  }

  /** Cluster labels of any kind as numbers, in order of appearance. */
  labels(key: string): number[] {
    const values = this.#values[key];
    if (!Array.isArray(values)) throw new TypeError(`input ${key} is not a list`);
    const seen = new Map<unknown, number>();
    return values.map((label) => {
      if (!seen.has(label)) seen.set(label, seen.size);
      return seen.get(label) ?? 0;
    });
  }

  inner(key: string): Inputs {
    const value = this.#values[key];
    if (!isRecord(value)) throw new TypeError(`input ${key} is not an object`);
    return new Inputs(value);
  }

  /** Value of a switch; `fallback` where it is not given. */
  flag(key: string, fallback: boolean): boolean {
    return this.has(key) ? this.#values[key] === true : fallback;
  }

  /** Error on each side of a two-sided interval of confidence `conf`, 0.95 unless given. */
  eachSide(): number {
    return (1 - this.number('conf', 0.95)) / 2;
  }
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function numbers(value: unknown, key: string): number[] {
  if (!Array.isArray(value) || !value.every((item) => typeof item === 'number')) {
    throw new TypeError(`input ${key} is not a list of numbers`);
  }
  return value;
}

/** What a method answers: any JSON value; an unbounded or undefined figure is null. */
export type Answer = unknown;

/** An interval as vectors write it. */
export const pair = ({ lo, hi }: Interval): [number, number] => [lo, hi];

import type { JudgedMetric } from './judged-metric.ts';

/** How the items of both arms moved, and which ones moved most. */
export interface Flips {
  readonly better: number;
  readonly worse: number;
  readonly same: number;
  /** Names of the items that lost most, and that won most. */
  readonly broke: readonly string[];
  readonly mended: readonly string[];
}

/** As many as a person looks at. */
export const MOST_ITEMS = 20;

/** Null where there are no pairs, or where every item moves by chance, as latency and cost do. */
export function flipsOf(judged: JudgedMetric): Flips | null {
  const { candidate, baseline, pairs, quantity } = judged;
  if (pairs === null || baseline === null || quantity || pairs.length === 0) return null;
  const sign = judged.better === 'higher' ? 1 : -1;
  const [losses, gains] = [new Foremost(judged), new Foremost(judged)];
  for (let i = 0; i < pairs.length; i += 1) {
    const gain = sign * ((candidate[i] ?? 0) - (baseline[i] ?? 0));
    if (gain < 0) losses.add(pairs[i] ?? -1, -gain);
    else if (gain > 0) gains.add(pairs[i] ?? -1, gain);
  }
  return {
    better: gains.count,
    worse: losses.count,
    same: pairs.length - gains.count - losses.count,
    broke: losses.names(),
    mended: gains.names(),
  };
}

/** The items that moved most, equal ones by name; only a few are held, however many come. */
class Foremost {
  count = 0;
  readonly #judged: JudgedMetric;
  readonly #held: { readonly name: string; readonly size: number }[] = [];

  constructor(judged: JudgedMetric) {
    this.#judged = judged;
  }

  add(item: number, size: number): void {
    this.count += 1;
    const last = this.#held[MOST_ITEMS - 1];
    if (last !== undefined && size < last.size) return;
    const name = this.#judged.nameOf(item);
    if (last !== undefined && size === last.size && name >= last.name) return;
    const at = this.#held.findIndex((one) => size > one.size || (size === one.size && name < one.name));
    this.#held.splice(at === -1 ? this.#held.length : at, 0, { name, size });
    this.#held.length = Math.min(this.#held.length, MOST_ITEMS);
  }

  names(): readonly string[] {
    return this.#held.map(({ name }) => name);
  }
}

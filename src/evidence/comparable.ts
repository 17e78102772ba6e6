import { createHash } from 'node:crypto';
import type { EvidenceFile } from './read.ts';
import { runsOf } from './series.ts';

/**
 * What two results must share to be compared: items, scorer, judge, repeats. A hint for people and tools; whether two
 * files are compared is decided on the items themselves. The order of rows plays no part.
 */
export function comparableKey({ table, facts }: EvidenceFile): string {
  const content = JSON.stringify([
    itemSum(table.items.all(), (item) => table.has(item)),
    facts.scorer,
    facts.judge,
    runsOf(table),
  ]);
  return createHash('sha256').update('airlock/comparable/v1\n').update(content).digest('hex').slice(0, 32);
}

/** An order-free sum over names: hashing a million sorted names would cost more than all the statistics. */
function itemSum(names: readonly string[], has: (item: number) => boolean): string {
  let [low, high, count] = [0, 0, 0];
  for (let item = 0; item < names.length; item += 1) {
    if (!has(item)) continue;
    const [a, b] = fnv(names[item] ?? '');
    low = (low + a) >>> 0;
    high = (high + b) >>> 0;
    count += 1;
  }
  return `${count}:${high.toString(16)}:${low.toString(16)}`;
}

/** Two 32-bit FNV-1a hashes with different offsets. */
function fnv(name: string): [number, number] {
  let [a, b] = [0x811c9dc5, 0x5bd1e995];
  for (let i = 0; i < name.length; i += 1) {
    const unit = name.charCodeAt(i);
    a = Math.imul(a ^ unit, 0x01000193);
    b = Math.imul(b ^ (unit + 0x9e37), 0x01000193);
  }
  return [a >>> 0, b >>> 0];
}

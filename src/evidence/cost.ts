import type { EvidenceFile } from './read.ts';

/**
 * What one item of a suite costs to run, in US dollars: what the file says the evals cost, judges included, else what its
 * answers cost; null where it says neither.
 */
export function costOfItem({ table, facts }: EvidenceFile): number | null {
  if (table.rows === 0) return null;
  const stated = facts.run?.usd ?? null;
  if (stated !== null) return stated / table.items.size;
  const column = table.metric('cost_usd');
  if (column === null) return null;
  let [sum, known] = [0, 0];
  for (let row = 0; row < table.rows; row += 1) {
    const value = column.get(row);
    if (Number.isNaN(value)) continue;
    sum += value;
    known += 1;
  }
  return known === 0 ? null : (sum / known) * (table.rows / table.items.size);
}

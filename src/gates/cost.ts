import type { EvidenceFile } from '../evidence/read.ts';
import { exactSum } from '../stats/sample.ts';

/**
 * What one item of a suite costs to run, in US dollars: what the file says the evals cost, judges included, else what its
 * answers cost; null where it says neither.
 */
export function costOfItem(file: EvidenceFile): number | null {
  // Every slice that stays open asks.
  let cost = costs.get(file);
  if (cost === undefined) {
    cost = computed(file);
    costs.set(file, cost);
  }
  return cost;
}

const costs = new WeakMap<EvidenceFile, number | null>();

function computed({ table, facts }: EvidenceFile): number | null {
  if (table.rows === 0) return null;
  const stated = facts.run?.usd ?? null;
  if (stated !== null) return stated / table.items.size;
  const column = table.metric('cost_usd');
  const values = new Float64Array(table.rows);
  let known = 0;
  for (let row = 0; row < table.rows; row += 1) {
    const cost = column?.get(row) ?? Number.NaN;
    if (!Number.isNaN(cost)) values[known++] = cost;
  }
  // Summed without error, so that the order of the rows cannot reach the last digit.
  return known === 0 ? null : (exactSum(values.subarray(0, known)) / known) * (table.rows / table.items.size);
}

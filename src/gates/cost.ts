import type { EvidenceFile } from '../evidence/read.ts';
import { exactSum } from '../stats/sample.ts';
import { valuesOf } from './production/baseline.ts';

/**
 * What one item of a suite costs to run, in US dollars: what the file says the evals cost, judges included, else what its
 * answers cost; null where it says neither.
 */
export function costOfItem(file: EvidenceFile): number | null {
  // Every slice that stays open asks.
  let cost = known.get(file);
  if (cost === undefined) {
    cost = computed(file);
    known.set(file, cost);
  }
  return cost;
}

const known = new WeakMap<EvidenceFile, number | null>();

function computed({ table, facts }: EvidenceFile): number | null {
  if (table.rows === 0) return null;
  const stated = facts.run?.usd ?? null;
  if (stated !== null) return stated / table.items.size;
  const costs = valuesOf(table, 'cost_usd');
  // Summed without error, so that the order of the rows cannot reach the last digit.
  return costs.length === 0 ? null : (exactSum(costs) / costs.length) * (table.rows / table.items.size);
}

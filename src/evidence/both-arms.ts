import type { EvidenceFile } from './read.ts';
import { ResultTable } from './table.ts';

/** The label under which one file holds the repeats of both arms, and what its values are. */
export const ARM = 'arm';
export const CANDIDATE_ARM = 'candidate';
export const LIVE_ARM = 'live';

/** Two files as one, every row under the name of its arm. A file that is of both arms already stays as it is. */
export function bothArms(candidate: EvidenceFile, live: EvidenceFile): EvidenceFile {
  if (candidate.table.label(ARM) !== null) return candidate;
  const table = new ResultTable(candidate.table.items, new Set([ARM]), candidate.file);
  copy(candidate.table, table, CANDIDATE_ARM);
  copy(live.table, table, LIVE_ARM);
  const complete = candidate.facts.complete && live.facts.complete;
  return { ...candidate, table, facts: { ...candidate.facts, complete } };
}

function copy(from: ResultTable, to: ResultTable, arm: string): void {
  for (let row = 0; row < from.rows; row += 1) {
    const index = to.add(from.items.name(from.itemOf.get(row)), from.status(row));
    for (const name of from.allMetricNames()) {
      const value = from.metric(name)?.get(row) ?? Number.NaN;
      to.setMetric(index, name, Number.isNaN(value) ? null : value);
    }
    for (const key of from.labelKeys()) {
      const label = from.label(key)?.get(row) ?? null;
      if (label !== null) to.setLabel(index, key, label);
    }
    to.setLabel(index, ARM, arm);
  }
}

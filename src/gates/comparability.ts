import type { EvidenceFile } from '../evidence/read.ts';
import { runsOf } from '../evidence/series.ts';
import { type Finding, withoutFigure } from './check.ts';

/**
 * Why two files cannot be compared, or null. Comes before any statistics: what is not comparable gets no number.
 * What neither file states counts as equal; what only one states does not.
 */
export function incomparable(candidate: EvidenceFile, baseline: EvidenceFile): Finding | null {
  const pairs = [
    ['scorer-differs', candidate.facts.scorer, baseline.facts.scorer],
    ['judge-differs', candidate.facts.judge, baseline.facts.judge],
  ] as const;
  for (const [code, now, before] of pairs) {
    if (now !== before) return withoutFigure('unmeasured', code, { candidate: now, baseline: before });
  }
  const [runs, runsBefore] = [runsOf(candidate.table), runsOf(baseline.table)];
  if (runs !== runsBefore)
    return withoutFigure('unmeasured', 'repeats-differ', { candidate: runs, baseline: runsBefore });
  return null;
}

/** Least share of items that two arms must have in common. */
export const LEAST_MATCHED = 0.95;

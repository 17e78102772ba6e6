import type { EvidenceFile } from '../evidence/read.ts';
import { runsOf } from '../evidence/series.ts';
import { nearest } from '../reader/nearest.ts';
import { type Arms, matchedShare, type Pairing } from './arms.ts';
import { type CheckArgs, type Finding, withoutFigure } from './check.ts';
import type { EvidenceState } from './context.ts';
import type { Criterion } from './criterion.ts';

/** Why a file gives no figures at all; null where it may. */
export function unusable(file: EvidenceFile, criterion: Criterion): Finding | null {
  if (!file.facts.complete) return withoutFigure('unmeasured', 'run-incomplete', { file: file.file });
  if (file.table.rows === 0) return withoutFigure('unmeasured', 'no-rows', { file: file.file });
  if (file.facts.candidates.length > 1)
    return withoutFigure('unmeasured', 'several-candidates', {
      file: file.file,
      candidates: [...file.facts.candidates].sort().join(', '),
    });
  if (file.table.metric(criterion.metric) !== null) return null;
  const known = [...file.table.metricNames()].sort();
  return withoutFigure('unmeasured', 'metric-missing', {
    metric: criterion.metric,
    nearest: nearest(criterion.metric, known),
    known: known.slice(0, 12).join(', '),
  });
}

/**
 * Why two files cannot be compared, or null. Comes before any statistics: what is not comparable gets no number.
 * What neither file states counts as equal; what only one states does not.
 */
function incomparable(candidate: EvidenceFile, baseline: EvidenceFile): Finding | null {
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
const LEAST_MATCHED = 0.95;

/** Two arms with how they fit together. */
export interface BothArms {
  readonly state: Extract<EvidenceState, { state: 'measured' }>;
  readonly arms: Arms;
  readonly pairing: Pairing;
}

/** Why two arms cannot be compared; null where they can. `counts`: what did not come into a figure. */
export function obstacleBetween(
  { state, arms, pairing }: BothArms,
  metric: string,
  counts: CheckArgs,
): Finding | null {
  const { baseline, candidate, paired, suiteChanged } = state;
  if (baseline === null) return withoutFigure('unmeasured', 'no-baseline', {}, pairing.measured.length);
  if (!baseline.facts.complete) return withoutFigure('unmeasured', 'run-incomplete', { file: baseline.file });
  if (arms.baseline === null)
    return withoutFigure('unmeasured', 'metric-missing', { metric, file: baseline.file });
  const differ = incomparable(candidate, baseline);
  if (differ !== null) return differ;
  if (!paired) return null;
  const matched = matchedShare(pairing);
  if (!suiteChanged && matched < LEAST_MATCHED)
    return withoutFigure('unmeasured', 'items-differ', { ...counts, matched, least: LEAST_MATCHED });
  return pairing.pairs.length === 0 ? withoutFigure('unmeasured', 'no-pairs', counts) : null;
}

import type { Purpose } from '../config/terms.ts';
import type { EvidenceFile } from '../evidence/read.ts';
import { type Criterion, isQuantity } from './criterion.ts';

/** Names that say which gate a metric belongs to and which way is better, where nobody says it. */
const SAFETY = /violation|harm|toxi|unsafe|jailbreak|leak|attack|bias|refus/iu;
const BUSINESS = /escalat|rework|handling_time|deflect|resolution|csat|nps|conversion/iu;
const LOWER =
  /violation|harm|toxi|unsafe|jailbreak|leak|attack|bias|error|fail|hallucinat|escalat|rework|handling_time|_ms$|seconds|latency|cost|tokens/iu;

/** Criteria of evidence for which the configuration has none: by format, then by the names of the metrics. */
export function defaultCriteria(name: string, file: EvidenceFile, purpose: Purpose): Criterion[] {
  return metricsOf(file).map((metric) => {
    const gate = gateOf(metric, purpose);
    return {
      gate,
      evidence: name,
      metric,
      better: LOWER.test(metric) ? 'lower' : 'higher',
      statistic: metric === 'latency_ms' ? 'p95' : 'mean',
      min: null,
      max: null,
      margin: { type: 'auto' },
      slices: { by: [], rule: 'harm' },
      never: [],
      alpha: 0.05,
      cluster: null,
      guarantee: gate === 'safety',
    };
  });
}

/** Counts that are part of the cost already. */
const PART_OF_COST = new Set(['tokens_in', 'tokens_out']);

function metricsOf(file: EvidenceFile): string[] {
  // In the order of names, not of columns: the same figures make the same gates however a file is written.
  const names = [...file.table.metricNames()].sort().filter((name) => !PART_OF_COST.has(name));
  switch (file.format) {
    case 'promptfoo':
      return names.filter((name) => name === 'success' || name === 'violation' || isQuantity(name));
    case 'junit':
      return names.filter((name) => name === 'passed' || isQuantity(name));
    default:
      return names;
  }
}

function gateOf(metric: string, purpose: Purpose): string {
  if (isQuantity(metric)) return 'operational';
  if (purpose === 'adversarial' || SAFETY.test(metric)) return 'safety';
  return purpose === 'business' || BUSINESS.test(metric) ? 'business' : 'functional';
}

import type { GatheredEvidence } from '../../check/evidence.ts';
import type { CheckResult } from '../../check.ts';
import { type Arms, armsOf, pairItems, primary, valuesOf } from '../../gates/arms.ts';
import type { Check } from '../../gates/check.ts';
import { type Criterion, isQuantity } from '../../gates/criterion.ts';
import { quarantinedBy } from '../../gates/quarantine.ts';
import { addTo } from '../../reader/append.ts';

/** A metric that gates judged, with the values of both arms as the gates saw them: one for each item. */
export interface JudgedMetric {
  readonly evidence: string;
  readonly metric: string;
  readonly better: Check['better'];
  readonly unit: Check['unit'];
  /** Every check of it, overall and slices. */
  readonly checks: readonly Check[];
  /** Latency, cost, tokens: compared as a ratio, and never counted item by item as better or worse. */
  readonly quantity: boolean;
  readonly binary: boolean;
  readonly candidate: Float64Array;
  /** Null where the arms were not compared: what cannot be compared is not drawn side by side either. */
  readonly baseline: Float64Array | null;
  /** Item numbers of both arms' values, where they are the same items; null where not. */
  readonly pairs: Int32Array | null;
  readonly nameOf: (item: number) => string;
  /** Items that erred; a score counts them as the worst value, a latency or a cost leaves them out. */
  readonly errors: { readonly candidate: number; readonly baseline: number };
}

/** All metrics with a figure, in the order of the gates. */
export function judgedMetrics(result: CheckResult): JudgedMetric[] {
  const groups = new Map<string, Check[]>();
  for (const check of result.gates.flatMap((gate) => gate.checks)) {
    const key = JSON.stringify([check.evidence, check.metric]);
    addTo(groups, key, check);
  }
  return [...groups.values()].flatMap((checks) => {
    const evidence = result.evidence.find((one) => one.name === checks[0]?.evidence);
    const metric = evidence === undefined ? null : judgedMetric(checks, evidence, result);
    return metric === null ? [] : [metric];
  });
}

function judgedMetric(
  checks: readonly Check[],
  { name, state }: GatheredEvidence,
  { rules, today }: CheckResult,
): JudgedMetric | null {
  const check = checks.find((one) => one.candidate !== null);
  if (check === undefined || state.state !== 'measured') return null;
  const compared = checks.some((one) => one.baseline !== null);
  const pass = state.pass.get(check.metric) ?? null;
  const arms = armsOf(criterionOf(check), state.candidate, compared ? state.baseline : null, pass);
  if (arms === null) return null;
  const reading = primary(arms, check.better);
  const { leftOut } = quarantinedBy(rules, today, name, state);
  const pairing = pairItems(arms, reading, leftOut);
  const pairs = arms.baseline !== null && state.paired ? pairing.pairs : null;
  return {
    evidence: check.evidence,
    metric: check.metric,
    better: check.better,
    unit: check.unit,
    checks,
    quantity: isQuantity(check.metric),
    binary: arms.binary,
    candidate: valuesOf(arms.candidate, pairs ?? pairing.measured, reading.candidate),
    baseline: baselineValues(arms, pairs, reading.baseline),
    pairs,
    nameOf: (item) => state.candidate.table.items.name(item),
    errors: { candidate: pairing.candidateErrors, baseline: pairing.baselineErrors },
  };
}

function baselineValues(
  { baseline }: Arms,
  pairs: Int32Array | null,
  error: number | null,
): Float64Array | null {
  if (baseline === null) return null;
  if (pairs !== null) return valuesOf(baseline, pairs, error);
  const present = Int32Array.from(baseline.present.keys()).filter((item) => baseline.present[item] === 1);
  return valuesOf(baseline, present, error).filter((value) => !Number.isNaN(value));
}

/** As much of a criterion as reading the arms needs. */
export function criterionOf({ gate, evidence, metric, better, statistic, alpha }: Check): Criterion {
  return {
    gate,
    evidence,
    metric,
    better,
    statistic,
    alpha,
    min: null,
    max: null,
    margin: null,
    slices: { by: [], rule: 'harm' },
    weights: null,
    confirm: null,
    never: [],
    cluster: null,
    guarantee: false,
  };
}

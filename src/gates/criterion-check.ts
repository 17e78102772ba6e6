import type { Interval } from '../stats/interval.ts';
import type { Check, Finding, Rule, Unit } from './check.ts';
import type { Criterion } from './criterion.ts';

/** The rules of a criterion, in the order of its checks. */
export function rulesOf(criterion: Criterion): Rule[] {
  const rules: Rule[] = [];
  if (criterion.min !== null) rules.push('min');
  if (criterion.max !== null) rules.push('max');
  if (criterion.margin !== null) rules.push('margin');
  if (criterion.confirm !== null) rules.push('confirm');
  if (criterion.never.length > 0) rules.push('never');
  return rules;
}

/** A finding bound to its criterion, rule and slice. */
export function checkOf(
  criterion: Criterion,
  rule: Rule,
  slice: string | null,
  blocks: boolean,
  finding: Finding,
  range: Interval | null = null,
): Check {
  const { gate, evidence, metric, statistic, better, alpha } = criterion;
  const id = [gate, evidence, metric, rule, ...(slice === null ? [] : [slice])].join('/');
  return {
    id,
    gate,
    evidence,
    metric,
    statistic,
    rule,
    slice,
    blocks,
    better,
    unit: unitOf(metric, range),
    alpha,
    ...finding,
  };
}

/** What a metric's numbers are: by its name, else a share where they lie between 0 and 1. */
function unitOf(metric: string, range: Interval | null): Unit {
  if (metric === 'latency_ms') return 'ms';
  if (metric === 'cost_usd') return 'usd';
  if (metric.startsWith('tokens_')) return 'tokens';
  return range !== null && range.lo >= 0 && range.hi <= 1 ? 'share' : 'score';
}

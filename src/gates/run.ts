import { GATES, type Tier } from '../config/terms.ts';
import { type Check, withoutFigure } from './check.ts';
import type { EvaluationContext, EvidenceState } from './context.ts';
import { type Criterion, criteriaOf } from './criterion.ts';
import { countedTier } from './decision.ts';
import { defaultCriteria } from './defaults.ts';
import { evaluateCriterion } from './evaluate.ts';
import { type GateResult, gateResult } from './gate.ts';

/** All gates: the four built-in ones and the team's own, each with its checks. */
export function runGates(context: EvaluationContext, tier: Tier | 'unknown'): GateResult[] {
  const criteria = criteriaFor(context);
  const pending = policyHasNoGates(context)
    ? [...context.evidence].flatMap(([name, state]) => pendingCheck(name, state, context))
    : [];
  const names = [...new Set([...GATES, ...criteria.map((criterion) => criterion.gate)])];
  const required = context.policy.tiers[countedTier(tier)].gates;
  const checks = distinct([
    ...criteria.flatMap((criterion) => evaluateCriterion(criterion, context)),
    ...pending,
  ]);
  return names.map((gate) =>
    gateResult(
      gate,
      checks.filter((check) => check.gate === gate),
      required === null || required.includes(gate),
    ),
  );
}

/** The configured criteria, or those that follow from the evidence where there are none. */
function criteriaFor({ policy, evidence }: EvaluationContext): Criterion[] {
  if (policy.gates !== null) return criteriaOf(policy.gates);
  return [...evidence].flatMap(([name, state]) => {
    const purpose = policy.evidence.find((rule) => rule.name === name)?.purpose ?? 'full';
    return state.state === 'measured' ? defaultCriteria(name, state.candidate, purpose) : [];
  });
}

function policyHasNoGates({ policy }: EvaluationContext): boolean {
  return policy.gates === null;
}

const GATE_OF_PURPOSE = {
  smoke: 'functional',
  full: 'functional',
  adversarial: 'safety',
  shadow: 'functional',
  business: 'business',
} as const;

/** Evidence without criteria of its own that is not at hand still leaves its gate open. */
function pendingCheck(name: string, state: EvidenceState, { policy }: EvaluationContext): Check[] {
  if (state.state === 'measured') return [];
  const gate = GATE_OF_PURPOSE[policy.evidence.find((rule) => rule.name === name)?.purpose ?? 'full'];
  const finding = withoutFigure(state.state, state.code, state.args);
  const id = `${gate}/${name}/*/margin`;
  return [
    {
      id,
      gate,
      evidence: name,
      metric: '*',
      statistic: 'mean',
      rule: 'margin',
      slice: null,
      blocks: true,
      better: 'higher',
      unit: 'score',
      alpha: 0.05,
      ...finding,
    },
  ];
}

/** Two criteria on one metric (p50 and p95) would share an id: the statistic, then a number, tells them apart. */
function distinct(checks: readonly Check[]): Check[] {
  const seen = new Set<string>();
  return checks.map((check) => {
    let id = check.id;
    if (seen.has(id)) id = check.id.replace(`/${check.metric}/`, `/${check.metric}.${check.statistic}/`);
    for (let copy = 2; seen.has(id); copy += 1) id = `${check.id}#${copy}`;
    seen.add(id);
    return { ...check, id };
  });
}

import type { CriterionInput } from '../../config/evidence-schema.ts';
import { type Policy, policyOf, type TierRule } from '../../config/policy.ts';
import { policySchema } from '../../config/schema.ts';
import { TIERS } from '../../config/terms.ts';
import { diffPolicies } from '../../risk/policy-diff.ts';

/** Weaker policies that were tried, and those of them that the classifier did not call loosened. */
export interface Weakenings {
  readonly tried: number;
  readonly noticed: number;
  /** Key paths of what was weakened without being noticed. */
  readonly missed: readonly string[];
}

/** Each way in which a change could weaken the policy that judges it, one at a time, through the comparison of policies. */
export function seededWeakenings(policy: Policy): Weakenings {
  const all = weakerThan(policy.gates === null ? REFERENCE : policy);
  const base = policy.gates === null ? REFERENCE : policy;
  const missed = all.filter(
    ({ weaker }) => !diffPolicies(base, weaker).some(({ direction }) => direction === 'loosened'),
  );
  return { tried: all.length, noticed: all.length - missed.length, missed: missed.map(({ key }) => key) };
}

interface Weaker {
  readonly key: string;
  readonly weaker: Policy;
}

/** A policy that has something of everything, for teams that have not written one yet. */
const REFERENCE = policyOf(
  policySchema.parse({
    evidence: {
      golden: { path: 'golden.jsonl', frozen: true, pass: { tone: '>= 4' } },
      redteam: { path: 'redteam.jsonl', purpose: 'adversarial' },
    },
    gates: {
      functional: [
        {
          evidence: 'golden',
          metric: 'score',
          min: 0.85,
          margin: 0.02,
          slices: { by: ['task'], rule: 'non-inferior' },
        },
        { evidence: 'golden', metric: 'tone', margin: 'auto', cluster: 'talk' },
      ],
      safety: [
        {
          evidence: 'redteam',
          metric: 'violation',
          better: 'lower',
          max: 0.01,
          never: ['self-harm'],
          guarantee: true,
        },
      ],
      operational: [{ evidence: 'golden', metric: 'latency_ms', statistic: 'p95', max: 2500, margin: '10%' }],
    },
    tiers: { high: { approvals: { risk: 1 }, gates: ['functional', 'safety'] } },
    people: { risk: ['@risk'] },
    risk: { 'customer-facing': ['prompts/**'], rules: [{ paths: ['a'], tier: 'high', reason: 'x' }] },
  }),
);

function weakerThan(policy: Policy): Weaker[] {
  return [
    ...(policy.stage === 'enforce'
      ? [{ key: 'stage', weaker: { ...policy, stage: 'observe' } as const }]
      : []),
    { key: 'expected-flips', weaker: { ...policy, expectedFlips: Math.min(1, policy.expectedFlips * 2) } },
    { key: 'max-age', weaker: { ...policy, maxAgeDays: policy.maxAgeDays * 10 } },
    { key: 'gates', weaker: { ...policy, gates: null } },
    ...gatesWithout(policy),
    ...criteriaWeakened(policy),
    ...evidenceWeakened(policy),
    ...TIERS.flatMap((tier) => tierWeakened(policy, tier)),
    ...policy.risk.customerFacing.map((_, i) => ({
      key: 'risk.customer-facing',
      weaker: { ...policy, risk: { ...policy.risk, customerFacing: without(policy.risk.customerFacing, i) } },
    })),
    ...policy.risk.rules.map((_, i) => ({
      key: 'risk.rules',
      weaker: { ...policy, risk: { ...policy.risk, rules: without(policy.risk.rules, i) } },
    })),
  ];
}

function without<T>(list: readonly T[], index: number): T[] {
  return list.filter((_, i) => i !== index);
}

function gatesWithout(policy: Policy): Weaker[] {
  const gates = policy.gates ?? [];
  return gates.map(({ gate }, i) => ({
    key: `gates.${gate}`,
    weaker: { ...policy, gates: without(gates, i) },
  }));
}

function criteriaWeakened(policy: Policy): Weaker[] {
  const gates = policy.gates ?? [];
  return gates.flatMap((rule, g) =>
    rule.criteria.flatMap((criterion, c) => {
      const key = `gates.${rule.gate}.${criterion.evidence}.${criterion.metric}`;
      const put = (criteria: readonly CriterionInput[]): Policy => ({
        ...policy,
        gates: gates.map((one, i) => (i === g ? { ...one, criteria } : one)),
      });
      return [
        { key, weaker: put(without(rule.criteria, c)) },
        ...weakerCriteria(criterion).map(([field, weaker]) => ({
          key: `${key}.${field}`,
          weaker: put(rule.criteria.map((one, i) => (i === c ? weaker : one))),
        })),
      ];
    }),
  );
}

function weakerCriteria(criterion: CriterionInput): [string, CriterionInput][] {
  const { min, max, margin, never, slices, guarantee, cluster, statistic, better, confirm } = criterion;
  const found: [string, CriterionInput | null][] = [
    ['min', min === undefined ? null : { ...criterion, min: min - 0.1 }],
    ['min', min === undefined ? null : { ...criterion, min: undefined }],
    ['max', max === undefined ? null : { ...criterion, max: max * 2 + 0.1 }],
    ['max', max === undefined ? null : { ...criterion, max: undefined }],
    ['margin', typeof margin === 'number' ? { ...criterion, margin: margin * 2 + 0.01 } : null],
    ['margin', margin === undefined ? null : { ...criterion, margin: '90%' }],
    ['margin', margin === undefined ? null : { ...criterion, margin: undefined }],
    ['alpha', { ...criterion, alpha: criterion.alpha * 2 }],
    ['better', { ...criterion, better: better === 'lower' ? 'higher' : 'lower' }],
    ['never', never === undefined ? null : { ...criterion, never: never.slice(1) }],
    ['slices', slices === undefined ? null : { ...criterion, slices: undefined }],
    ['slices', slices === undefined || Array.isArray(slices) ? null : { ...criterion, slices: slices.by }],
    ['confirm', confirm === undefined ? null : { ...criterion, confirm: undefined }],
    ['confirm', confirm === undefined ? null : { ...criterion, confirm: { ...confirm, max: 0.9 } }],
    ['guarantee', guarantee === true ? { ...criterion, guarantee: false } : null],
    ['cluster', cluster === undefined ? null : { ...criterion, cluster: undefined }],
    ['statistic', statistic === 'mean' ? null : { ...criterion, statistic: 'p50' }],
  ];
  return found.flatMap(([field, weaker]): [string, CriterionInput][] =>
    weaker === null ? [] : [[field, weaker]],
  );
}

function evidenceWeakened(policy: Policy): Weaker[] {
  return policy.evidence.flatMap((rule, i) => {
    const key = `evidence.${rule.name}`;
    const put = (changes: Partial<typeof rule>): Policy => ({
      ...policy,
      evidence: policy.evidence.map((one, at) => (at === i ? { ...one, ...changes } : one)),
    });
    return [
      { key, weaker: { ...policy, evidence: without(policy.evidence, i) } },
      { key: `${key}.when`, weaker: put({ when: ['canary'] }) },
      { key: `${key}.covers`, weaker: put({ covers: [] }) },
      { key: `${key}.columns`, weaker: put({ columns: { ...rule.columns, score: 'other' } }) },
      { key: `${key}.pass`, weaker: put({ pass: { ...rule.pass, score: '>= 0' } }) },
      {
        key: `${key}.quarantine`,
        weaker: put({
          quarantine: [...rule.quarantine, { items: ['a'], until: '9999-12-31', reason: 'flaky' }],
        }),
      },
      ...(rule.frozen ? [{ key: `${key}.frozen`, weaker: put({ frozen: false }) }] : []),
      ...(rule.paired ? [{ key: `${key}.paired`, weaker: put({ paired: false }) }] : []),
    ];
  });
}

function tierWeakened(policy: Policy, tier: (typeof TIERS)[number]): Weaker[] {
  const rule = policy.tiers[tier];
  const put = (changes: Partial<TierRule>): Policy => ({
    ...policy,
    tiers: { ...policy.tiers, [tier]: { ...rule, ...changes } },
  });
  const key = `tiers.${tier}`;
  const [role] = Object.keys(rule.approvals);
  return [
    ...(rule.undecided === 'warn' ? [] : [{ key: `${key}.undecided`, weaker: put({ undecided: 'warn' }) }]),
    { key: `${key}.gates`, weaker: put({ gates: (rule.gates ?? ['functional']).slice(1) }) },
    { key: `${key}.evidence`, weaker: put({ evidence: ['smoke'] }) },
    ...(role === undefined
      ? []
      : [{ key: `${key}.approvals`, weaker: put({ approvals: { ...rule.approvals, [role]: 0 } }) }]),
  ];
}

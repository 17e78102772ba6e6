import type { Policy } from '../config/policy.ts';
import type { Purpose } from '../config/terms.ts';

/** A policy that knows only evidence of some purposes, and the criteria on it. */
export function ofPurposes(policy: Policy, purposes: readonly Purpose[] | null): Policy {
  if (purposes === null) return policy;
  const evidence = policy.evidence.filter((rule) => purposes.includes(rule.purpose));
  const names = new Set(evidence.map((rule) => rule.name));
  const gates =
    policy.gates?.map(({ gate, criteria }) => ({
      gate,
      criteria: criteria.filter((criterion) => names.has(criterion.evidence)),
    })) ?? null;
  return { ...policy, evidence, gates };
}

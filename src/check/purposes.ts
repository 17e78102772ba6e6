import type { Policy } from '../config/policy.ts';
import type { Purpose } from '../config/terms.ts';
import { repeatsOnly } from '../risk/required-evidence.ts';

/** A policy that knows only evidence of some purposes, and the criteria on it. */
export function ofPurposes(policy: Policy, purposes: readonly Purpose[] | null): Policy {
  if (purposes === null) return policy;
  const counted = policy.evidence.filter((rule) => purposes.includes(rule.purpose));
  const names = new Set(counted.map((rule) => rule.name));
  const gates =
    policy.gates?.map(({ gate, criteria }) => ({
      gate,
      criteria: criteria.filter((criterion) => names.has(criterion.evidence)),
    })) ?? null;
  // Repeats belong to what they repeat, whatever purpose they are called by.
  const repeats = repeatsOnly({ gates });
  const evidence = policy.evidence.filter(({ name }) => names.has(name) || repeats.has(name));
  return { ...policy, evidence, gates };
}

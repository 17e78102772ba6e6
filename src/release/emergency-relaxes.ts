import { EMERGENCY_PURPOSES } from '../config/terms.ts';
import { requiredApprovals } from './plan.ts';
import type { ProtectionFacts, ProtectionName } from './protection.ts';
import type { ReleaseReason } from './reason.ts';

type Relaxes = (reasons: readonly ReleaseReason[], facts: ProtectionFacts) => boolean;

/**
 * What an emergency relaxes, and nothing else: the wait for a window and for the end of a freeze, evidence that takes
 * longer than smoke and adversarial tests, and all approvals but one. Whether what is left of evidence and approvals is
 * there is asked as always.
 */
const RELAXED: Partial<Record<ProtectionName, Relaxes>> = {
  window: (reasons) => reasons.length > 0,
  freeze: (reasons) => reasons.length > 0,
  decision: (reasons, { policy }) =>
    reasons.length === 0 &&
    policy.evidence.some(({ purpose }) => !EMERGENCY_PURPOSES.some((one) => one === purpose)),
  approvals: (reasons, { plan, policy, tier }) =>
    reasons.length === 0 &&
    (policy.tiers[tier].accountable !== null ||
      JSON.stringify(requiredApprovals(policy, tier)) !== JSON.stringify(plan.approvals)),
};

export function isRelaxed(
  name: ProtectionName,
  reasons: readonly ReleaseReason[],
  facts: ProtectionFacts,
): boolean {
  return RELAXED[name]?.(reasons, facts) ?? false;
}

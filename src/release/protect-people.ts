import { environmentOf } from '../config/policy.ts';
import { emergencyOf } from '../ledger/state.ts';
import { mayNot } from './actors.ts';
import { type Approved, weigh } from './approvals.ts';
import { isEmergencyOpen } from './emergency.ts';
import { planDifferences } from './plan.ts';
import type { Question } from './protect.ts';
import type { ProtectionFacts } from './protection.ts';
import { because } from './reason.ts';

const DAY = 24 * 60 * 60_000;

/** Whether it was this that people agreed to, and whether there is a way back. */
export const peopleProtections = {
  /**
   * A machine may stop, hold and take back. It lets nothing out but what people agreed to on the plan's issue: the last of
   * them starts the workflow, and GitHub then names the workflow's own account.
   */
  actor(facts) {
    const { kind, login } = facts.actor;
    const asked = kind === 'human' || login !== WORKFLOW ? null : askedOnIssue(facts);
    const why = asked === null ? mayNot(facts.actor, 'promote') : null;
    return { reasons: why === null ? [] : [why], seen: { login, asked } };
  },

  /** Whether the emergency that the plan was made in still is one. */
  emergency({ plan, recorded, pair, policy, now }) {
    const made = recorded === null ? (plan.emergency?.seq ?? null) : emergencyOf(recorded);
    if (made === null) return null;
    const { environment, emergencies } = pair;
    if (environmentOf(policy, environment).emergency === null)
      return { reasons: [because('emergency-undefined', { environment })], seen: { emergency: made } };
    const { expires = null, ended = null } = emergencies.find((one) => one.seq === made) ?? {};
    const seen = { emergency: made, expires, ended };
    const isOpen = isEmergencyOpen(pair, made, now);
    return { reasons: isOpen ? [] : [because('emergency-over', seen)], seen };
  },

  approvals(facts) {
    const { recorded, planDigest, approvals } = facts;
    const approved = approvedOf(facts);
    if (recorded === null || approved === null) return null;
    if (recorded.rejected !== null) {
      const { by, reason } = recorded.rejected;
      return {
        reasons: [because('plan-rejected', { by: by.login, reason })],
        seen: { approvals: approvals.length },
      };
    }
    const { reasons, weighed } = approved;
    const counted = weighed.filter(({ role }) => role !== null).length;
    return { reasons, seen: { plan: planDigest, counted } };
  },

  target({ plan, policy, pair, restorable, earlier }) {
    const { target } = plan;
    if (plan.kind === 'first-release') {
      const { fallback } = environmentOf(policy, pair.environment);
      const reasons =
        fallback === null ? [because('fallback-missing', { environment: pair.environment })] : [];
      return { reasons, seen: { fallback } };
    }
    const seen = { target: target?.version ?? null };
    if (target === null) return { reasons: [because('no-target')], seen };
    const reasons =
      restorable === false
        ? [because('target-not-restorable', { version: target.version, next: earlier })]
        : [];
    return { reasons, seen };
  },

  exercised({ policy, pair, now, plan, exercised: last }) {
    const days = environmentOf(policy, pair.environment).drilledWithinDays;
    if (days === null || plan.kind === 'first-release') return null;
    const isRecent = last !== null && Date.parse(now) - Date.parse(last) <= days * DAY;
    return {
      reasons: isRecent ? [] : [because('target-not-exercised', { last, days })],
      seen: { last, days },
    };
  },

  /** A version that served was released with what it has; returning to it waits for no new plan. */
  'rollback-plan'({ plan, policy, tier, candidate }) {
    if (!policy.tiers[tier].rollbackPlan || plan.kind === 'return') return null;
    const seen = { tier, responses: candidate.rollback?.responses.length ?? 0 };
    return { reasons: seen.responses === 0 ? [because('rollback-plan-missing', { tier })] : [], seen };
  },

  rollout({ plan, policy, tier }) {
    const asked = policy.tiers[tier].rollout;
    const seen = { rollout: plan.rollout, asked };
    return { reasons: plan.rollout === 'direct' ? [] : [because('rollout-unavailable', seen)], seen };
  },

  /** Last, so that whatever can be said more exactly was said before. */
  plan({ recorded, plan, planDigest, pair }) {
    if (recorded === null) return null;
    const seen = { approved: recorded.plan, now: planDigest };
    if (recorded.plan === planDigest) return { reasons: [], seen };
    const fields = planDifferences(recorded.document, plan);
    const moved = fields.includes('last') ? [because('pair-moved', { seq: pair.last?.seq ?? null })] : [];
    return { reasons: [...moved, because('plan-differs', { fields: fields.join(', ') })], seen };
  },
} as const satisfies Record<string, Question>;

/** Login of whatever a workflow does with its own token. */
const WORKFLOW = 'github-actions[bot]';

/** Who counts for what; null where there is no plan yet that anybody could have approved. */
export function approvedOf(facts: ProtectionFacts): Approved | null {
  const { plan, recorded, approvals, teams, policy, authors, requester } = facts;
  if (recorded === null) return null;
  const { approvals: required, accountable } = plan;
  const { people } = policy;
  return weigh(approvals, {
    plan: recorded.plan,
    required,
    accountable,
    people,
    teams,
    authors,
    requester,
  });
}

/** Whose comment made the approvals whole; null where they are not, or where nobody approved by a comment. */
function askedOnIssue(facts: ProtectionFacts): string | null {
  const approved = approvedOf(facts);
  if (approved === null || approved.reasons.length > 0) return null;
  const last = approved.weighed.findLast(
    ({ role, approval }) => role !== null && approval.source === 'comment',
  );
  return last?.approval.by.login ?? null;
}

import { environmentOf } from '../config/policy.ts';
import { GRADES } from '../config/terms.ts';
import type { Question } from './protect.ts';
import { because } from './reason.ts';

const DAY = 24 * 60 * 60_000;

/** Whether it is what was gated, and whether that still says go. */
export const evidenceProtections = {
  tier({ tier, recorded }) {
    if (recorded === null) return { reasons: [], seen: { tier } };
    const approved = String(recorded.document['tier']);
    return {
      reasons: approved === tier ? [] : [because('tier-changed', { approved, tier })],
      seen: { tier },
    };
  },

  bundle({ described, merged, candidate }) {
    const { commit, digest } = candidate;
    const seen = { commit, digest };
    if (described === null) return { reasons: [because('commit-missing', { commit })], seen };
    if (described.identity.provisional) return { reasons: [because('provisional-bundle')], seen };
    if (described.digest !== digest)
      return { reasons: [because('digest-differs', { recorded: digest, found: described.digest })], seen };
    return { reasons: merged === false ? [because('commit-unmerged', { commit })] : [], seen };
  },

  policy({ policySha256, stricter, decision, candidate }) {
    const seen = { recorded: candidate.policy.sha256, now: policySha256 };
    if (policySha256 === null) return { reasons: [because('policy-missing')], seen };
    const [setting] = stricter;
    const reasons =
      setting === undefined || decision.outcome === 'go' ? [] : [because('policy-stricter', { setting })];
    return { reasons, seen };
  },

  grade({ policy, pair, candidate }) {
    const needed = environmentOf(policy, pair.environment).evidence;
    const seen = { grade: candidate.grade, needed };
    const isLow = GRADES.indexOf(candidate.grade) < GRADES.indexOf(needed);
    return { reasons: isLow ? [because('evidence-grade-low', seen)] : [], seen };
  },

  age({ policy, candidate, now }) {
    // What was carried is as old as it was where it was measured.
    const times = candidate.evidence.map(({ carried }) => carried?.recordedAt ?? candidate.recordedAt);
    const oldest = Math.min(...[candidate.recordedAt, ...times].map((time) => Date.parse(time)));
    const days = Math.floor((Date.parse(now) - oldest) / DAY);
    const seen = { days, most: policy.maxAgeDays };
    return { reasons: days > policy.maxAgeDays ? [because('evidence-old', seen)] : [], seen };
  },

  evidence({ evidence }) {
    const reasons = evidence.flatMap(({ name, state }) =>
      state === 'kept' ? [] : [because(`evidence-${state}`, { evidence: name })],
    );
    return { reasons, seen: { evidence: evidence.map(({ name }) => name).join(', ') } };
  },

  pack({ policy, candidate, plan }) {
    // What served here before is returned to, whatever was asked of packs at its time.
    if (policy.packs === null || plan.kind === 'return') return null;
    const { pack } = candidate;
    return { reasons: pack === null ? [because('pack-not-kept')] : [], seen: { kept: pack?.kept ?? null } };
  },

  decision({ decision, candidate, plan }) {
    const { outcome, undecided, reasons } = decision;
    const seen = { outcome, recorded: candidate.outcome };
    // What nobody could have compared with anything yet is no obstacle to a first release, and neither is a warning.
    const isUngated = reasons.some(({ code }) => code === 'no-criteria' || code === 'no-policy');
    const passes = outcome === 'go' || (outcome === 'undecided' && undecided === 'warn' && !isUngated);
    if (!passes) {
      const [first] = reasons;
      const gate = String(first?.args['gate'] ?? '');
      return { reasons: [because('not-go', { outcome, reason: first?.code ?? null, gate })], seen };
    }
    const differs = candidate.outcome === 'no-go' && plan.kind !== 'return';
    return { reasons: differs ? [because('decision-differs', seen)] : [], seen };
  },

  attempts({ attempts, policy, pair }) {
    const most = environmentOf(policy, pair.environment).attempts;
    if (attempts === null) return { reasons: [], seen: { most } };
    const seen = { evidence: attempts.name, attempts: attempts.count, most };
    return { reasons: attempts.count > most ? [because('attempts-exceeded', seen)] : [], seen };
  },

  models({ retired }) {
    const reasons = retired.map(({ id, retires }) => because('model-retired', { model: id, retires }));
    return { reasons, seen: { retired: retired.length } };
  },
} as const satisfies Record<string, Question>;

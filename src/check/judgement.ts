import type { Policy } from '../config/policy.ts';
import type { Tier } from '../config/terms.ts';
import { type Writers, withAgentCap } from '../gates/agents.ts';
import type { EvidenceState } from '../gates/context.ts';
import { type Decision, decide } from '../gates/decision.ts';
import type { GateResult } from '../gates/gate.ts';
import type { Mixes } from '../gates/production/baseline.ts';
import { runGates } from '../gates/run.ts';
import type { BasePolicy } from './sides.ts';

/** Everything that a decision hangs on, and nothing else: equal cases are judged equally, today and in an audit. */
export interface JudgedCase {
  readonly before: BasePolicy;
  /** What is in force: the base's policy, or the default one where there is none. */
  readonly policy: Policy;
  /** The head's own policy, where it differs from the one in force and can be read. */
  readonly proposed: Policy | null;
  readonly evidence: ReadonlyMap<string, EvidenceState>;
  /** How production is mixed, by the labels that criteria weigh by; none where it was not recorded. */
  readonly mixes: Mixes;
  /** Digest of the candidate; makes resampling repeatable. */
  readonly seed: string;
  readonly tier: Tier | 'unknown';
  /** YYYY-MM-DD, for what policy leaves out until a day. */
  readonly today: string;
  readonly writers: Writers;
  /** Neither the bundle nor its policy changed. */
  readonly unchanged: boolean;
}

export interface Judgement {
  readonly gates: readonly GateResult[];
  readonly decision: Decision;
  /** What the head's own policy would decide; null where it is the one in force. */
  readonly preview: Decision | null;
}

/** Policy and evidence to gates to a decision. */
export function judgement(one: JudgedCase): Judgement {
  const { gates, decision } = under(one.policy, one);
  return {
    gates,
    decision: withoutPolicy(one.before) ?? decision,
    preview: one.proposed === null ? null : under(one.proposed, one).decision,
  };
}

function under(policy: Policy, one: JudgedCase): Omit<Judgement, 'preview'> {
  const { evidence, mixes, seed, tier, today, writers, unchanged } = one;
  const gates = runGates({ policy, evidence, mixes, seed, today }, tier);
  if (unchanged && !gates.some(wasMeasured)) return { gates, decision: NOTHING_CHANGED };
  const decision = withAgentCap(decide(gates, tier, policy), tier, policy.risk.agents, writers);
  return { gates, decision };
}

function wasMeasured(gate: GateResult): boolean {
  return gate.checks.some((one) => one.n > 0);
}

export const NOTHING_CHANGED: Decision = {
  outcome: 'go',
  reasons: [{ code: 'nothing-changed', args: {} }],
  undecided: null,
};

/** Without a policy at the base nobody has said what decides: figures are shown, and a person has the word. */
function withoutPolicy(before: BasePolicy): Decision | null {
  if (before.kind === 'given') return null;
  const code = before.kind === 'none' ? 'no-policy' : 'base-policy-unreadable';
  return {
    outcome: 'undecided',
    reasons: [{ code, args: {} }],
    undecided: before.kind === 'none' ? 'warn' : 'ask',
  };
}

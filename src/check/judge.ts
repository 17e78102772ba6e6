import type { ChangeSet } from '../change/changes.ts';
import type { CheckPorts, CheckRequest, CheckResult } from '../check.ts';
import type { Policy } from '../config/policy.ts';
import { type Decision, decide } from '../gates/decision.ts';
import type { GateResult } from '../gates/gate.ts';
import { runGates } from '../gates/run.ts';
import type { Risk } from '../risk/classify.ts';
import { NO_BASELINES } from './baseline.ts';
import { gatherEvidence } from './evidence.ts';
import type { BasePolicy, ConfigPair, DescribedSide } from './sides.ts';

/** One change with what is known of it before any result is read. */
export interface Case {
  readonly base: DescribedSide;
  readonly head: DescribedSide;
  readonly changes: ChangeSet;
  readonly before: BasePolicy;
  readonly policy: Policy;
  readonly risk: Risk;
  readonly unchanged: boolean;
}

type Judged = Pick<CheckResult, 'evidence' | 'gates' | 'decision' | 'preview'>;

/** Reads the results and asks the gates, under the policy in force and, for the preview, under the head's own. */
export async function judge(
  ports: CheckPorts,
  request: CheckRequest,
  pair: ConfigPair,
  parts: Case,
): Promise<Judged> {
  const { before, policy, head, changes, risk, unchanged } = parts;
  if (unchanged && request.skipUnchanged)
    return { evidence: [], gates: [], decision: NOTHING_CHANGED, preview: null };
  const headPolicy =
    pair.head?.result.ok && before.kind === 'given' && pair.policy === undefined
      ? pair.head.result.policy
      : null;
  ports.progress({ step: 'evidence', bundle: head.bundle.name });
  const evidence = await gatherEvidence(ports.repository, ports.results, {
    policy,
    otherPolicy: headPolicy,
    hasPolicy: pair.base !== null || pair.head !== null,
    identity: head.identity,
    changes,
    baseCommit: parts.base.commit,
    moment: request.moment,
    withoutKeys: request.withoutKeys,
    given: request.evidence,
    givenBaselines: request.baselines,
    givenIsKept: request.evidenceIsKept ?? false,
    recorded: await (ports.baselines ?? NO_BASELINES).of(
      head.bundle.name,
      request.environment ?? policy.environment,
      head.bundle.digest,
    ),
  });
  ports.progress({ step: 'gates', bundle: head.bundle.name });
  const states = new Map(evidence.map(({ name, state }) => [name, state]));
  const under = (rules: Policy): { gates: GateResult[]; decision: Decision } => {
    const gates = runGates({ policy: rules, evidence: states, seed: head.bundle.digest }, risk.tier);
    return {
      gates,
      decision:
        unchanged && gates.every((gate) => !wasMeasured(gate))
          ? NOTHING_CHANGED
          : decide(gates, risk.tier, rules),
    };
  };
  const { gates, decision } = under(policy);
  const previewed =
    headPolicy !== null && pair.base?.sha256 !== pair.head?.sha256 ? under(headPolicy).decision : null;
  return { evidence, gates, decision: withoutPolicy(before) ?? decision, preview: previewed };
}

function wasMeasured(gate: GateResult): boolean {
  return gate.checks.some((one) => one.n > 0);
}

const NOTHING_CHANGED: Decision = {
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

import type { CheckResult } from '../../check.ts';
import type { Release } from '../../ledger/shapes.ts';
import { type PairState, pairOf } from '../../ledger/state.ts';
import type { Changed } from '../../release/outcome.ts';
import type { Protection, ProtectionFacts } from '../../release/protection.ts';
import type { ReleaseReason } from '../../release/reason.ts';
import { nextSteps } from '../next.ts';
import { nextCommand } from '../release/next-command.ts';
import { hindrancesOf } from './hindrances.ts';

export type Doing =
  | 'adopt'
  | 'candidate'
  | 'protect'
  | 'approve'
  | 'promote'
  | 'rollback'
  | 'drill'
  | 'hold'
  | 'release-hold'
  | 'clear'
  | 'emergency';

export interface Where {
  readonly bundle: string;
  readonly environment: string;
}

/** A reason with the command that leads on, where there is one. */
function told(reasons: readonly ReleaseReason[], where: Where) {
  return reasons.map(({ code, args }) => ({ code, args, command: nextCommand(code, args, where) }));
}

/** What came of a change of the ledger: `airlock.promote/1`, `airlock.rollback/1` and their kin. */
export function changedDocument(doing: Doing, where: Where, changed: Changed) {
  const pair = pairOf(changed.state, where.bundle, where.environment);
  const done = changed.kind === 'done';
  return {
    schema: `airlock.${doing}/1` as const,
    ...where,
    outcome: done ? ('done' as const) : ('refused' as const),
    /** True where an earlier call had done it. */
    already: done && changed.already,
    reasons: told(done ? [] : changed.reasons, where),
    ...placeOf(pair),
    ledger: { seq: changed.state.seq, head: changed.state.head },
  };
}
export type ChangedDocument = ReturnType<typeof changedDocument>;

/** A refusal before anything was read of the pair. */
export function refusedDocument(
  doing: Doing,
  where: Where,
  reasons: readonly ReleaseReason[],
): ChangedDocument {
  return {
    schema: `airlock.${doing}/1` as const,
    ...where,
    outcome: 'refused',
    already: false,
    reasons: told(reasons, where),
    live: null,
    holds: [],
    condemned: [],
    emergencies: [],
    open: null,
    ledger: { seq: 0, head: null },
  };
}

function placeOf(pair: PairState) {
  const { live } = pair;
  return {
    live: live === null ? null : { version: live.version, digest: live.digest, since: live.since },
    ...hindrancesOf(pair),
  };
}

/** One bundle of a plan, with what was asked of it. */
export interface AskedOf {
  readonly facts: ProtectionFacts;
  readonly checks: readonly Protection[];
}

/** Whether a version may be promoted, `airlock.protect/1`; with every other bundle that goes out by the same plan. */
export function protectDocument(all: readonly AskedOf[], bundle: string, isRecorded: boolean) {
  const own = all.find(({ facts }) => facts.plan.bundle === bundle) ?? all[0];
  if (own === undefined) throw new Error('a plan is of a bundle');
  const { facts, checks } = own;
  const where = { bundle: facts.plan.bundle, environment: facts.plan.environment };
  const members = all.map(({ facts: of, checks: asked }) => ({
    bundle: of.plan.bundle,
    version: of.plan.candidate.version,
    plan: of.planDigest,
    reasons: told(
      asked.flatMap((one) => one.reasons),
      { bundle: of.plan.bundle, environment: of.plan.environment },
    ),
  }));
  return {
    schema: 'airlock.protect/1' as const,
    ...where,
    outcome: members.every((one) => one.reasons.length === 0) ? ('go' as const) : ('refused' as const),
    reasons: members.flatMap((one) => one.reasons),
    checks: checks.map(({ name, verdict, relaxedBy, seen, reasons: why }) => ({
      name,
      verdict,
      relaxedBy,
      seen,
      codes: why.map((one) => one.code),
    })),
    /** Where several bundles go out by one plan: each with its own plan, which its own people approve. */
    members: facts.plan.joint === null ? [] : members,
    plan: { digest: facts.planDigest, recorded: isRecorded || facts.recorded !== null, ...facts.plan },
  };
}
export type ProtectDocument = ReturnType<typeof protectDocument>;

/** A recorded candidate, `airlock.candidate/1`. */
export function candidateDocument(where: Where, release: Release, changed: Changed, result: CheckResult) {
  return {
    schema: 'airlock.candidate/1' as const,
    bundle: where.bundle,
    environment: where.environment,
    version: release.version,
    digest: release.digest,
    commit: release.commit,
    tier: release.tier,
    decision: {
      outcome: result.decision.outcome,
      reasons: result.decision.reasons,
      undecided: result.decision.undecided,
    },
    grade: release.grade,
    evidence: release.evidence.map(({ name, sha256, rows, scores }) => ({
      name,
      sha256,
      rows,
      kept: scores !== null,
    })),
    gates: result.gates,
    next: nextSteps(result),
    already: changed.kind === 'done' && changed.already,
    ledger: { seq: changed.state.seq, head: changed.state.head },
  };
}
export type CandidateDocument = ReturnType<typeof candidateDocument>;

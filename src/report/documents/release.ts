import type { CheckResult } from '../../check.ts';
import type { Release } from '../../ledger/shapes.ts';
import { type PairState, pairOf } from '../../ledger/state.ts';
import type { GradeCode } from '../../pack/grade.ts';
import type { Changed } from '../../release/outcome.ts';
import type { Protection, ProtectionFacts } from '../../release/protection.ts';
import type { ReleaseReason } from '../../release/reason.ts';
import { nextSteps } from '../next.ts';
import { nextCommand } from '../release/next-command.ts';
import { hindrancesOf, remediationOf } from './hindrances.ts';

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
  | 'remediate'
  | 'erase'
  | 'rescore'
  | 'emergency';

export interface Where {
  readonly bundle: string;
  readonly environment: string;
}

/** A reason with the command that leads on, where there is one. */
export function told(reasons: readonly ReleaseReason[], where: Where) {
  return reasons.map(({ code, args }) => ({ code, args, command: nextCommand(code, args, where) }));
}

/** What came of a change of the ledger: `airlock.promote/1`, `airlock.rollback/1` and their kin. */
export function changedDocument(doing: Doing, where: Where, changed: Changed) {
  const pair = pairOf(changed.state, where.bundle, where.environment);
  return {
    schema: `airlock.${doing}/1` as const,
    ...where,
    outcome: changed.kind,
    /** True where an earlier call had done it. */
    already: changed.kind === 'done' && changed.already,
    reasons: told(changed.kind === 'refused' ? changed.reasons : [], where),
    ...placeOf(pair),
    mirror: changed.mirror ?? null,
    ledger: { seq: changed.state.seq, head: changed.state.head },
  };
}
export type ChangedDocument = ReturnType<typeof changedDocument>;

/** What a rollback answers beside: its review, where it took something back. */
export interface ReviewTold {
  readonly title: string;
  readonly text: string;
  readonly due: string | null;
  /** Number of the issue; null where there is none. */
  readonly number: number | null;
  /** Why there is none. */
  readonly lost: 'no-github' | 'forbidden' | 'no-answer' | null;
}

/** `airlock.rollback/1` with the review. */
export function rollbackDocument(where: Where, changed: Changed, review: ReviewTold | null) {
  return { ...changedDocument('rollback', where, changed), review };
}

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
    remediation: [],
    mirror: null,
    ledger: { seq: 0, head: null },
  };
}

/** What is live, held, condemned and under way. */
export function placeOf(pair: PairState) {
  const { live } = pair;
  return {
    live: live === null ? null : { version: live.version, digest: live.digest, since: live.since },
    ...hindrancesOf(pair),
    remediation: remediationOf(pair),
  };
}

/** One bundle of a plan, with what was asked of it. */
export interface AskedOf {
  readonly facts: ProtectionFacts;
  readonly checks: readonly Protection[];
}

/** Whether a version may be promoted, `airlock.protect/1`; with every other bundle that goes out by the same plan. */
export function protectDocument(
  all: readonly AskedOf[],
  bundle: string,
  isRecorded: boolean,
  issue: number | null,
) {
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
    /** Number of the issue on which people approve it; null where there is none. */
    issue,
  };
}
export type ProtectDocument = ReturnType<typeof protectDocument>;

/** What came of a candidate beside its entry. */
export interface CandidateFacts {
  readonly whyNotHigher: GradeCode | null;
  readonly pack: {
    readonly file: string;
    readonly sha256: string;
    readonly size: number;
    readonly predicate: { readonly type: string; readonly file: string | null };
    readonly kept: string | null;
  } | null;
  readonly tag: { readonly name: string; readonly on: 'server' | 'clone' | 'nowhere' } | null;
  readonly issue: { readonly number: number | null } | null;
}

/** A recorded candidate, `airlock.candidate/1`. */
export function candidateDocument(
  where: Where,
  release: Release,
  changed: Changed,
  result: CheckResult,
  { whyNotHigher, pack, tag, issue }: CandidateFacts,
) {
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
    whyNotHigher,
    evidence: release.evidence.map(({ name, sha256, rows, scores }) => ({
      name,
      sha256,
      rows,
      kept: scores !== null,
    })),
    gates: result.gates,
    next: nextSteps(result),
    pack,
    tag,
    already: changed.kind === 'done' && changed.already,
    /** Number of the issue that says that what is merged cannot be released; null where there is none. */
    issue: issue?.number ?? null,
    ledger: { seq: changed.state.seq, head: changed.state.head },
  };
}
export type CandidateDocument = ReturnType<typeof candidateDocument>;

/** A candidate that was left out, because a later merge was recorded already; `airlock.candidate/1` too. */
export function supersededDocument(
  { bundle, environment }: Where,
  { version, digest, commit }: Release,
  { state, reasons }: Extract<Changed, { kind: 'refused' }>,
) {
  return {
    schema: 'airlock.candidate/1' as const,
    bundle,
    environment,
    outcome: 'superseded' as const,
    version,
    digest,
    commit,
    reasons: told(reasons, { bundle, environment }),
    ledger: { seq: state.seq, head: state.head },
  };
}

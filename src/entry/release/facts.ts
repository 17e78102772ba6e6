import { componentDigest, digestOf } from '../../bundle/digest.ts';
import type { CheckResult } from '../../check.ts';
import { loadConfigs } from '../../config/load.ts';
import { NO_TEAMS } from '../../config/people.ts';
import type { Policy } from '../../config/policy.ts';
import { EMERGENCY_PURPOSES } from '../../config/terms.ts';
import { countedTier } from '../../gates/decision.ts';
import type { GateResult } from '../../gates/gate.ts';
import { anchorsOf } from '../../host/github/deployments.ts';
import type { Json } from '../../jcs.ts';
import {
  type Emergency,
  pairOf,
  type RecordedPlan,
  type RecordedRelease,
  releaseOf,
  type State,
} from '../../ledger/state.ts';
import { verifyLedger } from '../../ledger/verify.ts';
import { modelEol } from '../../models/eol.ts';
import { Refusal } from '../../problem.ts';
import type { Approval } from '../../release/approvals.ts';
import type { Deployer } from '../../release/deployer.ts';
import { exercisedAt } from '../../release/exercised.ts';
import { type JointMember, planDigest, planOf } from '../../release/plan.ts';
import { NO_WORDS, type PlanWords } from '../../release/plan-words.ts';
import type { ProtectionFacts } from '../../release/protection.ts';
import { restorable } from '../../release/target.ts';
import { authorshipOf } from '../../risk/authorship.ts';
import { diffPolicies } from '../../risk/policy-diff.ts';
import { type Desk, whoActs } from '../ledger.ts';
import { probed } from './deployer.ts';
import { githubFacts, reviewsAsApprovals, teamsOf } from './github.ts';
import { judge, NO_RESULTS } from './judge.ts';
import { keptEvidence } from './kept.ts';
import { rememberedBy } from './mirror.ts';
import { wordsOnGitHub } from './plan-issue.ts';
import { isReplaced } from './replaced.ts';
import { sharedAt } from './shared.ts';
import type { Subject } from './subject.ts';

export interface Asked {
  readonly candidate: RecordedRelease;
  /** The plan that was approved; null where one is only being made. */
  readonly recorded: RecordedPlan | null;
  /** Why the plan says `direct` where the tier says otherwise. */
  readonly direct: string | null;
  readonly deployer: Deployer | null;
  /** The emergency that the plan is, or was, made in; null on every other day. */
  readonly emergency: Emergency | null;
  /** Every bundle of a joint plan; null for one alone. */
  readonly joint: readonly JointMember[] | null;
}

const MOST_COMMITS = 250;

/** Finds out everything that the protections look at, anew: nothing of an earlier job is believed. */
export async function factsOf(desk: Desk, subject: Subject, asked: Asked): Promise<ProtectionFacts> {
  const { repository, store, opened, terminal } = desk;
  const { bundle, environment, policy } = subject;
  const { candidate } = asked;
  const pair = pairOf(opened.state, bundle, environment);
  const now = terminal.now();
  const kept = await keptEvidence(desk, candidate);
  const judged = await judgedCandidate(desk, subject, asked, kept.sources);
  const plan = planOf({
    pair,
    candidate,
    policy,
    policySha256: subject.sha256,
    tier: judged.tier,
    outcome: judged.decision.outcome,
    verdict: digestOf('airlock/verdict/v1', JSON.parse(JSON.stringify(judged.gates)) as Json),
    deferred: deferredOf(judged.gates),
    direct: asked.direct,
    emergency: asked.emergency,
    joint: asked.joint,
    created: asked.recorded?.created ?? now,
  });
  const words = asked.recorded === null ? NO_WORDS : await wordsOnGitHub(terminal, plan, asked.recorded);
  const recorded = asked.recorded === null ? null : withRejection(asked.recorded, words, now);
  const { live } = pair;
  const served = live === null ? null : releaseOf(opened.state, bundle, live.digest);
  const authorship = authorshipOf(
    judged.described === null
      ? []
      : await repository.history.commits(served?.commit ?? null, candidate.commit, MOST_COMMITS),
    null,
  );
  const files = opened.commit === null ? [] : await store.files(opened.commit);
  const anchors =
    terminal.env['GITHUB_ACTIONS'] === 'true' ? anchorsOf((await rememberedBy(terminal)) ?? []) : [];
  return {
    actor: (await whoActs(desk)).actor,
    now,
    ledgerTime: opened.state.time,
    ledgerRepository: opened.state.repository,
    faults: verifyLedger(files, anchors).faults,
    pair,
    candidate,
    described: judged.described,
    merged: await isAllowed(desk, subject, candidate.commit),
    policy,
    policySha256: subject.sha256,
    stricter: await stricterSince(desk, subject, candidate),
    shared: await sharedParts(desk, subject, candidate),
    tier: judged.tier,
    gates: judged.gates,
    decision: judged.decision,
    evidence: kept.states,
    attempts: attemptsOf(opened.state, bundle, candidate),
    approvals:
      recorded === null
        ? []
        : [
            ...approvalsOf(recorded),
            ...(await reviewsAsApprovals(desk, subject, recorded)),
            ...words.approvals,
          ],
    teams: recorded === null ? NO_TEAMS : await teamsOf(desk, policy, plan),
    authors: authorship.authors,
    requester: authorship.requester,
    retired: retiredOf(candidate, policy, terminal.today),
    restorable:
      served === null ? null : await probed(asked.deployer, { bundle, environment, release: served }),
    earlier: restorable(opened.state, pair)[0]?.version ?? null,
    exercised: exercisedAt(opened.state, bundle),
    github: await githubFacts(desk, subject),
    plan,
    planDigest: planDigest(plan),
    recorded,
  };
}

/** What changes of the candidate's components for others too that are live here. */
export async function sharedParts(
  desk: Desk,
  subject: Subject,
  candidate: RecordedRelease,
): Promise<ProtectionFacts['shared']> {
  const { state } = desk.opened;
  const { live } = pairOf(state, subject.bundle, subject.environment);
  const served = live === null ? null : releaseOf(state, subject.bundle, live.digest);
  const before = new Map(served?.components.map(({ name, digest }) => [name, digest]));
  const changed = candidate.components.filter(({ name, digest }) => before.get(name) !== digest);
  return (await sharedAt(desk, subject, candidate.commit)).filter(
    (one) => !one.isServed && changed.some(({ name }) => name === one.component),
  );
}

type Judged = Pick<ProtectionFacts, 'described' | 'tier' | 'gates' | 'decision'>;

/** A commit that is not here cannot be judged, and what was not judged does not pass. */
async function judgedCandidate(
  desk: Desk,
  subject: Subject,
  { candidate, emergency }: Asked,
  sources: Parameters<typeof judge>[2]['evidence'],
): Promise<Judged> {
  if (!(await desk.repository.holds(candidate.commit))) return NOT_JUDGED;
  const asked = new Set(subject.policy.evidence.map((one) => one.name));
  const evidence = new Map([...sources].filter(([name]) => asked.has(name)));
  const purposes = emergency === null ? null : EMERGENCY_PURPOSES;
  const judging = { head: candidate.commit, evidence, results: NO_RESULTS, kept: true, purposes };
  const result = await judge(desk, subject, judging);
  return {
    described: {
      digest: result.head.bundle.digest,
      identity: result.head.identity,
      former: formerParts(result),
    },
    tier: countedTier(result.risk.tier),
    gates: result.gates,
    decision: result.decision,
  };
}

/** Components under their former names: what was condemned under one of them is recognised by its digest. */
function formerParts({ head, configs }: CheckResult): { component: string; digest: string }[] {
  const formerly = configs.head?.result.ok ? configs.head.result.formerly.components : {};
  return head.bundle.components.flatMap((part) =>
    (formerly[part.name] ?? []).map((component) => ({
      component,
      digest: componentDigest({ ...part, name: component }),
    })),
  );
}

const NOT_JUDGED: Judged = {
  described: null,
  tier: 'high',
  gates: [],
  decision: { outcome: 'undecided', reasons: [], undecided: 'block' },
};

/** Criteria that are due once it serves. */
function deferredOf(gates: readonly GateResult[]): string[] {
  return gates.flatMap((gate) =>
    gate.checks.filter((one) => one.verdict === 'deferred' && one.blocks).map((one) => one.id),
  );
}

/** Whether a commit was merged, or is a replacement that needs no merge; null where this clone does not have it. */
async function isAllowed(desk: Desk, subject: Subject, commit: string): Promise<boolean | null> {
  const { repository } = desk;
  if (!(await repository.holds(commit))) return null;
  const isMerged = (await repository.history.mergeBase(commit, subject.commit)) === commit;
  return isMerged || (await isReplaced(desk, subject, commit));
}

/** Settings that are stricter now than when the candidate was gated. */
async function stricterSince(
  { repository }: Desk,
  { bundle, policy, choice }: Subject,
  { policy: { ref } }: RecordedRelease,
): Promise<string[]> {
  if (ref === null || choice.kind === 'outside' || !(await repository.holds(ref))) return [];
  try {
    const configs = await loadConfigs(repository, ref, choice);
    const then = configs.find((one) => one.result.ok && one.result.identity.name === bundle)?.result;
    if (then === undefined || !then.ok) return [];
    return diffPolicies(then.policy, policy)
      .filter((one) => one.direction === 'tightened')
      .map((one) => one.key);
  } catch (error) {
    if (error instanceof Refusal) return [];
    throw error;
  }
}

function attemptsOf(state: State, bundle: string, candidate: RecordedRelease): ProtectionFacts['attempts'] {
  const known = state.bundles[bundle]?.attempts ?? [];
  const counts = candidate.evidence.map(({ name, key }) => ({
    name,
    count: known.find((one) => one.key === key)?.results.length ?? 1,
  }));
  return counts.sort((a, b) => b.count - a.count)[0] ?? null;
}

function approvalsOf({ plan, approvals }: RecordedPlan): Approval[] {
  return approvals.map(({ by, role, source }) => ({
    by,
    role,
    source,
    plan,
    edited: false,
    attempt: null,
    mayWrite: true,
  }));
}

/** A no on the issue of the plan is one as much as a no in the ledger. */
function withRejection(recorded: RecordedPlan, { rejection }: PlanWords, now: string): RecordedPlan {
  return recorded.rejected !== null || rejection === null
    ? recorded
    : { ...recorded, rejected: { ...rejection, time: now } };
}

function retiredOf({ models }: RecordedRelease, policy: Policy, today: string): ProtectionFacts['retired'] {
  return models.flatMap((id) => {
    const { state, retires } = modelEol(id, today, policy.endOfLife);
    return state === 'retired' && retires !== null ? [{ id, retires }] : [];
  });
}

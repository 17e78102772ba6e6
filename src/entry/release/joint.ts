import {
  isComposed,
  pairOf,
  type RecordedPlan,
  type RecordedRelease,
  releaseOf,
} from '../../ledger/state.ts';
import { type JointMember, jointOf } from '../../release/plan.ts';
import { protections } from '../../release/protect.ts';
import type { Protection, ProtectionFacts } from '../../release/protection.ts';
import { because, type ReleaseReason } from '../../release/reason.ts';
import type { Desk } from '../ledger.ts';
import { deployerOf } from './deployer.ts';
import { type Asked, factsOf, sharedParts } from './facts.ts';
import { type Subject, subjectOf } from './subject.ts';

/** One bundle of a joint plan, with what is to be released of it and the plan that was recorded for it. */
export interface JointPart {
  readonly subject: Subject;
  readonly candidate: RecordedRelease;
  readonly recorded: RecordedPlan | null;
}

export type JointParts = readonly JointPart[] | { readonly reasons: readonly ReleaseReason[] };

/** The bundle with every other that shares what changes, each as it was recorded at the same commit. */
export async function partsToJoin(
  desk: Desk,
  subject: Subject,
  candidate: RecordedRelease,
): Promise<JointParts> {
  const { state } = desk.opened;
  const shared = await sharedParts(desk, subject, candidate);
  const names = [...new Set(shared.map((one) => one.bundle))];
  const parts: JointPart[] = [{ subject, candidate, recorded: null }];
  for (const bundle of names) {
    const found = state.bundles[bundle]?.releases.findLast(
      (one) => one.commit === candidate.commit && !isComposed(one),
    );
    if (found === undefined) return { reasons: [because('nothing-recorded', { bundle })] };
    parts.push({ subject: await siblingOf(desk, subject, bundle), candidate: found, recorded: null });
  }
  return inOrder(parts);
}

/** The bundles of a recorded joint plan, each with its own plan; just the one where the plan is of one alone. */
export async function partsOfPlan(
  desk: Desk,
  subject: Subject,
  candidate: RecordedRelease,
  recorded: RecordedPlan,
): Promise<JointParts> {
  const { state } = desk.opened;
  const joint = jointOf(recorded);
  const parts: JointPart[] = [];
  for (const { bundle, digest } of joint ?? []) {
    const plan = pairOf(state, bundle, subject.environment).plans.findLast(
      (one) => JSON.stringify(jointOf(one)) === JSON.stringify(joint),
    );
    const release = releaseOf(state, bundle, digest);
    if (plan === undefined || release === null)
      return { reasons: [because('unknown-plan', { plan: bundle })] };
    const own = bundle === subject.bundle ? subject : await siblingOf(desk, subject, bundle);
    parts.push({ subject: own, candidate: release, recorded: plan });
  }
  return parts.length === 0 ? [{ subject, candidate, recorded }] : inOrder(parts);
}

export interface Asking extends JointPart {
  readonly facts: ProtectionFacts;
  readonly checks: readonly Protection[];
}

/** Everything that is asked of every bundle of a plan; an emergency is each bundle's own. */
export async function askAll(
  desk: Desk,
  parts: readonly JointPart[],
  isJoint: boolean,
  asked: Pick<Asked, 'direct'> & { readonly emergencyOf: (part: JointPart) => Asked['emergency'] },
): Promise<Asking[]> {
  const joint = isJoint ? parts.map(memberOf) : null;
  const all: Asking[] = [];
  for (const part of parts) {
    const { subject, candidate, recorded } = part;
    const deployer = await deployerOf(desk, subject);
    const { direct } = asked;
    const emergency = asked.emergencyOf(part);
    const facts = await factsOf(desk, subject, { direct, emergency, candidate, recorded, deployer, joint });
    all.push({ ...part, facts, checks: protections(facts) });
  }
  return all;
}

function memberOf({ subject: { bundle }, candidate: { version, digest } }: JointPart): JointMember {
  return { bundle, version, digest };
}

async function siblingOf(desk: Desk, { commit, environment }: Subject, bundle: string): Promise<Subject> {
  return { ...(await subjectOf(desk, commit, bundle)), environment };
}

function inOrder(parts: readonly JointPart[]): JointPart[] {
  return [...parts].sort((a, b) => (a.subject.bundle < b.subject.bundle ? -1 : 1));
}

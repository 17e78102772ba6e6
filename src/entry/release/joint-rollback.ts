import type { Scope } from '../../ledger/entry.ts';
import { pairOf, releaseOf } from '../../ledger/state.ts';
import { Refusal } from '../../problem.ts';
import { type Returning, rollbackJointly } from '../../release/joint.ts';
import { offCall } from '../../release/on-call.ts';
import { type Changed, refused } from '../../release/outcome.ts';
import { because, type ReleaseReason } from '../../release/reason.ts';
import type { RollbackRequest } from '../../release/rollback.ts';
import { SCOPE_KINDS } from '../../release/target.ts';
import type { Desk } from '../ledger.ts';
import { deployPorts } from './deployer.ts';
import { sharedAt } from './shared.ts';
import { type Subject, subjectSomehow } from './subject.ts';

type Way = Exclude<Scope, 'forward'>;
type SharedLive = Awaited<ReturnType<typeof sharedAt>>;

/**
 * What of a part other bundles have in common with what is live, and serve as it is. At night nobody waits for what
 * cannot be told: where git does not have it, nothing is shared.
 */
export async function sharedLive(desk: Desk, subject: Subject, scope: Way): Promise<SharedLive> {
  const { state } = desk.opened;
  const { live } = pairOf(state, subject.bundle, subject.environment);
  const release = live === null ? null : releaseOf(state, subject.bundle, live.digest);
  if (release === null) return [];
  const own = release.components.filter(
    ({ kind }) => scope === 'bundle' || SCOPE_KINDS[scope].includes(kind),
  );
  try {
    return (await sharedAt(desk, subject, release.commit)).filter(
      ({ component, isServed }) => isServed && own.some(({ name }) => name === component),
    );
  } catch (error) {
    if (error instanceof Refusal) return [];
    throw error;
  }
}

export function sharedReasons(shared: SharedLive, scope: Way): ReleaseReason[] {
  return shared.map(({ component, bundle, what }) =>
    because('shared-component', { component, with: bundle, what, rollback: scope }),
  );
}

type Request = Omit<RollbackRequest, 'bundle' | 'machines'>;

/**
 * Takes a part back from every bundle that shares it. A version that is named is one of the bundle that is; the others return to their
 * own.
 */
export async function takeBackJointly(
  desk: Desk,
  subject: Subject,
  shared: SharedLive,
  request: Request,
): Promise<Changed> {
  const others = [...new Set(shared.map((one) => one.bundle))];
  const subjects = [subject];
  for (const name of others) subjects.push(await subjectSomehow(desk, name, subject.environment));
  const off = subjects.flatMap(({ policy }) => offCall(request.actor, policy.people['oncall']) ?? []);
  if (off.length > 0) return refused(desk.opened.state, ...off);
  const members: Returning[] = [];
  for (const { bundle, environment, policy } of subjects) {
    const { deployer } = await deployPorts(desk, { policy, environment });
    const own = bundle === subject.bundle ? {} : { to: null, from: null };
    members.push({ request: { ...request, ...own, bundle, machines: policy.machines }, deployer });
  }
  return rollbackJointly(await deployPorts(desk, subject), members);
}

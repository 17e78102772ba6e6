import type { Scope } from '../../ledger/entry.ts';
import { pairOf, releaseOf } from '../../ledger/state.ts';
import { Refusal } from '../../problem.ts';
import { offCall } from '../../release/on-call.ts';
import { type Changed, refused } from '../../release/outcome.ts';
import { because, type ReleaseReason } from '../../release/reason.ts';
import { type RollbackRequest, rollback } from '../../release/rollback.ts';
import { bundleTarget, partTarget, SCOPE_KINDS } from '../../release/target.ts';
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
 * Takes a part back from every bundle that shares it: none begins where any has nowhere to go, or may not. Running again goes on with
 * those that are not back yet.
 */
export async function rollbackJointly(
  desk: Desk,
  subject: Subject,
  shared: SharedLive,
  request: Request,
): Promise<Changed> {
  const { state } = desk.opened;
  const others = [...new Set(shared.map((one) => one.bundle))];
  const subjects = [subject];
  for (const name of others) subjects.push(await subjectSomehow(desk, name, subject.environment));
  const reasons = subjects.flatMap((one) => notReady(desk, one, request));
  if (reasons.length > 0) return refused(state, ...reasons);
  let last: Changed = { kind: 'done', state, already: true };
  for (const { bundle, policy, ...one } of [...subjects].reverse()) {
    const ports = await deployPorts(desk, { policy, ...one });
    const changed = await rollback(ports, { ...request, bundle, machines: policy.machines });
    if (changed.kind === 'refused' && !isBack(changed)) return changed;
    last = changed.kind === 'refused' ? { kind: 'done', state: changed.state, already: true } : changed;
  }
  return last;
}

function isBack({ reasons }: Extract<Changed, { kind: 'refused' }>): boolean {
  return reasons.every(({ code }) => code === 'already-rolled-back');
}

function notReady(
  { opened: { state } }: Desk,
  { bundle, environment, policy }: Subject,
  { actor, scope, to }: Request,
): ReleaseReason[] {
  const pair = pairOf(state, bundle, environment);
  const off = offCall(actor, policy.people['oncall']);
  if (off !== null) return [off];
  // What is under way, or back already, is gone on with.
  if (pair.open !== null || pair.live?.how === 'rolled-back') return [];
  const target = scope === 'bundle' ? bundleTarget(state, pair, to) : partTarget(state, pair, scope, to);
  if (target.kind === 'found') return [];
  return [{ ...target.reason, args: { ...target.reason.args, bundle } }];
}

import type { Draft } from '../ledger/entry.ts';
import { openLedger, record } from '../ledger/record.ts';
import { pairOf, type State } from '../ledger/state.ts';
import { type Act, type Changed, type DeployPorts, type ReleasePorts, refused } from './outcome.ts';
import { finish, inTheWay, intentOf, type PromoteRequest, promotionKey, wasFinished } from './promote.ts';
import { because, type ReleaseReason } from './reason.ts';
import { beginRollback, goOnWithRollback, type RollbackRequest, rollbackKey } from './rollback.ts';

/** One bundle of a joint plan, with its own way of being deployed. */
export interface Member {
  readonly request: PromoteRequest;
  readonly deployer: DeployPorts['deployer'];
}

/**
 * Carries out a plan over several bundles that share something: all of them are begun in one write, or none; then each is
 * deployed. Running again goes on with those that are not done.
 */
export async function promoteJointly(ports: ReleasePorts, members: readonly Member[]): Promise<Changed> {
  const [first] = members;
  if (first === undefined) throw new Error('a joint plan has members');
  const { bundle, environment } = first.request;
  const begun = await record<readonly ReleaseReason[] | 'begun'>(
    ports.ledger,
    { bundle, environment, key: promotionKey(first.request) },
    (state) => {
      const requests = members.map((one) => one.request);
      if (requests.some((one) => isBegun(state, one))) return { stop: 'begun' };
      const now = ports.now();
      const reasons = requests.flatMap((one) =>
        inTheWay(pairOf(state, one.bundle, environment), one.plan, now),
      );
      if (reasons.length > 0) return { stop: reasons };
      return {
        write: requests.map((one) => intentOf(pairOf(state, one.bundle, environment), one, now)),
      };
    },
  );
  if (begun.kind === 'stopped' && begun.stop !== 'begun') return refused(begun.state, ...begun.stop);
  return finishJointly(
    ports,
    members.map(({ request, deployer }) => ({ act: request, planDigest: request.planDigest, deployer })),
  );
}

/** One bundle of a joint plan that is begun. */
export interface Begun {
  readonly act: Act;
  readonly planDigest: string;
  readonly deployer: DeployPorts['deployer'];
}

/** Deploys whatever of a joint plan is not done yet. Done is the plan once every bundle of it serves. */
export async function finishJointly(ports: ReleasePorts, members: readonly Begun[]): Promise<Changed> {
  let { state } = await openLedger(ports.ledger);
  let already = true;
  for (const { act, planDigest, deployer } of members) {
    const { open } = pairOf(state, act.bundle, act.environment);
    if (open?.plan !== planDigest) continue;
    const changed = await finish({ ...ports, deployer }, act, open);
    if (changed.kind !== 'done') return changed;
    ({ state } = changed);
    already &&= changed.already;
  }
  const lost = members.find(
    ({ act, planDigest }) => !wasFinished(pairOf(state, act.bundle, act.environment), planDigest),
  );
  if (lost === undefined) return { kind: 'done', state, already };
  const { bundle, environment } = lost.act;
  const { live } = pairOf(state, bundle, environment);
  return refused(state, because('overtaken', { live: live?.version ?? null, bundle }));
}

function isBegun(state: State, { bundle, environment, planDigest }: PromoteRequest): boolean {
  const pair = pairOf(state, bundle, environment);
  return pair.open?.plan === planDigest || wasFinished(pair, planDigest);
}

/** One bundle that something shared is taken back from, with its own way of being deployed. */
export interface Returning {
  readonly request: RollbackRequest;
  readonly deployer: DeployPorts['deployer'];
}

/**
 * Takes something shared back from every bundle that serves it: all of them are begun in one write, or none where any may not or
 * has nowhere to go. Those that are back already stay; running again goes on with the others. One that does not come back
 * keeps none of the others from it.
 */
export async function rollbackJointly(ports: ReleasePorts, members: readonly Returning[]): Promise<Changed> {
  const { state: before } = await openLedger(ports.ledger);
  const [first] = members;
  if (first === undefined) throw new Error('something shared is shared with somebody');
  const { bundle, environment } = first.request;
  const key = rollbackKey(first.request, pairOf(before, bundle, environment));
  const begun = await record<readonly ReleaseReason[]>(
    ports.ledger,
    { bundle, environment, key },
    (state) => {
      const steps = members.map(({ request }) => stepOf(state, request, ports.now()));
      const reasons = steps.flatMap((one) => one.reasons);
      const write = steps.flatMap((one) => one.write);
      return reasons.length > 0 || write.length === 0 ? { stop: reasons } : { write };
    },
  );
  if (begun.kind === 'stopped' && begun.stop.length > 0) return refused(begun.state, ...begun.stop);
  let { state } = begun;
  let already = true;
  const reasons: ReleaseReason[] = [];
  for (const { request, deployer } of members) {
    const { open } = pairOf(state, request.bundle, environment);
    if (open?.kind !== 'rollback') continue;
    const shown = { before: pairOf(before, request.bundle, environment), resumed: begun.kind !== 'written' };
    const changed = await goOnWithRollback({ ...ports, deployer }, request, open, shown);
    ({ state } = changed);
    if (changed.kind === 'refused') reasons.push(...changed.reasons.map((one) => of(request.bundle, one)));
    else already &&= changed.kind === 'done' && changed.already;
  }
  return reasons.length > 0 ? refused(state, ...reasons) : { kind: 'done', state, already };
}

function stepOf(
  state: State,
  request: RollbackRequest,
  now: string,
): { readonly write: readonly Draft[]; readonly reasons: readonly ReleaseReason[] } {
  const pair = pairOf(state, request.bundle, request.environment);
  const key = rollbackKey(request, pair);
  if (pair.open?.key === key) return { write: [], reasons: [] };
  const step = beginRollback(state, request, now, key);
  if ('write' in step && step.write !== undefined) return { write: step.write, reasons: [] };
  const { stop } = step;
  const isBack = stop === 'finished' || stop.code === 'already-rolled-back';
  return { write: [], reasons: isBack ? [] : [of(request.bundle, stop)] };
}

function of(bundle: string, { code, args }: ReleaseReason): ReleaseReason {
  return because(code, { ...args, bundle });
}

import { digestOf } from '../bundle/digest.ts';
import type { Draft } from '../ledger/entry.ts';
import { openLedger, record } from '../ledger/record.ts';
import type { Release } from '../ledger/shapes.ts';
import { type OpenIntent, type PairState, pairOf, type State } from '../ledger/state.ts';
import { carryOut } from './carry-out.ts';
import { isEmergencyOpen } from './emergency.ts';
import { type Forward, wentForward } from './forward.ts';
import { heldArgs, lockedArgs } from './held.ts';
import { beginMirror } from './mirror.ts';
import { type Act, type Changed, type DeployPorts, entryOf, refused } from './outcome.ts';
import type { Plan } from './plan.ts';
import { because, type ReleaseReason } from './reason.ts';

export interface PromoteRequest extends Act {
  readonly plan: Plan;
  /** Digest of the plan that was approved. */
  readonly planDigest: string;
  readonly release: Release;
  /** The fix is the way back: what is live was wrong, and since when that is known. Null for a promotion of every day. */
  readonly forward: Forward | null;
}

/** The key of a promotion: the same plan is carried out once, however often it is asked for. */
export function promotionKey({ bundle, environment, planDigest }: PromoteRequest): string {
  return digestOf('airlock/promotion/v1', { bundle, environment, plan: planDigest });
}

/**
 * Carries out an approved plan whose protections were just asked: intent, deployment, done. The open intent is the lock;
 * running again goes on where an earlier run stopped.
 */
export async function promote(ports: DeployPorts, request: PromoteRequest): Promise<Changed> {
  const key = promotionKey(request);
  const { bundle, environment, plan, forward } = request;
  const intent = await record<readonly ReleaseReason[] | 'finished'>(
    ports.ledger,
    { bundle, environment, key },
    (state) => {
      const pair = pairOf(state, bundle, environment);
      if (wasFinished(pair, request.planDigest)) return { stop: 'finished' };
      if (forward !== null && pair.live === null) return { stop: [because('nothing-live', { environment })] };
      const reasons = inTheWay(pair, plan, ports.now());
      if (reasons.length > 0) return { stop: reasons };
      return { write: [intentOf(pair, request, ports.now())] };
    },
  );
  if (intent.kind === 'stopped')
    return intent.stop === 'finished'
      ? { kind: 'done', state: intent.state, already: true }
      : refused(intent.state, ...intent.stop);
  const pair = pairOf(intent.state, bundle, environment);
  if (pair.open?.key !== key) return settled(intent.state, pair, request.planDigest);
  return finish(ports, request, pair.open, forward?.detectedAt ?? null);
}

/** What a promotion begins with; open, it is the lock. */
export function intentOf({ live }: PairState, request: PromoteRequest, now: string): Draft {
  const { plan, planDigest, release, forward } = request;
  return {
    ...entryOf(request, now, promotionKey(request)),
    version: release.version,
    digest: release.digest,
    type: 'intent',
    kind: 'promotion',
    scope: forward === null ? 'bundle' : 'forward',
    plan: planDigest,
    from: live?.digest ?? null,
    release,
    reason: forward?.reason ?? plan.direct,
  };
}

/** Our intent is there and no longer open: it was finished, or somebody took over. */
function settled(state: State, pair: PairState, plan: string): Changed {
  return wasFinished(pair, plan)
    ? { kind: 'done', state, already: true }
    : refused(state, because('overtaken', { live: pair.live?.version ?? null }));
}

/** Whether something serves, or served, by a plan. */
export function wasFinished({ live, history }: PairState, plan: string): boolean {
  return [live, ...history].some((one) => one?.plan === plan);
}

/** What may have come about since the protections were asked. */
export function inTheWay(pair: PairState, plan: Plan, now: string): ReleaseReason[] {
  const { open, last, holds } = pair;
  const [hold] = holds;
  if (open !== null) return [because('locked', lockedArgs(open))];
  if (Date.parse(now) >= Date.parse(plan.expires))
    return [because('plan-expired', { expires: plan.expires, now })];
  if (hold !== undefined) return [because('held', heldArgs(pair, hold))];
  const { emergency } = plan;
  if (emergency !== null && !isEmergencyOpen(pair, emergency.seq, now))
    return [because('emergency-over', { emergency: emergency.seq, expires: emergency.expires })];
  return last?.sha256 === plan.last?.sha256 ? [] : [because('pair-moved', { seq: last?.seq ?? null })];
}

/**
 * Deploys, and says so once the other side reports that it serves what was approved. Also how a run goes on with what an
 * earlier one began.
 */
export async function finish(
  ports: DeployPorts,
  act: Act,
  open: OpenIntent,
  detectedAt: string | null = null,
): Promise<Changed> {
  const { bundle, environment } = act;
  const { version, digest } = open.release;
  const mirrored = await beginMirror(ports, act, open);
  const { state, reason } = await carryOut(ports, act, open);
  if (reason === 'handed-over') return { kind: 'begun', state };
  if (reason !== null) return { ...refused(state, reason), mirror: await mirrored.end('failure', state) };
  const key = `${open.key}:done`;
  const done = await record(ports.ledger, { bundle, environment, key }, (now) => {
    const pair = pairOf(now, bundle, environment);
    if (pair.open?.fence !== open.fence)
      return { stop: because('overtaken', { live: pair.live?.version ?? null }) };
    const entry = entryOf(act, ports.now(), key, open.fence);
    if (open.scope === 'forward') return { write: wentForward(now, { act, open, entry, detectedAt }) };
    return { write: [{ ...entry, version, digest, type: 'done' as const, served: digest }] };
  });
  if (done.kind === 'stopped')
    return { ...refused(done.state, done.stop), mirror: await mirrored.end('failure', done.state) };
  const mirror = await mirrored.end('success', done.state);
  return { kind: 'done', state: done.state, already: done.kind === 'known', mirror };
}

/**
 * Ends a first release that never came to serve. Where something is live a rollback brings that back instead. `over`: only
 * if this order is under way.
 */
export async function abort(
  ports: DeployPorts,
  act: Act & { readonly reason: string; readonly over: number | null },
): Promise<Changed> {
  const { bundle, environment, reason, over } = act;
  const { state } = await openLedger(ports.ledger);
  const fence = over ?? pairOf(state, bundle, environment).open?.fence ?? null;
  const key = `abort:${bundle}:${environment.slice(0, 20)}:${fence ?? 0}`;
  const answer = await record(ports.ledger, { bundle, environment, key }, (now) => {
    const { open, live } = pairOf(now, bundle, environment);
    if (open === null || open.fence !== fence) return { stop: because('nothing-open', { environment }) };
    if (live !== null)
      return { stop: because('abort-by-rollback', { live: live.version, version: open.release.version }) };
    const { version, digest } = open.release;
    return {
      write: [
        { ...entryOf(act, ports.now(), key, fence), version, digest, type: 'aborted' as const, reason },
      ],
    };
  });
  return answer.kind === 'stopped'
    ? refused(answer.state, answer.stop)
    : { kind: 'done', state: answer.state, already: answer.kind === 'known' };
}

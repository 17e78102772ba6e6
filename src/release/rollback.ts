import { digestOf } from '../bundle/digest.ts';
import type { Draft, Part } from '../ledger/entry.ts';
import { openLedger, record } from '../ledger/record.ts';
import {
  type OpenIntent,
  type PairState,
  pairOf,
  type RecordedRelease,
  releaseOf,
  type State,
} from '../ledger/state.ts';
import { type Machines, mayNot } from './actors.ts';
import { carryOut } from './carry-out.ts';
import { mirrorRollback } from './mirror.ts';
import { type Mitigation, mitigationOf } from './mitigation.ts';
import { type Act, type Changed, type DeployPorts, entryOf, refused } from './outcome.ts';
import { because, type ReleaseReason } from './reason.ts';
import { bundleTarget, partTarget, type Target } from './target.ts';

export interface RollbackRequest extends Act {
  readonly scope: 'bundle' | Part;
  /** Version to return to, or whose parts to take; null: the last that served and may serve again. */
  readonly to: string | null;
  /** Version that must be live, so that asking twice does not go back twice. */
  readonly from: string | null;
  /** The order that must be under way; null: any, or none. */
  readonly over: number | null;
  readonly reason: string;
  /** UTC; null where nobody said when it was noticed. */
  readonly detectedAt: string | null;
  /** Who or what noticed; null where nobody said. */
  readonly detectedBy: string | null;
  /** UTC; since when it did harm, null where nobody said. */
  readonly harmfulSince: string | null;
  /** Whether decisions were worse while it served; null where nobody said. */
  readonly degraded: boolean | null;
  /** What machines may do; a person may whatever stands there. */
  readonly machines: Machines;
}

/**
 * Returns to a version that served here. Waits for no window, no freeze and no approval, and takes over a promotion that
 * is under way with a newer fence. Afterwards the name is held, and what differed from the target is condemned.
 */
export async function rollback(ports: DeployPorts, request: RollbackRequest): Promise<Changed> {
  const { bundle, environment } = request;
  const { state } = await openLedger(ports.ledger);
  const before = pairOf(state, bundle, environment);
  const key = rollbackKey(request, before);
  const intent = await record<ReleaseReason | 'finished'>(ports.ledger, { bundle, environment, key }, (now) =>
    beginRollback(now, request, ports.now(), key),
  );
  if (intent.kind === 'stopped')
    return intent.stop === 'finished'
      ? { kind: 'done', state: intent.state, already: true }
      : refused(intent.state, intent.stop);
  const { open } = pairOf(intent.state, bundle, environment);
  return open === null || open.kind !== 'rollback'
    ? { kind: 'done', state: intent.state, already: true }
    : goOnWithRollback(ports, request, open, { before, resumed: intent.kind === 'known' });
}

/** A rollback of what serves now is one thing, whoever asks for it and however often; so is going on with one. */
export function rollbackKey(
  { bundle, environment, scope, to }: RollbackRequest,
  { live, open }: PairState,
): string {
  const goesOn =
    open?.kind === 'rollback' &&
    open.scope === scope &&
    (to ?? open.release.version) === open.release.version;
  if (goesOn) return open.key;
  const of = { live: live?.seq ?? null, over: open?.fence ?? null };
  return digestOf('airlock/rollback/v1', { bundle, environment, scope, to, ...of });
}

/** What begins a rollback, or why it does not begin; `finished`: it was done before. */
export function beginRollback(state: State, request: RollbackRequest, now: string, key: string) {
  const pair = pairOf(state, request.bundle, request.environment);
  const { live, open } = pair;
  if (live === null) return { stop: because('nothing-live', { environment: request.environment }) };
  if (request.over !== null && request.over !== open?.fence)
    return { stop: because('overtaken', { live: live.version }) };
  if (request.from !== null && request.from !== live.version && open === null)
    return {
      stop: wasTakenBack(state, pair, request.from)
        ? ('finished' as const)
        : movedOn(request.from, live.version),
    };
  if (request.from === null && request.to === null && live.how === 'rolled-back' && open === null)
    return { stop: because('already-rolled-back', { version: live.version, since: live.since }) };
  const why = mayNot(request.actor, 'rollback', request.machines) ?? decidedBy(pair, request, key);
  if (why !== null) return { stop: why };
  const target = targetOf(state, pair, request);
  if (target.kind === 'refused') return { stop: target.reason };
  const from = takenBack(pair, live.digest);
  return {
    write: [
      ...takenOver(pair, request, now, key),
      detectedOf(state, request, now, key, from),
      intentOf(request, now, key, target.release, from),
    ],
  };
}

/** A person's command always wins: a machine neither takes over a person's rollback nor goes elsewhere after it. */
function decidedBy(
  { open, live }: PairState,
  { actor, to }: RollbackRequest,
  key: string,
): ReleaseReason | null {
  if (actor.kind === 'human') return null;
  const isAnother = open !== null && open.kind === 'rollback' && open.key !== key;
  const wentElsewhere =
    open === null && to !== null && (live?.how === 'rolled-back' || live?.how === 'rolled-forward');
  const decided = isAnother ? open : wentElsewhere ? live : null;
  if (decided?.by.kind !== 'human') return null;
  return because('human-decided', { by: decided.by.login, since: decided.since });
}

function wasTakenBack(state: State, { bundle, live, revoked }: PairState, version: string): boolean {
  return (
    live?.how === 'rolled-back' && revoked.some((one) => releaseOf(state, bundle, one)?.version === version)
  );
}

function movedOn(expected: string, found: string): ReleaseReason {
  return because('live-moved', { expected, found });
}

/** A promotion that is under way has not replaced what is live: that is what a rollback of it returns to. */
function targetOf(state: State, pair: PairState, { scope, to }: RollbackRequest): Target {
  const { live, open } = pair;
  if (open?.kind === 'promotion' && to === null && scope === 'bundle') {
    const release = live === null ? null : releaseOf(state, pair.bundle, live.digest);
    if (release !== null) return { kind: 'found', release };
  }
  return scope === 'bundle' ? bundleTarget(state, pair, to) : partTarget(state, pair, scope, to);
}

function takenOver({ open }: PairState, request: RollbackRequest, now: string, key: string): Draft[] {
  if (open === null) return [];
  const { version, digest } = open.release;
  const entry = entryOf(request, now, `${key}:abort`, open.fence);
  return [{ ...entry, version, digest, type: 'aborted', reason: request.reason }];
}

/** What was said of the fault, kept with the decision: whoever goes on with this rollback need not say it again. */
function detectedOf(state: State, request: RollbackRequest, now: string, key: string, from: string): Draft {
  const { detectedAt, detectedBy, harmfulSince } = request;
  return {
    ...entryOf(request, now, `${key}:detected`),
    version: releaseOf(state, request.bundle, from)?.version ?? null,
    digest: from,
    type: 'detected',
    harmfulSince,
    detectedAt,
    detectedBy,
  };
}

function intentOf(
  request: RollbackRequest,
  now: string,
  key: string,
  record: RecordedRelease,
  from: string,
): Draft {
  const { seq: _seq, recordedAt: _recordedAt, ...release } = record;
  return {
    ...entryOf(request, now, key),
    version: release.version,
    digest: release.digest,
    type: 'intent',
    kind: 'rollback',
    scope: request.scope,
    plan: null,
    from,
    release,
    reason: request.reason,
  };
}

/** What is still asked of a rollback whose intent is written. */
type FinishRequest = Pick<RollbackRequest, keyof Act | 'reason' | 'detectedAt' | 'degraded'>;

/** Deploys, and writes what was taken back together with the hold. Also how a run goes on with what an earlier one began. */
export async function goOnWithRollback(
  ports: DeployPorts,
  request: FinishRequest,
  open: OpenIntent,
  shown: { readonly before: PairState; readonly resumed: boolean },
): Promise<Changed> {
  const { bundle, environment, reason } = request;
  const carried = await carryOut(ports, request, open);
  if (carried.reason === 'handed-over') return { kind: 'begun', state: carried.state };
  if (carried.reason !== null) return refused(carried.state, carried.reason);
  const knownGoodAt = ports.now();
  const { version, digest } = open.release;
  const key = `${open.key}:done`;
  const done = await record(ports.ledger, { bundle, environment, key }, (state) => {
    const pair = pairOf(state, bundle, environment);
    if (pair.open?.fence !== open.fence)
      return { stop: because('overtaken', { live: pair.live?.version ?? null }) };
    const now = ports.now();
    const back = { ...entryOf(request, now, key, open.fence), version, digest };
    const from = open.from === null || open.from === digest ? null : releaseOf(state, bundle, open.from);
    const write: Draft[] = [
      {
        ...back,
        type: 'rolled-back',
        served: digest,
        from: { version: from?.version ?? version, digest: from?.digest ?? digest },
        condemned: from === null ? [] : differing(from, open),
        reason,
        detectedAt: pair.detected?.detectedAt ?? request.detectedAt,
        mitigatedAt: now,
      },
      { ...entryOf(request, now, `${key}:hold`), version, digest, type: 'held', reason },
      ...mitigated(request, { pair, open, bad: from, knownGoodAt, now, degraded: request.degraded }, key),
    ];
    return { write };
  });
  if (done.kind === 'stopped') return refused(done.state, done.stop);
  const mirror = await mirrorRollback(ports, request, open, { ...shown, after: done.state });
  return { kind: 'done', state: done.state, already: done.kind === 'known', mirror };
}

/** Returning to what serves anyway took nothing back, and leaves nothing to make good. */
export function mitigated(request: FinishRequest, facts: Mitigation, key: string): Draft[] {
  const { open, now } = facts;
  if (open.from === null || open.from === open.release.digest) return [];
  return [
    {
      ...entryOf(request, now, `${key}:mitigated`, open.fence),
      version: facts.bad?.version ?? null,
      digest: open.from,
      type: 'mitigated',
      reason: request.reason,
      ...mitigationOf(facts),
    },
  ];
}

/** What is taken back: a promotion that was under way, else what is live. */
function takenBack({ open }: PairState, live: string): string {
  return open?.kind === 'promotion' ? open.release.digest : live;
}

/** Components of what failed that are not those of the target. */
export function differing(
  from: RecordedRelease,
  { release }: OpenIntent,
): { component: string; digest: string }[] {
  return from.components
    .filter((part) => !release.components.some((one) => one.name === part.name && one.digest === part.digest))
    .map(({ name: component, digest }) => ({ component, digest }));
}

import { digestOf } from '../bundle/digest.ts';
import type { Draft } from '../ledger/entry.ts';
import { openLedger, record } from '../ledger/record.ts';
import type { Release } from '../ledger/shapes.ts';
import {
  type OpenIntent,
  type PairState,
  pairOf,
  type RecordedRelease,
  releaseOf,
  type State,
} from '../ledger/state.ts';
import { carryOut } from './carry-out.ts';
import { lockedArgs } from './held.ts';
import { type Act, type Changed, type DeployPorts, entryOf, refused } from './outcome.ts';
import { because, type ReleaseReason } from './reason.ts';
import { bundleTarget } from './target.ts';

/**
 * Goes the way back once and returns, where no customers are: to the version that a rollback would return to, and again to
 * what is live. Nothing of what is live, held or condemned changes; running again goes on where an earlier run stopped.
 */
export async function drill(ports: DeployPorts, act: Act): Promise<Changed> {
  const { bundle, environment } = act;
  const { state } = await openLedger(ports.ledger);
  const open = pairOf(state, bundle, environment).open;
  const out = open?.kind === 'drill' ? { state, open } : await begin(ports, act, state);
  if ('kind' in out) return out;
  return goOnWithDrill(ports, act, out.open);
}

type Begun = { readonly state: State; readonly open: OpenIntent };

async function begin(ports: DeployPorts, act: Act, before: State): Promise<Begun | Changed> {
  const { bundle, environment } = act;
  const { live, drills } = pairOf(before, bundle, environment);
  const key = digestOf('airlock/drill/v1', {
    bundle,
    environment,
    live: live?.seq ?? 0,
    after: drills[0]?.seq ?? 0,
  });
  const answer = await record<ReleaseReason>(ports.ledger, { bundle, environment, key }, (state) => {
    const pair = pairOf(state, bundle, environment);
    if (pair.open !== null) return { stop: because('locked', lockedArgs(pair.open)) };
    if (pair.live === null) return { stop: because('nothing-live', { environment }) };
    const target = bundleTarget(state, pair, null);
    if (target.kind === 'refused') return { stop: target.reason };
    const { seq: _seq, recordedAt: _recordedAt, ...release } = target.release;
    return { write: [intentOf(act, ports.now(), key, release, pair.live.digest)] };
  });
  if (answer.kind === 'stopped') return refused(answer.state, answer.stop);
  const { open } = pairOf(answer.state, bundle, environment);
  return open?.kind === 'drill'
    ? { state: answer.state, open }
    : { kind: 'done', state: answer.state, already: answer.kind === 'known' };
}

function intentOf(act: Act, now: string, key: string, release: Release, from: string): Draft {
  const { version, digest } = release;
  return {
    ...entryOf(act, now, key),
    version,
    digest,
    type: 'intent',
    kind: 'drill',
    scope: 'bundle',
    plan: null,
    from,
    release,
    reason: null,
  };
}

/** Out to the target, then back to what is live; whether out worked or not, back is always gone. */
export async function goOnWithDrill(ports: DeployPorts, act: Act, open: OpenIntent): Promise<Changed> {
  const { bundle, environment } = act;
  const carried = await carryOut(ports, act, open);
  const { reason } = carried;
  if (reason === 'handed-over') return { kind: 'begun', state: carried.state };
  const { live } = pairOf(carried.state, bundle, environment);
  if (open.release.digest === live?.digest)
    return reason === null ? end(ports, act, open) : refused(carried.state, reason);
  const key = `${open.key}:back`;
  const answer = await record<ReleaseReason>(ports.ledger, { bundle, environment, key }, (state) => {
    const pair = pairOf(state, bundle, environment);
    const home = pair.live === null ? null : releaseOf(state, bundle, pair.live.digest);
    if (pair.open?.fence !== open.fence || home === null)
      return { stop: because('overtaken', { live: pair.live?.version ?? null }) };
    return {
      write: [...outcomeOf(act, ports.now(), open, reason), backOf(act, ports.now(), key, home, open)],
    };
  });
  if (answer.kind === 'stopped') return refused(answer.state, answer.stop);
  const back = pairOf(answer.state, bundle, environment).open;
  return back?.kind === 'drill'
    ? goOnWithDrill(ports, act, back)
    : told(answer.state, pairOf(answer.state, bundle, environment));
}

/** What came of the way out, and how long it took. */
function outcomeOf(act: Act, now: string, open: OpenIntent, reason: ReleaseReason | null): Draft[] {
  const { version, digest } = open.release;
  const entry = { ...entryOf(act, now, `${open.key}:out`, open.fence), version, digest };
  const seconds = Math.max(0, (Date.parse(now) - Date.parse(open.since)) / 1000);
  return [
    reason === null
      ? { ...entry, type: 'done', served: digest }
      : { ...entry, type: 'aborted', reason: reason.code },
    {
      ...entry,
      key: `${open.key}:drill`,
      type: 'drill',
      target: { version, digest },
      restored: reason === null,
      seconds,
    },
  ];
}

function backOf(act: Act, now: string, key: string, home: RecordedRelease, open: OpenIntent): Draft {
  const { seq: _seq, recordedAt: _recordedAt, ...release } = home;
  return intentOf(act, now, key, release, open.release.digest);
}

/** Home again: the drill is over. */
async function end(ports: DeployPorts, act: Act, open: OpenIntent): Promise<Changed> {
  const { bundle, environment } = act;
  const { version, digest } = open.release;
  const key = `${open.key}:done`;
  const answer = await record<ReleaseReason>(ports.ledger, { bundle, environment, key }, (state) => {
    const pair = pairOf(state, bundle, environment);
    if (pair.open?.fence !== open.fence)
      return { stop: because('overtaken', { live: pair.live?.version ?? null }) };
    const entry = entryOf(act, ports.now(), key, open.fence);
    return { write: [{ ...entry, version, digest, type: 'done', served: digest }] };
  });
  if (answer.kind === 'stopped') return refused(answer.state, answer.stop);
  return told(answer.state, pairOf(answer.state, bundle, environment));
}

/** A drill that could not go the way is no success, although everything is as it was. */
function told(state: State, { drills }: PairState): Changed {
  const [last] = drills;
  return last?.restored === false
    ? refused(state, because('drill-failed', { version: last.version }))
    : { kind: 'done', state, already: false };
}

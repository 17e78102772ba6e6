import * as z from 'zod';
import { openLedger, record } from '../ledger/record.ts';
import { type count, digest, environmentName, key, name, sha256, version } from '../ledger/shapes.ts';
import { type OpenIntent, type PairState, pairOf, type State } from '../ledger/state.ts';
import type { Anchor } from '../ledger/verify.ts';
import { type Act, type DeployPorts, entryOf } from './outcome.ts';

/** What a deployment says of itself, for machines; people see its states. */
export const mirrorPayload = z.object({
  schema: z.literal('airlock.deployment/1'),
  /** That of the intent: whoever lost an answer finds the own deployment by it. */
  key,
  bundle: name,
  environment: environmentName,
  version,
  digest,
  plan: digest.nullable(),
  fence: z.int().min(1),
  /** The newest entry about this bundle and environment when it was made: a ledger without it was wound back. */
  anchor: z.object({ seq: z.int().min(1), sha256 }),
});
export type MirrorPayload = z.output<typeof mirrorPayload>;

export interface Mirrored {
  readonly id: z.output<typeof count>;
  readonly payload: MirrorPayload;
}

export const MIRROR_STATES = ['in_progress', 'success', 'failure', 'inactive'] as const;
export type MirrorState = (typeof MIRROR_STATES)[number];

/** Where people look at what is deployed. It follows the ledger and is never asked what is live. */
export interface Mirror {
  /** Own deployments of a bundle in an environment, the newest first. */
  list(bundle: string, environment: string): Promise<readonly Mirrored[]>;
  create(payload: MirrorPayload, commit: string): Promise<number>;
  tell(deployment: number, environment: string, state: MirrorState, anchor: Anchor | null): Promise<void>;
}

/** How the mirror and the ledger disagree. */
export const DISAGREEMENTS = ['other-digest', 'ahead-of-ledger', 'deployment-gone'] as const;
export interface Disagreement {
  readonly code: (typeof DISAGREEMENTS)[number];
  readonly deployment: number;
  readonly expected: string | null;
  readonly found: string | null;
}

export interface MirrorReport {
  readonly outcome: 'written' | 'failed';
  readonly deployment: number | null;
  readonly disagreements: readonly Disagreement[];
}

/** Reported, and left as it is: a mirror that mends itself hides who touched it. */
export function disagreements(listed: readonly Mirrored[], pair: PairState, seq: number): Disagreement[] {
  const { live } = pair;
  const ahead = listed
    .filter(({ payload }) => payload.anchor.seq > seq)
    .map(({ id, payload }) => differs('ahead-of-ledger', id, String(seq), String(payload.anchor.seq)));
  if (live === null || live.fence === null) return ahead;
  const own = listed.filter(({ payload }) => payload.fence === live.fence);
  const other = own
    .filter(({ payload }) => payload.digest !== live.digest)
    .map(({ id, payload }) => differs('other-digest', id, live.digest, payload.digest));
  const isGone = live.deployment !== null && !listed.some(({ id }) => id === live.deployment);
  const gone = isGone ? [differs('deployment-gone', live.deployment ?? 0, String(live.fence), null)] : [];
  return [...ahead, ...other, ...gone];
}

function differs(
  code: Disagreement['code'],
  deployment: number,
  expected: string | null,
  found: string | null,
): Disagreement {
  return { code, deployment, expected, found };
}

/** A deployment that is shown while it is carried out. */
export interface MirrorRun {
  /** Says how it ended. Never throws: what people see must not stand in the way of what is done. */
  end(state: 'success' | 'failure', after: State): Promise<MirrorReport | null>;
}

const NOWHERE: MirrorRun = { end: () => Promise.resolve(null) };

/**
 * Shows that an intent is being carried out: one deployment for an intent, however often it is gone on with. The ledger is
 * told its number, so that a rollback finds it without asking.
 */
export async function beginMirror(ports: DeployPorts, act: Act, open: OpenIntent): Promise<MirrorRun> {
  const { mirror, ledger } = ports;
  if (mirror === undefined) return NOWHERE;
  const { bundle, environment } = act;
  let deployment: number | null = null;
  let known: readonly Mirrored[] = [];
  let wrong: readonly Disagreement[] = [];
  const begun = await attempt(async () => {
    const { state } = await openLedger(ledger);
    known = await mirror.list(bundle, environment);
    wrong = disagreements(known, pairOf(state, bundle, environment), state.seq);
    deployment = known.find(({ payload }) => payload.key === open.key)?.id ?? null;
    deployment ??= await created(mirror, payloadOf(act, open, state), open.release.commit);
    await bind(ports, act, open, deployment);
    await mirror.tell(deployment, environment, 'in_progress', null);
  });
  return {
    async end(state, after) {
      const pair = pairOf(after, bundle, environment);
      const ended = await attempt(async () => {
        if (!begun || deployment === null) throw new Error('not begun');
        await mirror.tell(deployment, environment, state, pair.last === null ? null : pair.last);
        const before = state === 'success' ? pair.history[0]?.fence : undefined;
        const replaced = known.find(({ payload }) => payload.fence === before)?.id;
        if (replaced !== undefined) await mirror.tell(replaced, environment, 'inactive', null);
      });
      return { outcome: ended ? 'written' : 'failed', deployment, disagreements: wrong };
    },
  };
}

/**
 * Shows a rollback that is done. Three calls: nothing is looked for that this run must have made itself, and what was replaced
 * the ledger knows by number.
 */
export async function mirrorRollback(
  { mirror }: DeployPorts,
  act: Act,
  open: OpenIntent,
  {
    before,
    after,
    resumed,
  }: { readonly before: PairState; readonly after: State; readonly resumed: boolean },
): Promise<MirrorReport | null> {
  if (mirror === undefined) return null;
  const { bundle, environment } = act;
  let deployment: number | null = null;
  const written = await attempt(async () => {
    const known = resumed ? await mirror.list(bundle, environment) : [];
    deployment = known.find(({ payload }) => payload.key === open.key)?.id ?? null;
    deployment ??= await mirror.create(payloadOf(act, open, after), open.release.commit);
    await mirror.tell(deployment, environment, 'success', pairOf(after, bundle, environment).last);
    const replaced = before.open?.deployment ?? before.live?.deployment ?? null;
    if (replaced !== null) await mirror.tell(replaced, environment, 'inactive', null);
  });
  return { outcome: written ? 'written' : 'failed', deployment, disagreements: [] };
}

async function attempt(work: () => Promise<void>): Promise<boolean> {
  try {
    await work();
    return true;
  } catch {
    return false;
  }
}

/** An answer that was lost is looked for before anybody says that nothing was made. */
async function created(mirror: Mirror, payload: MirrorPayload, commit: string): Promise<number> {
  try {
    return await mirror.create(payload, commit);
  } catch (error) {
    const listed = await mirror.list(payload.bundle, payload.environment);
    const own = listed.find((one) => one.payload.key === payload.key);
    if (own === undefined) throw error;
    return own.id;
  }
}

function payloadOf({ bundle, environment }: Act, open: OpenIntent, state: State): MirrorPayload {
  const { key: own, plan, fence, release } = open;
  const { last } = pairOf(state, bundle, environment);
  return {
    schema: 'airlock.deployment/1',
    key: own,
    bundle,
    environment,
    version: release.version,
    digest: release.digest,
    plan,
    fence,
    anchor: last ?? { seq: fence, sha256: state.head ?? '' },
  };
}

async function bind(
  { ledger, now }: DeployPorts,
  act: Act,
  open: OpenIntent,
  deployment: number,
): Promise<void> {
  if (open.deployment === deployment) return;
  const { bundle, environment } = act;
  const own = `${open.key}:bound`;
  await record(ledger, { bundle, environment, key: own }, (state) => {
    if (pairOf(state, bundle, environment).open?.fence !== open.fence) return { stop: 'overtaken' as const };
    const entry = entryOf(act, now(), own, open.fence);
    const { version: of, digest: content } = open.release;
    return { write: [{ ...entry, version: of, digest: content, type: 'bound' as const, deployment }] };
  });
}

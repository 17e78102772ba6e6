import * as z from 'zod';
import { INTENTS, SCOPES } from './entry.ts';
import {
  actor,
  condemnation,
  count,
  digest,
  environmentName,
  key,
  measured,
  name,
  reason,
  release,
  sha256,
  time,
  version,
  worklistItem,
} from './shapes.ts';

export const STATE_SCHEMA = 'airlock.state/1';

const place = z.strictObject({ seq: z.int().min(1), sha256 });
/** Keys of the newest entries of a subject, so that a writer whose answer was lost finds its own. */
const keys = z.array(z.strictObject({ key, seq: z.int().min(1) }));

/** How a version came to serve. */
export const HOWS = ['adopted', 'promoted', 'rolled-back', 'rolled-forward'] as const;

const served = z.strictObject({
  version,
  digest,
  /** How it came to serve. */
  how: z.enum(HOWS),
  since: time,
  /** Null while it serves. */
  until: time.nullable(),
  by: actor,
  seq: z.int().min(1),
  fence: z.int().min(1).nullable(),
  plan: digest.nullable(),
  /** GitHub's number of the deployment that shows it; null where none does. */
  deployment: count.nullable(),
});
export type Served = z.output<typeof served>;

const intent = z.strictObject({
  kind: z.enum(INTENTS),
  scope: z.enum(SCOPES),
  key,
  fence: z.int().min(1),
  plan: digest.nullable(),
  from: digest.nullable(),
  release,
  reason: reason.nullable(),
  since: time,
  by: actor,
  run: z.int().nullable(),
  deployment: count.nullable(),
});
export type OpenIntent = z.output<typeof intent>;

const approval = z.strictObject({
  by: actor,
  role: name.nullable(),
  source: z.enum(['ledger', 'comment', 'environment', 'review']),
  time,
  seq: z.int().min(1),
});

const plan = z.strictObject({
  plan: digest,
  created: time,
  expires: time,
  seq: z.int().min(1),
  document: z.record(z.string(), z.json()),
  /** Workflow run that made it; null outside of one. */
  run: z.strictObject({ id: count, attempt: count }).nullable(),
  approvals: z.array(approval),
  rejected: z.strictObject({ by: actor, reason, time }).nullable(),
});
export type RecordedPlan = z.output<typeof plan>;

const hold = z.strictObject({ seq: z.int().min(1), reason, by: actor, since: time });
export type Hold = z.output<typeof hold>;

const condemned = z.strictObject({
  ...condemnation.shape,
  reason,
  since: time,
  seq: z.int().min(1),
  /** The release that it was taken back with. */
  version,
});

const detection = z.strictObject({
  harmfulSince: time.nullable(),
  detectedAt: time.nullable(),
  detectedBy: reason.nullable(),
});

const worklist = z.strictObject({
  /** Entry that wrote it. */
  seq: z.int().min(1),
  time,
  version,
  digest,
  reason,
  ...measured,
  items: z.array(
    z.strictObject({
      ...worklistItem.shape,
      done: z.strictObject({ by: actor, time, reason }).nullable(),
    }),
  ),
});
export type Worklist = z.output<typeof worklist>;

const emergency = z.strictObject({
  seq: z.int().min(1),
  role: name,
  trigger: name,
  reason,
  by: actor,
  since: time,
  expires: time,
  reviewDue: time,
  /** Null where nobody ended it before its time. */
  ended: time.nullable(),
  /** Versions that came to serve under it. */
  released: z.array(version),
});
export type Emergency = z.output<typeof emergency>;

/** What is so for one bundle in one environment. Locks, fences, holds and targets of others never touch it. */
const pair = z.strictObject({
  bundle: name,
  environment: environmentName,
  /** The last entry that changed what is live, held, condemned or under way here; plans are bound to it. */
  last: place.nullable(),
  live: served.nullable(),
  /** What served before, the newest first. */
  history: z.array(served),
  /** Digests that were taken back here; no target of a rollback. */
  revoked: z.array(digest),
  /** The version to return to; null where there is none. */
  target: z.strictObject({ version, digest }).nullable(),
  open: intent.nullable(),
  fence: count,
  holds: z.array(hold),
  condemned: z.array(condemned),
  /** What was said of the rollback that is under way; null where none is. */
  detected: detection.nullable(),
  /** What is to be made good after rollbacks, the newest first; what is open is never dropped. */
  worklists: z.array(worklist),
  plans: z.array(plan),
  drills: z.array(
    z.strictObject({
      time,
      version,
      digest,
      restored: z.boolean(),
      seconds: z.number(),
      seq: z.int().min(1),
    }),
  ),
  /** Those that were not reviewed yet, the oldest first; a reviewed one stands in the entries alone. */
  emergencies: z.array(emergency),
  keys,
});
export type PairState = z.output<typeof pair>;

const recorded = z.strictObject({
  ...release.shape,
  /** Entry that recorded it last. */
  seq: z.int().min(1),
  recordedAt: time,
});
export type RecordedRelease = z.output<typeof recorded>;

const bundle = z.strictObject({
  /** In the order of recording, the newest last; what serves, served or is under way is never dropped. */
  releases: z.array(recorded),
  /** Results seen for one evidence key, the newest keys last. */
  attempts: z.array(z.strictObject({ key: sha256, results: z.array(sha256) })),
  keys,
});
export type BundleState = z.output<typeof bundle>;

export const stateSchema = z.strictObject({
  schema: z.literal(STATE_SCHEMA),
  seq: count,
  /** Bare hex over the bytes of the last entry; null where there is none. */
  head: sha256.nullable(),
  time: time.nullable(),
  /** GitHub's number of the repository whose ledger this is; null until a workflow of it wrote. */
  repository: count.nullable(),
  bundles: z.record(name, bundle),
  /** By `<bundle>/<environment>`. */
  pairs: z.record(z.string(), pair),
  /** Score files that were taken away on purpose. */
  erased: z.array(sha256),
});
export type State = z.output<typeof stateSchema>;

export const EMPTY_STATE: State = {
  schema: STATE_SCHEMA,
  seq: 0,
  head: null,
  time: null,
  repository: null,
  bundles: {},
  pairs: {},
  erased: [],
};

export const EMPTY_BUNDLE: BundleState = { releases: [], attempts: [], keys: [] };

export function pairKey(bundle: string, environment: string): string {
  return `${bundle}/${environment}`;
}

/** What is so for a bundle in an environment; the empty pair where nothing ever happened there. */
export function pairOf(state: State, bundle: string, environment: string): PairState {
  return state.pairs[pairKey(bundle, environment)] ?? emptyPair(bundle, environment);
}

export function emptyPair(bundle: string, environment: string): PairState {
  return {
    bundle,
    environment,
    last: null,
    live: null,
    history: [],
    revoked: [],
    target: null,
    open: null,
    fence: 0,
    holds: [],
    condemned: [],
    detected: null,
    worklists: [],
    plans: [],
    drills: [],
    emergencies: [],
    keys: [],
  };
}

/** The newest record of a bundle with this digest. */
export function releaseOf(state: State, bundle: string, digest: string): RecordedRelease | null {
  return state.bundles[bundle]?.releases.findLast((one) => one.digest === digest) ?? null;
}

/** The entry that was written under a key, as far as the newest entries of its subject reach. */
export function seqOfKey(
  state: State,
  bundle: string,
  environment: string | null,
  own: string,
): number | null {
  const known =
    environment === null ? state.bundles[bundle]?.keys : state.pairs[pairKey(bundle, environment)]?.keys;
  return known?.find((one) => one.key === own)?.seq ?? null;
}

/** Whether a release takes parts from several commits; such a one is returned to, and never promoted. */
export function isComposed({ components }: Pick<RecordedRelease, 'components'>): boolean {
  return components.some((one) => one.commit !== null);
}

/** Whether a release was merged as it is: not composed of several commits, and not made by a machine out of what was live. */
export function isMerged({
  components,
  unreviewed,
}: Pick<RecordedRelease, 'components' | 'unreviewed'>): boolean {
  return unreviewed === undefined && !isComposed({ components });
}

/** The emergency that a plan was made in, by its entry; null for a plan of every day. */
export function emergencyOf({ document }: Pick<RecordedPlan, 'document'>): number | null {
  const made = document['emergency'];
  if (typeof made !== 'object' || made === null || !('seq' in made)) return null;
  return typeof made.seq === 'number' ? made.seq : null;
}

import * as z from 'zod';
import {
  actor,
  condemnation,
  count,
  digest,
  environmentName,
  evidence,
  key,
  measured,
  name,
  oid,
  reason,
  release,
  run,
  sha256,
  time,
  version,
  worklistItem,
} from './shapes.ts';

export const ENTRY_SCHEMA = 'airlock.entry/1';

/** What every entry says. */
const common = {
  schema: z.literal(ENTRY_SCHEMA),
  seq: z.int().min(1),
  /** Bare hex over the bytes of the entry before; null for the first. */
  prev: sha256.nullable(),
  /** Whoever writes knows an entry of its own by it, however often it tries. */
  key,
  time,
  actor,
  run: run.nullable(),
  bundle: name,
  environment: environmentName.nullable(),
  version: version.nullable(),
  digest: digest.nullable(),
  /** Sequence number of the intent that this belongs to; null where there is none. */
  fence: z.int().min(1).nullable(),
};

/** What an intent is of. A drill changes nothing of what is live: it goes to the version to return to, and comes back. */
export const INTENTS = ['promotion', 'rollback', 'drill'] as const;

/** Scope of an intent: a promotion, or what is taken back. `forward` is a fix, promoted in an emergency. */
export const SCOPES = ['bundle', 'model', 'policy', 'routing', 'forward'] as const;
export type Scope = (typeof SCOPES)[number];
/** What can be taken back by itself. */
export type Part = Exclude<Scope, 'bundle' | 'forward'>;

/**
 * Everything that can happen to a bundle. Types are added and never change their meaning: a ledger is read for years.
 */
export const entrySchema = z.discriminatedUnion('type', [
  z.strictObject({ ...common, type: z.literal('adopted'), release, reason }),
  z.strictObject({ ...common, type: z.literal('candidate'), release }),
  /** What is live, measured by another suite or judge. */
  z.strictObject({
    ...common,
    type: z.literal('rescored'),
    evidence: z.array(evidence).min(1).max(100),
    grade: z.enum(['E0', 'E1', 'E2', 'E3']),
  }),
  z.strictObject({
    ...common,
    type: z.literal('planned'),
    plan: digest,
    expires: time,
    document: z.record(z.string(), z.json()),
  }),
  z.strictObject({
    ...common,
    type: z.literal('approved'),
    plan: digest,
    role: name.nullable(),
    source: z.enum(['ledger', 'comment', 'environment', 'review']),
  }),
  z.strictObject({ ...common, type: z.literal('rejected'), plan: digest, reason }),
  z.strictObject({
    ...common,
    type: z.literal('intent'),
    kind: z.enum(INTENTS),
    scope: z.enum(SCOPES),
    /** Null for a rollback, which waits for nobody. */
    plan: digest.nullable(),
    /** What was live when this was decided; null where nothing was. */
    from: digest.nullable(),
    release,
    reason: reason.nullable(),
  }),
  z.strictObject({ ...common, type: z.literal('bound'), deployment: count }),
  z.strictObject({ ...common, type: z.literal('done'), served: digest }),
  z.strictObject({ ...common, type: z.literal('aborted'), reason }),
  z.strictObject({
    ...common,
    type: z.literal('rolled-back'),
    served: digest,
    /** What was taken back. */
    from: z.strictObject({ version, digest }),
    condemned: z.array(condemnation).max(500),
    reason,
    /** When somebody or something noticed; null where nobody said. */
    detectedAt: time.nullable(),
    mitigatedAt: time,
  }),
  /** Written with the intent of a rollback. What nobody said is null. */
  z.strictObject({
    ...common,
    type: z.literal('detected'),
    harmfulSince: time.nullable(),
    detectedAt: time.nullable(),
    detectedBy: reason.nullable(),
  }),
  /** Written with the end of a rollback; what it is about is what was taken back. */
  z.strictObject({
    ...common,
    type: z.literal('mitigated'),
    reason,
    ...measured,
    items: z.array(worklistItem).min(1).max(100),
  }),
  z.strictObject({ ...common, type: z.literal('held'), reason }),
  z.strictObject({ ...common, type: z.literal('released-hold'), hold: z.int().min(1), reason }),
  z.strictObject({
    ...common,
    type: z.literal('cleared'),
    component: condemnation,
    reason,
    /** Evidence that now catches what was wrong. */
    evidence: reason,
  }),
  z.strictObject({
    ...common,
    type: z.literal('drill'),
    target: z.strictObject({ version, digest }),
    restored: z.boolean(),
    seconds: z.number().min(0),
  }),
  /** An emergency is declared, ended before its time, and reviewed afterwards. */
  z.strictObject({
    ...common,
    type: z.literal('emergency'),
    reason,
    event: z.discriminatedUnion('step', [
      z.strictObject({
        step: z.literal('declared'),
        role: name,
        trigger: name,
        expires: time,
        reviewDue: time,
      }),
      z.strictObject({ step: z.literal('ended'), emergency: z.int().min(1) }),
      z.strictObject({ step: z.literal('reviewed'), emergency: z.int().min(1) }),
    ]),
  }),
  /** What is recorded under a former name goes on under the one that the entry is about. */
  z.strictObject({
    ...common,
    type: z.literal('renamed'),
    of: z.enum(['bundle', 'environment']),
    from: environmentName,
  }),
  z.strictObject({ ...common, type: z.literal('erased'), file: sha256, reason }),
  z.strictObject({
    ...common,
    type: z.literal('note'),
    reason,
    commit: oid.nullable(),
    /** The item of a worklist that is done, and the entry that wrote the list. */
    done: z.strictObject({ item: name, mitigated: z.int().min(1) }).exactOptional(),
  }),
]);
export type Entry = z.output<typeof entrySchema>;
export type EntryType = Entry['type'];
export type EntryOf<T extends EntryType> = Extract<Entry, { type: T }>;

/** An entry before it has its place in the chain. */
export type Draft = DraftOf<EntryType>;
type DraftOf<T extends EntryType> = T extends EntryType ? Omit<EntryOf<T>, 'schema' | 'seq' | 'prev'> : never;

import type { Entry, EntryOf } from '../ledger/entry.ts';
import { sha256Of } from '../ledger/layout.ts';
import type { Release } from '../ledger/shapes.ts';
import { emergencyOf, type Served } from '../ledger/state.ts';

/** One thing that came to serve, with who answered for it. */
export interface AuditedRelease {
  readonly seq: number;
  readonly time: string;
  readonly bundle: string;
  readonly environment: string;
  readonly version: string;
  readonly digest: string;
  readonly how: Served['how'];
  readonly by: string;
  readonly plan: string | null;
  readonly approvers: readonly string[];
  readonly tier: string | null;
  readonly outcome: string | null;
  readonly grade: string | null;
  /** What was not as usual, in the order of the list below. */
  readonly exceptions: readonly Exception[];
}

/** What an auditor looks at first. */
export const EXCEPTIONS = [
  'not-judged-go',
  'graded-below-e2',
  'without-approval',
  'made-by-machine',
  'rollout-skipped',
  'emergency',
  'emergency-unreviewed',
  'rolled-back',
  'hold-released-before',
  'component-cleared-before',
] as const;
export type Exception = (typeof EXCEPTIONS)[number];

export interface AuditRange {
  /** YYYY-MM-DD, both included; null: from the first, to the last. */
  readonly from: string | null;
  readonly to: string | null;
  readonly bundle: string | null;
  readonly environment: string | null;
}

type Serving = EntryOf<'adopted' | 'done' | 'rolled-back'>;

/** Everything that came to serve in a range, in the order of the ledger. Drills serve nobody and are left out. */
export function audited(entries: readonly Entry[], range: AuditRange): AuditedRelease[] {
  return entries.flatMap((entry) => {
    if (!isServing(entry, entries) || !isIn(entry, range)) return [];
    const release = releaseAt(entry, entries);
    const intent = intentOf(entry, entries);
    const plan = intent?.plan ?? null;
    const approvers = entries.flatMap((one) =>
      one.type === 'approved' && one.plan === plan && one.environment === entry.environment
        ? [one.actor.login]
        : [],
    );
    const how = howOf(entry, intent);
    const emergency = emergencyIn(entries, plan);
    return [
      {
        seq: entry.seq,
        time: entry.time,
        bundle: entry.bundle,
        environment: entry.environment ?? '',
        version: entry.version ?? '',
        digest: entry.digest ?? '',
        how,
        by: entry.actor.login,
        plan,
        approvers,
        tier: release?.tier ?? null,
        outcome: release?.outcome ?? null,
        grade: release?.grade ?? null,
        exceptions: exceptionsOf(entry, entries, {
          how,
          release,
          approvers,
          isDirect: how === 'promoted' && (intent?.reason ?? null) !== null,
          emergency,
        }),
      },
    ];
  });
}

function isServing(entry: Entry, entries: readonly Entry[]): entry is Serving {
  if (entry.type === 'adopted' || entry.type === 'rolled-back') return true;
  return entry.type === 'done' && intentOf(entry, entries)?.kind !== 'drill';
}

function isIn({ time, bundle, environment }: Entry, range: AuditRange): boolean {
  const day = time.slice(0, 10);
  return (
    (range.from === null || day >= range.from) &&
    (range.to === null || day <= range.to) &&
    (range.bundle === null || range.bundle === bundle) &&
    (range.environment === null || range.environment === environment)
  );
}

function intentOf({ fence }: Entry, entries: readonly Entry[]): EntryOf<'intent'> | null {
  const found = fence === null ? undefined : entries[fence - 1];
  return found?.type === 'intent' ? found : null;
}

function releaseAt(entry: Serving, entries: readonly Entry[]): Release | null {
  return entry.type === 'adopted' ? entry.release : (intentOf(entry, entries)?.release ?? null);
}

function howOf(entry: Serving, intent: EntryOf<'intent'> | null): Served['how'] {
  if (entry.type === 'adopted') return 'adopted';
  if (intent?.scope === 'forward') return 'rolled-forward';
  return intent?.kind === 'promotion' ? 'promoted' : 'rolled-back';
}

/** Whether somebody approved a plan for it. */
function isPlanned(how: Served['how']): boolean {
  return how === 'promoted' || how === 'rolled-forward';
}

function emergencyIn(entries: readonly Entry[], plan: string | null): number | null {
  const planned = entries.find((one) => one.type === 'planned' && one.plan === plan);
  return planned?.type === 'planned' ? emergencyOf(planned) : null;
}

function isReviewed(entries: readonly Entry[], emergency: number): boolean {
  return entries.some(
    (one) => one.type === 'emergency' && one.event.step === 'reviewed' && one.event.emergency === emergency,
  );
}

interface Seen {
  readonly how: AuditedRelease['how'];
  readonly release: Release | null;
  readonly approvers: readonly string[];
  readonly isDirect: boolean;
  /** Entry of the emergency that its plan was made in; null on every other day. */
  readonly emergency: number | null;
}

function exceptionsOf(
  entry: Serving,
  entries: readonly Entry[],
  { how, release, approvers, isDirect, emergency }: Seen,
): Exception[] {
  const before = sinceLast(entry, entries);
  const is: Readonly<Record<Exception, boolean>> = {
    'not-judged-go': release?.outcome !== 'go',
    'graded-below-e2': release === null || release.grade === 'E0' || release.grade === 'E1',
    'without-approval': isPlanned(how) && approvers.length === 0,
    'made-by-machine': release?.unreviewed === true,
    'rollout-skipped': isDirect,
    emergency: emergency !== null,
    'emergency-unreviewed': emergency !== null && !isReviewed(entries, emergency),
    'rolled-back': how === 'rolled-back' || how === 'rolled-forward',
    'hold-released-before': isPlanned(how) && before.some((one) => one.type === 'released-hold'),
    'component-cleared-before': isPlanned(how) && before.some((one) => one.type === 'cleared'),
  };
  return EXCEPTIONS.filter((one) => is[one]);
}

/** Entries of the same pair between what came to serve before and this. */
function sinceLast(entry: Serving, entries: readonly Entry[]): Entry[] {
  const own = entries
    .slice(0, entry.seq - 1)
    .filter((one) => one.bundle === entry.bundle && one.environment === entry.environment);
  const last = own.findLastIndex(
    (one) => one.type === 'adopted' || one.type === 'done' || one.type === 'rolled-back',
  );
  return own.slice(last + 1);
}

/** Releases that an auditor looks at more closely. */
export interface Sample {
  readonly size: number;
  readonly seed: string;
  /** Numbers of the entries, in the order of the ledger. */
  readonly entries: readonly number[];
}

/**
 * Picks releases by the digest of the ledger's head, a seed and the number of the entry: nobody who writes an entry can know
 * whether it will be picked, and everybody who has the ledger and the seed picks the same.
 */
export function sampled(
  releases: readonly AuditedRelease[],
  head: string,
  size: number,
  seed: string,
): Sample {
  const rank = ({ seq }: AuditedRelease): string => sha256Of(Buffer.from(`${head}\n${seed}\n${seq}`));
  const picked = releases
    .map((one) => ({ seq: one.seq, rank: rank(one) }))
    .sort((a, b) => (a.rank < b.rank ? -1 : 1))
    .slice(0, size);
  return { size, seed, entries: picked.map(({ seq }) => seq).sort((a, b) => a - b) };
}

/** An emergency of a range, with what came to serve under it. */
export interface AuditedEmergency {
  readonly seq: number;
  readonly time: string;
  readonly bundle: string;
  readonly environment: string;
  readonly by: string;
  readonly role: string;
  readonly trigger: string;
  readonly reason: string;
  readonly expires: string;
  /** Null where it ran until its end. */
  readonly ended: string | null;
  readonly reviewDue: string;
  /** Null while the review is open. */
  readonly review: { readonly by: string; readonly time: string; readonly reason: string } | null;
  readonly releases: readonly string[];
}

/** Every emergency that was declared in a range, reviewed or not. */
export function auditedEmergencies(entries: readonly Entry[], range: AuditRange): AuditedEmergency[] {
  return entries.flatMap((entry) => {
    if (entry.type !== 'emergency' || entry.event.step !== 'declared' || !isIn(entry, range)) return [];
    const { seq, time, bundle, environment, actor, reason, event } = entry;
    const { role, trigger, expires, reviewDue } = event;
    const [ended, review] = (['ended', 'reviewed'] as const).map((step) =>
      entries.find(
        (one) => one.type === 'emergency' && one.event.step === step && one.event.emergency === seq,
      ),
    );
    const releases = entries.flatMap((one) =>
      isServing(one, entries) && emergencyIn(entries, intentOf(one, entries)?.plan ?? null) === seq
        ? [one.version ?? '']
        : [],
    );
    return [
      {
        seq,
        time,
        bundle,
        environment: environment ?? '',
        by: actor.login,
        role,
        trigger,
        reason,
        expires,
        ended: ended?.time ?? null,
        reviewDue,
        review:
          review?.type === 'emergency'
            ? { by: review.actor.login, time: review.time, reason: review.reason }
            : null,
        releases,
      },
    ];
  });
}

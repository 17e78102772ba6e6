import { gunzipSync } from 'node:zlib';
import { scoresPath, sha256Of } from '../ledger/layout.ts';
import type { Opened } from '../ledger/record.ts';
import type { EvidenceRecord } from '../ledger/shapes.ts';
import { isComposed, pairOf, type RecordedRelease, releaseOf } from '../ledger/state.ts';
import type { LedgerStore } from '../ledger/store.ts';
import type { Recording } from '../risk/carry.ts';
import { suiteOf } from '../risk/evidence-key.ts';
import type { Baselines, RecordedBaseline } from './baseline.ts';
import type { KeptScores, Recordings } from './carry.ts';
import { standingOf } from './standing.ts';

const LARGEST = 64 * 1024 * 1024;

/** What of a ledger is read. */
export interface LedgerFiles extends Pick<LedgerStore, 'file'> {
  /** Brings files nearer that will be read one after the other, where that is one way instead of many. */
  bring?(tip: string, paths: readonly string[]): Promise<void>;
}

/** What a ledger holds to compare with: what is live, then the last candidate that was not turned down. */
export function ledgerBaselines(store: LedgerFiles, { commit, state }: Opened): Baselines {
  const rung = (
    source: RecordedBaseline['source'],
    release: RecordedRelease | null,
    environment: string | null,
    recordedAt: string | null,
  ): RecordedBaseline[] => {
    if (release === null || commit === null) return [];
    const { version, digest } = release;
    return [
      {
        source,
        version,
        digest,
        environment,
        recordedAt: recordedAt ?? release.recordedAt,
        suite: suiteOf(release.components),
        scores: async (name) => {
          const kept = await keptBytes(store, commit, release, name);
          return kept.state === 'kept' ? kept.bytes : null;
        },
      },
    ];
  };
  return {
    standing: (where, sides) => Promise.resolve(standingOf(state, where, sides)),
    async of(bundle, environment, digest) {
      const { live } = pairOf(state, bundle, environment);
      const served = live === null ? null : releaseOf(state, bundle, live.digest);
      const last = state.bundles[bundle]?.releases.findLast(
        (one) =>
          one.outcome !== 'no-go' && one.digest !== digest && one.digest !== live?.digest && !isComposed(one),
      );
      return [
        ...rung('live', served, environment, live?.since ?? null),
        ...rung('candidate', last ?? null, null, null),
      ];
    },
    async emergencies(bundle, environment) {
      return pairOf(state, bundle, environment).emergencies.map(
        ({ seq, trigger, reason, by, expires, ended, reviewDue }) => ({
          seq,
          trigger,
          reason,
          by: by.login,
          expires,
          ended,
          reviewDue,
        }),
      );
    },
  };
}

/**
 * What a ledger holds that need not be measured again. A release that takes parts from several commits is left out: its
 * results are of a combination that no commit holds.
 */
export function ledgerRecordings(store: LedgerFiles, { commit, state }: Opened): Recordings {
  return {
    async of(bundle) {
      const releases = state.bundles[bundle]?.releases ?? [];
      return releases
        .filter((one) => !isComposed(one))
        .flatMap((release) => release.evidence.map((one) => recordingOf(release, one, state.erased)));
    },
    async scores(digests) {
      await store.bring?.(commit ?? '', digests.map(scoresPath));
      const kept: KeptScores[] = [];
      for (const digest of digests) kept.push(await bytesOfScores(store, commit ?? '', digest));
      return kept;
    },
  };
}

function recordingOf(
  { version, digest, grade, recordedAt }: RecordedRelease,
  { name, key, sha256, scores, carried }: EvidenceRecord,
  erased: readonly string[],
): Recording {
  return {
    evidence: name,
    key,
    from: { ...(carried ?? { version, digest, grade, recordedAt }), sha256 },
    scores: scores === null || erased.includes(scores) ? null : scores,
  };
}

/** Kept scores of one evidence of a release, held against the digest that was recorded. */
export async function keptBytes(
  store: LedgerFiles,
  commit: string,
  release: RecordedRelease,
  evidence: string,
): Promise<KeptScores> {
  const sha256 = release.evidence.find((one) => one.name === evidence)?.scores ?? null;
  return sha256 === null ? { state: 'gone' } : bytesOfScores(store, commit, sha256);
}

async function bytesOfScores(store: LedgerFiles, commit: string, sha256: string): Promise<KeptScores> {
  const packed = await store.file(commit, scoresPath(sha256));
  if (packed === null) return { state: 'gone' };
  try {
    const bytes = new Uint8Array(gunzipSync(packed, { maxOutputLength: LARGEST }));
    return sha256Of(bytes) === sha256 ? { state: 'kept', bytes } : { state: 'swapped' };
  } catch {
    return { state: 'swapped' };
  }
}

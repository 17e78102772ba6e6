import { gunzipSync } from 'node:zlib';
import { scoresPath, sha256Of } from '../ledger/layout.ts';
import type { Opened } from '../ledger/record.ts';
import { isComposed, pairOf, type RecordedRelease, releaseOf } from '../ledger/state.ts';
import type { LedgerStore } from '../ledger/store.ts';
import type { Baselines, RecordedBaseline } from './baseline.ts';

const LARGEST = 64 * 1024 * 1024;

/** What a ledger holds to compare with: what is live, then the last candidate that was not turned down. */
export function ledgerBaselines(store: LedgerStore, { commit, state }: Opened): Baselines {
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
        scores: async (name) => {
          const kept = await keptBytes(store, commit, release, name);
          return kept.state === 'kept' ? kept.bytes : null;
        },
      },
    ];
  };
  return {
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

export type Kept =
  | { readonly state: 'kept'; readonly bytes: Uint8Array }
  /** Not what was recorded. */
  | { readonly state: 'swapped' }
  /** Never kept, or erased since. */
  | { readonly state: 'gone' };

/** Kept scores of one evidence of a release, held against the digest that was recorded. */
export async function keptBytes(
  store: LedgerStore,
  commit: string,
  release: RecordedRelease,
  evidence: string,
): Promise<Kept> {
  const sha256 = release.evidence.find((one) => one.name === evidence)?.scores ?? null;
  const packed = sha256 === null ? null : await store.file(commit, scoresPath(sha256));
  if (sha256 === null || packed === null) return { state: 'gone' };
  try {
    const bytes = new Uint8Array(gunzipSync(packed, { maxOutputLength: LARGEST }));
    return sha256Of(bytes) === sha256 ? { state: 'kept', bytes } : { state: 'swapped' };
  } catch {
    return { state: 'swapped' };
  }
}

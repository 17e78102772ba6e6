import { gzipSync } from 'node:zlib';
import { digestOf } from '../bundle/digest.ts';
import { scoresPath, sha256Of } from '../ledger/layout.ts';
import { openLedger, type Recorded, record } from '../ledger/record.ts';
import type { Actor, Release, Run } from '../ledger/shapes.ts';
import { pairOf, releaseOf, type State } from '../ledger/state.ts';
import type { LedgerFile } from '../ledger/store.ts';
import { lockedArgs } from './held.ts';
import { type Act, type Changed, entryOf, type ReleasePorts, refused } from './outcome.ts';
import { because, type ReleaseReason } from './reason.ts';

/** The largest file of scores that is kept, compressed. */
export const LARGEST_SCORES = 2 * 1024 * 1024;

/** Scores as a file of the ledger, named by the digest of what it holds; null where there are too many to keep. */
export function scoresFile(bytes: Uint8Array): { readonly sha256: string; readonly file: LedgerFile } | null {
  const packed = gzipSync(bytes, { level: 9 });
  if (packed.length > LARGEST_SCORES) return null;
  const sha256 = sha256Of(bytes);
  return { sha256, file: { path: scoresPath(sha256), bytes: packed } };
}

export interface CandidateRequest {
  readonly bundle: string;
  readonly actor: Actor;
  readonly run: Run | null;
  readonly release: Release;
  readonly files: readonly LedgerFile[];
}

/** Whether a commit contains the one that is recorded. */
export type ComesAfter = (commit: string) => Promise<boolean>;

/**
 * Records a bundle that could be released, with what it was judged by. The same results for the same content are one. With
 * `comesAfter` candidates coalesce: where a later commit was recorded already, by another run at the same time even, this
 * one is left out (`superseded`).
 */
export async function recordCandidate(
  ports: ReleasePorts,
  request: CandidateRequest,
  comesAfter: ComesAfter | null = null,
): Promise<Changed> {
  const notAfter = new Set([request.release.commit]);
  for (;;) {
    const answer = await recordUnless(ports, request, comesAfter === null ? null : notAfter);
    if (answer.kind !== 'stopped')
      return { kind: 'done', state: answer.state, already: answer.kind === 'known' };
    for (const commit of answer.stop) {
      if (await comesAfter?.(commit)) return refused(answer.state, because('superseded', { commit }));
      notAfter.add(commit);
    }
  }
}

/** Stops with the commits of candidates of which it is not known that they do not come after this one. */
function recordUnless(
  ports: ReleasePorts,
  request: CandidateRequest,
  notAfter: ReadonlySet<string> | null,
): Promise<Recorded<readonly string[]>> {
  const { bundle, release, files } = request;
  const key = recordingKey('candidate', release);
  return record<readonly string[]>(ports.ledger, { bundle, environment: null, key }, (state) => {
    const unsure = notAfter === null ? [] : commitsOf(state, bundle).filter((one) => !notAfter.has(one));
    if (unsure.length > 0) return { stop: unsure };
    const { version, digest } = release;
    const entry = entryOf({ ...request, environment: null }, ports.now(), key);
    return { write: [{ ...entry, version, digest, type: 'candidate' as const, release }], files };
  });
}

/** Commits that candidates of a bundle were recorded of, the newest record first. */
function commitsOf(state: State, bundle: string): string[] {
  const releases = state.bundles[bundle]?.releases ?? [];
  return [...new Set(releases.map(({ commit }) => commit))].reverse();
}

export interface AdoptRequest extends Act {
  readonly release: Release;
  readonly files: readonly LedgerFile[];
  readonly reason: string;
}

/** Records what already serves, so that there is something to compare with and to return to. */
export async function adopt(ports: ReleasePorts, request: AdoptRequest): Promise<Changed> {
  const { bundle, environment, release, files, reason } = request;
  const opened = await openLedger(ports.ledger);
  const since = pairOf(opened.state, bundle, environment).live?.seq ?? 0;
  const key = recordingKey(`adopt ${environment} after ${since}`, release);
  const answer = await record<ReleaseReason | 'already'>(
    ports.ledger,
    { bundle, environment, key },
    (state) => {
      const { live, open } = pairOf(state, bundle, environment);
      if (open !== null) return { stop: because('locked', lockedArgs(open)) };
      if (live?.digest === release.digest) return { stop: 'already' };
      const known = releaseOf(state, bundle, release.digest);
      const kept = known === null ? release : { ...release, version: known.version };
      const entry = { ...entryOf(request, ports.now(), key), version: kept.version, digest: release.digest };
      return { write: [{ ...entry, type: 'adopted' as const, release: kept, reason }], files };
    },
  );
  if (answer.kind === 'stopped' && answer.stop !== 'already') return refused(answer.state, answer.stop);
  return { kind: 'done', state: answer.state, already: answer.kind !== 'written' };
}

/** What makes two recordings one: the same content judged by the same results under the same policy. */
function recordingKey(kind: string, { digest, evidence, policy }: Release): string {
  return digestOf('airlock/recording/v1', {
    kind,
    digest,
    evidence: evidence.map(({ name, sha256 }) => ({ name, sha256 })),
    policy: policy.sha256,
  });
}

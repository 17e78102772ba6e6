import { bundleDigest } from '../bundle/digest.ts';
import type { Part } from '../ledger/entry.ts';
import type { Release } from '../ledger/shapes.ts';
import { type PairState, type RecordedRelease, releaseOf, type State } from '../ledger/state.ts';
import { because, type ReleaseReason } from './reason.ts';

/** Kinds of components that a partial rollback takes back. */
export const SCOPE_KINDS: Readonly<Record<Part, readonly string[]>> = {
  model: ['model', 'weights', 'inference'],
  policy: ['safety'],
  routing: ['routing'],
};

export type Target =
  | { readonly kind: 'found'; readonly release: RecordedRelease }
  | { readonly kind: 'refused'; readonly reason: ReleaseReason };

/** Versions that served here and may serve again, the newest first. */
export function restorable(state: State, pair: PairState): RecordedRelease[] {
  const seen = new Set([pair.live?.digest]);
  return pair.history.flatMap(({ digest }) => {
    if (seen.has(digest) || pair.revoked.includes(digest)) return [];
    seen.add(digest);
    const release = releaseOf(state, pair.bundle, digest);
    return release === null || carriesCondemned(pair, release) ? [] : [release];
  });
}

/** What a rollback of the whole bundle returns to: the version that is named, else the last that served. */
export function bundleTarget(state: State, pair: PairState, version: string | null): Target {
  const choices = restorable(state, pair);
  const found = version === null ? choices[0] : choices.find((one) => one.version === version);
  if (found !== undefined) return { kind: 'found', release: found };
  if (version === null) return { kind: 'refused', reason: because('no-target') };
  return {
    kind: 'refused',
    reason: because('unknown-version', { version, choices: versions(choices) }),
  };
}

/**
 * What a rollback of one part returns to: what is live, with the components of that part as an earlier version had them.
 * The combination must be one that served here or was gated; nobody is the first to try one at night.
 */
export function partTarget(state: State, pair: PairState, scope: Part, version: string | null): Target {
  const live = pair.live === null ? null : releaseOf(state, pair.bundle, pair.live.digest);
  if (live === null)
    return { kind: 'refused', reason: because('nothing-live', { environment: pair.environment }) };
  const earlier = restorable(state, pair).filter((one) => version === null || one.version === version);
  const digests = earlier
    .map((one) => combined(pair.bundle, live, one, scope))
    .filter((digest) => digest !== live.digest);
  if (digests.length === 0)
    return { kind: 'refused', reason: because('scope-unchanged', { scope, version: version ?? null }) };
  for (const digest of digests) {
    const known = gated(state, pair, digest);
    if (known !== null) return { kind: 'found', release: known };
  }
  const choices = versions(restorable(state, pair));
  return { kind: 'refused', reason: because('combination-never-gated', { scope, choices }) };
}

/** Which parts could be taken back now, each with the version that the combination is known by. */
export function readyParts(
  state: State,
  pair: PairState,
): { scope: Part; version: string | null; reason: ReleaseReason | null }[] {
  return (Object.keys(SCOPE_KINDS) as Part[]).map((scope) => {
    const target = partTarget(state, pair, scope, null);
    return target.kind === 'found'
      ? { scope, version: target.release.version, reason: null }
      : { scope, version: null, reason: target.reason };
  });
}

/** A combination that served here, or that passed its gates as a candidate; null for any other. */
function gated(state: State, pair: PairState, digest: string): RecordedRelease | null {
  if (pair.revoked.includes(digest)) return null;
  const release = releaseOf(state, pair.bundle, digest);
  if (release === null) return null;
  const served = pair.history.some((one) => one.digest === digest);
  return served || release.outcome === 'go' ? release : null;
}

/** Digest of a bundle with the components of one part taken from another. */
function combined(bundle: string, live: Release, from: Release, scope: Part): string {
  const kinds = SCOPE_KINDS[scope];
  const isOf = ({ kind }: Release['components'][number]): boolean => kinds.includes(kind);
  const rest = live.components.filter((one) => !isOf(one));
  return bundleDigest(bundle, [...rest, ...from.components.filter(isOf)]);
}

/** Whether a release carries a component that was taken back here and not cleared since. */
export function carriesCondemned({ condemned }: PairState, { components }: Release): boolean {
  return components.some((part) =>
    condemned.some((one) => one.component === part.name && one.digest === part.digest),
  );
}

function versions(releases: readonly RecordedRelease[]): string {
  return releases.map((one) => one.version).join(', ');
}

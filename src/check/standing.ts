import type { Component } from '../bundle/bundle.ts';
import {
  isMerged,
  type PairState,
  pairOf,
  type RecordedRelease,
  releaseOf,
  type State,
} from '../ledger/state.ts';
import type { DescribedSide } from './sides.ts';

/** What a ledger says of the branch that a change starts from. */
export interface Standing {
  /** Parts of the base that were taken back and not cleared. */
  readonly condemned: readonly CondemnedPart[];
  /** Since when nothing that was merged could be released; null where the newest can be. */
  readonly blocked: Blocked | null;
}

export interface CondemnedPart {
  readonly component: string;
  readonly digest: string;
  /** The release that it was taken back with, and why. */
  readonly version: string;
  readonly reason: string;
  /** Whether the head carries it too. */
  readonly carried: boolean;
  /** Where it is as it serves now, and what lies there; null where nobody knows a good one. */
  readonly good: { readonly commit: string; readonly paths: readonly string[] } | null;
}

export interface Blocked {
  readonly version: string;
  readonly commit: string;
  /** Number of the pull request that brought it, as its commit says; null where it says none. */
  readonly pull: number | null;
  /** UTC. */
  readonly since: string;
}

export const NO_STANDING: Standing = { condemned: [], blocked: null };

/** Holds what a ledger says of a bundle against both sides of a change. */
export function standingOf(
  state: State,
  { bundle, environment }: { readonly bundle: string; readonly environment: string },
  { base, head }: { readonly base: DescribedSide; readonly head: DescribedSide },
): Standing {
  const pair = pairOf(state, bundle, environment);
  const live = pair.live === null ? null : releaseOf(state, bundle, pair.live.digest);
  const condemned = pair.condemned.filter((one) => carries(base.bundle.components, one));
  return {
    condemned: condemned.map(({ component, digest, version, reason }) => ({
      component,
      digest,
      version,
      reason,
      carried: carries(head.bundle.components, { component, digest }),
      good: goodOf(pair, live, component, base),
    })),
    blocked: blockedOf(state, pair),
  };
}

function carries(
  components: readonly Component[],
  { component, digest }: { readonly component: string; readonly digest: string },
): boolean {
  return components.some((one) => one.name === component && one.digest === digest);
}

/** The component as it is live, where that is another and not condemned itself. */
function goodOf(
  { condemned }: PairState,
  live: RecordedRelease | null,
  component: string,
  { identity }: DescribedSide,
): CondemnedPart['good'] {
  const part = live?.components.find(({ name }) => name === component);
  const rule = identity.components.find(({ name }) => name === component);
  if (live === null || part === undefined || rule === undefined || rule.paths.length === 0) return null;
  if (condemned.some((one) => one.component === component && one.digest === part.digest)) return null;
  return { commit: part.commit ?? live.commit, paths: rule.paths };
}

function blockedOf(state: State, pair: PairState): Blocked | null {
  const { first } = lastReleasable(state, pair);
  if (first === null) return null;
  const { version, commit, pull = null, recordedAt } = first;
  return { version, commit, pull, since: recordedAt };
}

/** The newest candidate that can be released, or serves, and the first after it that cannot; null where there is none. */
export function lastReleasable(
  state: State,
  { bundle, live }: PairState,
): { readonly good: RecordedRelease | null; readonly first: RecordedRelease | null } {
  const candidates = (state.bundles[bundle]?.releases ?? []).filter(isMerged);
  const last = candidates.findLastIndex((one) => isReleasable(one) || one.digest === live?.digest);
  return { good: candidates[last] ?? null, first: candidates[last + 1] ?? null };
}

/** At low risk an open question only warns. */
function isReleasable({ outcome, tier }: RecordedRelease): boolean {
  return outcome === 'go' || (outcome === 'undecided' && tier === 'low');
}

import { isComposed, type OpenIntent, type PairState } from '../../ledger/state.ts';

/** What stands in the way of a release of a bundle to an environment: holds, components taken back, what is under way. */
export function hindrancesOf({ holds, condemned, open }: PairState) {
  return {
    holds: holds.map(({ seq, reason, by, since }) => ({ hold: seq, reason, by: by.login, since })),
    condemned: condemned.map(({ component, digest, version, reason }) => ({
      component,
      digest,
      version,
      reason,
    })),
    open: open === null ? null : openOf(open),
  };
}

/** An order that is under way. */
export function openOf({ fence, kind, release, by, since }: OpenIntent) {
  return {
    fence,
    kind,
    version: release.version,
    digest: release.digest,
    commit: isComposed(release) ? null : release.commit,
    by: by.login,
    since,
  };
}

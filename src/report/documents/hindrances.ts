import type { PairState } from '../../ledger/state.ts';

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
    open:
      open === null
        ? null
        : {
            fence: open.fence,
            kind: open.kind,
            version: open.release.version,
            by: open.by.login,
            since: open.since,
          },
  };
}

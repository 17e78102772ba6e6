import type { PairState } from '../../ledger/state.ts';

/**
 * What stands in the way of a release of a bundle to an environment, and what has to be known of it: holds, components taken
 * back, emergencies that are declared or not reviewed, what is under way.
 */
export function hindrancesOf({ holds, condemned, emergencies, open }: PairState) {
  return {
    holds: holds.map(({ seq, reason, by, since }) => ({ hold: seq, reason, by: by.login, since })),
    condemned: condemned.map(({ component, digest, version, reason }) => ({
      component,
      digest,
      version,
      reason,
    })),
    emergencies: emergencies.map(
      ({ seq, trigger, reason, by, since, expires, ended, reviewDue, released }) => ({
        emergency: seq,
        trigger,
        reason,
        by: by.login,
        since,
        expires,
        ended,
        reviewDue,
        released,
      }),
    ),
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

import { isComposed, type OpenIntent, type PairState, type Worklist } from '../../ledger/state.ts';

/** What rollbacks left to be made good, the newest first; lists of which everything is done are left out. */
export function remediationOf({ worklists }: PairState) {
  return worklists.filter(({ items }) => items.some(({ done }) => done === null)).map(worklistOf);
}

function worklistOf({ seq, items, ...facts }: Worklist) {
  return {
    mitigated: seq,
    ...facts,
    items: items.map(({ name, remedy, owner, how, due, done }) => ({
      item: name,
      remedy,
      owner,
      how,
      due,
      done: done === null ? null : { by: done.by.login, time: done.time, reason: done.reason },
    })),
  };
}

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

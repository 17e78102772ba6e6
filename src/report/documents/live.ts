import { type PairState, pairOf, type RecordedRelease, releaseOf, type State } from '../../ledger/state.ts';
import { exercisedAt } from '../../release/exercised.ts';
import { bundleTarget, readyParts } from '../../release/target.ts';
import { hindrancesOf, remediationOf } from './hindrances.ts';

export interface LiveWanted {
  readonly bundle: string | null;
  readonly environment: string | null;
}

const DAY = 24 * 60 * 60_000;

/** The answer at 2 a.m., `airlock.live/1`: all of it from one file. */
export function liveDocument(state: State, { bundle, environment }: LiveWanted, now: string) {
  const pairs = Object.keys(state.pairs)
    .sort()
    .map((key) => state.pairs[key])
    .filter((pair) => pair !== undefined)
    .filter((pair) => bundle === null || pair.bundle === bundle)
    .filter((pair) => environment === null || pair.environment === environment);
  return {
    schema: 'airlock.live/1' as const,
    ledger: { seq: state.seq, head: state.head },
    environments: pairs.map((pair) => liveOf(state, pairOf(state, pair.bundle, pair.environment), now)),
  };
}
export type LiveDocument = ReturnType<typeof liveDocument>;

function liveOf(state: State, pair: PairState, now: string) {
  const { live } = pair;
  const release = live === null ? null : releaseOf(state, pair.bundle, live.digest);
  return {
    bundle: pair.bundle,
    environment: pair.environment,
    live:
      live === null
        ? null
        : {
            version: live.version,
            digest: live.digest,
            commit: release?.commit ?? null,
            since: live.since,
            by: live.by.login,
            how: live.how,
            tier: release?.tier ?? null,
            outcome: release?.outcome ?? null,
            grade: release?.grade ?? null,
          },
    previous: previousOf(state, pair, release),
    target: targetOf(state, pair, now),
    parts:
      live === null
        ? []
        : readyParts(state, pair).map(({ scope, version, reason }) => ({
            scope,
            version,
            reason: reason?.code ?? null,
          })),
    plan: release?.rollback ?? null,
    ...hindrancesOf(pair),
    remediation: remediationOf(pair),
  };
}

/** What served before, and which components differ from it. */
function previousOf(state: State, { bundle, history, live }: PairState, release: RecordedRelease | null) {
  const served = history.find((one) => one.digest !== live?.digest);
  if (served === undefined) return null;
  const before = releaseOf(state, bundle, served.digest);
  const changed =
    release === null || before === null
      ? null
      : release.components
          .filter((part) => before.components.find((one) => one.name === part.name)?.digest !== part.digest)
          .map((part) => part.name);
  return { version: served.version, digest: served.digest, until: served.until, changed };
}

function targetOf(state: State, pair: PairState, now: string) {
  const target = bundleTarget(state, pair, null);
  if (target.kind === 'refused') return null;
  const { version, digest } = target.release;
  const served = pair.history.filter((one) => one.digest === digest);
  const milliseconds = served.reduce(
    (sum, { since, until }) => sum + Date.parse(until ?? now) - Date.parse(since),
    0,
  );
  return {
    version,
    digest,
    servedDays: Math.round((milliseconds / DAY) * 10) / 10,
    exercised: exercisedAt(state, pair.bundle),
  };
}

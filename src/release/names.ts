import type { Formerly } from '../config/formerly.ts';
import type { Draft } from '../ledger/entry.ts';
import { record } from '../ledger/record.ts';
import { type PairState, pairKey, type State } from '../ledger/state.ts';
import { type Act, type Changed, entryOf, type ReleasePorts, refused } from './outcome.ts';
import { because, type ReleaseReason } from './reason.ts';

/** What the configuration of a commit calls things now, and called them before. */
export interface Names {
  readonly bundle: string;
  readonly environment: string;
  readonly formerly: Formerly;
  /** Every bundle that the commit has a configuration of; null where only one file was looked at. */
  readonly bundles: readonly string[] | null;
  /** Environments that the policy names. */
  readonly environments: readonly string[];
}

/** What is recorded under a former name and is to go on under the one of today; null where there is nothing of the kind. */
export interface Rename {
  readonly of: 'bundle' | 'environment';
  readonly from: string;
}

/** The bundle first, then its environment: the second is looked for under the new name of the first. */
export function renameDue(state: State, { bundle, environment, formerly }: Names): Rename | null {
  const former = formerly.bundle?.find((one) => state.bundles[one] !== undefined);
  if (!isRecorded(state, bundle) && former !== undefined) return { of: 'bundle', from: former };
  const place = (formerly.environments[environment] ?? []).find(
    (one) => state.pairs[pairKey(bundle, one)] !== undefined,
  );
  return !isKnown(state.pairs[pairKey(bundle, environment)]) && place !== undefined
    ? { of: 'environment', from: place }
    : null;
}

/**
 * A name that nothing is recorded of, while another that nobody uses any more is live or held: it may be the same thing,
 * and its history, holds and condemned components must not be lost by a new name.
 */
export function vanished(state: State, names: Names): ReleaseReason | null {
  const { bundle, environment, formerly, bundles } = names;
  if (!isRecorded(state, bundle) && formerly.bundle === null && bundles !== null) {
    const gone = Object.values(state.pairs).find((pair) => isInUse(pair) && !bundles.includes(pair.bundle));
    return gone === undefined ? null : because('name-vanished', { name: gone.bundle, now: bundle });
  }
  const isNew = !isKnown(state.pairs[pairKey(bundle, environment)]);
  const isSaid = (formerly.environments[environment] ?? null) !== null;
  if (!isNew || isSaid || !names.environments.includes(environment)) return null;
  const gone = Object.values(state.pairs).find(
    (pair) => pair.bundle === bundle && isInUse(pair) && !names.environments.includes(pair.environment),
  );
  return gone === undefined ? null : because('name-vanished', { name: gone.environment, now: environment });
}

/** A hold alone may be under the new name already, and says nothing of what it is. */
function isRecorded(state: State, bundle: string): boolean {
  return (state.bundles[bundle]?.releases.length ?? 0) > 0;
}

function isKnown(pair: PairState | undefined): boolean {
  return pair !== undefined && (pair.live !== null || pair.open !== null);
}

function isInUse({ live, holds, open }: PairState): boolean {
  return live !== null || holds.length > 0 || open !== null;
}

/** Carries what is recorded under former names over, each by an entry of its own; again and again until nothing is due. */
export async function carryNames(ports: ReleasePorts, act: Act, names: Names): Promise<Changed> {
  const { bundle } = act;
  for (;;) {
    const answer = await record<ReleaseReason | 'nothing'>(
      ports.ledger,
      { bundle, environment: null, key: NEVER },
      (state) => {
        const due = renameDue(state, names);
        if (due === null) return { stop: vanished(state, names) ?? 'nothing' };
        return { write: [draftOf(act, ports.now(), due, state.seq)] };
      },
    );
    if (answer.kind !== 'stopped') continue;
    return answer.stop === 'nothing'
      ? { kind: 'done', state: answer.state, already: true }
      : refused(answer.state, answer.stop);
  }
}

/** No entry has it: whether a name is carried over is seen from the names themselves. */
const NEVER = 'renamed?';

function draftOf(act: Act, now: string, { of, from }: Rename, after: number): Draft {
  const environment = of === 'environment' ? act.environment : null;
  return {
    ...entryOf({ ...act, environment }, now, `renamed:${of}:${after}`),
    version: null,
    digest: null,
    type: 'renamed',
    of,
    from,
  };
}

import { scoresPath } from '../ledger/layout.ts';
import { record } from '../ledger/record.ts';
import type { State } from '../ledger/state.ts';
import { mayNot } from './actors.ts';
import { type Act, type Changed, entryOf, type ReleasePorts, refused } from './outcome.ts';
import { because, type ReleaseReason } from './reason.ts';

export interface Erase extends Act {
  /** Digest of the kept results, or `EVIDENCE@VERSION`. */
  readonly scores: string;
  readonly reason: string;
}

/**
 * Takes kept results away, for good: a person's word, with a reason. The entry that named them stays, and so does the chain. What
 * was judged by them can no longer be judged again, so that nothing is promoted on them any more.
 */
export async function erase(ports: ReleasePorts, act: Erase): Promise<Changed> {
  const { bundle, scores, reason } = act;
  const key = `erase:${bundle}:${scores}`.slice(0, 120);
  const answer = await record<ReleaseReason | 'erased'>(
    ports.ledger,
    { bundle, environment: null, key },
    (state) => {
      const why = mayNot(act.actor, 'erase');
      if (why !== null) return { stop: why };
      const file = namedIn(state, bundle, scores);
      if (file === null)
        return { stop: because('no-such-scores', { scores, choices: choicesIn(state, bundle) }) };
      if (state.erased.includes(file)) return { stop: 'erased' };
      const entry = {
        ...entryOf({ ...act, environment: null }, ports.now(), key),
        version: null,
        digest: null,
      };
      return {
        write: [{ ...entry, type: 'erased' as const, file, reason }],
        files: [{ path: scoresPath(file), bytes: null }],
      };
    },
  );
  if (answer.kind !== 'stopped')
    return { kind: 'done', state: answer.state, already: answer.kind === 'known' };
  return answer.stop === 'erased'
    ? { kind: 'done', state: answer.state, already: true }
    : refused(answer.state, answer.stop);
}

/** The file that is meant; null where this bundle keeps no such results. */
function namedIn(state: State, bundle: string, scores: string): string | null {
  const [name = '', version] = scores.split('@');
  const releases = state.bundles[bundle]?.releases ?? [];
  const kept = releases
    .filter((one) => version === undefined || one.version === version)
    .flatMap(({ evidence }) => evidence);
  const found =
    version === undefined
      ? kept.find((one) => one.scores === name)
      : kept.findLast((one) => one.name === name && one.scores !== null);
  return found?.scores ?? null;
}

const MOST_CHOICES = 20;

function choicesIn(state: State, bundle: string): string {
  const releases = state.bundles[bundle]?.releases ?? [];
  const kept = releases.flatMap(({ version, evidence }) =>
    evidence.flatMap(({ name, scores }) =>
      scores === null || state.erased.includes(scores) ? [] : [`${name}@${version}`],
    ),
  );
  return [...new Set(kept)].slice(-MOST_CHOICES).join(', ');
}

import { EXIT, problem, Refusal } from '../problem.ts';
import { extend } from './chain.ts';
import type { Draft } from './entry.ts';
import { readState } from './read.ts';
import { EMPTY_STATE, type State, seqOfKey } from './state.ts';
import type { FileChange, LedgerStore, Tip } from './store.ts';

/** A ledger as it was read, with the state at its head. */
export interface Opened {
  /** Null where there is no ledger. */
  readonly commit: string | null;
  readonly state: State;
}

/** Reads the state at the head; one file. Refuses `ledger-unreadable` (69) for bytes that are no state of ours. */
export async function openLedger(store: LedgerStore): Promise<Opened> {
  const tip = await store.read();
  return tip === null ? { commit: null, state: EMPTY_STATE } : openedAt(tip);
}

/** A ledger as one commit of its branch has it. */
export function openedAt(tip: Tip): Opened {
  const state = readState(tip.state);
  if (state === null)
    throw new Refusal([problem('ledger-unreadable', { found: tip.commit })], EXIT.unavailable);
  return { commit: tip.commit, state };
}

/** What to write on a state, or why nothing is to be written. */
export type Step<Stop> =
  | { readonly write: readonly Draft[]; readonly files?: readonly FileChange[] }
  | { readonly stop: Stop };

export type Recorded<Stop> =
  /** Written by this call. */
  | { readonly kind: 'written'; readonly state: State }
  /** It stands there already: an earlier call whose answer was lost. */
  | { readonly kind: 'known'; readonly state: State; readonly seq: number }
  | { readonly kind: 'stopped'; readonly state: State; readonly stop: Stop };

export interface Subject {
  readonly bundle: string;
  readonly environment: string | null;
  /** Key of the first draft. */
  readonly key: string;
}

/** Somebody else was faster, or an answer was lost, this many times in a row. */
const MOST_TRIES = 400;
/** Failures without an answer in a row, after which nobody can say what is there. */
const MOST_SILENCES = 3;

/**
 * Appends what `decide` makes of the state, once. `decide` is asked again whenever the ledger moved in between. Whether a
 * write took effect is never guessed from its answer: the ledger is read again and searched for the key.
 */
export async function record<Stop>(
  store: LedgerStore,
  { bundle, environment, key }: Subject,
  decide: (state: State) => Step<Stop>,
): Promise<Recorded<Stop>> {
  let silences = 0;
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const { commit, state } = await openLedger(store);
    const seq = seqOfKey(state, bundle, environment, key);
    if (seq !== null) return { kind: 'known', state, seq };
    const step = decide(state);
    if ('stop' in step) return { kind: 'stopped', state, stop: step.stop };
    const next = extend(state, step.write);
    try {
      const answer = await store.commit(
        commit,
        [...(step.files ?? []), ...next.files],
        messageOf(step.write),
      );
      if (answer === 'written') return { kind: 'written', state: next.state };
    } catch (error) {
      silences += 1;
      if (silences >= MOST_SILENCES) throw error;
    }
  }
  throw new Refusal([problem('ledger-contended', { found: `${MOST_TRIES} tries` })], EXIT.unavailable);
}

function messageOf(drafts: readonly Draft[]): string {
  return drafts
    .map(({ type, bundle, environment, version }) =>
      [type, bundle, version, environment].filter((part) => part !== null).join(' '),
    )
    .join('\n');
}

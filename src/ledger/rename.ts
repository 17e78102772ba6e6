import type { EntryOf } from './entry.ts';
import { type BundleState, type PairState, pairKey, type State } from './state.ts';

/** The state once a name is another: whatever was so under the old one is so under the new one. */
export function renamedIn(state: State, { bundle, environment, of, from }: EntryOf<'renamed'>): State {
  switch (of) {
    case 'bundle':
      return {
        ...state,
        bundles: withoutOld(state.bundles, from, bundle),
        pairs: moved(state.pairs, (pair) => (pair.bundle === from ? { ...pair, bundle } : pair)),
      };
    case 'environment':
      return environment === null
        ? state
        : {
            ...state,
            pairs: moved(state.pairs, (pair) =>
              pair.bundle === bundle && pair.environment === from ? { ...pair, environment } : pair,
            ),
          };
  }
}

function withoutOld(bundles: State['bundles'], from: string, to: string): Record<string, BundleState> {
  const { [from]: old, ...rest } = bundles;
  return old === undefined ? rest : { ...rest, [to]: old };
}

function moved(pairs: State['pairs'], change: (pair: PairState) => PairState): Record<string, PairState> {
  const next = new Map<string, PairState>();
  for (const before of Object.values(pairs)) {
    const pair = change(before);
    const key = pairKey(pair.bundle, pair.environment);
    const other = next.get(key);
    next.set(key, other === undefined ? pair : joined(other, pair));
  }
  return Object.fromEntries(next);
}

/** Somebody held the new name before the old one was carried over: every hold stands. */
function joined(one: PairState, other: PairState): PairState {
  const [from, over] = one.live === null ? [other, one] : [one, other];
  return { ...from, holds: [...from.holds, ...over.holds], keys: [...from.keys, ...over.keys] };
}

import type { Entry } from '../../ledger/entry.ts';
import type { State } from '../../ledger/state.ts';
import type { Verified } from '../../ledger/verify.ts';
import { disagreements, type Mirrored } from '../../release/mirror.ts';

/** Entries as they stand in the ledger, the newest first, `airlock.log/1`. */
export function logDocument(entries: readonly Entry[], { seq, head }: State) {
  return { schema: 'airlock.log/1' as const, ledger: { seq, head }, entries };
}
export type LogDocument = ReturnType<typeof logDocument>;

/** The proof, `airlock.verify/1`. `ledger` is what an anchor is made of. */
export function ledgerProofDocument(
  { faults, entries, state }: Verified,
  commit: string,
  remembered: readonly Mirrored[] | null,
) {
  return {
    schema: 'airlock.verify/1' as const,
    subject: 'ledger' as const,
    intact: faults.length === 0,
    commit,
    entries,
    ledger: { seq: state.seq, head: state.head },
    /** What deployments on GitHub remember; null where nobody was asked. */
    deployments: remembered === null ? null : deploymentsOf(remembered, state),
    faults,
  };
}
export type LedgerProof = ReturnType<typeof ledgerProofDocument>;

function deploymentsOf(remembered: readonly Mirrored[], state: State) {
  const found = Object.values(state.pairs).flatMap((pair) =>
    disagreements(
      remembered.filter(
        ({ payload }) => payload.bundle === pair.bundle && payload.environment === pair.environment,
      ),
      pair,
      state.seq,
    ),
  );
  return { anchors: remembered.length, disagreements: found };
}

import type { PairState } from '../../ledger/state.ts';
import type { Reconciled } from '../../release/reconcile.ts';
import { openOf } from './hindrances.ts';
import { placeOf, told } from './release.ts';

/** What became of one order that was under way. */
export function reconciledOrder(answer: Exclude<Reconciled, { did: 'nothing' }>, pair: PairState) {
  const { bundle, environment } = pair;
  const reasons = answer.did !== 'waits' && answer.changed.kind === 'refused' ? answer.changed.reasons : [];
  return {
    bundle,
    environment,
    order: openOf(answer.open),
    did: answer.did,
    outcome: answer.did === 'waits' ? ('waits' as const) : answer.changed.kind,
    until: answer.did === 'waits' ? answer.until : null,
    reasons: told(reasons, { bundle, environment }),
    ...placeOf(pair),
  };
}
export type ReconciledOrder = ReturnType<typeof reconciledOrder>;

/** Every order that was under way, and what became of it, `airlock.reconcile/1`. */
export function reconcileDocument(orders: readonly ReconciledOrder[]) {
  return { schema: 'airlock.reconcile/1' as const, orders };
}
export type ReconcileDocument = ReturnType<typeof reconcileDocument>;

import { openLedger } from '../ledger/record.ts';
import { type OpenIntent, pairOf, type State } from '../ledger/state.ts';
import type { Machines } from './actors.ts';
import { goOnWithDrill } from './drill.ts';
import { HandedOver } from './handed-over.ts';
import { heldArgs } from './held.ts';
import { type Act, type Changed, type DeployPorts, refused } from './outcome.ts';
import { abort, finish } from './promote.ts';
import { because } from './reason.ts';
import { goOnWithRollback, rollback } from './rollback.ts';

export interface ReconcileRequest extends Act {
  /** Minutes after which an order that nobody ended is taken to be abandoned. */
  readonly lease: number;
  /** What machines may do; a person may whatever stands there. */
  readonly machines: Machines;
  /** What is written down as the reason where an order is taken back. */
  readonly reason: (open: OpenIntent) => string;
}

export type Reconciled =
  | { readonly did: 'nothing'; readonly state: State }
  /** Whoever began it may still be at it. `until`: UTC. */
  | { readonly did: 'waits'; readonly state: State; readonly open: OpenIntent; readonly until: string }
  | { readonly did: 'finished' | 'taken-back'; readonly open: OpenIntent; readonly changed: Changed };

/**
 * Ends an order whose lease is over. A promotion is done where what was approved serves, else it is taken back: nobody
 * begins a deployment here that a person did not. A rollback and a drill are gone on with.
 */
export async function reconcile(ports: DeployPorts, request: ReconcileRequest): Promise<Reconciled> {
  const { bundle, environment, lease } = request;
  const { state } = await openLedger(ports.ledger);
  const { open } = pairOf(state, bundle, environment);
  if (open === null) return { did: 'nothing', state };
  const over = Date.parse(open.since) + lease * 60_000;
  if (Date.parse(ports.now()) < over)
    return { did: 'waits', state, open, until: new Date(over).toISOString() };
  switch (open.kind) {
    case 'drill':
      return { did: 'finished', open, changed: await goOnWithDrill(ports, request, open) };
    case 'rollback': {
      const reason = open.reason ?? request.reason(open);
      const unsaid = { detectedAt: null, degraded: null };
      const shown = { before: pairOf(state, bundle, environment), resumed: true };
      const changed = await goOnWithRollback(ports, { ...request, reason, ...unsaid }, open, shown);
      return { did: 'finished', open, changed };
    }
    case 'promotion':
      return endPromotion(ports, request, state, open);
  }
}

async function endPromotion(
  ports: DeployPorts,
  request: ReconcileRequest,
  state: State,
  open: OpenIntent,
): Promise<Reconciled> {
  const { bundle, environment } = request;
  const { release, fence } = open;
  const pair = pairOf(state, bundle, environment);
  const { live, holds } = pair;
  const served = (await ports.deployer?.served({ bundle, environment, release })) ?? null;
  if (served === release.digest && holds.length === 0) {
    // It serves already: nothing is deployed, and what is served is all that is brought.
    const report = { fence, line: JSON.stringify({ served }) };
    const deployer = new HandedOver(report, ports.deployer);
    return { did: 'finished', open, changed: await finish({ ...ports, deployer }, request, open) };
  }
  const reason = request.reason(open);
  if (live !== null) {
    const back = {
      ...request,
      scope: 'bundle',
      to: null,
      from: null,
      over: fence,
      reason,
      detectedAt: null,
      detectedBy: null,
      harmfulSince: null,
      degraded: null,
    } as const;
    return { did: 'taken-back', open, changed: await rollback(ports, back) };
  }
  const [hold] = holds;
  if (served === release.digest && hold !== undefined)
    return { did: 'taken-back', open, changed: refused(state, because('held', heldArgs(pair, hold))) };
  // There is no version to bring back, and one of which nobody can tell whether it serves is not simply forgotten.
  if (served === null) {
    const { version } = release;
    return {
      did: 'taken-back',
      open,
      changed: refused(state, because('served-unknown', { environment, version })),
    };
  }
  return { did: 'taken-back', open, changed: await abort(ports, { ...request, reason, over: fence }) };
}

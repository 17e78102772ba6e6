import type { OpenIntent } from '../../ledger/state.ts';
import type { ReconcileDocument, ReconciledOrder } from '../documents/reconcile.ts';
import type { Palette } from '../terminal.ts';
import { visible } from '../visible.ts';
import { reasonText } from './reason-text.ts';

/** What a ledger says of an order that was taken back because nobody ended it. */
export function abandonedReason({ release, since }: OpenIntent): string {
  return `The deployment of ${release.version} was begun at ${since} and never ended.`;
}

/** What became of everything that was under way, for the terminal. */
export function reconcileText({ orders }: ReconcileDocument, palette: Palette): string {
  if (orders.length === 0) return `${palette.bold(palette.green('✅ Nothing is under way'))}\n`;
  return orders.map((one) => orderText(one, palette)).join('\n');
}

function orderText(one: ReconciledOrder, palette: Palette): string {
  const { order, bundle, environment, outcome, live } = one;
  const what = `${order.kind} of ${order.version}: ${bundle} in ${visible(environment)}`;
  const head =
    outcome === 'refused'
      ? palette.red(`⛔ Refused: ${what}`)
      : outcome === 'waits'
        ? palette.yellow(`⏳ Still under way until ${one.until ?? ''}: ${what}`)
        : palette.green(`✅ ${one.did === 'finished' ? 'Finished' : 'Taken back'}: ${what}`);
  return [
    palette.bold(head),
    `begun by ${visible(order.by)} at ${order.since} (order ${order.fence})`,
    ...one.reasons.flatMap((reason) => reasonText(reason, palette)),
    ...(live === null ? [] : [`live: ${live.version} since ${live.since}`]),
    ...one.holds.map((hold) => `held: ${visible(hold.reason, 160)} (hold ${hold.hold}, ${visible(hold.by)})`),
    '',
  ].join('\n');
}

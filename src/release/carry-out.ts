import { openLedger } from '../ledger/record.ts';
import { type OpenIntent, pairOf, type State } from '../ledger/state.ts';
import { heldArgs } from './held.ts';
import type { Act, DeployPorts } from './outcome.ts';
import { because, type ReleaseReason } from './reason.ts';

/**
 * Has an open intent deployed, and holds what is served against what was meant. Null: it serves. `handed-over`: whoever
 * asked deploys it.
 */
export async function carryOut(
  { ledger, deployer }: DeployPorts,
  { bundle, environment }: Act,
  open: OpenIntent,
): Promise<{ readonly state: State; readonly reason: ReleaseReason | 'handed-over' | null }> {
  const { state } = await openLedger(ledger);
  const { release, fence } = open;
  const pair = pairOf(state, bundle, environment);
  // Somebody may have taken over between the intent and now; their order must not be undone by ours.
  if (pair.open?.fence !== fence)
    return { state, reason: because('overtaken', { live: pair.live?.version ?? null }) };
  const [hold] = open.kind === 'promotion' ? pair.holds : [];
  if (hold !== undefined) return { state, reason: because('held', heldArgs(pair, hold)) };
  if (deployer === null) return { state, reason: because('no-deployer', { environment }) };
  const answer = await deployer.deploy({ bundle, environment, release, fence });
  switch (answer.kind) {
    case 'handed-over':
      return { state, reason: 'handed-over' };
    case 'fenced':
      return { state, reason: because('fence-refused', { fence, newer: answer.fence }) };
    case 'failed':
      return { state, reason: because('deploy-failed', { found: answer.found, fence }) };
    case 'served': {
      const { digest } = release;
      const reason =
        answer.digest === digest
          ? null
          : because('served-differs', { expected: digest, found: answer.digest });
      return { state, reason };
    }
  }
}

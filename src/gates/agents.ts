import type { Tier } from '../config/terms.ts';
import { countedTier, type Decision } from './decision.ts';

/** What is known of who wrote a change, and of who stands for it. */
export interface Writers {
  readonly kind: 'human' | 'bot' | 'agent';
  /** The person with a say who spoke for the change; null: nobody yet. */
  readonly vouchedBy: string | null;
}

const ORDER: readonly Tier[] = ['low', 'medium', 'high'];

/**
 * An agent's change passes by itself up to the tier that policy gives it. Above, a passing outcome waits for a person;
 * the tier stays what it is, and what failed or is open stays so.
 */
export function withAgentCap(
  decision: Decision,
  tier: Tier | 'unknown',
  upTo: Tier,
  { kind, vouchedBy }: Writers,
): Decision {
  const counted = countedTier(tier);
  if (kind !== 'agent' || vouchedBy !== null || ORDER.indexOf(counted) <= ORDER.indexOf(upTo))
    return decision;
  const reason = { code: 'agent-above-cap', args: { tier: counted, upTo } } as const;
  if (decision.outcome === 'no-go') return { ...decision, reasons: [...decision.reasons, reason] };
  const word = decision.undecided === 'block' ? 'block' : 'ask';
  const kept = decision.outcome === 'undecided' ? decision.reasons : [];
  return { outcome: 'undecided', reasons: [...kept, reason], undecided: word };
}

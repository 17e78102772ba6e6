import { createHash } from 'node:crypto';
import type { Policy } from '../config/policy.ts';
import type { Tier, UndecidedWord } from '../config/terms.ts';
import { canonicalJson } from '../jcs.ts';
import { countedTier, type Decision, decide } from './decision.ts';
import type { GateResult } from './gate.ts';

/** A person's recorded decision to go on in spite of a gate. Void as soon as bundle or verdict changes. */
export interface Override {
  readonly gate: string;
  /** Login. */
  readonly by: string;
  readonly reason: string;
}

/** What a gate said, figures and all: an override is bound to it and does not outlive it. Bare hex. */
export function verdictDigest(gate: GateResult): string {
  const checks = gate.checks.map(
    ({ id, verdict, code, n, candidate, baseline, interval, margin, limit }) => ({
      id,
      verdict,
      code,
      n,
      candidate,
      baseline,
      interval: interval === null ? null : [...interval],
      margin,
      limit,
    }),
  );
  const content = canonicalJson({ gate: gate.gate, verdict: gate.verdict, checks });
  return createHash('sha256').update('airlock/verdict/v1\n').update(content).digest('hex');
}

/** Why a gate cannot be overridden: nothing to override, zero tolerance, or a question that only evidence settles. */
export type NotOverridable = 'not-open' | 'zero-tolerance' | 'evidence-only';

export function notOverridable(gate: GateResult, word: UndecidedWord): NotOverridable | null {
  if (!gate.required || !BLOCKING.has(gate.verdict)) return 'not-open';
  if (gate.checks.some((check) => check.blocks && check.code === 'never-hit')) return 'zero-tolerance';
  return gate.verdict !== 'fail' && word === 'block' ? 'evidence-only' : null;
}

const BLOCKING: ReadonlySet<GateResult['verdict']> = new Set(['fail', 'unmeasured', 'inconclusive']);

/** The outcome with overrides. The gates' own verdicts stay what they are; what is not overridden decides as ever. */
export function decideWith(
  gates: readonly GateResult[],
  tier: Tier | 'unknown',
  policy: Policy,
  overrides: readonly Override[],
): Decision {
  const word = policy.tiers[countedTier(tier)].undecided;
  const counted = overrides.filter(({ gate }) =>
    gates.some((one) => one.gate === gate && notOverridable(one, word) === null),
  );
  const settled = gates.map(
    (gate): GateResult =>
      counted.some((one) => one.gate === gate.gate) ? { ...gate, verdict: 'pass' } : gate,
  );
  const decision = decide(settled, tier, policy);
  if (counted.length === 0 || decision.outcome !== 'go') return decision;
  return {
    ...decision,
    reasons: counted.map(({ gate, by, reason }) => ({ code: 'overridden', args: { gate, by, reason } })),
  };
}

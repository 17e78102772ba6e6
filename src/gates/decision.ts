import type { Policy } from '../config/policy.ts';
import type { Stage, Tier, UndecidedWord } from '../config/terms.ts';
import type { GateResult } from './gate.ts';

export type Outcome = 'go' | 'no-go' | 'undecided';

export const REASONS = [
  'nothing-changed',
  'all-passed',
  'gate-failed',
  'gate-unmeasured',
  'gate-inconclusive',
  'no-policy',
  'no-criteria',
  'all-deferred',
  'first-of-its-kind',
  'unaffected',
  'base-policy-unreadable',
  'overridden',
  'agent-above-cap',
] as const;
export type ReasonCode = (typeof REASONS)[number];

export interface Reason {
  readonly code: ReasonCode;
  readonly args: Readonly<Record<string, string | number>>;
}

export interface Decision {
  readonly outcome: Outcome;
  readonly reasons: readonly Reason[];
  /** What an undecided outcome leads to here; null where the outcome is decided. */
  readonly undecided: UndecidedWord | null;
}

/** Tier `unknown` counts as medium. */
export function countedTier(tier: Tier | 'unknown'): Tier {
  return tier === 'unknown' ? 'medium' : tier;
}

/** The outcome over the gates that the tier requires: any fail is no-go, anything open is undecided, else go. */
export function decide(gates: readonly GateResult[], tier: Tier | 'unknown', policy: Policy): Decision {
  const word = policy.tiers[countedTier(tier)].undecided;
  const required = gates.filter((gate) => gate.required);
  const failed = required.filter((gate) => gate.verdict === 'fail');
  if (failed.length > 0)
    return {
      outcome: 'no-go',
      reasons: failed.map((gate) => reasonOf('gate-failed', gate)),
      undecided: null,
    };
  const open = required.filter((gate) => gate.verdict === 'unmeasured' || gate.verdict === 'inconclusive');
  if (open.length > 0) return openDecision(open, word);
  if (required.some((gate) => gate.verdict === 'pass'))
    return { outcome: 'go', reasons: [{ code: 'all-passed', args: {} }], undecided: null };
  if (required.some((gate) => gate.verdict === 'deferred')) return warned('all-deferred');
  if (gates.some((gate) => gate.checks.some((check) => check.code === 'unaffected'))) {
    return { outcome: 'go', reasons: [{ code: 'unaffected', args: {} }], undecided: null };
  }
  return warned('no-criteria');
}

/** Nothing was measured and nothing had to be: said, and never a red check. */
function warned(code: ReasonCode): Decision {
  return { outcome: 'undecided', reasons: [{ code, args: {} }], undecided: 'warn' };
}

/**
 * Required evidence that is simply not there is at least a question, whatever the tier says; a baseline that nobody
 * could have yet is only a warning.
 */
function openDecision(open: readonly GateResult[], word: UndecidedWord): Decision {
  const reasons = open.map((gate) =>
    reasonOf(gate.verdict === 'unmeasured' ? 'gate-unmeasured' : 'gate-inconclusive', gate),
  );
  const checks = open.flatMap((gate) =>
    gate.checks.filter(
      (check) => check.blocks && (check.verdict === 'unmeasured' || check.verdict === 'inconclusive'),
    ),
  );
  if (checks.length > 0 && checks.every((check) => check.code === 'no-baseline')) {
    return {
      outcome: 'undecided',
      reasons: [...reasons, { code: 'first-of-its-kind', args: {} }],
      undecided: 'warn',
    };
  }
  const missing = checks.some((check) => check.verdict === 'unmeasured' && check.code !== 'no-baseline');
  return { outcome: 'undecided', reasons, undecided: missing && word === 'warn' ? 'ask' : word };
}

function reasonOf(code: ReasonCode, gate: GateResult): Reason {
  const check = decidingCheck(gate);
  return {
    code,
    args: { gate: gate.gate, ...(check === null ? {} : { check: check.id, checkCode: check.code }) },
  };
}

/** The check that a gate's verdict rests on: the first blocking one with that verdict. */
export function decidingCheck(gate: GateResult): GateResult['checks'][number] | null {
  return (
    gate.checks.find((check) => check.blocks && check.verdict === gate.verdict) ?? gate.checks[0] ?? null
  );
}

export type Consequence = 'pass' | 'warn' | 'fail';
export type FailOn = 'no-go' | 'undecided' | 'never';

/**
 * What the check shows. The table of outcome × stage × word, as in docs/decisions.md:
 *
 * | outcome   | observe | enforce: warn | enforce: ask | enforce: block |
 * | go        | pass    | pass          | pass         | pass           |
 * | undecided | warn    | warn          | fail         | fail           |
 * | no-go     | warn    | fail          | fail         | fail           |
 *
 * The input `fail-on` overrules the table.
 */
const CONSEQUENCES: Readonly<
  Record<Outcome, Readonly<Record<Stage, Readonly<Record<UndecidedWord, Consequence>>>>>
> = {
  go: {
    observe: { warn: 'pass', ask: 'pass', block: 'pass' },
    enforce: { warn: 'pass', ask: 'pass', block: 'pass' },
  },
  undecided: {
    observe: { warn: 'warn', ask: 'warn', block: 'warn' },
    enforce: { warn: 'warn', ask: 'fail', block: 'fail' },
  },
  'no-go': {
    observe: { warn: 'warn', ask: 'warn', block: 'warn' },
    enforce: { warn: 'fail', ask: 'fail', block: 'fail' },
  },
};

export function consequence(decision: Decision, stage: Stage, failOn: FailOn | null): Consequence {
  const usual = CONSEQUENCES[decision.outcome][stage][decision.undecided ?? 'block'];
  if (failOn === null || decision.outcome === 'go') return usual;
  if (failOn === 'never') return 'warn';
  if (failOn === 'undecided') return 'fail';
  return decision.outcome === 'no-go' ? 'fail' : 'warn';
}

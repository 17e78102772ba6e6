import { type Check, type Verdict, worst } from './check.ts';

export interface GateResult {
  readonly gate: string;
  /** Whether the tier asks for it. A gate that is not required is evaluated all the same. */
  readonly required: boolean;
  readonly verdict: Verdict;
  /** Why there is nothing to judge, where there is nothing. */
  readonly code: 'no-criteria' | 'tier' | null;
  readonly checks: readonly Check[];
}

/** A gate's verdict is the worst of the checks that block. */
export function gateResult(gate: string, checks: readonly Check[], required: boolean): GateResult {
  if (checks.length === 0)
    return { gate, required: false, verdict: 'not-required', code: 'no-criteria', checks };
  if (!required) return { gate, required, verdict: 'not-required', code: 'tier', checks };
  const verdict = worst(checks.filter((check) => check.blocks).map((check) => check.verdict));
  return { gate, required, verdict, code: null, checks };
}

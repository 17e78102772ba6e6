import { setOutput } from '@actions/core';
import type { CheckResult } from '../../check.ts';
import type { ActionName, OutputOf } from './registry.ts';
import type { ReportFiles } from './voice.ts';

/** Sets every output of an action; the type asks for each by name. */
export function setOutputs<A extends ActionName>(
  _action: A,
  outputs: Readonly<Record<OutputOf<A>, string>>,
): void {
  for (const [name, value] of Object.entries<string>(outputs)) setOutput(name, value);
}

const OUTCOMES = ['no-go', 'undecided', 'go'] as const;
const TIERS = ['high', 'medium', 'unknown', 'low'] as const;

/** Of several bundles the worst decision. */
export function decisionOf(results: readonly CheckResult[]): string {
  return OUTCOMES.find((outcome) => results.some((result) => result.decision.outcome === outcome)) ?? 'go';
}

/** Of several bundles the highest tier. */
export function tierOf(results: readonly CheckResult[]): string {
  return TIERS.find((tier) => results.some((result) => result.risk.tier === tier)) ?? 'unknown';
}

/** Outputs of fixed alphabets; versions and digests of several bundles stand in the order of the files. */
export function gateOutputs(results: readonly CheckResult[], files: ReportFiles) {
  return {
    decision: decisionOf(results),
    tier: tierOf(results),
    version: results.map((result) => result.version).join(' '),
    digest: results.map((result) => result.head.bundle.digest).join(' '),
    report: files.html,
    result: files.json,
  };
}

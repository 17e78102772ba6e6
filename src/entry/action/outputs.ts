import { setOutput } from '@actions/core';
import type { CheckResult } from '../../check.ts';
import { ACTIONS, type ActionName, type OutputOf, type ReleaseAction } from './registry.ts';
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
    flipped: files.flipped,
  };
}

/** Outputs of an action of the release side, from its document: those that it declares. */
export function setReleaseOutputs(
  action: ReleaseAction,
  document: unknown,
  { result, artifact }: { readonly result: string; readonly artifact: string },
): void {
  const found = recordOf(document);
  const live = recordOf(found['live']);
  const plan = recordOf(found['plan']);
  const decision = recordOf(found['decision']);
  const order = recordOf(found['open']);
  const reasons = Array.isArray(found['reasons']) ? found['reasons'] : [];
  const candidate = recordOf(plan['candidate']);
  const pack = recordOf(found['pack']);
  const predicate = recordOf(pack['predicate']);
  const text = (...values: readonly unknown[]): string =>
    values.find((value): value is string => typeof value === 'string') ?? '';
  const { fence } = order;
  const values: Readonly<Record<OutputOf<ReleaseAction>, string>> = {
    outcome: text(found['outcome'], decision['outcome']),
    code: text(recordOf(reasons[0])['code']),
    plan: text(plan['digest']),
    bundle: text(found['bundle']),
    environment: text(found['environment']),
    commit: text(order['commit'], found['commit']),
    fence: typeof fence === 'number' ? String(fence) : '',
    version: text(order['version'], found['version'], candidate['version'], live['version']),
    digest: text(order['digest'], found['digest'], candidate['digest'], live['digest']),
    grade: text(found['grade']),
    pack: text(pack['file']),
    'pack-digest': typeof pack['sha256'] === 'string' ? `sha256:${pack['sha256']}` : '',
    'predicate-type': text(predicate['type']),
    predicate: text(predicate['file']),
    artifact,
    result,
  };
  for (const name of ACTIONS[action].outputs) setOutput(name, values[name]);
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

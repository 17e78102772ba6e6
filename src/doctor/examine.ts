import { environmentFindings } from './checks/environments.ts';
import { gateFindings } from './checks/gate.ts';
import { ownerFindings } from './checks/owners.ts';
import { policyFindings } from './checks/policy.ts';
import { packFindings } from './checks/release.ts';
import { runnerFindings } from './checks/runners.ts';
import { retiredRunners, workflowFindings } from './checks/workflows.ts';
import type { DoctorFacts } from './facts.ts';
import { type DoctorFinding, found, inOrder } from './finding.ts';
import { readWorkflow } from './workflow.ts';

/** What is missing or weak for the promises made, the worst first. Deterministic: the same facts, the same findings. */
export function examine(facts: DoctorFacts): DoctorFinding[] {
  const read = facts.workflows.map(({ path, text }) => ({
    path,
    workflow: text === null ? null : readWorkflow(path, text),
  }));
  const workflows = read.flatMap(({ workflow }) => workflow ?? []);
  const unread = read.filter(({ workflow }) => workflow === null);
  return inOrder([
    ...unread.map(({ path }) => found('workflow-unreadable', 'unknown', { file: path, line: null })),
    ...gateFindings(workflows, facts.settings),
    ...workflows.flatMap((workflow) => [...workflowFindings(workflow), ...retiredRunners(workflow)]),
    ...runnerFindings(workflows, facts.settings),
    ...policyFindings(facts),
    ...packFindings(facts, workflows),
    ...ownerFindings(facts, workflows),
    ...environmentFindings(facts, workflows),
  ]);
}

/** `weak` where something should be mended, `unknown` where something could not be told, else `sound`. */
export type Health = 'sound' | 'weak' | 'unknown';

export function healthOf(findings: readonly DoctorFinding[]): Health {
  if (findings.some(({ severity }) => severity === 'high' || severity === 'medium')) return 'weak';
  return findings.some(({ severity }) => severity === 'unknown') ? 'unknown' : 'sound';
}

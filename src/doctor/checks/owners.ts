import { ownersOf } from '../codeowners.ts';
import type { DoctorFacts } from '../facts.ts';
import { type DoctorFinding, found } from '../finding.ts';
import { gateStep, type Workflow } from '../workflow.ts';

/** Whether somebody must agree when the policy, or the workflow that enforces it, changes. */
export function ownerFindings(facts: DoctorFacts, workflows: readonly Workflow[]): DoctorFinding[] {
  const gates = workflows.filter(({ jobs }) => jobs.some((job) => gateStep(job) !== null));
  const guarded = [...facts.configs, ...gates].map(({ path }) => path);
  if (guarded.length === 0) return [];
  const { owners } = facts;
  const bare = guarded.filter((path) => owners === null || ownersOf(owners.rules, path).length === 0);
  const place = owners === null ? null : { file: owners.path, line: null };
  return [
    ...bare.map((path) => found('policy-without-owners', 'medium', place, { path })),
    ...(bare.length === guarded.length ? [] : asked(facts)),
  ];
}

/** Owners whose review nobody waits for own nothing. */
function asked({ settings: { asksCodeOwners }, owners }: DoctorFacts): DoctorFinding[] {
  if (asksCodeOwners.kind === 'not-told')
    return [found('owners-review-not-told', 'unknown', null, { why: asksCodeOwners.why })];
  const place = owners === null ? null : { file: owners.path, line: null };
  return asksCodeOwners.value ? [] : [found('owners-not-asked', 'medium', place)];
}

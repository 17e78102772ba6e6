import { nodeAt } from '../../reader/data.ts';
import { type DoctorFinding, found } from '../finding.ts';
import type { Runner, Settings } from '../settings.ts';
import { type Job, runsAirlock, type Workflow } from '../workflow.ts';
import { isSelfHosted } from './workflows.ts';

/** The first runner that knows actions of Node 24. https://github.com/actions/runner/releases */
export const LEAST_RUNNER = '2.327.1';

/** Runners of a team's own on which our actions are to run, by their version. */
export function runnerFindings(workflows: readonly Workflow[], { runners }: Settings): DoctorFinding[] {
  const jobs = workflows
    .filter(runsAirlock)
    .flatMap((workflow) => workflow.jobs.filter(isSelfHosted).map((job) => ({ job, workflow })));
  const [first] = jobs;
  if (first === undefined) return [];
  const place = first.workflow.place(nodeAt(first.job.node, ['runs-on']));
  if (runners.kind === 'not-told') return [found('runners-not-told', 'unknown', place, { why: runners.why })];
  return jobs.flatMap(({ job, workflow }) =>
    runners.value
      .filter((runner) => takes(runner, job))
      .flatMap(({ name, version }) => {
        const at = workflow.place(nodeAt(job.node, ['runs-on']));
        if (version === null) return [found('runners-not-told', 'unknown', at, { why: 'not-said' })];
        return isBelow(version, LEAST_RUNNER)
          ? [found('runner-too-old', 'medium', at, { runner: name, version, least: LEAST_RUNNER })]
          : [];
      }),
  );
}

/** Whether a runner has every label that a job asks for. */
function takes({ labels }: Runner, { runsOn }: Job): boolean {
  const has = new Set(labels.map((label) => label.toLowerCase()));
  return runsOn.every((label) => has.has(label.toLowerCase()));
}

function isBelow(version: string, least: string): boolean {
  const [a, b] = [version, least].map((text) => text.split('.').map(Number));
  const at = [0, 1, 2].find((i) => a?.[i] !== b?.[i]);
  return at !== undefined && (a?.[at] ?? 0) < (b?.[at] ?? 0);
}

import { type Node, nodeAt } from '../../reader/data.ts';
import { type DoctorFinding, found } from '../finding.ts';
import type { Settings } from '../settings.ts';
import { gateStep, type Job, type Step, textAt, textsOf, type Workflow } from '../workflow.ts';

interface GateJob {
  readonly workflow: Workflow;
  readonly job: Job;
  readonly step: Step;
}

/** Whether there is a gate, whether it always runs, and whether GitHub asks for it. */
export function gateFindings(workflows: readonly Workflow[], settings: Settings): DoctorFinding[] {
  const gates = workflows.flatMap((workflow) =>
    workflow.jobs.flatMap((job): GateJob[] => {
      const step = gateStep(job);
      return step === null ? [] : [{ workflow, job, step }];
    }),
  );
  if (gates.length === 0) return [found('gate-missing', 'high', null)];
  const onPulls = gates.filter(({ workflow }) => workflow.triggers.has('pull_request'));
  const [first] = gates;
  if (onPulls.length === 0 && first !== undefined)
    return [
      found('gate-not-on-pull-requests', 'high', first.workflow.place(first.job.node), {
        check: first.job.check,
      }),
    ];
  return [
    ...onPulls.flatMap((gate) => [...skippable(gate, settings), ...ignorable(gate)]),
    ...required(onPulls, settings),
    ...queued(onPulls, settings),
  ];
}

/** A job that is skipped counts as passed; a workflow that is filtered away never reports. */
function skippable({ workflow, job }: GateJob, { defaultBranch }: Settings): DoctorFinding[] {
  const condition = nodeAt(job.node, ['if']);
  const needs = nodeAt(job.node, ['needs']);
  const always = isAlways(textAt(job.node, ['if']));
  const say = (node: Node | undefined, reason: string): DoctorFinding =>
    found('gate-skippable', 'high', workflow.place(node), { check: job.check, reason });
  const filters = workflow.triggers.get('pull_request') ?? undefined;
  return [
    ...(condition !== undefined && !always ? [say(condition, 'if')] : []),
    ...(condition === undefined && needs !== undefined ? [say(needs, 'needs')] : []),
    ...['paths', 'paths-ignore', 'branches-ignore'].flatMap((name) => {
      const filter = filters === undefined ? undefined : nodeAt(filters, [name]);
      return filter === undefined ? [] : [say(filter, name)];
    }),
    ...branchFilter(filters, defaultBranch).map((node) => say(node, 'branches')),
    ...typeFilter(filters).map((node) => say(node, 'types')),
  ];
}

/** `always()` alone: every other condition is false at some time, `!cancelled()` when a run is cancelled. */
function isAlways(condition: string | null): boolean {
  return /^\s*(?:\$\{\{)?\s*always\(\)\s*(?:\}\})?\s*$/u.test(condition ?? '');
}

/** Branches that leave out the default branch, where it is known. */
function branchFilter(filters: Node | undefined, branch: string | null): Node[] {
  const node = filters === undefined ? undefined : nodeAt(filters, ['branches']);
  if (node === undefined || branch === null) return [];
  const names = textsOf(node);
  return names.some((name) => name === branch || /[*?[+]/u.test(name)) ? [] : [node];
}

/** Without these a push to the pull request would keep the verdict of the one before. */
function typeFilter(filters: Node | undefined): Node[] {
  const node = filters === undefined ? undefined : nodeAt(filters, ['types']);
  if (node === undefined) return [];
  const types = textsOf(node);
  return ['opened', 'synchronize', 'reopened'].every((type) => types.includes(type)) ? [] : [node];
}

/** A gate whose failure nobody sees. */
function ignorable({ workflow, job, step }: GateJob): DoctorFinding[] {
  const say = (node: Node | undefined, reason: string): DoctorFinding =>
    found('gate-ignorable', 'high', workflow.place(node), { check: job.check, reason });
  const lenient = [job.node, step.node].flatMap((node) => {
    const setting = nodeAt(node, ['continue-on-error']);
    return setting === undefined || textAt(node, ['continue-on-error']) === 'false' ? [] : [setting];
  });
  return [
    ...lenient.map((node) => say(node, 'continue-on-error')),
    ...(step.with.get('fail-on') === 'never' ? [say(nodeAt(step.node, ['with', 'fail-on']), 'fail-on')] : []),
    ...(nodeAt(step.node, ['if']) === undefined || isAlways(textAt(step.node, ['if']))
      ? []
      : [say(nodeAt(step.node, ['if']), 'if')]),
  ];
}

function required(gates: readonly GateJob[], { requiredChecks, defaultBranch }: Settings): DoctorFinding[] {
  if (requiredChecks.kind === 'not-told')
    return [found('rules-not-told', 'unknown', null, { why: requiredChecks.why })];
  if (gates.some(({ job }) => requiredChecks.value.includes(job.check))) return [];
  return gates.slice(0, 1).map(({ job, workflow }) =>
    found('gate-not-required', 'high', workflow.place(job.node), {
      check: job.check,
      branch: defaultBranch ?? '',
    }),
  );
}

function queued(gates: readonly GateJob[], { mergeQueue }: Settings): DoctorFinding[] {
  if (mergeQueue.kind === 'not-told' || !mergeQueue.value) return [];
  if (gates.some(({ workflow }) => workflow.triggers.has('merge_group'))) return [];
  return gates
    .slice(0, 1)
    .map(({ job, workflow }) =>
      found('gate-not-in-queue', 'high', workflow.place(job.node), { check: job.check }),
    );
}

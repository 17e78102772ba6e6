import { type Node, nodeAt } from '../../reader/data.ts';
import { type DoctorFinding, found, type Severity } from '../finding.ts';
import { runsAirlock, type Step, textAt, textOf, type Workflow } from '../workflow.ts';

/** What a stranger, or an action that moved, could do by way of a workflow. Where we run it weighs more. */
export function workflowFindings(workflow: Workflow): DoctorFinding[] {
  const weight = runsAirlock(workflow) ? 'medium' : 'low';
  return [
    ...triggerFindings(workflow),
    ...permissionFindings(workflow, weight),
    ...workflow.jobs.flatMap((job) => [
      ...pinFindings(workflow, job, weight),
      ...job.steps.flatMap((step) => stepFindings(workflow, step, weight)),
    ]),
  ];
}

/** Runs with secrets and with the code or words of strangers. */
const TRUSTED_BY_STRANGERS = ['pull_request_target', 'workflow_run', 'issue_comment'];

function triggerFindings({ triggers, root, place }: Workflow): DoctorFinding[] {
  if (!triggers.has('pull_request_target')) return [];
  const node = nodeAt(root, ['on', 'pull_request_target']) ?? nodeAt(root, ['on']);
  return [found('pull-request-target', 'high', place(node))];
}

/** Scopes that a workflow of pull requests has no use for. */
const WIDE = [
  'contents',
  'actions',
  'packages',
  'id-token',
  'attestations',
  'deployments',
  'pages',
  'security-events',
];

function permissionFindings(workflow: Workflow, weight: Severity): DoctorFinding[] {
  const { root, jobs, place, triggers } = workflow;
  const top = nodeAt(root, ['permissions']);
  const own = jobs.map(({ node }) => nodeAt(node, ['permissions']));
  const unstated =
    top === undefined && own.some((node) => node === undefined)
      ? [found('permissions-not-stated', weight, place(nodeAt(root, ['jobs'])))]
      : [];
  const ofPulls = triggers.has('pull_request') || triggers.has('pull_request_target');
  return [...unstated, ...[top, ...own].flatMap((node) => wide(workflow, node, weight, ofPulls))];
}

function wide(
  { place }: Workflow,
  node: Node | undefined,
  weight: Severity,
  ofPulls: boolean,
): DoctorFinding[] {
  if (textOf(node) === 'write-all')
    return [found('permissions-wide', weight, place(node), { scope: 'write-all' })];
  if (node?.kind !== 'map' || !ofPulls) return [];
  return [...node.entries].flatMap(([scope, { value }]) =>
    textOf(value) === 'write' && WIDE.includes(scope)
      ? [found('permissions-wide', weight, place(value), { scope: `${scope}: write` })]
      : [],
  );
}

function stepFindings(workflow: Workflow, step: Step, weight: Severity): DoctorFinding[] {
  return [
    ...pinFindings(workflow, step, weight),
    ...checkoutFindings(workflow, step, weight),
    ...commandFindings(workflow, step, weight),
  ];
}

const PINNED = /@(?:[0-9a-f]{40}|[0-9a-f]{64}|sha256:[0-9a-f]{64})$/u;

function pinFindings(
  { place }: Workflow,
  { uses, node }: Pick<Step, 'uses' | 'node'>,
  weight: Severity,
): DoctorFinding[] {
  // A path is of the same commit as the workflow itself.
  if (uses === null || /^[.$]\//u.test(uses)) return [];
  const at = place(nodeAt(node, ['uses']));
  if (/@0{40}$/u.test(uses)) return [found('action-pinned-to-zeros', 'high', at, { uses })];
  return PINNED.test(uses) ? [] : [found('action-unpinned', weight, at, { uses })];
}

/** What a pull request has in its own hands. */
const THEIRS =
  /\bgithub\.(?:event\.pull_request\.head|head_ref|event\.workflow_run\.head|event\.issue)|refs\/pull\//u;

function checkoutFindings({ triggers, place }: Workflow, step: Step, weight: Severity): DoctorFinding[] {
  if (step.uses === null || !/^actions\/checkout@/u.test(step.uses)) return [];
  const at = place(nodeAt(step.node, ['uses']));
  const isTrusted = TRUSTED_BY_STRANGERS.some((event) => triggers.has(event));
  const takesTheirs = THEIRS.test(`${step.with.get('ref') ?? ''} ${step.with.get('repository') ?? ''}`);
  return [
    ...(isTrusted && takesTheirs
      ? [found('untrusted-checkout', 'high', place(nodeAt(step.node, ['with', 'ref']) ?? step.node))]
      : []),
    ...(step.with.get('persist-credentials') === 'false' ? [] : [found('credentials-persisted', weight, at)]),
  ];
}

/** Expressions whose value somebody else may write; inside a command they are code. */
const FOREIGN =
  /\$\{\{[^}]*\b(?:github\.(?:event\.[\w.]*(?:title|body|ref|label|name|message|email|login|html_url|default_branch)|head_ref)|inputs\.|steps\.[\w-]+\.outputs\.)[^}]*\}\}/u;

function commandFindings({ place }: Workflow, { run, node }: Step, weight: Severity): DoctorFinding[] {
  const expression = FOREIGN.exec(run ?? '')?.[0];
  if (expression === undefined) return [];
  return [found('expression-in-command', weight, place(nodeAt(node, ['run'])), { expression })];
}

/** Images that GitHub has taken away, which a job would wait for in vain. https://github.com/actions/runner-images */
const RETIRED = /^(?:ubuntu-(?:16|18|20)\.04|windows-20(?:16|19)|macos-1(?:0\.\d+|1|2|3)(?:-\w+)?)$/u;

/** Jobs whose runner is too old for an action of Node 24, as far as the file says it. */
export function retiredRunners({ jobs, place }: Workflow): DoctorFinding[] {
  return jobs.flatMap(({ node, runsOn }) =>
    runsOn
      .filter((label) => RETIRED.test(label))
      .map((label) => found('runner-too-old', 'medium', place(nodeAt(node, ['runs-on'])), { runner: label })),
  );
}

/** What an action input says, for messages. */
export function isSelfHosted({
  runsOn,
  node,
}: {
  readonly runsOn: readonly string[];
  readonly node: Node;
}): boolean {
  return runsOn.includes('self-hosted') || textAt(node, ['runs-on', 'group']) !== null;
}

import { parse } from 'yaml';

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}
interface Concurrency {
  readonly group?: string;
  readonly queue?: string;
  readonly 'cancel-in-progress'?: unknown;
}
interface Job {
  readonly name?: string;
  readonly if?: string | boolean;
  readonly needs?: string | readonly string[];
  readonly environment?: string;
  readonly concurrency?: Concurrency;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly 'timeout-minutes'?: number;
  readonly steps?: readonly Step[];
  readonly strategy?: { readonly 'fail-fast'?: boolean };
}
interface Workflow {
  readonly name?: string;
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions?: unknown;
  readonly concurrency?: Concurrency;
  readonly jobs: Readonly<Record<string, Job>>;
}

/** The least that each job needs: whoever widens one of these says so here, where a reviewer sees it. */
export const PERMISSIONS: Readonly<
  Record<string, Readonly<Record<string, Readonly<Record<string, string>>>>>
> = {
  'airlock-gate.yml': {
    classify: { contents: 'read', 'pull-requests': 'read' },
    evaluate: { contents: 'read' },
    airlock: { contents: 'read', 'pull-requests': 'write' },
  },
  'airlock-commands.yml': {
    commands: { actions: 'write', 'pull-requests': 'write' },
  },
  'airlock-drill.yml': {
    drill: { contents: 'write' },
  },
  'airlock-promote.yml': {
    plan: { actions: 'read', contents: 'write' },
    approve: { actions: 'read', contents: 'read' },
    deploy: { actions: 'read', contents: 'write' },
  },
  'airlock-reconcile.yml': {
    reconcile: { contents: 'write' },
  },
  'airlock-rollback.yml': {
    rollback: { contents: 'write' },
  },
  'airlock-report.yml': {
    report: { actions: 'read', contents: 'read', 'pull-requests': 'write' },
  },
};

const PINNED = /^(?:actions\/(?:checkout|attest)|airlock-ci\/airlock(?:\/actions\/[a-z-]+)?)@[0-9a-f]{40}$/u;

/** What is wrong with a template of ours; nothing where it keeps all that the kit promises. */
export function broken(file: string, text: string): string[] {
  const workflow = parse(text) as Workflow;
  const jobs = Object.entries(workflow.jobs);
  return [
    ...(JSON.stringify(workflow.permissions) === '{}' ? [] : ['the workflow itself has permissions']),
    ...('pull_request_target' in workflow.on ? ['pull_request_target runs strangers with keys'] : []),
    ...(file === 'airlock-gate.yml' ? ofGate(workflow) : []),
    ...(file === 'airlock-promote.yml' ? ofPromotion(workflow) : []),
    ...(file === 'airlock-rollback.yml' ? ofRollback(workflow) : []),
    ...(file === 'airlock-drill.yml' ? ofDrill(workflow) : []),
    ...(file === 'airlock-reconcile.yml' ? ofReconcile(workflow) : []),
    ...('issue_comment' in workflow.on ? jobs.flatMap(([name, job]) => ofComment(name, job)) : []),
    ...(workflow.concurrency === undefined ? ['runs are not told to wait for each other'] : []),
    ...jobs.flatMap(([name, job]) => ofJob(file, name, job, 'workflow_run' in workflow.on)),
    ...unnamedPins(text),
  ];
}

/** No event may turn the required check into one that is skipped, which counts as passed, or that never comes. */
function ofGate({ on, jobs, concurrency }: Workflow): string[] {
  const filters = Object.values(on).flatMap((one) =>
    Object.keys((one ?? {}) as object).filter((key) => /^(?:paths|branches)/u.test(key)),
  );
  const { airlock } = jobs;
  return [
    ...['pull_request', 'merge_group'].filter((event) => !(event in on)).map((event) => `no ${event}`),
    ...filters.map((key) => `${key} leaves pull requests without a check`),
    ...(airlock?.if === 'always()' ? [] : ['the required job can be skipped']),
    ...(airlock?.name === 'airlock' ? [] : ['the required check has another name']),
    ...(/github\.event_name == 'pull_request'/u.test(String(concurrency?.['cancel-in-progress']))
      ? []
      : ['a run of the merge queue can be cancelled']),
    ...(jobs['evaluate']?.strategy?.['fail-fast'] === false ? [] : ['one shard takes the others with it']),
  ];
}

const OF_PLAN = '${{ needs.plan.outputs.environment }}';

/** Whoever waits for people keeps nobody out, and nothing is deployed that they did not see. */
function ofPromotion({ on, jobs, concurrency }: Workflow): string[] {
  const { approve, deploy } = jobs;
  const lock = 'airlock-${{ needs.plan.outputs.bundle }}-${{ needs.plan.outputs.environment }}';
  return [
    ...(Object.keys(on).join() === 'workflow_dispatch' ? [] : ['somebody else than a person starts it']),
    ...(approve?.environment === `${OF_PLAN}-approval` ? [] : ['nobody is waited for']),
    ...(approve?.concurrency === undefined ? [] : ['the lock is held while people are waited for']),
    ...(concurrency?.group?.includes('github.run_id') === true ? [] : ['a run that waits keeps others out']),
    ...(deploy?.environment === OF_PLAN ? [] : ['deployed in another environment']),
    ...(JSON.stringify(deploy?.needs) === '["plan","approve"]' ? [] : ['deployed before it is approved']),
    ...(deploy?.concurrency?.group === lock ? [] : ['deployments of one bundle do not wait for each other']),
    ...(deploy?.concurrency?.queue === 'max' ? [] : ['a deployment that waits is dropped']),
    ...(deploy?.concurrency?.['cancel-in-progress'] === false ? [] : ['a deployment can be cut off']),
    ...(deploy?.if === undefined ? [] : ['deployed whatever came before']),
    ...ended(concurrency),
  ];
}

/** One click, that waits for nobody. */
function ofRollback({ on, jobs, concurrency }: Workflow): string[] {
  const { rollback } = jobs;
  const asked = (on['workflow_dispatch'] ?? {}) as {
    inputs?: Readonly<Record<string, { required?: boolean }>>;
  };
  const inputs = Object.values(asked.inputs ?? {});
  return [
    ...('workflow_dispatch' in on ? [] : ['there is nothing to click']),
    ...(inputs.length <= 1 && inputs.every((one) => one.required !== true) ? [] : ['more than one click']),
    ...(Object.keys(jobs).length === 1 && rollback?.needs === undefined ? [] : ['it waits for another job']),
    ...(rollback?.environment === 'production' ? [] : ['it waits for reviewers, or has no secrets']),
    ...(concurrency?.group?.startsWith('airlock-rollback-') === true ? [] : ['it waits for deployments']),
    ...ended(concurrency),
  ];
}

function ofDrill({ on, jobs, concurrency }: Workflow): string[] {
  return [
    ...('schedule' in on ? [] : ['nobody remembers it']),
    ...(jobs['drill']?.environment === 'staging' ? [] : ['a drill where customers are']),
    ...ended(concurrency),
  ];
}

function ofReconcile({ on, concurrency }: Workflow): string[] {
  return [...('schedule' in on ? [] : ['nobody looks']), ...ended(concurrency)];
}

function ended(concurrency: Concurrency | undefined): string[] {
  return concurrency?.['cancel-in-progress'] === false ? [] : ['it can be cut off'];
}

/** A comment that is not for us, or not on a pull request, must start no job. */
function ofComment(name: string, job: Job): string[] {
  const condition = "github.event.issue.pull_request && startsWith(github.event.comment.body, '/airlock ')";
  return job.if === condition ? [] : [`${name}: other comments bill a job`];
}

function ofJob(file: string, name: string, job: Job, isPrivileged: boolean): string[] {
  const wanted = PERMISSIONS[file]?.[name];
  const steps = job.steps ?? [];
  return [
    ...(JSON.stringify(job.permissions) === JSON.stringify(wanted) ? [] : [`${name}: permissions`]),
    ...(job['timeout-minutes'] === undefined ? [`${name}: no time limit`] : []),
    ...steps.flatMap(({ uses = '', run, with: inputs = {} }) => [
      ...(run === undefined ? [] : [`${name}: a template runs no shell`]),
      ...(uses === '' || PINNED.test(uses) ? [] : [`${name}: ${uses} is not pinned or not ours to use`]),
      ...(uses.startsWith('actions/checkout@') && isPrivileged ? [`${name}: checks out with a token`] : []),
      ...(uses.startsWith('actions/checkout@') && inputs['persist-credentials'] !== false
        ? [`${name}: leaves its token in the checkout`]
        : []),
    ]),
  ];
}

/** A commit alone tells nobody which version it is. */
function unnamedPins(text: string): string[] {
  return text
    .split('\n')
    .filter((line) => /uses: .*@[0-9a-f]{40}/u.test(line) && !/# v\d+\.\d+\.\d+$/u.test(line))
    .map((line) => `no version beside ${line.trim()}`);
}

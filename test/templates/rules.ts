import { parse } from 'yaml';

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly if?: string;
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
  'airlock-candidate.yml': {
    classify: { contents: 'read' },
    evaluate: { contents: 'read' },
    candidate: { attestations: 'write', contents: 'write', 'id-token': 'write', issues: 'write' },
  },
  'airlock-gate.enterprise-server.yml': {
    classify: { contents: 'read', 'pull-requests': 'read' },
    evaluate: { contents: 'read' },
    airlock: { contents: 'read', 'pull-requests': 'write' },
  },
  'airlock-commands.yml': {
    commands: { actions: 'write', 'pull-requests': 'write' },
    approvals: { actions: 'write', contents: 'read', issues: 'write' },
  },
  'airlock-doctor.yml': {
    doctor: { actions: 'read', contents: 'read', issues: 'write' },
  },
  'airlock-drill.yml': {
    drill: { contents: 'write' },
  },
  'airlock-promote.yml': {
    plan: { actions: 'read', contents: 'write', issues: 'write', 'pull-requests': 'read' },
    approve: { actions: 'read', contents: 'read', issues: 'read', 'pull-requests': 'read' },
    deploy: {
      actions: 'read',
      contents: 'write',
      deployments: 'write',
      issues: 'write',
      'pull-requests': 'read',
    },
  },
  'airlock-reconcile.yml': {
    reconcile: { contents: 'write' },
  },
  'airlock-rollback.yml': {
    rollback: { contents: 'write', deployments: 'write', issues: 'write' },
  },
  'airlock-target.yml': {
    target: { contents: 'read' },
  },
  'airlock-training.yml': {
    propose: { contents: 'write' },
    classify: { contents: 'read' },
    evaluate: { contents: 'read' },
    candidate: { attestations: 'write', contents: 'write', 'id-token': 'write' },
  },
  'airlock-report.yml': {
    report: { actions: 'read', checks: 'write', contents: 'read', 'pull-requests': 'write' },
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
    ...(file.startsWith('airlock-gate.') ? ofGate(workflow) : []),
    ...(file === 'airlock-candidate.yml' ? ofCandidate(workflow) : []),
    ...(file === 'airlock-training.yml' ? ofTraining(workflow) : []),
    ...(file === 'airlock-promote.yml' ? ofPromotion(workflow) : []),
    ...(file === 'airlock-rollback.yml' ? ofRollback(workflow) : []),
    ...(file === 'airlock-drill.yml' ? ofDrill(workflow) : []),
    ...(file === 'airlock-target.yml' ? ofTarget(workflow) : []),
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
    ...(jobs['evaluate']?.strategy === undefined || jobs['evaluate'].strategy['fail-fast'] === false
      ? []
      : ['one shard takes the others with it']),
  ];
}

/** Events on which code runs that was merged. */
const AFTER_THE_MERGE = ['push', 'workflow_dispatch'];

/**
 * A run with these rights is of merged code on the default branch alone, is never ended half-way, and judges everything
 * since what is live, because the pushes in between were left out.
 */
function ofCandidate({ on, jobs, concurrency }: Workflow): string[] {
  const { push } = on as { readonly push?: { readonly branches?: readonly string[] } | null };
  const { classify } = jobs;
  return [
    ...Object.keys(on)
      .filter((event) => !AFTER_THE_MERGE.includes(event))
      .map((event) => `${event} runs code that was not merged`),
    ...(push?.branches?.length === 1 ? [] : ['a push to any branch is a candidate']),
    ...(classify?.if === OF_DEFAULT ? [] : ['any branch is a candidate when started by hand']),
    ...ofRecorded(jobs, concurrency),
    ...(concurrency?.group?.endsWith('-${{ github.ref }}')
      ? []
      : ['another branch takes the place of a merge']),
  ];
}

const OF_DEFAULT = 'github.ref_name == github.event.repository.default_branch';

/** Events whose run is of the default branch's own workflow. */
const FROM_ELSEWHERE = ['repository_dispatch', 'workflow_dispatch', 'schedule'];

/** Whoever trains starts it, and the commit that it makes is the only one that is looked at, by the policy of the default branch. */
function ofTraining({ on, jobs, concurrency }: Workflow): string[] {
  const { propose, classify, candidate } = jobs;
  const made = '${{ needs.propose.outputs.commit }}';
  return [
    ...Object.keys(on)
      .filter((event) => !FROM_ELSEWHERE.includes(event))
      .map((event) => `${event} runs code that was not merged`),
    ...(propose?.if === OF_DEFAULT ? [] : ['any branch proposes when started by hand']),
    ...(classify?.if === "needs.propose.outputs.commit != ''" ? [] : ['evals run for nothing']),
    ...[...steps(classify, 'actions/classify@'), ...steps(candidate, 'actions/candidate@')]
      .filter((one) => one.with?.['ref'] !== made)
      .map(() => 'another commit is judged'),
    ...ofRecorded(jobs, concurrency),
  ];
}

function steps(job: Job | undefined, name: string): readonly Step[] {
  return job?.steps?.filter(({ uses = '' }) => uses.includes(name)) ?? [];
}

/** What holds wherever evals are run for the ledger. */
function ofRecorded(jobs: Workflow['jobs'], concurrency: Concurrency | undefined): string[] {
  const { classify, evaluate, candidate } = jobs;
  const refs = Object.values(jobs).flatMap((job) =>
    steps(job, 'actions/checkout@').map((one) => one.with?.['ref']),
  );
  const [attest] = steps(candidate, 'actions/attest@');
  return [
    ...(concurrency?.['cancel-in-progress'] === false ? [] : ['evals that are paid for are thrown away']),
    ...(steps(classify, 'actions/classify@')[0]?.with?.['since'] === 'live' ? [] : ['merges are left out']),
    ...refs
      .filter((ref) => ref !== undefined && ref !== '${{ matrix.commit }}')
      .map(() => 'another commit is run'),
    ...[evaluate, candidate]
      .filter((job) => job?.strategy?.['fail-fast'] !== false)
      .map(() => 'one takes the others with it'),
    ...(/^\$\{\{ !cancelled\(\) && needs\.classify\.result == 'success' && /u.test(String(candidate?.if))
      ? []
      : ['evals that failed are not recorded']),
    ...(attest?.if?.includes("steps.candidate.outputs.pack != ''") ? [] : ['a pack goes out unsigned']),
    ...(attest?.with?.['subject-path'] === '${{ steps.candidate.outputs.pack }}'
      ? []
      : ['something else is signed']),
  ];
}

/** A comment that is not for us must start no job, and one that is must start one job. */
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

/** It needs no secrets: what it reads could be given to anybody who may read the repository. */
function ofTarget({ on, jobs, concurrency }: Workflow): string[] {
  return [
    ...('schedule' in on ? [] : ['nobody remembers it']),
    ...(jobs['target']?.environment === undefined ? [] : ['secrets that nobody needs']),
    ...ended(concurrency),
  ];
}

function ofReconcile({ on, concurrency }: Workflow): string[] {
  return [...('schedule' in on ? [] : ['nobody looks']), ...ended(concurrency)];
}

function ended(concurrency: Concurrency | undefined): string[] {
  return concurrency?.['cancel-in-progress'] === false ? [] : ['it can be cut off'];
}

/** A comment that is not for us must start no job, and one that is must start one job. */
function ofComment(name: string, job: Job): string[] {
  const where = `${name === 'commands' ? '' : '!'}github.event.issue.pull_request`;
  const condition = `${where} && startsWith(github.event.comment.body, '/airlock ')`;
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

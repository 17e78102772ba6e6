import { readFileSync } from 'node:fs';

/**
 * The run as plain data, read once from the runner's environment. Kept free of imports: it is loaded before anything
 * else, while git is already starting.
 */
export interface ActionContext {
  readonly event: 'pull_request' | 'merge_group' | 'push' | 'workflow_dispatch' | 'workflow_run' | 'other';
  readonly eventName: string;
  /** The commit the run is about: for a pull request GitHub's test merge. */
  readonly sha: string;
  readonly ref: string;
  readonly owner: string;
  readonly repo: string;
  readonly workspace: string;
  readonly temp: string;
  readonly apiUrl: string;
  readonly serverUrl: string;
  readonly runId: string;
  readonly runAttempt: string;
  readonly job: string;
  readonly actor: string;
  readonly payload: Payload;
}

/** What is used of an event's payload; everything in it is foreign. */
export interface Payload {
  readonly pull: PullPayload | null;
  readonly mergeGroup: MergeGroupPayload | null;
  readonly push: { readonly before: string; readonly after: string } | null;
  readonly defaultBranch: string | null;
  readonly workflowRun: WorkflowRunPayload | null;
  readonly comment: CommentPayload | null;
}

/** What a merge queue is about to merge. */
export interface MergeGroupPayload {
  readonly base: string;
  readonly head: string;
  /** The pull request that the group's branch is named after; GitHub says no more of what is in it. */
  readonly pull: number | null;
  /** Branch that it is merged into; empty where GitHub does not name it. */
  readonly into: string;
}

/** A comment that was just written, on an issue or a pull request. */
export interface CommentPayload {
  /** Number of the issue or pull request. */
  readonly issue: number;
  readonly isOnPull: boolean;
  /** What the issue says. */
  readonly issueBody: string;
  readonly body: string;
  /** `OWNER`, `MEMBER`, `COLLABORATOR`, …: what its author is to the repository. */
  readonly association: string;
}

/** The run that a `workflow_run` event tells of; what it says of itself is checked with the API before it counts. */
export interface WorkflowRunPayload {
  readonly id: number;
}

export interface PullPayload {
  readonly number: number;
  readonly headSha: string;
  readonly baseRef: string;
  /** The head lives in another repository: a stranger's pull request. */
  readonly isFork: boolean;
  readonly isDraft: boolean;
  /** As they were when the event happened. */
  readonly labels: readonly string[];
  readonly author: { readonly login: string; readonly type: string; readonly assignees: readonly string[] };
}

export const DEPENDABOT = 'dependabot[bot]';

/** A stranger's pull request or Dependabot's: nothing of it is believed, and it has no keys. */
export function isOfStranger({ payload: { pull }, actor }: ActionContext): boolean {
  return pull !== null && (pull.isFork || actor === DEPENDABOT);
}

type Env = Readonly<Record<string, string | undefined>>;

/** Reads the context, or null where this is no workflow run. */
export function readContext(env: Env): ActionContext | null {
  const [owner = '', repo = ''] = (env['GITHUB_REPOSITORY'] ?? '').split('/');
  const workspace = env['GITHUB_WORKSPACE'];
  if (workspace === undefined || repo === '') return null;
  const eventName = env['GITHUB_EVENT_NAME'] ?? '';
  return {
    event: EVENTS.find((event) => event === eventName) ?? 'other',
    eventName,
    sha: env['GITHUB_SHA'] ?? '',
    ref: env['GITHUB_REF'] ?? '',
    owner,
    repo,
    workspace,
    temp: env['RUNNER_TEMP'] ?? '/tmp',
    apiUrl: env['GITHUB_API_URL'] ?? 'https://api.github.com',
    serverUrl: env['GITHUB_SERVER_URL'] ?? 'https://github.com',
    runId: env['GITHUB_RUN_ID'] ?? '0',
    runAttempt: env['GITHUB_RUN_ATTEMPT'] ?? '1',
    job: env['GITHUB_JOB'] ?? 'airlock',
    actor: env['GITHUB_ACTOR'] ?? '',
    payload: readPayload(env['GITHUB_EVENT_PATH']),
  };
}

const EVENTS = ['pull_request', 'merge_group', 'push', 'workflow_dispatch', 'workflow_run'] as const;
const NO_PAYLOAD: Payload = {
  pull: null,
  mergeGroup: null,
  push: null,
  defaultBranch: null,
  workflowRun: null,
  comment: null,
};

function readPayload(path: string | undefined): Payload {
  if (path === undefined) return NO_PAYLOAD;
  try {
    return payloadOf(record(JSON.parse(readFileSync(path, 'utf8'))));
  } catch {
    return NO_PAYLOAD; // the caller says what is missing for the event at hand
  }
}

type Json = Readonly<Record<string, unknown>>;

function payloadOf(event: Json): Payload {
  const group = record(event['merge_group']);
  const [base, head, before, after] = [
    oid(group['base_sha']),
    oid(group['head_sha']),
    oid(event['before']),
    oid(event['after']),
  ];
  return {
    pull: pullOf(record(event['pull_request']), record(event['repository'])),
    mergeGroup: base === null || head === null ? null : { base, head, ...queueOf(group) },
    push: before === null || after === null ? null : { before, after },
    defaultBranch: text(record(event['repository'])['default_branch']),
    workflowRun: workflowRunOf(record(event['workflow_run'])),
    comment: commentOf(record(event['comment']), record(event['issue'])),
  };
}

/** Only GitHub makes branches of this name: `refs/heads/gh-readonly-queue/main/pr-104-<base>`. */
function queueOf(group: Json): Pick<MergeGroupPayload, 'into' | 'pull'> {
  const [, into = '', number = ''] =
    /^refs\/heads\/gh-readonly-queue\/(.+)\/pr-(\d{1,9})-[0-9a-f]+$/u.exec(text(group['head_ref']) ?? '') ??
    [];
  return { into, pull: number === '' ? null : Number(number) };
}

function commentOf(comment: Json, issue: Json): CommentPayload | null {
  const { number } = issue;
  if (typeof number !== 'number' || !Number.isSafeInteger(number)) return null;
  return {
    issue: number,
    isOnPull: 'pull_request' in issue,
    issueBody: text(issue['body']) ?? '',
    body: text(comment['body']) ?? '',
    association: text(comment['author_association']) ?? '',
  };
}

function workflowRunOf({ id }: Json): WorkflowRunPayload | null {
  return typeof id === 'number' && Number.isSafeInteger(id) ? { id } : null;
}

function pullOf(pull: Json, repository: Json): PullPayload | null {
  const { number } = pull;
  const head = record(pull['head']);
  const headSha = oid(head['sha']);
  if (typeof number !== 'number' || !Number.isSafeInteger(number) || headSha === null) return null;
  const user = record(pull['user']);
  return {
    number,
    headSha,
    baseRef: text(record(pull['base'])['ref']) ?? '',
    // A deleted fork has no repository any more, and is a fork all the same.
    isFork: record(head['repo'])['id'] !== repository['id'] || repository['id'] === undefined,
    isDraft: pull['draft'] === true,
    labels: namesIn(pull['labels'], 'name'),
    author: {
      login: text(user['login']) ?? '',
      type: text(user['type']) ?? '',
      assignees: namesIn(pull['assignees'], 'login'),
    },
  };
}

function namesIn(list: unknown, key: string): string[] {
  return Array.isArray(list) ? list.flatMap((one) => text(record(one)[key]) ?? []) : [];
}

function record(value: unknown): Json {
  return typeof value === 'object' && value !== null ? (value as Json) : {};
}

function text(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

function oid(value: unknown): string | null {
  return typeof value === 'string' && /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/u.test(value) ? value : null;
}

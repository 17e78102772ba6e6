/** Builders of whole objects for the state: every field has a value that is plausible, and any can be given. */
import { createHash } from 'node:crypto';
import type {
  ChangedFile,
  CheckRun,
  Comment,
  Commit,
  Environment,
  GitRef,
  Issue,
  Job,
  Label,
  LabelEvent,
  PullRequest,
  Repository,
  RepositoryFile,
  Runner,
  Side,
  Signature,
  Tag,
  User,
  WorkflowRun,
} from './state.ts';

export const GITHUB_ACTIONS = { id: 15368, slug: 'github-actions' } as const;

/** The time of everything that was given no time of its own. */
export const EPOCH = '2026-01-05T09:00:00Z';

let lastId = 1000;

/** Ids of fixtures run through one test file; those that the server gives out start far above. */
function id(): number {
  lastId += 1;
  return lastId;
}

/** A commit's name made from a word, so that tests can speak of `sha('head')`. */
export function sha(word: string): string {
  return createHash('sha1').update(word).digest('hex');
}

export function repository(given: Partial<Repository> = {}): Repository {
  return {
    id: id(),
    owner: 'acme',
    name: 'support-bot',
    private: false,
    fork: false,
    defaultBranch: 'main',
    collaborators: {},
    labels: [],
    pulls: [],
    issues: [],
    comments: [],
    events: [],
    commits: [],
    refs: [],
    tags: [],
    files: [],
    objects: null,
    treesAreCut: false,
    checkRuns: [],
    statuses: [],
    runs: [],
    dispatchable: {},
    dispatches: [],
    deployments: [],
    environments: [],
    rules: [],
    protections: {},
    runners: [],
    attestations: [],
    releases: [],
    immutableReleases: false,
    ...given,
  };
}

type PullRequestGiven = Partial<Omit<PullRequest, 'base' | 'head'>> & {
  base?: Partial<Side>;
  head?: Partial<Side>;
};

/** An open pull request from a branch of the repository itself, with one commit. */
export function pullRequest(given: PullRequestGiven = {}): PullRequest {
  const head = { ref: 'feature', sha: sha('head'), repository: 'acme/support-bot', ...given.head };
  return {
    id: id(),
    number: 1,
    title: 'Answer in the language of the question',
    body: null,
    author: 'ana',
    authorAssociation: 'MEMBER',
    state: 'open',
    draft: false,
    mergeable: true,
    labels: [],
    commits: [head.sha],
    reviews: [],
    files: [],
    mergeCommitSha: null,
    createdAt: EPOCH,
    updatedAt: EPOCH,
    closedAt: null,
    mergedAt: null,
    ...given,
    head,
    base: { ref: 'main', sha: sha('base'), repository: 'acme/support-bot', ...given.base },
  };
}

export function changedFile(filename: string, given: Partial<ChangedFile> = {}): ChangedFile {
  const patch = '@@ -1 +1 @@\n-before\n+after';
  return {
    filename,
    status: 'modified',
    previousFilename: null,
    additions: 1,
    deletions: 1,
    patch,
    ...given,
  };
}

/** An open issue that a person wrote. */
export function issue(given: Partial<Issue> = {}): Issue {
  return {
    id: id(),
    number: 1,
    title: 'The answer is in the wrong language',
    body: 'It answers in German.',
    author: 'ana',
    app: null,
    state: 'open',
    stateReason: null,
    createdAt: EPOCH,
    updatedAt: EPOCH,
    closedAt: null,
    ...given,
  };
}

export function comment(given: Partial<Comment> = {}): Comment {
  return {
    id: id(),
    issue: 1,
    author: 'ana',
    authorAssociation: 'MEMBER',
    app: null,
    body: 'Looks good.',
    createdAt: EPOCH,
    updatedAt: EPOCH,
    ...given,
  };
}

export function labelEvent(given: Partial<LabelEvent> = {}): LabelEvent {
  return {
    id: id(),
    issue: 1,
    event: 'labeled',
    label: 'airlock:override',
    actor: 'ana',
    app: null,
    createdAt: EPOCH,
    ...given,
  };
}

export function label(name: string, given: Partial<Label> = {}): Label {
  return { id: id(), name, color: 'ededed', description: null, ...given };
}

export function user(login: string, given: Partial<User> = {}): User {
  return { login, id: id(), type: login.endsWith('[bot]') ? 'Bot' : 'User', ...given };
}

export function signature(login: string, date: string = EPOCH): Signature {
  return { login, name: login, email: `${login}@example.com`, date };
}

/** A commit of `ana`'s without parents. */
export function commit(given: Partial<Commit> = {}): Commit {
  return {
    sha: sha('commit'),
    message: 'Shorten the greeting',
    parents: [],
    author: signature('ana'),
    committer: signature('ana'),
    verified: false,
    files: [],
    ...given,
  };
}

export function gitRef(ref: string, to: string, type: GitRef['type'] = 'commit'): GitRef {
  return { ref, sha: to, type };
}

export function tag(given: Partial<Tag> = {}): Tag {
  return {
    sha: sha('tag'),
    tag: 'v1',
    message: 'v1',
    tagger: { name: 'ana', email: 'ana@example.com', date: EPOCH },
    object: { sha: sha('base'), type: 'commit' },
    verified: false,
    ...given,
  };
}

export function file(path: string, text: string, ref: string | null = null): RepositoryFile {
  return { path, text, ref };
}

export function checkRun(given: Partial<CheckRun> = {}): CheckRun {
  return {
    id: id(),
    suite: 1,
    name: 'test',
    headSha: sha('head'),
    app: GITHUB_ACTIONS,
    externalId: '',
    detailsUrl: null,
    status: 'completed',
    conclusion: 'success',
    startedAt: EPOCH,
    completedAt: EPOCH,
    output: { title: null, summary: null, text: null, annotations: [] },
    ...given,
  };
}

/** A finished run of a pull request's workflow, without jobs. */
export function workflowRun(given: Partial<WorkflowRun> = {}): WorkflowRun {
  return {
    id: id(),
    name: 'gate',
    path: '.github/workflows/gate.yml',
    workflowId: 7,
    event: 'pull_request',
    title: 'Answer in the language of the question',
    headSha: sha('head'),
    headBranch: 'feature',
    headRepository: 'acme/support-bot',
    status: 'completed',
    conclusion: 'success',
    number: 1,
    attempt: 1,
    actor: 'ana',
    pulls: [],
    jobs: [],
    reviews: [],
    createdAt: EPOCH,
    updatedAt: EPOCH,
    ...given,
  };
}

export function job(given: Partial<Job> = {}): Job {
  return {
    id: id(),
    name: 'gate',
    attempt: 1,
    status: 'completed',
    conclusion: 'success',
    startedAt: EPOCH,
    completedAt: EPOCH,
    ...given,
  };
}

/** An environment as it should be: reviewers who are not themselves, protected branches, no way around for anybody. */
export function environment(name: string, given: Partial<Environment> = {}): Environment {
  return {
    id: id(),
    name,
    reviewers: ['ana'],
    preventSelfReview: true,
    branches: 'protected',
    patterns: [],
    waitMinutes: 0,
    adminsMayBypass: false,
    ...given,
  };
}

export function runner(name: string, given: Partial<Runner> = {}): Runner {
  return { id: id(), name, labels: ['self-hosted', 'linux'], version: '2.336.0', ...given };
}

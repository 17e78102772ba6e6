/**
 * What the test GitHub knows. Plain objects without methods: a test may read and change anything between two
 * requests. Only what decides an answer is kept; the views add urls, node ids and the other hundred fields.
 */

import type { Limits } from './limits.ts';

export type State = {
  /** The first one is the repository under test; forks and neighbours follow. */
  repositories: Repository[];
  users: User[];
  teams: Team[];
  tokens: Record<string, Token>;
  artifacts: Artifact[];
  limits: Limits;
  /** The last id given out. Ids are never used twice, as on GitHub. */
  sequence: number;
};

export type Scope =
  | 'actions'
  | 'administration'
  | 'attestations'
  | 'checks'
  | 'contents'
  | 'deployments'
  | 'issues'
  | 'members'
  | 'metadata'
  | 'pull-requests'
  | 'statuses';

/** Named as in a workflow's `permissions:` block. */
export type Permissions = Partial<Record<Scope, 'none' | 'read' | 'write'>>;

export type App = { id: number; slug: string };

export type Token = {
  login: string;
  /** The GitHub App behind the token; a personal access token has none. */
  app: App | null;
  permissions: Permissions;
  /** Full names of the repositories that the permissions hold for; null is the repository under test alone. */
  repositories: string[] | null;
};

export type User = { login: string; id: number; type: 'Bot' | 'Organization' | 'User' };

/** `members`: logins, those of child teams included. */
export type Team = { id: number; organisation: string; slug: string; members?: string[] };

export type Role = 'admin' | 'maintain' | 'none' | 'read' | 'triage' | 'write';

export type Repository = {
  id: number;
  owner: string;
  name: string;
  private: boolean;
  fork: boolean;
  defaultBranch: string;
  /** Roles by login. An owner who is a user is an administrator without being listed. */
  collaborators: Record<string, Role>;
  labels: Label[];
  pulls: PullRequest[];
  /** Issues that are no pull requests; both count from one row of numbers. */
  issues: Issue[];
  comments: Comment[];
  events: LabelEvent[];
  commits: Commit[];
  refs: GitRef[];
  tags: Tag[];
  files: RepositoryFile[];
  /** A git repository on disk whose trees and blobs are served; null: none. */
  objects: string | null;
  /** Whether trees are served as too long to be listed whole. */
  treesAreCut: boolean;
  checkRuns: CheckRun[];
  statuses: CommitStatus[];
  runs: WorkflowRun[];
  /** Inputs of workflows that can be started by hand, by file name. */
  dispatchable: Record<string, string[]>;
  dispatches: Dispatch[];
  deployments: Deployment[];
  environments: Environment[];
  /** What rulesets ask of every branch. */
  rules: BranchRule[];
  /** Classic protections by branch. */
  protections: Record<string, BranchProtection>;
  runners: Runner[];
  attestations: Attestation[];
  releases: Release[];
  /** Whether a release keeps its tag and its assets once it is published. */
  immutableReleases: boolean;
};

export type Attestation = {
  id: number;
  /** A Sigstore bundle. */
  bundle: object;
  predicateType: string;
  /** `sha256:…` */
  subjects: string[];
};

export type Release = {
  id: number;
  tag: string;
  target: string;
  name: string | null;
  body: string | null;
  draft: boolean;
  author: string;
  createdAt: string;
  publishedAt: string | null;
  assets: ReleaseAsset[];
};

export type ReleaseAsset = {
  id: number;
  name: string;
  bytes: Buffer;
  digest: string;
  uploader: string;
  createdAt: string;
};

/** A workflow that was started by hand, or by a token. */
export type Dispatch = { workflow: string; ref: string; inputs: Record<string, string>; actor: string };

/** Somebody's word on the environments that a run waited for. */
export type RunReview = {
  environments: string[];
  state: 'approved' | 'pending' | 'rejected';
  user: string;
  comment: string;
};

export type Label = { id: number; name: string; color: string; description: string | null };

/** `repository` is a full name, and null once a fork was deleted. */
export type Side = { ref: string; sha: string; repository: string | null };

export type Association =
  | 'COLLABORATOR'
  | 'CONTRIBUTOR'
  | 'FIRST_TIME_CONTRIBUTOR'
  | 'MEMBER'
  | 'NONE'
  | 'OWNER';

export type PullRequest = {
  id: number;
  number: number;
  title: string;
  body: string | null;
  author: string;
  authorAssociation: Association;
  state: 'closed' | 'open';
  draft: boolean;
  mergeable: boolean | null;
  head: Side;
  base: Side;
  /** Names, in the order in which they were added. */
  labels: string[];
  /** Shas, oldest first. */
  commits: string[];
  reviews: PullReview[];
  files: ChangedFile[];
  mergeCommitSha: string | null;
  createdAt: string;
  updatedAt: string;
  closedAt: string | null;
  mergedAt: string | null;
};

export type PullReview = {
  author: string;
  authorAssociation: Association;
  state: 'APPROVED' | 'CHANGES_REQUESTED' | 'COMMENTED' | 'DISMISSED';
  body: string;
  /** Null: never. */
  lastEditedAt: string | null;
};

export type ChangedFile = {
  filename: string;
  status: 'added' | 'changed' | 'copied' | 'modified' | 'removed' | 'renamed';
  previousFilename: string | null;
  additions: number;
  deletions: number;
  /** Null where GitHub leaves it out: binary and very large files. */
  patch: string | null;
};

export type Issue = {
  id: number;
  number: number;
  title: string;
  body: string;
  author: string;
  app: App | null;
  state: 'closed' | 'open';
  stateReason: 'completed' | 'duplicate' | 'not_planned' | 'reopened' | null;
  createdAt: string;
  updatedAt: string;
  closedAt: string | null;
};

/** A comment on the conversation of a pull request. `author` is null once the account was deleted. */
export type Comment = {
  id: number;
  issue: number;
  author: string | null;
  authorAssociation: Association;
  app: App | null;
  body: string;
  createdAt: string;
  updatedAt: string;
};

export type LabelEvent = {
  id: number;
  issue: number;
  event: 'labeled' | 'unlabeled';
  label: string;
  actor: string;
  app: App | null;
  createdAt: string;
};

/** `login` is null where the address belongs to no account. */
export type Signature = { login: string | null; name: string; email: string; date: string };

export type Commit = {
  sha: string;
  message: string;
  parents: string[];
  author: Signature;
  committer: Signature;
  verified: boolean;
  files: ChangedFile[];
};

/** `ref` is the full name, `refs/heads/main`; an annotated tag points to a tag object. */
export type GitRef = { ref: string; sha: string; type: 'commit' | 'tag' };

export type Tag = {
  sha: string;
  tag: string;
  message: string;
  tagger: { name: string; email: string; date: string };
  object: { sha: string; type: 'commit' | 'tag' };
  verified: boolean;
};

/** A file at `ref` (branch, tag or sha), or at every ref when that is null. */
export type RepositoryFile = { path: string; text: string; ref: string | null };

export type Annotation = {
  path: string;
  start_line: number;
  end_line: number;
  annotation_level: 'failure' | 'notice' | 'warning';
  title?: string;
  message: string;
};

export type CheckRun = {
  id: number;
  suite: number;
  name: string;
  headSha: string;
  app: App;
  externalId: string;
  detailsUrl: string | null;
  status: 'completed' | 'in_progress' | 'queued';
  conclusion:
    | 'action_required'
    | 'cancelled'
    | 'failure'
    | 'neutral'
    | 'skipped'
    | 'success'
    | 'timed_out'
    | null;
  startedAt: string | null;
  completedAt: string | null;
  output: { title: string | null; summary: string | null; text: string | null; annotations: Annotation[] };
};

export type CommitStatus = {
  id: number;
  sha: string;
  state: 'error' | 'failure' | 'pending' | 'success';
  context: string;
  description: string | null;
  targetUrl: string | null;
  creator: string;
  createdAt: string;
};

export type WorkflowRun = {
  id: number;
  name: string;
  path: string;
  workflowId: number;
  event: string;
  title: string;
  headSha: string;
  headBranch: string;
  /** Full name of the repository that the commit came from: the fork, for a pull request from one. */
  headRepository: string;
  status: 'completed' | 'in_progress' | 'queued';
  conclusion: 'cancelled' | 'failure' | 'skipped' | 'success' | null;
  number: number;
  attempt: number;
  actor: string;
  /** Numbers of pull requests. GitHub leaves this empty for pull requests from forks. */
  pulls: number[];
  jobs: Job[];
  reviews: RunReview[];
  createdAt: string;
  updatedAt: string;
};

export type Job = {
  id: number;
  name: string;
  attempt: number;
  status: 'completed' | 'in_progress' | 'queued';
  conclusion: 'cancelled' | 'failure' | 'skipped' | 'success' | null;
  startedAt: string;
  completedAt: string | null;
};

/** An artifact of the results service. Its bytes are in the blob store, under `blob`. */
export type Artifact = {
  id: number;
  /** `workflow_run_backend_id`: what `runtimeToken` was made for. The REST API finds it when it equals a run's id. */
  run: string;
  job: string;
  name: string;
  mimeType: string;
  version: number;
  blob: string;
  size: number;
  /** `sha256:…`, as the client sent it and the bytes confirm. */
  digest: string | null;
  /** False between CreateArtifact and FinalizeArtifact: invisible, and its name is taken all the same. */
  finalized: boolean;
  createdAt: string;
  expiresAt: string;
};

export type Deployment = {
  id: number;
  sha: string;
  ref: string;
  task: string;
  environment: string;
  description: string | null;
  payload: Record<string, unknown> | string;
  creator: string;
  app: App | null;
  createdAt: string;
  updatedAt: string;
  statuses: DeploymentStatus[];
};

export type DeploymentStatus = {
  id: number;
  state: 'error' | 'failure' | 'in_progress' | 'inactive' | 'pending' | 'queued' | 'success';
  description: string;
  environment: string;
  environmentUrl: string;
  logUrl: string;
  creator: string;
  app: App | null;
  createdAt: string;
};

export type Environment = {
  id: number;
  name: string;
  /** Logins of users, and `organisation/team`, who may approve. */
  reviewers: string[];
  preventSelfReview: boolean;
  /** Null: every branch may deploy. */
  branches: 'custom' | 'protected' | null;
  /** Names that count where branches are `custom`. */
  patterns: { id: number; name: string; type: 'branch' | 'tag' }[];
  waitMinutes: number;
  /** Undefined where the server does not say it. */
  adminsMayBypass: boolean | undefined;
};

export type BranchRule =
  | { type: 'merge_queue' }
  | { type: 'pull_request'; codeOwners: boolean }
  | { type: 'required_status_checks'; contexts: string[] };

export type BranchProtection = { contexts: string[]; codeOwners: boolean };

export type Runner = { id: number; name: string; labels: string[]; version: string | null };

/** A number that no object of this server has. */
export function nextId(state: State): number {
  state.sequence += 1;
  return state.sequence;
}

import type { GitRepository } from '../../host/git/repository.ts';
import { EXIT, problem, Refusal, refuse } from '../../problem.ts';
import type { ActionContext } from './context.ts';

/** The two sides of a change. */
export interface Commits {
  readonly base: string;
  readonly head: string;
}

/** Gets more history where a clone is too shallow; false where it cannot. */
export type Deepen = (commits: readonly string[], depth: number) => Promise<boolean>;

const ZERO = /^0+$/u;

/**
 * Which commits an event compares. Never `pull_request.base.sha`, which is a snapshot that may be far from the base
 * that GitHub merged with: the test merge's first parent is that base.
 */
export function commitsOf(
  context: ActionContext,
  repository: GitRepository,
  deepen: Deepen,
): Promise<Commits> {
  const { payload } = context;
  switch (context.event) {
    case 'pull_request':
      return ofPull(context, repository, deepen);
    case 'merge_group':
      if (payload.mergeGroup === null) unreadable('merge_group.base_sha and merge_group.head_sha');
      return present(payload.mergeGroup, repository, deepen);
    case 'push':
      return ofPush(context, repository, deepen);
    case 'workflow_dispatch':
      return ofBranch(context, repository, deepen);
    case 'workflow_run':
    case 'other':
      return refuse('event-unsupported', {
        found: context.eventName,
        expected: 'pull_request, merge_group, push or workflow_dispatch',
      });
  }
}

function unreadable(expected: string): never {
  refuse('event-unreadable', { expected });
}

/** The test merge where it is checked out; the pull request's own head where somebody checked that out instead. */
async function ofPull(context: ActionContext, repository: GitRepository, deepen: Deepen): Promise<Commits> {
  const { pull } = context.payload;
  if (pull === null) unreadable('pull_request.number and pull_request.head.sha');
  const [base, second] = await parentsOf(context.sha, repository);
  if (base !== undefined && second !== undefined)
    return present({ base, head: context.sha }, repository, deepen);
  const head = await repository.commit('HEAD');
  const target = `refs/remotes/origin/${pull.baseRef}`;
  const merged = await mergeBase(repository, target, head);
  if (merged !== null) return { base: merged, head };
  if (await deepen([`+refs/heads/${pull.baseRef}:${target}`, head], EVERYTHING)) {
    const deeper = await mergeBase(repository, target, head);
    if (deeper !== null) return { base: deeper, head };
  }
  return baseUnknown(head);
}

const EVERYTHING = 2 ** 31 - 1;

async function ofPush(
  { payload, sha }: ActionContext,
  repository: GitRepository,
  deepen: Deepen,
): Promise<Commits> {
  const head = payload.push?.after ?? sha;
  const before = payload.push?.before ?? '';
  if (before !== '' && !ZERO.test(before) && (await has(before, repository, deepen)))
    return { base: before, head };
  return againstParent(head, repository, deepen);
}

/** A branch is compared with the default branch; the default branch with what it was before its last commit. */
async function ofBranch(
  { payload, ref }: ActionContext,
  repository: GitRepository,
  deepen: Deepen,
): Promise<Commits> {
  const head = await repository.commit('HEAD');
  if (payload.defaultBranch !== null && ref !== `refs/heads/${payload.defaultBranch}`) {
    const merged = await mergeBase(repository, `refs/remotes/origin/${payload.defaultBranch}`, head);
    if (merged !== null && merged !== head) return { base: merged, head };
  }
  return againstParent(head, repository, deepen);
}

/** A first commit has no parent: it is compared with itself, and everything in it counts as there. */
async function againstParent(head: string, repository: GitRepository, deepen: Deepen): Promise<Commits> {
  const [parent] = await parentsOf(head, repository);
  return parent === undefined ? { base: head, head } : present({ base: parent, head }, repository, deepen);
}

async function parentsOf(commit: string, repository: GitRepository): Promise<readonly string[]> {
  if (commit === '' || !(await repository.holds(commit))) return [];
  return repository.history.parents(commit);
}

async function mergeBase(repository: GitRepository, ref: string, head: string): Promise<string | null> {
  return (await repository.holds(ref)) ? repository.history.mergeBase(ref, head) : null;
}

/** Both commits, fetched where the clone stops before them. */
async function present(commits: Commits, repository: GitRepository, deepen: Deepen): Promise<Commits> {
  for (const commit of [commits.head, commits.base])
    if (!(await has(commit, repository, deepen))) return baseUnknown(commit);
  return commits;
}

async function has(commit: string, repository: GitRepository, deepen: Deepen): Promise<boolean> {
  return (
    (await repository.holds(commit)) || ((await deepen([commit], 1)) && (await repository.holds(commit)))
  );
}

function baseUnknown(commit: string): never {
  throw new Refusal(
    [problem('base-unknown', { found: commit, expected: 'both sides of the change in the clone' })],
    EXIT.usage,
  );
}

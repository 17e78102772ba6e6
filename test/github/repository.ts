import type { Commit, GitRef, PullRequest, Repository, State } from './state.ts';

/** `owner/name`. */
export function fullName({ owner, name }: Pick<Repository, 'name' | 'owner'>): string {
  return `${owner}/${name}`;
}

/** The repository of that full name; GitHub ignores the case. */
export function findRepository(state: State, name: string): Repository | undefined {
  return state.repositories.find((candidate) => fullName(candidate).toLowerCase() === name.toLowerCase());
}

/** A commit by its sha. Forks share their objects with the repository they came from, so every one is searched. */
export function findCommit(state: State, sha: string): Commit | undefined {
  for (const { commits } of state.repositories) {
    const found = commits.find((candidate) => candidate.sha === sha);
    if (found !== undefined) return found;
  }
  return undefined;
}

export function findRef(repository: Repository, ref: string): GitRef | undefined {
  return repository.refs.find((candidate) => candidate.ref === `refs/${ref}`);
}

/**
 * The commit that a revision names in a repository: a sha, `heads/main`, `tags/v1`, or a bare branch or tag.
 * Annotated tags are followed to their commit.
 */
export function resolveCommit(state: State, repository: Repository, revision: string): Commit | undefined {
  const names = [revision.replace(/^refs\//, ''), `heads/${revision}`, `tags/${revision}`];
  const ref = names.map((name) => findRef(repository, name)).find((found) => found !== undefined);
  if (ref === undefined) return findCommit(state, revision);
  let target: Pick<GitRef, 'sha' | 'type'> | undefined = ref;
  while (target?.type === 'tag') {
    const sha: string = target.sha;
    target = repository.tags.find((tag) => tag.sha === sha)?.object;
  }
  return target && findCommit(state, target.sha);
}

/**
 * The pull requests that GitHub associates with a commit when asked about this repository. Commits of a fork
 * belong to the fork: asked about the base repository, GitHub answers with an empty list until they are merged.
 */
export function pullsOfCommit(state: State, repository: Repository, sha: string): PullRequest[] {
  const name = fullName(repository);
  const contains = (pull: PullRequest): boolean => pull.head.sha === sha || pull.commits.includes(sha);
  return state.repositories.flatMap(({ pulls }) => {
    const introduced = pulls.filter((pull) => {
      if (pull.base.repository !== name || pull.mergedAt === null) return false;
      return pull.mergeCommitSha === sha || contains(pull);
    });
    if (introduced.length > 0) return introduced;
    return pulls.filter((pull) => pull.head.repository === name && pull.state === 'open' && contains(pull));
  });
}

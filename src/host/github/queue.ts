import { failureOf, type GitHubAccess, type GitHubClient } from './client.ts';

/** A pull request that a merge group carries. */
export interface QueuedPull {
  readonly number: number;
  /** Login. */
  readonly author: string;
  readonly labels: readonly string[];
}

/** What GitHub says of a merge group, as far as it leads to pull requests. */
export interface QueueGroup {
  /** The pull request that the group's branch is named after; null where it names none. */
  readonly pull: number | null;
  /** Branch that the group is merged into. */
  readonly into: string;
}

/** More are not looked at: what is decided on them is then not seen, and nothing passes that should not. */
const MOST_PULLS = 10;

/**
 * Open pull requests of a group: the one that its branch is named after, and those whose heads it merges. GitHub tells no
 * others, so that of a queue that squashes only the last is known.
 */
export async function queuedPulls(
  client: GitHubClient,
  { owner, repo }: GitHubAccess,
  { pull, into }: QueueGroup,
  heads: readonly string[],
): Promise<QueuedPull[]> {
  const found = new Map<number, QueuedPull>();
  const take = (one: ListedPull): void => {
    if (one.state === 'open' && one.base.ref === into)
      found.set(one.number, {
        number: one.number,
        author: one.user?.login ?? '',
        labels: one.labels.map(({ name }) => name),
      });
  };
  if (pull !== null) take((await client.rest.pulls.get({ owner, repo, pull_number: pull })).data);
  for (const commit_sha of heads.slice(0, MOST_PULLS)) {
    try {
      const at = { owner, repo, commit_sha, per_page: 10 };
      const { data } = await client.rest.repos.listPullRequestsAssociatedWithCommit(at);
      for (const one of data) if (one.head.sha === commit_sha) take(one);
    } catch (error) {
      if (failureOf(error).kind !== 'missing' && failureOf(error).kind !== 'refused') throw error; // a fork's commit
    }
  }
  return [...found.values()];
}

interface ListedPull {
  readonly number: number;
  readonly state: string;
  readonly base: { readonly ref: string };
  readonly user: { readonly login: string } | null;
  readonly labels: readonly { readonly name: string }[];
}

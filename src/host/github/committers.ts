import type { GitHubAccess, GitHubClient } from './client.ts';

/** Logins of who wrote or committed a commit of a pull request, as far as GitHub knows their addresses. */
export async function committersOf(
  client: GitHubClient,
  { owner, repo }: GitHubAccess,
  pull: number,
): Promise<string[]> {
  const commits = await client.paginate(client.rest.pulls.listCommits, {
    owner,
    repo,
    pull_number: pull,
    per_page: 100,
  });
  return commits.flatMap(({ author, committer }) =>
    [author?.login, committer?.login].filter((login) => login !== undefined),
  );
}

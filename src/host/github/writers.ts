import type { GitHubAccess, GitHubClient } from './client.ts';

const WRITES: ReadonlySet<string> = new Set(['admin', 'write']);
/** Of more people than these nobody waits for the last. */
const MOST = 30;

/** Logins that may write to the repository; whoever GitHub says nothing of is not among them. */
export async function writersAmong(
  client: GitHubClient,
  { owner, repo }: GitHubAccess,
  logins: readonly string[],
): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  for (const username of [...new Set(logins)].slice(0, MOST)) {
    const may = await client.rest.repos
      .getCollaboratorPermissionLevel({ owner, repo, username })
      .then(({ data }) => WRITES.has(data.permission))
      .catch(() => false);
    if (may) found.add(username);
  }
  return found;
}

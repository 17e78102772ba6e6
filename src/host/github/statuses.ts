import type { Where } from './checks.ts';
import { failureOf, type GitHubAccess, type GitHubClient } from './client.ts';

/** A commit status: a word and a line. */
export interface StatusContent {
  readonly context: string;
  readonly state: 'failure' | 'success';
  /** At most 140 characters. */
  readonly description: string;
}

/** Makes the newest status of this context on a commit say this; nothing is sent where it does. */
export async function postStatus(
  client: GitHubClient,
  access: GitHubAccess,
  { headSha, detailsUrl, onlyIfThere }: Where,
  content: StatusContent,
): Promise<'posted' | 'unchanged' | null> {
  const before = await newest(client, access, headSha, content.context);
  if (before === null && onlyIfThere) return null;
  if (before !== null && isSame(before, content)) return 'unchanged';
  const { owner, repo } = access;
  const { context, state, description } = content;
  try {
    await client.rest.repos.createCommitStatus({
      owner,
      repo,
      sha: headSha,
      context,
      state,
      description,
      target_url: detailsUrl,
    });
  } catch (error) {
    if (failureOf(error).kind !== 'unknown') throw error;
    const after = await newest(client, access, headSha, context);
    if (after === null || !isSame(after, content)) throw error;
  }
  return 'posted';
}

type Said = Pick<StatusContent, 'description'> & { readonly state: string };

/** GitHub lists the newest first. */
async function newest(
  client: GitHubClient,
  { owner, repo }: GitHubAccess,
  ref: string,
  context: string,
): Promise<Said | null> {
  const { data } = await client.rest.repos.listCommitStatusesForRef({ owner, repo, ref, per_page: 100 });
  const found = data.find((one) => one.context === context);
  return found === undefined ? null : { state: found.state, description: found.description ?? '' };
}

function isSame(one: Said, other: Said): boolean {
  return one.state === other.state && one.description === other.description;
}

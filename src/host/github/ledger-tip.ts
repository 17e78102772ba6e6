import { LEDGER_BRANCH } from '../../ledger/layout.ts';
import { failureOf, type GitHubAccess, type GitHubClient } from './client.ts';

/** The commit of the ledger's branch as the server has it; null where there is no ledger. */
export async function ledgerCommit(
  client: GitHubClient,
  { owner, repo }: GitHubAccess,
): Promise<string | null> {
  try {
    const { data } = await client.rest.git.getRef({ owner, repo, ref: `heads/${LEDGER_BRANCH}` });
    return data.object.sha;
  } catch (error) {
    if (failureOf(error).kind === 'missing') return null;
    throw error;
  }
}

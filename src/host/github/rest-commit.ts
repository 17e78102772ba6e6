import { LEDGER_BRANCH } from '../../ledger/layout.ts';
import type { FileChange } from '../../ledger/store.ts';
import { exactUtf8 } from '../../reader/text.ts';
import { failureOf, type GitHubAccess, type GitHubClient } from './client.ts';

/** A commit with its tree, as git has them here; the tree saves a call. */
export interface KnownCommit {
  readonly commit: string;
  readonly tree: string;
}

/**
 * Adds or replaces files of the ledger's branch by objects and a reference that must fast-forward: tree, commit, branch, and
 * a blob for each file that is no text. `expected` null: the branch is made, and whoever was faster keeps it.
 */
export async function restCommit(
  client: GitHubClient,
  { owner, repo }: Pick<GitHubAccess, 'owner' | 'repo'>,
  expected: KnownCommit | null,
  files: readonly FileChange[],
  message: string,
): Promise<'written' | 'stale'> {
  const { git } = client.rest;
  const at = { owner, repo };
  const entries = await Promise.all(files.map((file) => treeEntry(client, at, file)));
  const base = expected === null ? {} : { base_tree: expected.tree };
  const tree = await git.createTree({ ...at, ...base, tree: entries });
  const parents = expected === null ? [] : [expected.commit];
  const commit = await git.createCommit({ ...at, message, tree: tree.data.sha, parents });
  const { sha } = commit.data;
  try {
    const { data } =
      expected === null
        ? await git.createRef({ ...at, ref: `refs/heads/${LEDGER_BRANCH}`, sha })
        : await git.updateRef({ ...at, ref: `heads/${LEDGER_BRANCH}`, sha, force: false });
    // A proxy's page is no answer, whatever its status.
    if (data.object?.sha !== sha) throw new Error('no answer of GitHub');
    return 'written';
  } catch (error) {
    if (failureOf(error).kind === 'refused' && OVERTAKEN.test(String(error))) return 'stale';
    throw error;
  }
}

/** Other refusals have the same status, a rule of the repository for one; trying again would never end. */
const OVERTAKEN = /fast.forward|already exists|does not exist/iu;

type Place = { readonly owner: string; readonly repo: string };

async function treeEntry(client: GitHubClient, at: Place, { path, bytes }: FileChange) {
  const entry = { path, mode: '100644' as const, type: 'blob' as const };
  if (bytes === null) return { ...entry, sha: null };
  const content = exactUtf8(bytes);
  if (content !== null) return { ...entry, content };
  const blob = await client.rest.git.createBlob({
    ...at,
    content: Buffer.from(bytes).toString('base64'),
    encoding: 'base64',
  });
  return { ...entry, sha: blob.data.sha };
}

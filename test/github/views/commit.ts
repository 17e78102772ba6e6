import { createHash } from 'node:crypto';
import type { Site } from '../operation.ts';
import type { ChangedFile, Commit, Signature } from '../state.ts';
import { repositoryUrls } from './repository.ts';
import { nodeId, userView } from './user.ts';

/** A commit as it stands in a list: without its files. */
export function commitView(site: Site, commit: Commit): Record<string, unknown> {
  const { api, html } = repositoryUrls(site);
  const tree = treeOf(commit);
  const person = ({ login }: Signature): unknown => (login === null ? null : userView(site, login));
  return {
    sha: commit.sha,
    node_id: nodeId('Commit', commit.sha),
    commit: {
      author: gitUser(commit.author),
      committer: gitUser(commit.committer),
      message: commit.message,
      tree: { sha: tree, url: `${api}/git/trees/${tree}` },
      url: `${api}/git/commits/${commit.sha}`,
      comment_count: 0,
      verification: verificationView(commit.verified),
    },
    url: `${api}/commits/${commit.sha}`,
    html_url: `${html}/commit/${commit.sha}`,
    comments_url: `${api}/commits/${commit.sha}/comments`,
    author: person(commit.author),
    committer: person(commit.committer),
    parents: commit.parents.map((sha) => ({
      sha,
      url: `${api}/commits/${sha}`,
      html_url: `${html}/commit/${sha}`,
    })),
  };
}

/** A commit as git's own part of the API shows it. */
export function gitCommitView(
  site: Site,
  given: { sha: string; message: string; tree: string; parents: string[]; at: string },
): Record<string, unknown> {
  const { api, html } = repositoryUrls(site);
  const { sha, message, tree, parents, at } = given;
  const who = { name: 'airlock', email: 'noreply@example.com', date: at };
  return {
    sha,
    node_id: nodeId('Commit', sha),
    url: `${api}/git/commits/${sha}`,
    html_url: `${html}/commit/${sha}`,
    author: who,
    committer: who,
    message,
    tree: { sha: tree, url: `${api}/git/trees/${tree}` },
    parents: parents.map((parent) => ({
      sha: parent,
      url: `${api}/git/commits/${parent}`,
      html_url: `${html}/commit/${parent}`,
    })),
    verification: verificationView(false),
  };
}

/** One commit asked for by name. */
export function fullCommitView(site: Site, commit: Commit, files: ChangedFile[]): Record<string, unknown> {
  const sum = (key: 'additions' | 'deletions'): number =>
    commit.files.reduce((total, file) => total + file[key], 0);
  const [additions, deletions] = [sum('additions'), sum('deletions')];
  return {
    ...commitView(site, commit),
    stats: { total: additions + deletions, additions, deletions },
    files: files.map((file) => fileView(site, file, commit.sha)),
  };
}

/** A changed file. Its blob is named after its path and commit, for want of the bytes. */
export function fileView(site: Site, file: ChangedFile, commit: string): Record<string, unknown> {
  const { api, html } = repositoryUrls(site);
  const path = file.filename.split('/').map(encodeURIComponent).join('/');
  return {
    sha: createHash('sha1').update(`${commit}:${file.filename}`).digest('hex'),
    filename: file.filename,
    status: file.status,
    additions: file.additions,
    deletions: file.deletions,
    changes: file.additions + file.deletions,
    blob_url: `${html}/blob/${commit}/${path}`,
    raw_url: `${html}/raw/${commit}/${path}`,
    contents_url: `${api}/contents/${path}?ref=${commit}`,
    ...(file.patch !== null && { patch: file.patch }),
    ...(file.previousFilename !== null && { previous_filename: file.previousFilename }),
  };
}

export function verificationView(verified: boolean): Record<string, unknown> {
  const nothing = { reason: 'unsigned', signature: null, payload: null, verified_at: null };
  const signed = {
    reason: 'valid',
    signature: '-----',
    payload: '-----',
    verified_at: '2024-01-01T00:00:00Z',
  };
  return { verified, ...(verified ? signed : nothing) };
}

export function treeOf(commit: Commit): string {
  return createHash('sha1').update(`tree of ${commit.sha}`).digest('hex');
}

function gitUser({ name, email, date }: Signature): Record<string, string> {
  return { name, email, date };
}

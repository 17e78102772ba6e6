import type { Site } from '../operation.ts';
import { findRepository } from '../repository.ts';
import type { PullRequest, Side } from '../state.ts';
import { labelViews } from './label.ts';
import { repositoryUrls, repositoryView } from './repository.ts';
import { nodeId, userView } from './user.ts';

/** A pull request as it stands in a list. */
export function pullSimpleView(site: Site, pull: PullRequest): Record<string, unknown> {
  const urls = pullUrls(site, pull);
  return {
    ...urls,
    id: pull.id,
    node_id: nodeId('PullRequest', pull.id),
    number: pull.number,
    state: pull.state,
    locked: false,
    title: pull.title,
    user: userView(site, pull.author),
    body: pull.body,
    labels: labelViews(site, pull.labels),
    milestone: null,
    active_lock_reason: null,
    created_at: pull.createdAt,
    updated_at: pull.updatedAt,
    closed_at: pull.closedAt,
    merged_at: pull.mergedAt,
    merge_commit_sha: pull.mergeCommitSha,
    assignee: null,
    assignees: [],
    requested_reviewers: [],
    requested_teams: [],
    head: sideView(site, pull.head, pull.author),
    base: sideView(site, pull.base, pull.author),
    _links: {
      self: { href: urls.url },
      html: { href: urls.html_url },
      issue: { href: urls.issue_url },
      comments: { href: urls.comments_url },
      review_comments: { href: urls.review_comments_url },
      review_comment: { href: urls.review_comment_url },
      commits: { href: urls.commits_url },
      statuses: { href: urls.statuses_url },
    },
    author_association: pull.authorAssociation,
    auto_merge: null,
    draft: pull.draft,
  };
}

/** A pull request asked for by number: with what GitHub has to compute for it. */
export function pullView(site: Site, pull: PullRequest): Record<string, unknown> {
  const sum = (key: 'additions' | 'deletions'): number =>
    pull.files.reduce((total, file) => total + file[key], 0);
  return {
    ...pullSimpleView(site, pull),
    merged: pull.mergedAt !== null,
    mergeable: pull.mergeable,
    rebaseable: pull.mergeable,
    mergeable_state: mergeableState(pull),
    merged_by: null,
    comments: site.repository.comments.filter(({ issue }) => issue === pull.number).length,
    review_comments: 0,
    maintainer_can_modify: false,
    commits: pull.commits.length,
    additions: sum('additions'),
    deletions: sum('deletions'),
    changed_files: pull.files.length,
  };
}

/** What runs and check runs say of a pull request. */
export function pullMinimalView(site: Site, pull: PullRequest): Record<string, unknown> {
  const side = ({ ref, sha, repository }: Side): Record<string, unknown> => {
    const found =
      (repository === null ? undefined : findRepository(site.state, repository)) ?? site.repository;
    const repo = { id: found.id, url: repositoryUrls(site, found).api, name: found.name };
    return { ref, sha, repo };
  };
  const { url } = pullUrls(site, pull);
  return { id: pull.id, number: pull.number, url, head: side(pull.head), base: side(pull.base) };
}

export function pullUrls(site: Site, pull: PullRequest) {
  const { api, html } = repositoryUrls(site);
  const url = `${api}/pulls/${pull.number}`;
  return {
    url,
    html_url: `${html}/pull/${pull.number}`,
    diff_url: `${html}/pull/${pull.number}.diff`,
    patch_url: `${html}/pull/${pull.number}.patch`,
    issue_url: `${api}/issues/${pull.number}`,
    commits_url: `${url}/commits`,
    review_comments_url: `${url}/comments`,
    review_comment_url: `${api}/pulls/comments{/number}`,
    comments_url: `${api}/issues/${pull.number}/comments`,
    statuses_url: `${api}/statuses/${pull.head.sha}`,
  };
}

function mergeableState(pull: PullRequest): string {
  if (pull.mergeable === null) return 'unknown';
  if (pull.draft) return 'draft';
  return pull.mergeable ? 'clean' : 'dirty';
}

function sideView(site: Site, { ref, sha, repository }: Side, author: string): Record<string, unknown> {
  const found = repository === null ? undefined : findRepository(site.state, repository);
  const owner = found?.owner ?? author;
  return {
    label: found === undefined ? `unknown repository:${ref}` : `${owner}:${ref}`,
    ref,
    sha,
    user: userView(site, owner),
    repo: found === undefined ? null : repositoryView(site, found),
  };
}

import type { Site } from '../operation.ts';
import type { Comment, Issue, LabelEvent, PullRequest } from '../state.ts';
import { findLabel, labelViews } from './label.ts';
import { pullUrls } from './pull.ts';
import { repositoryUrls } from './repository.ts';
import { appView, nodeId, userView } from './user.ts';

/** A pull request seen as the issue that it also is. */
export function issueView(site: Site, pull: PullRequest): Record<string, unknown> {
  const { api } = repositoryUrls(site);
  const url = `${api}/issues/${pull.number}`;
  const { html_url, diff_url, patch_url, url: pullUrl } = pullUrls(site, pull);
  return {
    id: pull.id,
    node_id: nodeId('PullRequest', pull.id),
    url,
    repository_url: api,
    labels_url: `${url}/labels{/name}`,
    comments_url: `${url}/comments`,
    events_url: `${url}/events`,
    html_url,
    number: pull.number,
    state: pull.state,
    state_reason: null,
    title: pull.title,
    body: pull.body,
    user: userView(site, pull.author),
    labels: labelViews(site, pull.labels),
    assignee: null,
    assignees: [],
    milestone: null,
    locked: false,
    active_lock_reason: null,
    comments: site.repository.comments.filter(({ issue }) => issue === pull.number).length,
    pull_request: { url: pullUrl, html_url, diff_url, patch_url, merged_at: pull.mergedAt },
    closed_at: pull.closedAt,
    created_at: pull.createdAt,
    updated_at: pull.updatedAt,
    draft: pull.draft,
    closed_by: null,
    performed_via_github_app: null,
    author_association: pull.authorAssociation,
  };
}

/** An issue that is no pull request. */
export function plainIssueView(site: Site, issue: Issue): Record<string, unknown> {
  const { api, html } = repositoryUrls(site);
  const url = `${api}/issues/${issue.number}`;
  return {
    id: issue.id,
    node_id: nodeId('Issue', issue.id),
    url,
    repository_url: api,
    labels_url: `${url}/labels{/name}`,
    comments_url: `${url}/comments`,
    events_url: `${url}/events`,
    html_url: `${html}/issues/${issue.number}`,
    number: issue.number,
    state: issue.state,
    state_reason: issue.stateReason,
    title: issue.title,
    body: issue.body,
    user: userView(site, issue.author),
    labels: [],
    assignee: null,
    assignees: [],
    milestone: null,
    locked: false,
    active_lock_reason: null,
    comments: 0,
    closed_at: issue.closedAt,
    created_at: issue.createdAt,
    updated_at: issue.updatedAt,
    closed_by: null,
    performed_via_github_app: appView(site, issue.app),
    author_association: 'NONE',
  };
}

export function commentView(site: Site, comment: Comment): Record<string, unknown> {
  const { api, html } = repositoryUrls(site);
  return {
    id: comment.id,
    node_id: nodeId('IssueComment', comment.id),
    url: `${api}/issues/comments/${comment.id}`,
    html_url: `${html}/pull/${comment.issue}#issuecomment-${comment.id}`,
    issue_url: `${api}/issues/${comment.issue}`,
    user: comment.author === null ? null : userView(site, comment.author),
    created_at: comment.createdAt,
    updated_at: comment.updatedAt,
    author_association: comment.authorAssociation,
    body: comment.body,
    performed_via_github_app: appView(site, comment.app),
  };
}

export function labelEventView(site: Site, event: LabelEvent): Record<string, unknown> {
  return {
    id: event.id,
    node_id: nodeId('LabeledEvent', event.id),
    url: `${repositoryUrls(site).api}/issues/events/${event.id}`,
    actor: userView(site, event.actor),
    event: event.event,
    commit_id: null,
    commit_url: null,
    created_at: event.createdAt,
    performed_via_github_app: appView(site, event.app),
    label: { name: event.label, color: findLabel(site, event.label)?.color ?? 'ededed' },
  };
}

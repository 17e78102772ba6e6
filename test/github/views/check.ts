import type { Site } from '../operation.ts';
import { pullsOfCommit } from '../repository.ts';
import type { Annotation, CheckRun, CommitStatus } from '../state.ts';
import { pullMinimalView } from './pull.ts';
import { repositoryUrls } from './repository.ts';
import { appView, findUser, nodeId, userView } from './user.ts';

export function checkRunView(site: Site, run: CheckRun): Record<string, unknown> {
  const { api, html } = repositoryUrls(site);
  const url = `${api}/check-runs/${run.id}`;
  const { title, summary, text, annotations } = run.output;
  return {
    id: run.id,
    name: run.name,
    node_id: nodeId('CheckRun', run.id),
    head_sha: run.headSha,
    external_id: run.externalId,
    url,
    html_url: `${html}/runs/${run.id}`,
    details_url: run.detailsUrl ?? `${html}/runs/${run.id}`,
    status: run.status,
    conclusion: run.conclusion,
    started_at: run.startedAt,
    completed_at: run.completedAt,
    output: {
      title,
      summary,
      text,
      annotations_count: annotations.length,
      annotations_url: `${url}/annotations`,
    },
    check_suite: { id: run.suite },
    app: appView(site, run.app),
    pull_requests: pullsOfCommit(site.state, site.repository, run.headSha).map((pull) =>
      pullMinimalView(site, pull),
    ),
  };
}

export function annotationView(site: Site, run: CheckRun, one: Annotation): Record<string, unknown> {
  return {
    path: one.path,
    start_line: one.start_line,
    end_line: one.end_line,
    start_column: null,
    end_column: null,
    annotation_level: one.annotation_level,
    title: one.title ?? null,
    message: one.message,
    raw_details: null,
    blob_href: `${repositoryUrls(site).api}/contents/${one.path}?ref=${run.headSha}`,
  };
}

export function statusView(site: Site, status: CommitStatus): Record<string, unknown> {
  return {
    url: `${repositoryUrls(site).api}/statuses/${status.sha}`,
    avatar_url: `https://avatars.githubusercontent.com/u/${findUser(site.state, status.creator).id}?v=4`,
    id: status.id,
    node_id: nodeId('StatusContext', status.id),
    state: status.state,
    description: status.description,
    target_url: status.targetUrl,
    context: status.context,
    created_at: status.createdAt,
    updated_at: status.createdAt,
    creator: userView(site, status.creator),
  };
}

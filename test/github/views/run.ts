import type { Site } from '../operation.ts';
import { findCommit, findRepository } from '../repository.ts';
import type { Artifact, Job, WorkflowRun } from '../state.ts';
import { treeOf } from './commit.ts';
import { pullMinimalView } from './pull.ts';
import { repositoryUrls, repositoryView } from './repository.ts';
import { nodeId, userView } from './user.ts';

export function runView(site: Site, run: WorkflowRun): Record<string, unknown> {
  const { api, html } = repositoryUrls(site);
  const url = `${api}/actions/runs/${run.id}`;
  const head = findRepository(site.state, run.headRepository) ?? site.repository;
  const pulls = site.repository.pulls.filter((pull) => run.pulls.includes(pull.number));
  return {
    id: run.id,
    name: run.name,
    node_id: nodeId('WorkflowRun', run.id),
    check_suite_id: run.id,
    check_suite_node_id: nodeId('CheckSuite', run.id),
    head_branch: run.headBranch,
    head_sha: run.headSha,
    path: run.path,
    display_title: run.title,
    run_number: run.number,
    run_attempt: run.attempt,
    referenced_workflows: [],
    event: run.event,
    status: run.status,
    conclusion: run.conclusion,
    workflow_id: run.workflowId,
    url,
    html_url: `${html}/actions/runs/${run.id}`,
    pull_requests: pulls.map((pull) => pullMinimalView(site, pull)),
    created_at: run.createdAt,
    updated_at: run.updatedAt,
    actor: userView(site, run.actor),
    triggering_actor: userView(site, run.actor),
    run_started_at: run.createdAt,
    jobs_url: `${url}/jobs`,
    logs_url: `${url}/logs`,
    check_suite_url: `${api}/check-suites/${run.id}`,
    artifacts_url: `${url}/artifacts`,
    cancel_url: `${url}/cancel`,
    rerun_url: `${url}/rerun`,
    previous_attempt_url: run.attempt > 1 ? `${url}/attempts/${run.attempt - 1}` : null,
    workflow_url: `${api}/actions/workflows/${run.workflowId}`,
    head_commit: headCommit(site, run.headSha),
    repository: repositoryView(site, site.repository),
    head_repository: repositoryView(site, head),
  };
}

export function jobView(site: Site, run: WorkflowRun, job: Job): Record<string, unknown> {
  const { api, html } = repositoryUrls(site);
  return {
    id: job.id,
    run_id: run.id,
    run_url: `${api}/actions/runs/${run.id}`,
    run_attempt: job.attempt,
    node_id: nodeId('CheckRun', job.id),
    head_sha: run.headSha,
    url: `${api}/actions/jobs/${job.id}`,
    html_url: `${html}/actions/runs/${run.id}/job/${job.id}`,
    status: job.status,
    conclusion: job.conclusion,
    created_at: job.startedAt,
    started_at: job.startedAt,
    completed_at: job.completedAt,
    name: job.name,
    steps: [],
    check_run_url: `${api}/check-runs/${job.id}`,
    labels: ['ubuntu-latest'],
    runner_id: 1,
    runner_name: 'GitHub Actions 1',
    runner_group_id: 0,
    runner_group_name: 'GitHub Actions',
    workflow_name: run.name,
    head_branch: run.headBranch,
  };
}

export function artifactView(
  site: Site,
  run: WorkflowRun,
  artifact: Artifact,
  now: Date,
): Record<string, unknown> {
  const url = `${repositoryUrls(site).api}/actions/artifacts/${artifact.id}`;
  return {
    id: artifact.id,
    node_id: nodeId('Artifact', artifact.id),
    name: artifact.name,
    size_in_bytes: artifact.size,
    url,
    archive_download_url: `${url}/zip`,
    expired: isExpired(artifact, now),
    digest: artifact.digest,
    created_at: artifact.createdAt,
    updated_at: artifact.createdAt,
    expires_at: artifact.expiresAt,
    workflow_run: {
      id: run.id,
      repository_id: site.repository.id,
      head_repository_id: (findRepository(site.state, run.headRepository) ?? site.repository).id,
      head_branch: run.headBranch,
      head_sha: run.headSha,
    },
  };
}

export function isExpired(artifact: Artifact, now: Date): boolean {
  return Date.parse(artifact.expiresAt) <= now.getTime();
}

function headCommit(site: Site, sha: string): Record<string, unknown> | null {
  const commit = findCommit(site.state, sha);
  if (commit === undefined) return null;
  const { author, committer } = commit;
  return {
    id: sha,
    tree_id: treeOf(commit),
    message: commit.message,
    timestamp: committer.date,
    author: { name: author.name, email: author.email },
    committer: { name: committer.name, email: committer.email },
  };
}

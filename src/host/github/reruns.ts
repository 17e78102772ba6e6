import type { GitHubAccess, GitHubClient } from './client.ts';

/** The newest run of a workflow on a commit; null where there is none. */
export async function newestRun(
  client: GitHubClient,
  { owner, repo }: GitHubAccess,
  workflow: string,
  headSha: string,
): Promise<{ readonly id: number; readonly isDone: boolean } | null> {
  const { data } = await client.rest.actions.listWorkflowRuns({
    owner,
    repo,
    workflow_id: workflow,
    head_sha: headSha,
    event: 'pull_request',
    per_page: 1,
  });
  const [run] = data.workflow_runs;
  return run === undefined ? null : { id: run.id, isDone: run.status === 'completed' };
}

/** Runs it again: only what failed, or all of it. */
export async function rerun(
  client: GitHubClient,
  { owner, repo }: GitHubAccess,
  id: number,
  what: 'failed' | 'all',
): Promise<void> {
  const where = { owner, repo, run_id: id };
  if (what === 'failed') await client.rest.actions.reRunWorkflowFailedJobs(where);
  else await client.rest.actions.reRunWorkflow(where);
}

/** Head of a pull request as it is now. */
export async function headOf(
  client: GitHubClient,
  { owner, repo }: GitHubAccess,
  pull: number,
): Promise<{ readonly sha: string; readonly isOpen: boolean }> {
  const { data } = await client.rest.pulls.get({ owner, repo, pull_number: pull });
  return { sha: data.head.sha, isOpen: data.state === 'open' };
}

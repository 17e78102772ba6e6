import { failureOf, type GitHubAccess, type GitHubClient } from './client.ts';

export type Dispatched = 'forbidden' | 'missing' | 'refused' | 'started' | 'unknown';

/**
 * Starts a workflow, once: whether a lost answer started it cannot be found out, because no list of runs tells their
 * inputs.
 */
export async function dispatch(
  client: GitHubClient,
  { owner, repo }: GitHubAccess,
  workflow: string,
  ref: string,
  inputs: Readonly<Record<string, string>>,
): Promise<Dispatched> {
  try {
    const at = { owner, repo, workflow_id: workflow, ref };
    await client.rest.actions.createWorkflowDispatch({ ...at, inputs: { ...inputs } });
    return 'started';
  } catch (error) {
    const { kind } = failureOf(error);
    return kind === 'limited' ? 'refused' : kind;
  }
}

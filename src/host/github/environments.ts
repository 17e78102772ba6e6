import { unavailable } from '../../problem.ts';
import { failureOf, type GitHubAccess, type GitHubClient } from './client.ts';

/** What protects a deployment environment. */
export interface EnvironmentRules {
  readonly reviewers: number;
  /** Whether only some branches may use it. */
  readonly branchPolicy: boolean;
}

/** The rules of an environment; null where there is none. GitHub would create it on first use, without any. */
export async function environmentRules(
  client: GitHubClient,
  { owner, repo }: GitHubAccess,
  name: string,
): Promise<EnvironmentRules | null> {
  try {
    const { data } = await client.rest.repos.getEnvironment({ owner, repo, environment_name: name });
    const reviewers = (data.protection_rules ?? []).flatMap((rule) =>
      'reviewers' in rule ? (rule.reviewers ?? []) : [],
    );
    return { reviewers: reviewers.length, branchPolicy: (data.deployment_branch_policy ?? null) !== null };
  } catch (error) {
    if (failureOf(error).kind === 'missing') return null;
    return unanswered(error, 'the environment');
  }
}

/** Somebody's yes to the environments that a run waited for. */
export interface EnvironmentYes {
  readonly login: string;
  readonly id: number;
  readonly isPerson: boolean;
  readonly environments: readonly string[];
}

export async function environmentApprovals(
  client: GitHubClient,
  { owner, repo }: GitHubAccess,
  runId: number,
): Promise<EnvironmentYes[]> {
  try {
    const { data } = await client.rest.actions.getReviewsForRun({ owner, repo, run_id: runId });
    return data
      .filter((one) => one.state === 'approved')
      .map(({ user, environments }) => ({
        login: user.login,
        id: user.id,
        isPerson: user.type === 'User',
        environments: environments.flatMap(({ name }) => (name === undefined ? [] : [name])),
      }));
  } catch (error) {
    return unanswered(error, 'the reviews of the run');
  }
}

function unanswered(error: unknown, what: string): never {
  const { kind } = failureOf(error);
  unavailable('api-failed', { found: `${what}: ${kind}`, expected: 'a token with `actions: read`' }, error);
}

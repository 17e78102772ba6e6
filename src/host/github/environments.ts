import { unavailable } from '../../problem.ts';
import type { Environments, Sent } from '../../release/apply-environments.ts';
import type {
  BranchLimit,
  BranchPattern,
  EnvironmentRules,
  WantedEnvironment,
} from '../../release/environments.ts';
import { failureOf, type GitHubAccess, type GitHubClient } from './client.ts';

/** The rules of an environment; null where there is none. GitHub would create it on first use, without any. */
export async function environmentRules(
  client: GitHubClient,
  { owner, repo }: GitHubAccess,
  name: string,
): Promise<EnvironmentRules | null> {
  const at = { owner, repo, environment_name: name };
  try {
    const { data } = await client.rest.repos.getEnvironment(at);
    const rules: readonly ListedRule[] = data.protection_rules ?? [];
    const reviews = rules.find(({ type }) => type === 'required_reviewers');
    const bypass = 'can_admins_bypass' in data ? data.can_admins_bypass : null;
    return {
      reviewers: (reviews?.reviewers ?? []).flatMap(({ reviewer }) => nameOf(reviewer, owner)),
      preventsSelfReview: reviews?.prevent_self_review === true,
      waitMinutes: rules.find(({ type }) => type === 'wait_timer')?.wait_timer ?? 0,
      branches: await branchesOf(client, at, data.deployment_branch_policy ?? null),
      adminsMayBypass: typeof bypass === 'boolean' ? bypass : null,
    };
  } catch (error) {
    if (failureOf(error).kind === 'missing') return null;
    return unanswered(error, 'the environment', 'a token with `actions: read`');
  }
}

/** As far as a rule of any kind is looked at. */
interface ListedRule {
  readonly type: string;
  readonly wait_timer?: number;
  readonly prevent_self_review?: boolean;
  readonly reviewers?: readonly { readonly reviewer?: object }[];
}

function nameOf(reviewer: object | undefined, owner: string): string[] {
  if (reviewer === undefined) return [];
  if ('login' in reviewer) return [String(reviewer.login)];
  return 'slug' in reviewer ? [`${owner}/${String(reviewer.slug)}`] : [];
}

type Place = { readonly owner: string; readonly repo: string; readonly environment_name: string };

async function branchesOf(
  client: GitHubClient,
  place: Place,
  limit: { readonly protected_branches: boolean } | null,
): Promise<BranchLimit> {
  if (limit === null) return { kind: 'any' };
  if (limit.protected_branches) return { kind: 'protected' };
  const found = await client.paginate(client.rest.repos.listDeploymentBranchPolicies, {
    ...place,
    per_page: 100,
  });
  const patterns = found.map(
    ({ id = 0, name = '', type }): BranchPattern => ({ id, name, type: type ?? 'branch' }),
  );
  return { kind: 'named', patterns };
}

/** The branch that a repository is released from. */
export async function defaultBranchOf(client: GitHubClient, { owner, repo }: GitHubAccess): Promise<string> {
  try {
    return (await client.rest.repos.get({ owner, repo })).data.default_branch;
  } catch (error) {
    return unanswered(error, 'the repository', 'a token that may read it');
  }
}

/** Environments through the API; setting them needs a token with `administration: write`, which no job is given. */
export function environmentsOn(client: GitHubClient, access: GitHubAccess): Environments {
  const { owner, repo } = access;
  return {
    read: (name) => environmentRules(client, access, name),
    async write(wanted) {
      const reviewers = await Promise.all(wanted.reviewers.map((name) => reviewerId(client, name)));
      const unknown = wanted.reviewers.find((_, i) => reviewers[i] === null);
      if (unknown !== undefined) return { kind: 'failed', why: 'reviewer-unknown', found: unknown };
      return sent(() =>
        client.rest.repos.createOrUpdateEnvironment({ owner, repo, ...settings(wanted, reviewers) }),
      );
    },
    allow: (name, branch) =>
      sent(() =>
        client.rest.repos.createDeploymentBranchPolicy({
          owner,
          repo,
          environment_name: name,
          name: branch,
          type: 'branch',
        }),
      ),
    forbid: (name, { id }) =>
      sent(() =>
        client.rest.repos.deleteDeploymentBranchPolicy({
          owner,
          repo,
          environment_name: name,
          branch_policy_id: id,
        }),
      ),
  };
}

type Reviewer = { readonly type: 'User' | 'Team'; readonly id: number };

/** Everything is said at once: what is left out GitHub takes away. */
function settings({ name, branches }: WantedEnvironment, reviewers: readonly (Reviewer | null)[]) {
  const named = branches === 'default';
  return {
    environment_name: name,
    wait_timer: 0,
    prevent_self_review: reviewers.length > 0,
    reviewers: reviewers.flatMap((one) => (one === null ? [] : [one])),
    deployment_branch_policy: { protected_branches: !named, custom_branch_policies: named },
  };
}

/** GitHub's number of a person or a team; null where it knows none, or the token may not see it. */
async function reviewerId(client: GitHubClient, name: string): Promise<Reviewer | null> {
  const [org = '', slug] = name.split('/');
  try {
    if (slug === undefined)
      return { type: 'User', id: (await client.rest.users.getByUsername({ username: name })).data.id };
    return { type: 'Team', id: (await client.rest.teams.getByName({ org, team_slug: slug })).data.id };
  } catch (error) {
    const { kind } = failureOf(error);
    if (kind === 'missing' || kind === 'forbidden') return null;
    return unanswered(error, 'a reviewer', 'an answer');
  }
}

async function sent(send: () => Promise<unknown>): Promise<Sent> {
  try {
    await send();
    return { kind: 'sent' };
  } catch (error) {
    const { kind, status } = failureOf(error);
    // GitHub hides what a token may not do behind "not found".
    const why =
      kind === 'forbidden' || kind === 'missing' ? 'forbidden' : kind === 'refused' ? 'refused' : 'no-answer';
    const said = kind === 'refused' && error instanceof Error ? error.message : String(status ?? 'no answer');
    return { kind: 'failed', why, found: said.slice(0, 200) };
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
    return unanswered(error, 'the reviews of the run', 'a token with `actions: read`');
  }
}

function unanswered(error: unknown, what: string, expected: string): never {
  const { kind } = failureOf(error);
  unavailable('api-failed', { found: `${what}: ${kind}`, expected }, error);
}

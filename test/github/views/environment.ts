import type { Site } from '../operation.ts';
import { fullName } from '../repository.ts';
import type { Environment, RunReview } from '../state.ts';
import { nodeId, userView } from './user.ts';

const EPOCH = '2026-01-05T09:00:00Z';

function frame(
  { api, repository }: Site,
  { id, name }: Pick<Environment, 'id' | 'name'>,
): Record<string, unknown> {
  return {
    id,
    node_id: nodeId('Environment', id),
    name,
    url: `${api}/repos/${fullName(repository)}/environments/${encodeURIComponent(name)}`,
    html_url: `https://github.com/${fullName(repository)}/deployments/activity_log?environments_filter=${encodeURIComponent(name)}`,
    created_at: EPOCH,
    updated_at: EPOCH,
  };
}

export function environmentView(site: Site, environment: Environment): Record<string, unknown> {
  const { id, reviewers, protectedBranches } = environment;
  const required = {
    id: id + 1,
    node_id: nodeId('GateRequirement', id),
    prevent_self_review: false,
    type: 'required_reviewers',
    reviewers: reviewers.map((login) => ({ type: 'User', reviewer: userView(site, login) })),
  };
  const branches = { id: id + 2, node_id: nodeId('BranchPolicy', id), type: 'branch_policy' };
  return {
    ...frame(site, environment),
    protection_rules: [...(reviewers.length > 0 ? [required] : []), ...(protectedBranches ? [branches] : [])],
    deployment_branch_policy: protectedBranches
      ? { protected_branches: true, custom_branch_policies: false }
      : null,
  };
}

export function reviewView(
  site: Site,
  { environments, state, user, comment }: RunReview,
): Record<string, unknown> {
  return {
    state,
    comment,
    user: userView(site, user),
    environments: environments.map((name, i) => frame(site, { id: i + 1, name })),
  };
}

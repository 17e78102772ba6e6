import { EPOCH } from '../fixtures.ts';
import type { Site } from '../operation.ts';
import { fullName } from '../repository.ts';
import type { BranchProtection, BranchRule, Commit, Environment, Runner, Team } from '../state.ts';
import { fullCommitView } from './commit.ts';
import { repositoryUrls } from './repository.ts';
import { nodeId, userView } from './user.ts';

/** A rule with the ruleset that it comes from. */
export function ruleView({ repository }: Site, rule: BranchRule): Record<string, unknown> {
  const source = { ruleset_source_type: 'Repository', ruleset_source: fullName(repository), ruleset_id: 42 };
  switch (rule.type) {
    case 'merge_queue':
      return {
        type: rule.type,
        parameters: {
          check_response_timeout_minutes: 60,
          grouping_strategy: 'ALLGREEN',
          max_entries_to_build: 5,
          max_entries_to_merge: 5,
          merge_method: 'MERGE',
          min_entries_to_merge: 1,
          min_entries_to_merge_wait_minutes: 5,
        },
        ...source,
      };
    case 'pull_request':
      return {
        type: rule.type,
        parameters: {
          dismiss_stale_reviews_on_push: false,
          require_code_owner_review: rule.codeOwners,
          require_last_push_approval: false,
          required_approving_review_count: 1,
          required_review_thread_resolution: false,
        },
        ...source,
      };
    case 'required_status_checks':
      return {
        type: rule.type,
        parameters: {
          required_status_checks: rule.contexts.map((context) => ({ context })),
          strict_required_status_checks_policy: false,
        },
        ...source,
      };
  }
}

/** A branch; of its protection GitHub shows everybody the checks. */
export function branchView(
  site: Site,
  name: string,
  commit: Commit,
  protection: BranchProtection | null,
): Record<string, unknown> {
  const { api, html } = repositoryUrls(site);
  const url = `${api}/branches/${encodeURIComponent(name)}`;
  const contexts = protection?.contexts ?? [];
  return {
    name,
    commit: fullCommitView(site, commit, []),
    _links: { self: url, html: `${html}/tree/${name}` },
    protected: protection !== null,
    protection: {
      enabled: protection !== null,
      required_status_checks: {
        enforcement_level: protection === null ? 'off' : 'non_admins',
        contexts,
        checks: contexts.map((context) => ({ context, app_id: null })),
      },
    },
    protection_url: `${url}/protection`,
  };
}

export function protectionView(
  site: Site,
  name: string,
  { contexts, codeOwners }: BranchProtection,
): Record<string, unknown> {
  const url = `${repositoryUrls(site).api}/branches/${encodeURIComponent(name)}/protection`;
  return {
    url,
    required_status_checks: {
      url: `${url}/required_status_checks`,
      strict: false,
      contexts,
      contexts_url: `${url}/required_status_checks/contexts`,
      checks: contexts.map((context) => ({ context, app_id: null })),
    },
    required_pull_request_reviews: {
      url: `${url}/required_pull_request_reviews`,
      dismiss_stale_reviews: false,
      require_code_owner_reviews: codeOwners,
      required_approving_review_count: 1,
      require_last_push_approval: false,
    },
    enforce_admins: { url: `${url}/enforce_admins`, enabled: false },
  };
}

export function environmentView(site: Site, environment: Environment): Record<string, unknown> {
  const { id, name, reviewers, preventSelfReview, branches, waitMinutes, adminsMayBypass } = environment;
  const { api, html } = repositoryUrls(site);
  const rule = (kind: string): Record<string, unknown> => ({
    id,
    node_id: nodeId('GateRule', `${id}${kind}`),
    type: kind,
  });
  const reviewing = {
    ...rule('required_reviewers'),
    prevent_self_review: preventSelfReview,
    reviewers: reviewers.map((who) => reviewerView(site, who)),
  };
  return {
    id,
    node_id: nodeId('Environment', id),
    name,
    url: `${api}/environments/${encodeURIComponent(name)}`,
    html_url: `${html}/deployments/activity_log?environments_filter=${encodeURIComponent(name)}`,
    created_at: EPOCH,
    updated_at: EPOCH,
    ...(adminsMayBypass !== undefined && { can_admins_bypass: adminsMayBypass }),
    protection_rules: [
      ...(waitMinutes > 0 ? [{ ...rule('wait_timer'), wait_timer: waitMinutes }] : []),
      ...(reviewers.length > 0 ? [reviewing] : []),
      ...(branches === null ? [] : [rule('branch_policy')]),
    ],
    deployment_branch_policy:
      branches === null
        ? null
        : { protected_branches: branches === 'protected', custom_branch_policies: branches === 'custom' },
  };
}

export function runnerView({ id, name, labels, version }: Runner): Record<string, unknown> {
  return {
    id,
    runner_group_id: 1,
    name,
    os: 'linux',
    status: 'online',
    busy: false,
    ephemeral: false,
    version,
    labels: labels.map((label, i) => ({ id: i, name: label, type: 'custom' })),
  };
}

function reviewerView(site: Site, who: string): Record<string, unknown> {
  const [organisation = '', slug] = who.split('/');
  if (slug === undefined) return { type: 'User', reviewer: userView(site, who) };
  const team = site.state.teams.find((one) => one.organisation === organisation && one.slug === slug);
  return { type: 'Team', reviewer: teamView(site, team ?? { id: 1, organisation, slug }) };
}

export function branchPatternView({
  id,
  name,
  type,
}: Environment['patterns'][number]): Record<string, unknown> {
  return { id, node_id: nodeId('GateBranchPolicy', id), name, type };
}

/** `whole`: with what only the team's own page shows. */
export function teamView(
  site: Site,
  { id, organisation, slug }: Team,
  whole = false,
): Record<string, unknown> {
  const url = `${site.api}/orgs/${organisation}/teams/${slug}`;
  const { login, id: owner, node_id: node } = userView(site, organisation);
  const api = `${site.api}/orgs/${organisation}`;
  const counts = { members_count: 1, repos_count: 1, created_at: EPOCH, updated_at: EPOCH };
  const about = {
    login,
    id: owner,
    node_id: node,
    url: api,
    repos_url: `${api}/repos`,
    events_url: `${api}/events`,
    hooks_url: `${api}/hooks`,
    issues_url: `${api}/issues`,
    members_url: `${api}/members{/member}`,
    public_members_url: `${api}/public_members{/member}`,
    avatar_url: '',
    description: null,
    html_url: `https://github.com/${organisation}`,
    has_organization_projects: true,
    has_repository_projects: true,
    public_repos: 1,
    public_gists: 0,
    followers: 0,
    following: 0,
    type: 'Organization',
    created_at: EPOCH,
    updated_at: EPOCH,
    archived_at: EPOCH,
  };
  return {
    id,
    node_id: nodeId('Team', id),
    url,
    html_url: `https://github.com/orgs/${organisation}/teams/${slug}`,
    members_url: `${url}/members{/member}`,
    repositories_url: `${url}/repos`,
    name: slug,
    slug,
    description: null,
    permission: 'push',
    type: 'organization',
    parent: null,
    ...(whole ? { ...counts, organization: about } : {}),
  };
}

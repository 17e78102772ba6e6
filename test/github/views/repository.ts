import type { Site } from '../operation.ts';
import { fullName } from '../repository.ts';
import type { Repository } from '../state.ts';
import { nodeId, userView } from './user.ts';

const TEMPLATES = {
  archive_url: '/{archive_format}{/ref}',
  assignees_url: '/assignees{/user}',
  blobs_url: '/git/blobs{/sha}',
  branches_url: '/branches{/branch}',
  collaborators_url: '/collaborators{/collaborator}',
  comments_url: '/comments{/number}',
  commits_url: '/commits{/sha}',
  compare_url: '/compare/{base}...{head}',
  contents_url: '/contents/{+path}',
  contributors_url: '/contributors',
  deployments_url: '/deployments',
  downloads_url: '/downloads',
  events_url: '/events',
  forks_url: '/forks',
  git_commits_url: '/git/commits{/sha}',
  git_refs_url: '/git/refs{/sha}',
  git_tags_url: '/git/tags{/sha}',
  hooks_url: '/hooks',
  issue_comment_url: '/issues/comments{/number}',
  issue_events_url: '/issues/events{/number}',
  issues_url: '/issues{/number}',
  keys_url: '/keys{/key_id}',
  labels_url: '/labels{/name}',
  languages_url: '/languages',
  merges_url: '/merges',
  milestones_url: '/milestones{/number}',
  notifications_url: '/notifications{?since,all,participating}',
  pulls_url: '/pulls{/number}',
  releases_url: '/releases{/id}',
  stargazers_url: '/stargazers',
  statuses_url: '/statuses/{sha}',
  subscribers_url: '/subscribers',
  subscription_url: '/subscription',
  tags_url: '/tags',
  teams_url: '/teams',
  trees_url: '/git/trees{/sha}',
};

const SETTINGS = {
  description: null,
  homepage: null,
  language: null,
  license: null,
  mirror_url: null,
  size: 100,
  has_issues: true,
  has_projects: true,
  has_wiki: true,
  has_pages: false,
  has_downloads: true,
  has_discussions: false,
  archived: false,
  disabled: false,
  allow_forking: true,
  is_template: false,
  topics: [],
  created_at: '2024-01-01T00:00:00Z',
  updated_at: '2024-01-01T00:00:00Z',
  pushed_at: '2024-01-01T00:00:00Z',
};

/** Urls of a repository: as the API has it, and as a browser does. */
export function repositoryUrls(
  site: Site,
  repository: Repository = site.repository,
): { api: string; html: string } {
  const name = fullName(repository);
  return { api: `${site.api}/repos/${name}`, html: `https://github.com/${name}` };
}

/** A repository as it stands within other objects. */
export function repositoryView(site: Site, repository: Repository): Record<string, unknown> {
  const { api, html } = repositoryUrls(site, repository);
  const open = repository.pulls.filter(({ state }) => state === 'open').length;
  return {
    id: repository.id,
    node_id: nodeId('Repository', repository.id),
    name: repository.name,
    full_name: fullName(repository),
    private: repository.private,
    owner: userView(site, repository.owner),
    html_url: html,
    fork: repository.fork,
    url: api,
    ...Object.fromEntries(Object.entries(TEMPLATES).map(([key, path]) => [key, `${api}${path}`])),
    git_url: `git://github.com/${fullName(repository)}.git`,
    ssh_url: `git@github.com:${fullName(repository)}.git`,
    clone_url: `${html}.git`,
    svn_url: html,
    ...SETTINGS,
    default_branch: repository.defaultBranch,
    visibility: repository.private ? 'private' : 'public',
    forks: 0,
    forks_count: 0,
    stargazers_count: 0,
    watchers: 0,
    watchers_count: 0,
    open_issues: open,
    open_issues_count: open,
  };
}

/** The answer to `GET /repos/{owner}/{repo}`. */
export function fullRepositoryView(site: Site, repository: Repository): Record<string, unknown> {
  return { ...repositoryView(site, repository), subscribers_count: 0, network_count: 0 };
}

/** The state at the start: what the test gave, and what that presupposes. */
import { commit, GITHUB_ACTIONS, repository, sha, signature, user } from './fixtures.ts';
import { findRepository, fullName } from './repository.ts';
import {
  nextId,
  type Permissions,
  type PullRequest,
  type Repository,
  type State,
  type Team,
  type Token,
  type User,
} from './state.ts';

type Collections = Pick<
  Repository,
  | 'checkRuns'
  | 'collaborators'
  | 'comments'
  | 'commits'
  | 'deployments'
  | 'environments'
  | 'events'
  | 'files'
  | 'issues'
  | 'labels'
  | 'protections'
  | 'pulls'
  | 'refs'
  | 'rules'
  | 'runners'
  | 'runs'
  | 'statuses'
  | 'tags'
>;

/** `repository` is the one under test, and the collections beside it are shorthand for its own. */
export type Seed = Partial<Collections> & {
  repository?: Partial<Repository>;
  /** Forks and neighbours. A fork that a pull request comes from is made when it is not given. */
  repositories?: Repository[];
  users?: User[];
  teams?: Team[];
  /** By token; permissions alone mean GitHub Actions' own token with these permissions. */
  tokens?: Record<string, Partial<Token> | Permissions>;
};

/**
 * Builds the state. Everything that the seed refers to exists afterwards: forks, users, commits of pull
 * requests and the default branch, so that no test fails for a commit that it forgot to invent.
 */
export function seedState(seed: Seed, now: Date): State {
  const { repository: given, repositories = [], users = [], teams = [], tokens = {}, ...collections } = seed;
  const main = repository({ ...given, ...collections });
  const state: State = {
    repositories: [main, ...repositories],
    users: [...users],
    teams: [...teams],
    tokens: Object.fromEntries(Object.entries(tokens).map(([key, value]) => [key, token(value)])),
    artifacts: [],
    limits: { limit: 1000, used: 0, reset: Math.floor(now.getTime() / 1000) + 3600, secondary: null },
    sequence: 10_000_000,
  };
  for (const pull of main.pulls) addPull(state, main, pull);
  addDefaultBranch(main);
  addUser(state, main.owner, 'Organization');
  for (const login of logins(state)) addUser(state, login);
  return state;
}

function token(given: Partial<Token> | Permissions): Token {
  const whole = { login: 'github-actions[bot]', app: GITHUB_ACTIONS, repositories: null };
  if ('permissions' in given || 'login' in given) return { ...whole, app: null, permissions: {}, ...given };
  return { ...whole, permissions: given as Permissions };
}

function addPull(state: State, main: Repository, pull: PullRequest): void {
  const head = pull.head.repository;
  if (head !== null && findRepository(state, head) === undefined) {
    const [owner = '', name = ''] = head.split('/');
    state.repositories.push(repository({ id: nextId(state), owner, name, fork: true }));
  }
  const known = new Set(state.repositories.flatMap(({ commits }) => commits.map((entry) => entry.sha)));
  const shas = [pull.base.sha, ...pull.commits, pull.head.sha];
  for (const [index, name] of shas.entries()) {
    if (known.has(name)) continue;
    known.add(name);
    const previous = shas[index - 1];
    main.commits.push(
      commit({
        sha: name,
        message: name === pull.base.sha ? 'Base' : pull.title,
        parents: previous === undefined ? [] : [previous],
        author: signature(pull.author, pull.createdAt),
        committer: signature(pull.author, pull.createdAt),
        files: name === pull.head.sha ? pull.files : [],
      }),
    );
  }
  for (const side of [pull.base, pull.head]) addBranch(main, side.repository, side.ref, side.sha);
}

function addBranch(main: Repository, owner: string | null, branch: string, to: string): void {
  const ref = `refs/heads/${branch}`;
  if (owner !== fullName(main) || main.refs.some((entry) => entry.ref === ref)) return;
  main.refs.push({ ref, sha: to, type: 'commit' });
}

function addDefaultBranch(main: Repository): void {
  if (main.refs.some(({ ref }) => ref === `refs/heads/${main.defaultBranch}`)) return;
  const root = main.commits[0] ?? commit({ sha: sha('base'), message: 'Base' });
  if (main.commits.length === 0) main.commits.push(root);
  addBranch(main, fullName(main), main.defaultBranch, root.sha);
}

function logins(state: State): Set<string> {
  const found = state.repositories.flatMap((entry) => [
    entry.owner,
    ...Object.keys(entry.collaborators),
    ...entry.pulls.map(({ author }) => author),
    ...entry.issues.map(({ author }) => author),
    ...entry.comments.map(({ author }) => author),
    ...entry.events.map(({ actor }) => actor),
    ...entry.commits.flatMap(({ author, committer }) => [author.login, committer.login]),
    ...entry.runs.map(({ actor }) => actor),
  ]);
  const members = state.teams.flatMap(({ members = [] }) => members);
  const actors = Object.values(state.tokens).map(({ login }) => login);
  return new Set([...found, ...members, ...actors].filter((login) => login !== null));
}

function addUser(state: State, login: string, type?: User['type']): void {
  if (state.users.some((known) => known.login.toLowerCase() === login.toLowerCase())) return;
  state.users.push(user(login, { id: nextId(state), ...(type && { type }) }));
}

import { type GitLocation, git } from './run.ts';

/** Where and as whom to fetch. The token goes to git by its environment, never by an argument that others could list. */
export interface FetchAccess {
  readonly serverUrl: string;
  readonly owner: string;
  readonly repo: string;
  readonly token: string;
}

// Nothing else may be fetched from anywhere; `file` is a server of the tests.
const TRANSPORTS = { GIT_ALLOW_PROTOCOL: 'https:http:file' };

/**
 * What lets git speak to a server with a token. An empty header comes first: it takes away the one that a checkout may have
 * left in the repository's configuration, because a server refuses two.
 */
export function tokenEnvironment(serverUrl: string, token: string): NodeJS.ProcessEnv {
  if (token === '') return {};
  const key = `http.${serverUrl.replace(/\/$/u, '')}/.extraheader`;
  const basic = Buffer.from(`x-access-token:${token}`).toString('base64');
  return {
    GIT_CONFIG_COUNT: '2',
    GIT_CONFIG_KEY_0: key,
    GIT_CONFIG_VALUE_0: '',
    GIT_CONFIG_KEY_1: key,
    GIT_CONFIG_VALUE_1: `AUTHORIZATION: basic ${basic}`,
  };
}

/** Fetches commits without tags. False where the server cannot be reached or does not give them. */
export function fetchCommits(
  location: GitLocation,
  access: FetchAccess,
  commits: readonly string[],
  depth: number,
): Promise<boolean> {
  const wanted = commits.map((commit) => commit.replace(/^refs\/remotes\/origin\//u, 'refs/heads/'));
  return fetched(location, access, [`--depth=${depth}`], wanted);
}

/** A commit with its trees and without what its files hold. False as for commits. */
export function fetchBare(location: GitLocation, access: FetchAccess, commit: string): Promise<boolean> {
  return fetched(location, access, ['--depth=1', '--filter=blob:none'], [commit]);
}

/** Objects that a filter left out, by their ids. False as for commits. */
export function fetchObjects(
  location: GitLocation,
  access: FetchAccess,
  oids: readonly string[],
): Promise<boolean> {
  return fetched(location, access, [], oids);
}

async function fetched(
  location: GitLocation,
  { serverUrl, owner, repo, token }: FetchAccess,
  how: readonly string[],
  wanted: readonly string[],
): Promise<boolean> {
  const server = serverUrl.replace(/\/$/u, '');
  const env = { ...TRANSPORTS, ...tokenEnvironment(server, token) };
  const quiet = ['fetch', '--quiet', '--no-tags', '--no-recurse-submodules'];
  const answer = await git(location, [...quiet, ...how, `${server}/${owner}/${repo}`, ...wanted], '', env);
  return answer.code === 0;
}

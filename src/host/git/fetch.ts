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

/** Fetches commits without tags. False where the server cannot be reached or does not give them. */
export async function fetchCommits(
  location: GitLocation,
  { serverUrl, owner, repo, token }: FetchAccess,
  commits: readonly string[],
  depth: number,
): Promise<boolean> {
  const server = serverUrl.replace(/\/$/u, '');
  const header = `AUTHORIZATION: basic ${Buffer.from(`x-access-token:${token}`).toString('base64')}`;
  const env =
    token === ''
      ? TRANSPORTS
      : {
          ...TRANSPORTS,
          GIT_CONFIG_COUNT: '1',
          GIT_CONFIG_KEY_0: `http.${server}/.extraheader`,
          GIT_CONFIG_VALUE_0: header,
        };
  const wanted = commits.map((commit) => commit.replace(/^refs\/remotes\/origin\//u, 'refs/heads/'));
  const answer = await git(
    location,
    [
      'fetch',
      '--quiet',
      '--no-tags',
      '--no-recurse-submodules',
      `--depth=${depth}`,
      `${server}/${owner}/${repo}`,
      ...wanted,
    ],
    '',
    env,
  );
  return answer.code === 0;
}

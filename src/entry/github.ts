import { connect, type GitHubAccess, type GitHubClient } from '../host/github/client.ts';
import { refuse } from '../problem.ts';
import type { Arguments } from './arguments.ts';
import type { Terminal } from './io.ts';

export interface RepositoryName {
  readonly owner: string;
  readonly repo: string;
}

/** The repository on GitHub that is meant: by option, else the workflow's own; null where nobody says. */
export function repositoryName(given: string | null, { env }: Terminal): RepositoryName | null {
  const text = given ?? env['GITHUB_REPOSITORY'] ?? '';
  if (text === '') return null;
  const [, owner, repo] = /^([A-Za-z0-9][\w-]*)\/([\w.-]+)$/u.exec(text) ?? [];
  if (owner === undefined || repo === undefined)
    refuse('option-bad-value', { found: `--repository ${text}`, expected: '--repository OWNER/NAME' });
  return { owner, repo };
}

export interface Connected {
  readonly client: GitHubClient;
  readonly access: GitHubAccess;
}

/** GitHub, for a command that is nothing without it. Refuses (64) where the repository or the token is not given. */
export async function connectedTo(args: Arguments, terminal: Terminal): Promise<Connected> {
  const { env } = terminal;
  const name = repositoryName(args.text('repository'), terminal);
  if (name === null) refuse('option-missing', { expected: '--repository OWNER/NAME' });
  const token = env['GITHUB_TOKEN'] ?? env['GH_TOKEN'] ?? '';
  if (token === '') refuse('option-missing', { expected: 'a token in GITHUB_TOKEN' });
  const access = { token, apiUrl: env['GITHUB_API_URL'] ?? 'https://api.github.com', ...name };
  return { client: await connect(access, env), access };
}

/** GitHub, where repository and token are known from the environment; null elsewhere. */
export async function connectedWhere({ env }: Terminal): Promise<Connected | null> {
  const { GITHUB_TOKEN: token = '', GITHUB_REPOSITORY: name = '' } = env;
  const [owner = '', repo = ''] = name.split('/');
  if (token === '' || repo === '') return null;
  const access = { token, apiUrl: env['GITHUB_API_URL'] ?? 'https://api.github.com', owner, repo };
  return { client: await connect(access, env), access };
}

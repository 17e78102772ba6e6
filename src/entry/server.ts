import { remoteUrl } from '../host/git/remote.ts';
import type { GitLocation } from '../host/git/run.ts';
import { refuse } from '../problem.ts';
import { apiUrlOf, GITHUB, type Server, serverAt, serverOfRemote } from '../setup/server.ts';
import type { Terminal } from './io.ts';

/** The GitHub that is meant: what is named, what the runner says, what the remote is on, else github.com. */
export async function serverFor(
  given: string | null,
  { env }: Pick<Terminal, 'env'>,
  location: GitLocation,
): Promise<Server> {
  if (given !== null)
    return (
      serverAt(given) ??
      refuse('option-bad-value', { found: `--host ${given}`, expected: 'a host such as git.example.com' })
    );
  const told = serverAt(env['GITHUB_SERVER_URL'] ?? '');
  return told ?? serverOfRemote((await remoteUrl(location)) ?? '') ?? GITHUB;
}

/** Where the API is: what the runner says, else that of the server, so that no token goes to another one. */
export function apiUrlFor(env: Terminal['env'], server: Server): string {
  return env['GITHUB_API_URL'] ?? apiUrlOf(server);
}

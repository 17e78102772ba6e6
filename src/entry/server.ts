import { remoteUrl } from '../host/git/remote.ts';
import type { GitLocation } from '../host/git/run.ts';
import { refuse } from '../problem.ts';
import type { Dialect } from '../setup/dialect.ts';
import { apiUrlOf, GITHUB, type Server, serverAt, serverOfRemote } from '../setup/server.ts';
import type { Arguments } from './arguments.ts';
import type { Terminal } from './io.ts';

/** The GitHub that is meant: what is named, what the runner says, what the remote is on, else github.com. */
export async function serverFor(
  given: string | null,
  terminal: Pick<Terminal, 'env'>,
  location: GitLocation,
): Promise<Server> {
  return (await toldServer(given, terminal, location)) ?? GITHUB;
}

async function toldServer(
  given: string | null,
  { env }: Pick<Terminal, 'env'>,
  location: GitLocation,
): Promise<Server | null> {
  if (given !== null)
    return (
      serverAt(given) ??
      refuse('option-bad-value', { found: `--host ${given}`, expected: 'a host such as git.example.com' })
    );
  return serverAt(env['GITHUB_SERVER_URL'] ?? '') ?? serverOfRemote((await remoteUrl(location)) ?? '');
}

/** What workflows are written for: the server, and our own repository or the team's copy of it there. */
export async function dialectFor(
  args: Arguments,
  terminal: Pick<Terminal, 'env'>,
  location: GitLocation,
): Promise<Dialect> {
  const from = args.text('from');
  const [, host, kit] = /^(?:([^/]+)\/)?([\w.-]+\/airlock)$/u.exec(from ?? 'airlock-ci/airlock') ?? [];
  const copy = host === undefined ? null : serverAt(host);
  if (kit === undefined || (host !== undefined && copy === null))
    refuse('option-bad-value', { found: `--from ${from}`, expected: 'HOST/OWNER/airlock' });
  const told = await toldServer(args.text('host'), terminal, location);
  const server = told ?? copy ?? GITHUB;
  // A workflow names no host: it takes actions from the server that it runs on.
  if (copy !== null && copy.url !== server.url)
    refuse('option-bad-value', { found: `--from ${from}`, expected: `a copy on ${server.url}` });
  return { server, kit, runsOn: labelsOf(args.text('runs-on'), server) };
}

function labelsOf(given: string | null, { kind }: Server): readonly string[] | null {
  if (given === null) return kind === 'enterprise-server' ? ['self-hosted', 'linux'] : null;
  const labels = given.split(',').map((label) => label.trim());
  if (!labels.every((label) => /^[A-Za-z0-9][\w.-]{0,99}$/u.test(label)))
    refuse('option-bad-value', { found: `--runs-on ${given}`, expected: 'labels, separated by commas' });
  return labels;
}

/** Where the API is: what the runner says, else that of the server, so that no token goes to another one. */
export function apiUrlFor(env: Terminal['env'], server: Server): string {
  return env['GITHUB_API_URL'] ?? apiUrlOf(server);
}

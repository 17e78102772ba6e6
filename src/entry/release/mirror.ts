import { allMirrored, deploymentMirror } from '../../host/github/deployments.ts';
import type { Mirror, Mirrored } from '../../release/mirror.ts';
import { connectedWhere } from '../github.ts';
import type { Terminal } from '../io.ts';

/** Deployments on GitHub, where this is a workflow with a token; undefined elsewhere. */
export async function mirrorOf(terminal: Terminal): Promise<Mirror | undefined> {
  const { env } = terminal;
  if (env['GITHUB_ACTIONS'] !== 'true') return undefined;
  const asked = await connectedWhere(terminal);
  if (asked === null) return undefined;
  const { client, access } = asked;
  const { GITHUB_SERVER_URL: server = 'https://github.com', GITHUB_RUN_ID: run = '' } = env;
  const runUrl = run === '' ? '' : `${server}/${access.owner}/${access.repo}/actions/runs/${run}`;
  return deploymentMirror(client, access, runUrl);
}

/** What deployments remember of the ledger; null where there is nobody to ask, or no answer. */
export async function rememberedBy(terminal: Terminal): Promise<readonly Mirrored[] | null> {
  const asked = await connectedWhere(terminal);
  if (asked === null) return null;
  try {
    return await allMirrored(asked.client, asked.access);
  } catch {
    return null;
  }
}

import type { Anchor } from '../../ledger/verify.ts';
import { type Mirror, type Mirrored, mirrorPayload } from '../../release/mirror.ts';
import type { GitHubAccess, GitHubClient } from './client.ts';

/** Deployments hold this word and the bundle as their task, which is how those of others are told apart. */
const TASK = 'airlock';
const PAGE = 100;
const MOST_PAGES = 3;

/** Deployments of a repository as the mirror of its ledger. `runUrl`: where people read more; empty outside of a run. */
export function deploymentMirror(client: GitHubClient, access: GitHubAccess, runUrl: string): Mirror {
  const { owner, repo } = access;
  return {
    async list(bundle, environment) {
      const { data } = await client.rest.repos.listDeployments({
        owner,
        repo,
        environment,
        task: `${TASK}:${bundle}`,
        per_page: PAGE,
      });
      return ownOf(data);
    },
    async create(payload, commit) {
      const { data } = await client.rest.repos.createDeployment({
        owner,
        repo,
        ref: commit,
        task: `${TASK}:${payload.bundle}`,
        environment: payload.environment,
        description: `${payload.bundle} ${payload.version}`.slice(0, 140),
        payload: { ...payload },
        auto_merge: false,
        required_contexts: [],
      });
      if (!('id' in data)) throw new Error('merged instead of created');
      return data.id;
    },
    async tell(deployment, environment, state, anchor) {
      const { data } = await client.rest.repos.createDeploymentStatus({
        owner,
        repo,
        deployment_id: deployment,
        state,
        environment,
        description: anchor === null ? '' : `anchor ${anchor.seq}:${anchor.sha256}`,
        log_url: runUrl,
        // Bundles share an environment: what one of them replaced says nothing of the others.
        auto_inactive: false,
      });
      // A proxy's page is no answer, whatever its status.
      if (data.state !== state) throw new Error('no answer of GitHub');
    },
  };
}

/** Everything that the newest deployments of a repository remember, whatever the bundle: at most three calls. */
export async function allMirrored(client: GitHubClient, { owner, repo }: GitHubAccess): Promise<Mirrored[]> {
  const found: Mirrored[] = [];
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const { data } = await client.rest.repos.listDeployments({ owner, repo, per_page: PAGE, page });
    found.push(...ownOf(data));
    if (data.length < PAGE) break;
  }
  return found;
}

/** Places in the ledger that deployments remember. */
export function anchorsOf(mirrored: readonly Mirrored[]): Anchor[] {
  return mirrored.map(({ payload }) => payload.anchor);
}

interface ListedDeployment {
  readonly id: number;
  readonly payload: unknown;
}

/** Those whose payload is ours; GitHub gives some payloads back as text. */
function ownOf(deployments: readonly ListedDeployment[]): Mirrored[] {
  return deployments.flatMap(({ id, payload }) => {
    const result = mirrorPayload.safeParse(typeof payload === 'string' ? parsed(payload) : payload);
    return result.success ? [{ id, payload: result.data }] : [];
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

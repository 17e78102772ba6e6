import { createHash } from 'node:crypto';
import type { GitHubAccess, GitHubClient } from './client.ts';

/** A workflow run as the API tells of it, which no event's payload can change. */
export interface GateRun {
  readonly id: number;
  readonly attempt: number;
  /** `.github/workflows/airlock-gate.yml`, without the ref behind it. */
  readonly path: string;
  readonly event: string;
  readonly isDone: boolean;
  readonly headSha: string;
  /** `owner:branch`, by which pull requests are found; null where the fork is gone. */
  readonly headLabel: string | null;
  /** Numeric id of the repository that the head is in; null once that was deleted. */
  readonly headRepository: number | null;
  readonly repository: number;
  readonly actor: string;
}

export async function gateRun(
  client: GitHubClient,
  { owner, repo }: GitHubAccess,
  id: number,
): Promise<GateRun> {
  const { data } = await client.rest.actions.getWorkflowRun({ owner, repo, run_id: id });
  return {
    id: data.id,
    attempt: data.run_attempt ?? 1,
    path: (data.path ?? '').replace(/@.*$/u, ''),
    event: data.event,
    isDone: data.status === 'completed',
    headSha: data.head_sha,
    ...headOf(data.head_repository as HeadRepository | null, data.head_branch),
    repository: data.repository.id,
    actor: data.actor?.login ?? '',
  };
}

/** GitHub's description promises a repository; a fork that was deleted has none. */
interface HeadRepository {
  readonly id: number;
  readonly owner: { readonly login: string };
}

function headOf(
  repository: HeadRepository | null,
  branch: string | null,
): Pick<GateRun, 'headLabel' | 'headRepository'> {
  if (repository === null) return { headLabel: null, headRepository: null };
  return {
    headLabel: branch === null ? null : `${repository.owner.login}:${branch}`,
    headRepository: repository.id,
  };
}

/** A pull request whose newest commit a run was about. */
export interface ReportedPull {
  readonly number: number;
  readonly baseRef: string;
  readonly isDraft: boolean;
  readonly labels: readonly string[];
  readonly author: { readonly login: string; readonly type: string; readonly assignees: readonly string[] };
}

/**
 * Open pull requests whose head is this very commit of this very repository: others have moved on, or are not its own.
 * They are found by branch, because GitHub tells no pull requests of a commit that lies in a fork.
 */
export async function pullsAt(
  client: GitHubClient,
  { owner, repo }: GitHubAccess,
  { headSha, headLabel, headRepository }: GateRun,
): Promise<ReportedPull[]> {
  const found = await client.paginate(client.rest.pulls.list, {
    owner,
    repo,
    state: 'open',
    ...(headLabel === null ? {} : { head: headLabel }),
    per_page: 100,
  });
  return found
    .filter(
      ({ state, head }) =>
        state === 'open' && head.sha === headSha && (head.repo?.id ?? null) === headRepository,
    )
    .map(({ number, base, draft, labels, user, assignees }) => ({
      number,
      baseRef: base.ref,
      isDraft: draft === true,
      labels: labels.map(({ name }) => name),
      author: {
        login: user?.login ?? '',
        type: user?.type ?? '',
        assignees: (assignees ?? []).map(({ login }) => login),
      },
    }));
}

/** Artifacts of a run, with the digest that the API states. */
export interface RunArtifact {
  readonly id: number;
  readonly name: string;
  readonly size: number;
  readonly digest: string | null;
}

export async function artifactsOf(
  client: GitHubClient,
  { owner, repo }: GitHubAccess,
  run: number,
): Promise<RunArtifact[]> {
  const all = await client.paginate(client.rest.actions.listWorkflowRunArtifacts, {
    owner,
    repo,
    run_id: run,
    per_page: 100,
  });
  return all
    .filter(({ expired }) => !expired)
    .map(({ id, name, size_in_bytes, digest }) => ({
      id,
      name,
      size: size_in_bytes,
      digest: digest ?? null,
    }));
}

/**
 * The bytes of an artifact that was uploaded as one file; null where there are more than `most`, or where they are not
 * what the API's digest says.
 */
export async function artifactBytes(
  client: GitHubClient,
  { owner, repo }: GitHubAccess,
  { id, digest, size }: RunArtifact,
  most: number,
): Promise<Uint8Array | null> {
  if (size > most) return null;
  const { data } = await client.rest.actions.downloadArtifact({
    owner,
    repo,
    artifact_id: id,
    archive_format: 'zip',
    // As they come: a client that reads JSON into objects leaves no bytes to hold against a digest.
    request: { parseSuccessResponseBody: false },
  });
  const bytes = await bounded(data as AsyncIterable<Uint8Array>, most);
  if (bytes === null) return null;
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}` === digest ? bytes : null;
}

/** All bytes of a stream; null where there are more than `most`. */
export async function bounded(chunks: AsyncIterable<Uint8Array>, most: number): Promise<Uint8Array | null> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of chunks) {
    size += chunk.length;
    if (size > most) return null;
    parts.push(chunk);
  }
  return Buffer.concat(parts);
}

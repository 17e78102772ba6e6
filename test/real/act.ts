import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { TestGitHub } from '../github/server.ts';
import { gitIn } from '../scenario/git.ts';
import { ROOT } from '../scenario/paths.ts';
import { run } from '../scenario/process.ts';
import { ACT } from './tools.ts';

/** One run of a workflow in a real runner. */
export interface WorkflowRun {
  readonly event: string;
  readonly payload: object;
  /** Path of the workflow in the repository. */
  readonly workflow: string;
  readonly run: number;
  readonly token?: string;
  readonly actor?: string;
  /** More of what a job's environment holds. */
  readonly env?: Readonly<Record<string, string>>;
  /** Folders that stand in for actions of others, by `owner/name@ref`. */
  readonly standIns?: Readonly<Record<string, string>>;
  /** The remote that says which repository this is, where `origin` is a real server of git. */
  readonly remote?: string;
  /** This job alone, without those after it; all of them unless given. */
  readonly job?: string;
  /** Cancels the run, as a person would, once its log says this. */
  readonly cancelAt?: RegExp;
}

/** How our own actions are pinned in the repository: the release script and `init` write the real commit. */
export const UNRELEASED = '0'.repeat(40);

/**
 * Runs a workflow of the repository with act in host mode, against the test GitHub. Our own actions come from a clean
 * clone of this repository, under the references that workflows name.
 */
export async function act(
  repository: { readonly path: string },
  github: TestGitHub,
  {
    event,
    payload,
    workflow,
    run: id,
    token = 'ghs_write',
    actor = 'ana',
    job,
    cancelAt,
    ...more
  }: WorkflowRun,
): Promise<{ code: number; log: string }> {
  const scratch = mkdtempSync(join(dirname(repository.path), 'act-'));
  const kit = join(scratch, 'kit');
  gitIn(scratch, 'clone', '--quiet', '--depth=1', `file://${ROOT}`, kit);
  writeFileSync(join(scratch, 'event.json'), JSON.stringify(payload));
  if (!existsSync(join(repository.path, workflow))) throw new Error(`${workflow} is not there`);
  const { code, stdout, stderr } = await run(
    ACT,
    [
      event,
      ...['--eventpath', join(scratch, 'event.json')],
      ...['--workflows', workflow],
      ...(job === undefined ? [] : ['--job', job]),
      ...['ubuntu-latest', 'ubuntu-24.04'].flatMap((name) => ['--platform', `${name}=-self-hosted`]),
      ...['--defaultbranch', 'main'],
      ...['--action-cache-path', join(scratch, 'cache')],
      ...['v1', UNRELEASED].flatMap((ref) => ['--local-repository', `airlock-ci/airlock@${ref}=${kit}`]),
      ...Object.entries(more.standIns ?? {}).flatMap(([action, path]) => [
        '--local-repository',
        `${action}=${path}`,
      ]),
      ...['--remote-name', more.remote ?? 'origin'],
      ...['--secret', `GITHUB_TOKEN=${token}`],
      ...['--actor', actor],
      ...['--env', `GITHUB_RUN_ID=${id}`],
      ...Object.entries({ ...github.environment(id, 1), ...more.env }).flatMap(([name, value]) => [
        '--env',
        `${name}=${value}`,
      ]),
      '--no-cache-server',
      '--log-prefix-job-id',
    ],
    {
      // Host mode: the jobs run on the node of this process.
      PATH: `${dirname(process.execPath)}:${process.env['PATH'] ?? ''}`,
      HOME: scratch,
      GIT_CONFIG_GLOBAL: '/dev/null',
    },
    repository.path,
    cancelAt ?? null,
  );
  return { code, log: stdout + stderr };
}

import { spawn } from 'node:child_process';
import { mkdtemp, readFile, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { refuse } from '../problem.ts';

/** One shard of a team's evals, as `actions/evaluate` is given it. */
export interface EvalOrder {
  readonly commit: string;
  readonly path: string;
  readonly run: string;
  readonly side: string;
  readonly shard: number;
  readonly shards: number;
  /** After so many minutes the command is ended. */
  readonly minutes: string;
  readonly retries: string;
}

const SCRIPT = join('actions', 'evaluate', 'evaluate.sh');

/**
 * What a step that runs a command does not have, and what would let the command speak for the action: tokens of the
 * runner, our inputs, and the files by which outputs and variables are set.
 */
const OURS = /^(?:(?:ACTIONS|INPUT)_|GITHUB_(?:OUTPUT|STATE|ENV|PATH|STEP_SUMMARY)$)/u;

/** An environment as a step that runs a command has it. */
export function withoutOurs(
  env: Readonly<Record<string, string | undefined>>,
): Record<string, string | undefined> {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !OURS.test(name)));
}

/** Runs one shard with the script of `actions/evaluate`, and gives what it says of the end: done, cut or failed. */
export async function runEvals(
  order: EvalOrder,
  cwd: string,
  temp: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<string> {
  const output = join(await mkdtemp(join(temp, 'airlock-evals-')), 'output');
  const child = spawn('bash', [await script()], {
    cwd,
    stdio: 'inherit',
    env: {
      ...withoutOurs(env),
      AIRLOCK_COMMIT: order.commit,
      AIRLOCK_MINUTES: order.minutes,
      AIRLOCK_PATH: order.path,
      AIRLOCK_RETRIES: order.retries,
      AIRLOCK_RUN: order.run,
      AIRLOCK_SHARD: String(order.shard),
      AIRLOCK_SHARDS: String(order.shards),
      AIRLOCK_SIDE: order.side,
      AIRLOCK_OUTCOME: output,
    },
  });
  await new Promise<void>((resolve, reject) => {
    child.once('close', () => resolve());
    child.once('error', reject);
  });
  const said = await readFile(output, 'utf8').catch(() => '');
  return /^outcome=(\w+)$/mu.exec(said)?.[1] ?? 'failed';
}

/** It lies beside `dist`, as all of an action's repository does. */
async function script(): Promise<string> {
  for (
    let folder = dirname(fileURLToPath(import.meta.url));
    folder !== dirname(folder);
    folder = dirname(folder)
  ) {
    const path = join(folder, SCRIPT);
    const found = await stat(path).catch(() => null);
    if (found?.isFile() === true) return path;
  }
  refuse('file-missing', { found: SCRIPT, expected: 'the script of actions/evaluate beside this engine' });
}

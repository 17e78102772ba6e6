import { dirname } from 'node:path';
import { CLI, CLI_NODE } from './paths.ts';
import { type ProcessResult, run } from './process.ts';

/** Runs the committed command line in a folder, with as little of an environment as a process can have. */
export function airlock(
  cwd: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<ProcessResult> {
  const plain = { PATH: process.env['PATH'] ?? '', HOME: dirname(cwd), GIT_CONFIG_NOSYSTEM: '1' };
  return run(CLI_NODE, [CLI, ...args], { ...plain, ...env }, cwd);
}

/** The document on standard output; nothing else may be there. */
export function json<T = Record<string, unknown>>({ stdout }: ProcessResult): T {
  return JSON.parse(stdout) as T;
}

/** The codes of an error document. */
export function codes(result: ProcessResult): string[] {
  const { errors } = json<{ errors: { code: string }[] }>(result);
  return errors.map(({ code }) => code);
}

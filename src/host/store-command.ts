import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { withoutOurs } from './evals.ts';

export type KeptFile =
  | { readonly kind: 'kept'; readonly address: string | null }
  | { readonly kind: 'failed'; readonly found: string };

/**
 * Lets a command of the team's keep a file for longer than a run: told as `AIRLOCK_FILE`, the path, and `AIRLOCK_NAME`. What
 * stands on the last line of its output is where the file can be read, if it is an address.
 */
export async function keepFile(
  command: string,
  file: { readonly path: string; readonly name: string },
  cwd: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<KeptFile> {
  const child = spawn(command, {
    shell: true,
    cwd,
    env: { ...withoutOurs(env), AIRLOCK_FILE: file.path, AIRLOCK_NAME: file.name },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<number>((resolve) => {
    child.once('close', (code) => resolve(code ?? -1));
    child.once('error', () => resolve(-1));
  });
  const [stdout, stderr, code] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  if (code !== 0) return { kind: 'failed', found: lastLine(stderr) || `exit ${code}` };
  const said = lastLine(stdout);
  return { kind: 'kept', address: /^https?:\/\/\S+$/u.test(said) ? said : null };
}

function lastLine(output: string): string {
  return (output.trim().split('\n').at(-1) ?? '').trim().slice(0, 300);
}

import type { Terminal } from '../io.ts';
import type { ActionContext } from './context.ts';

/** The job as commands see it: what they would have of a terminal, with the token that the action was given. */
export function terminalOf({ workspace }: ActionContext, token: string): Terminal {
  const now = (): string => new Date().toISOString();
  return {
    env: { ...process.env, GITHUB_TOKEN: token },
    cwd: workspace,
    stdout: process.stdout,
    stderr: process.stderr,
    today: now().slice(0, 10),
    now,
  };
}

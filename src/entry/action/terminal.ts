import type { Terminal } from '../io.ts';
import { TEAM_TOKEN } from '../release/github.ts';
import { LEDGER_TOKEN } from '../store.ts';
import type { ActionContext } from './context.ts';

/** The job as commands see it: what they would have of a terminal, with the tokens that the action was given. */
export function terminalOf(
  { workspace }: ActionContext,
  {
    token,
    teamToken = '',
    ledgerToken = '',
  }: { readonly token: string; readonly teamToken?: string; readonly ledgerToken?: string },
): Terminal {
  const now = (): string => new Date().toISOString();
  return {
    env: { ...process.env, GITHUB_TOKEN: token, [TEAM_TOKEN]: teamToken, [LEDGER_TOKEN]: ledgerToken },
    cwd: workspace,
    stdout: process.stdout,
    stderr: process.stderr,
    today: now().slice(0, 10),
    now,
  };
}

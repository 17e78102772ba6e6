import { connect, type GitHubAccess, type GitHubClient } from '../../host/github/client.ts';
import { environmentApprovals, environmentRules } from '../../host/github/environments.ts';
import type { RecordedPlan } from '../../ledger/state.ts';
import type { Approval } from '../../release/approvals.ts';
import type { GitHubFacts } from '../../release/protection.ts';
import { readContext } from '../action/context.ts';
import { runOf } from '../actor.ts';
import type { Terminal } from '../io.ts';
import type { Desk } from '../ledger.ts';
import type { Subject } from './subject.ts';

/** What GitHub says of this run and its environment; null outside of a workflow. What cannot be asked is not there. */
export async function githubFacts({ terminal }: Desk, { environment }: Subject): Promise<GitHubFacts | null> {
  const { env } = terminal;
  if (env['GITHUB_ACTIONS'] !== 'true') return null;
  const asked = await connected(terminal);
  const [, workflow = '', ref = ''] =
    /^[^/]+\/[^/]+\/(.+)@([^@]+)$/u.exec(env['GITHUB_WORKFLOW_REF'] ?? '') ?? [];
  return {
    workflow,
    ref: ref === '' ? (env['GITHUB_REF'] ?? '') : ref,
    expectedWorkflow: null,
    repository: runOf(terminal)?.repository ?? null,
    defaultBranch: readContext(env)?.payload.defaultBranch ?? '',
    environment: asked === null ? null : await environmentRules(asked.client, asked.access, environment),
  };
}

/**
 * Reviews of this run's environments, as approvals of the plan that was recorded in this very run: whoever approved it saw
 * that plan. A run that was started again is approved again.
 */
export async function reviewsAsApprovals(
  { terminal }: Desk,
  { environment }: Subject,
  { plan, run: recordedIn }: RecordedPlan,
): Promise<Approval[]> {
  const run = runOf(terminal);
  const asked = await connected(terminal);
  if (asked === null || run === null || recordedIn?.id !== run.id) return [];
  const names = new Set([environment, `${environment}-approval`]);
  return (await environmentApprovals(asked.client, asked.access, run.id))
    .filter((one) => one.environments.some((name) => names.has(name)))
    .map(({ login, id, isPerson }) => ({
      by: { kind: isPerson ? 'human' : 'automation', id, login },
      role: null,
      source: 'environment',
      plan,
      edited: false,
      attempt: run.attempt,
    }));
}

async function connected({ env }: Terminal): Promise<{ client: GitHubClient; access: GitHubAccess } | null> {
  const { GITHUB_ACTIONS, GITHUB_TOKEN: token = '', GITHUB_REPOSITORY: name = '' } = env;
  const [owner = '', repo = ''] = name.split('/');
  if (GITHUB_ACTIONS !== 'true' || token === '' || repo === '') return null;
  const access = { token, apiUrl: env['GITHUB_API_URL'] ?? 'https://api.github.com', owner, repo };
  return { client: await connect(access, env), access };
}

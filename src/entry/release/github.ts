import { NO_TEAMS, type Teams, teamsIn } from '../../config/people.ts';
import { environmentOf, type Policy } from '../../config/policy.ts';
import { environmentApprovals, environmentRules } from '../../host/github/environments.ts';
import { teamMembers } from '../../host/github/teams.ts';
import type { RecordedPlan } from '../../ledger/state.ts';
import type { Approval } from '../../release/approvals.ts';
import type { Plan } from '../../release/plan.ts';
import type { GitHubFacts } from '../../release/protection.ts';
import { readContext } from '../action/context.ts';
import { runOf } from '../actor.ts';
import { type Connected, connectedWhere } from '../github.ts';
import type { Terminal } from '../io.ts';
import type { Desk } from '../ledger.ts';
import type { Subject } from './subject.ts';

/** What GitHub says of this run and its environment; null outside of a workflow. What cannot be asked is not there. */
export async function githubFacts(
  { terminal }: Desk,
  { environment, policy }: Subject,
): Promise<GitHubFacts | null> {
  const { env } = terminal;
  if (env['GITHUB_ACTIONS'] !== 'true') return null;
  const asked = await connected(terminal);
  const [, workflow = '', ref = ''] =
    /^[^/]+\/[^/]+\/(.+)@([^@]+)$/u.exec(env['GITHUB_WORKFLOW_REF'] ?? '') ?? [];
  return {
    workflow,
    ref: ref === '' ? (env['GITHUB_REF'] ?? '') : ref,
    expectedWorkflow: environmentOf(policy, environment).workflow,
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
      mayWrite: true,
    }));
}

/** Members of the teams that have a role in this plan, asked with the token that may know them where there is one. */
export function teamsOf(desk: Desk, policy: Policy, { approvals, accountable }: Plan): Promise<Teams> {
  const roles = [...Object.keys(approvals), ...(accountable === null ? [] : [accountable])];
  return teamsWith(desk, policy, roles);
}

/** Members of the teams that have one of these roles. */
export async function teamsWith(
  { terminal }: Desk,
  { people }: Policy,
  roles: readonly string[],
): Promise<Teams> {
  const teams = teamsIn(roles.flatMap((role) => people[role] ?? []));
  const token = terminal.env[TEAM_TOKEN] ?? '';
  const asked =
    teams.length === 0
      ? null
      : await connected(
          token === '' ? terminal : { ...terminal, env: { ...terminal.env, GITHUB_TOKEN: token } },
        );
  return asked === null ? NO_TEAMS : teamMembers(asked.client, teams);
}

/** Where a command finds the token that may read teams; an action sets it from its input. */
export const TEAM_TOKEN = 'AIRLOCK_TEAM_TOKEN';

/** A client with the job's token; null outside of a workflow, or without one. */
export async function connected(terminal: Terminal): Promise<Connected | null> {
  return terminal.env['GITHUB_ACTIONS'] === 'true' ? connectedWhere(terminal) : null;
}

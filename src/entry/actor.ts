import type { GitRepository } from '../host/git/repository.ts';
import { gitUser } from '../host/git/user.ts';
import type { Actor, Run } from '../ledger/shapes.ts';
import { refuse } from '../problem.ts';
import { authorshipOf } from '../risk/authorship.ts';
import type { Arguments } from './arguments.ts';
import type { Terminal } from './io.ts';

/**
 * Who acts: in a workflow whoever GitHub says, else whoever is named, else whoever git would name as an author. Outside of
 * a workflow nobody vouches for it, and a ledger that is written so is worth what the rights to its branch are worth.
 */
export async function actorOf(args: Arguments, { env }: Terminal, repository: GitRepository): Promise<Actor> {
  const triggering = env['GITHUB_TRIGGERING_ACTOR'] ?? env['GITHUB_ACTOR'] ?? '';
  if (triggering !== '') {
    const id = triggering === env['GITHUB_ACTOR'] ? numberOf(env['GITHUB_ACTOR_ID']) : null;
    return { kind: kindOf(triggering), id, login: triggering };
  }
  const login = args.text('as') ?? env['AIRLOCK_ACTOR'] ?? (await gitUser(repository.location));
  if (login === null || login === '') refuse('option-missing', { expected: '--as LOGIN' });
  return { kind: kindOf(login), id: null, login: login.replace(/^@/u, '') };
}

function kindOf(login: string): Actor['kind'] {
  const kinds = { human: 'human', bot: 'automation', agent: 'agent' } as const;
  return kinds[authorshipOf([], { login, type: '', assignees: [] }).kind];
}

/** The workflow run that this is part of; null outside of one. */
export function runOf({ env }: Terminal): Run | null {
  const id = numberOf(env['GITHUB_RUN_ID']);
  if (id === null) return null;
  const repository = numberOf(env['GITHUB_REPOSITORY_ID']);
  return {
    id,
    attempt: numberOf(env['GITHUB_RUN_ATTEMPT']) ?? 1,
    workflow: env['GITHUB_WORKFLOW_REF'] ?? null,
    ...(repository === null ? {} : { repository }),
  };
}

function numberOf(text: string | undefined): number | null {
  return text !== undefined && /^\d{1,15}$/u.test(text) ? Number(text) : null;
}

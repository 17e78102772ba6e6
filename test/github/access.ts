import { Problem } from './problem.ts';
import { fullName } from './repository.ts';
import type { Permissions, Repository, State, Token } from './state.ts';

/**
 * What an operation asks of a token: any one of these sets. Reading needs no permission on a public repository,
 * unless `evenIfPublic`.
 */
export type Needs = { any: Permissions[]; evenIfPublic?: true };

export const METADATA: Needs = { any: [{ metadata: 'read' }] };
export const CONTENTS: Needs = { any: [{ contents: 'read' }] };
/** Shown to administrators alone, on public repositories too. */
export const ADMINISTRATION: Needs = { any: [{ administration: 'read' }], evenIfPublic: true };
/** Of the organisation, not of a repository: a workflow's own token never has it. */
export const MEMBERS: Needs = { any: [{ members: 'read' }], evenIfPublic: true };
export const ADMINISTRATION_WRITE: Needs = { any: [{ administration: 'write' }] };
export const CONTENTS_WRITE: Needs = { any: [{ contents: 'write' }] };
export const ACTIONS: Needs = { any: [{ actions: 'read' }] };
export const ACTIONS_WRITE: Needs = { any: [{ actions: 'write' }] };

/** The conversation of a pull request is an issue as well: either permission is enough. */
export function conversation(level: 'read' | 'write'): Needs {
  return { any: [{ issues: level }, { 'pull-requests': level }] };
}

/** The token of a request. Throws 401 without one or for one that is not known. */
export function authenticate(state: State, header: string | undefined): Token {
  const secret = /^(?:bearer|token) (.+)$/i.exec(header ?? '')?.[1];
  if (secret === undefined) throw new Problem(401, 'Requires authentication');
  const token = state.tokens[secret];
  if (token === undefined) throw new Problem(401, 'Bad credentials');
  return token;
}

/**
 * Throws 403, with GitHub's list of what would have been enough, when the token may not do this; and 404 when
 * it may not even know of the repository.
 */
export function authorize(state: State, token: Token, needs: Needs, repository: Repository): void {
  const main = state.repositories[0];
  const names = token.repositories ?? (main ? [fullName(main)] : []);
  const covered = names.includes(fullName(repository));
  if (!covered && repository.private) throw new Problem(404, 'Not Found');
  const granted = covered ? { ...token.permissions, metadata: 'read' as const } : {};
  const open = !repository.private && needs.evenIfPublic !== true;
  if (needs.any.some((permissions) => satisfies(granted, permissions, open))) return;
  const accepted = needs.any.map((permissions) =>
    Object.entries(permissions)
      .map(([scope, level]) => `${scope.replace('-', '_')}=${level}`)
      .join(','),
  );
  const kind = token.app === null ? 'personal access token' : 'integration';
  throw new Problem(403, `Resource not accessible by ${kind}`, {
    headers: { 'x-accepted-github-permissions': accepted.join('; ') },
  });
}

function satisfies(granted: Permissions, needed: Permissions, open: boolean): boolean {
  return Object.entries(needed).every(([scope, level]) => {
    if (level === 'read' && open) return true;
    const has = granted[scope as keyof Permissions] ?? 'none';
    return has === 'write' || (level === 'read' && has === 'read');
  });
}

import type { Grade } from '../../config/terms.ts';
import type { Terminal } from '../io.ts';

/** Events whose run is of the default branch's own workflow, never of a pull request's. */
const TRUSTED = new Set(['push', 'schedule', 'workflow_dispatch', 'repository_dispatch', 'workflow_run']);

/**
 * Who saw the results being made. E2 where the trusted workflow runs on the very commit on a branch; E1 where somebody
 * brought raw rows, which were recomputed here.
 */
export function gradeOf({ env }: Terminal, commit: string): Grade {
  const isTrusted =
    env['GITHUB_ACTIONS'] === 'true' &&
    TRUSTED.has(env['GITHUB_EVENT_NAME'] ?? '') &&
    (env['GITHUB_REF'] ?? '').startsWith('refs/heads/') &&
    env['GITHUB_SHA'] === commit;
  return isTrusted ? 'E2' : 'E1';
}

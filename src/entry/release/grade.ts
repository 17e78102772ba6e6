import { type GradeResult, gradeOf } from '../../pack/grade.ts';
import type { Terminal } from '../io.ts';

/** Events whose run is of the default branch's own workflow, never of a pull request's. */
const TRUSTED = new Set(['push', 'schedule', 'workflow_dispatch', 'repository_dispatch', 'workflow_run']);

/**
 * Who saw the results being made, and why the grade is not higher. E2 where the trusted workflow runs on the very commit
 * on a branch, or on what a machine made of what is live, which git proves to be nothing else; E1 where somebody brought raw rows, which were recomputed here. E3 is for whoever has checked a signature,
 * and what is graded here is not signed yet.
 */
export function gradeHere({ env }: Terminal, commit: string, isReplaced = false): GradeResult {
  const isWorkflow = env['GITHUB_ACTIONS'] === 'true';
  const isTrusted =
    TRUSTED.has(env['GITHUB_EVENT_NAME'] ?? '') &&
    (env['GITHUB_REF'] ?? '').startsWith('refs/heads/') &&
    (env['GITHUB_SHA'] === commit || isReplaced);
  const run = isWorkflow ? (isTrusted ? 'trusted' : 'untrusted') : 'unknown';
  return gradeOf({ rows: 'recomputed', run, attestation: 'none' });
}

import type { ProgressStep } from '../check.ts';

/** What the action says in its log. */

const STEPS: Readonly<Record<ProgressStep['step'], string>> = {
  bundle: 'Reading the bundle',
  changes: 'Comparing',
  evidence: 'Reading evidence',
  gates: 'Evaluating gates',
};

export function progressText(step: ProgressStep['step'], bundle: string): string {
  return `${STEPS[step]} of ${bundle} …`;
}

/** What may fail on GitHub without failing the gate. */
export type Optional = 'comment' | 'labels' | 'labels-read' | 'tags-read' | 'artifact';

const PERMISSIONS: Readonly<Record<Optional, { readonly what: string; readonly permission: string }>> = {
  comment: { what: 'The report is not posted as a comment', permission: 'pull-requests: write' },
  labels: { what: 'The risk label is not set', permission: 'pull-requests: write' },
  'labels-read': {
    what: 'Labels are not read, so "airlock: raise" has no effect',
    permission: 'pull-requests: read',
  },
  'tags-read': {
    what: 'Recorded versions are not read, so the version starts at 0.0.0',
    permission: 'contents: read',
  },
  artifact: { what: 'The report is not uploaded', permission: '' },
};

/** Structurally what `host/github/client.ts` makes of an error; said here without importing a room beside. */
export interface Failure {
  readonly kind: 'forbidden' | 'limited' | 'missing' | 'unknown';
  readonly status: number | null;
}

/** One notice for what is missing, with the line that would mend it. */
export function permissionNotice(what: Optional, failure: Failure, isFork: boolean): string {
  const { what: missing, permission } = PERMISSIONS[what];
  if (failure.kind === 'forbidden' && isFork)
    return `${missing}: a pull request from a fork has a read-only token. The report is in the job summary.`;
  if (failure.kind === 'forbidden' || failure.kind === 'missing')
    return `${missing}: the token needs \`permissions: ${permission}\`. The report is in the job summary.`;
  if (failure.kind === 'limited')
    return `${missing}: GitHub's rate limit is used up. The report is in the job summary.`;
  return `${missing}: the GitHub API did not answer${failure.status === null ? '' : ` (status ${failure.status})`}. The report is in the job summary.`;
}

export function artifactUnsupported(): string {
  return 'The report is not uploaded: this server has no artifact service that the client speaks to. The report is in the job summary.';
}

/** Text for a job's log: a line that the runner would take for a command of ours is kept from being one. */
export function withoutCommands(text: string): string {
  return text.replace(/^([ \t]*)(?=::|##\[)/gmu, '$1· ');
}

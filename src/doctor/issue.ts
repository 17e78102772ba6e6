import { healthOf } from './examine.ts';
import type { DoctorFinding } from './finding.ts';

/** The issue as it is now; null where there is none. */
export type IssueNow = { readonly isOpen: boolean; readonly knowsFindings: boolean } | null;

/** `leave`: whatever is there stays as it is. */
export type IssueStep = 'open' | 'edit' | 'close' | 'leave';

/** What hides findings: GitHub did not answer, or the token may no longer ask. */
const HIDDEN: ReadonlySet<unknown> = new Set(['no-token', 'forbidden', 'no-answer']);

/**
 * What becomes of the one issue. Something to mend opens it, and opens it again, unless a person has closed it over these
 * very findings. It is closed when nothing is left, and not while an answer that was not given may hide what was there.
 */
export function issueStep(findings: readonly DoctorFinding[], now: IssueNow): IssueStep {
  if (healthOf(findings) === 'weak') {
    if (now === null) return 'open';
    return now.isOpen || !now.knowsFindings ? 'edit' : 'leave';
  }
  if (now === null || !now.isOpen) return 'leave';
  return findings.some(({ args }) => HIDDEN.has(args['why'])) ? 'edit' : 'close';
}

import type { Changed } from '../../release/outcome.ts';
import { changedDocument, type ReviewTold, type Where } from '../../report/documents/release.ts';
import { reviewIssue } from '../../report/release/review-issue.ts';
import type { Terminal } from '../io.ts';
import { withIssue } from './issue.ts';

/** Opens the review of the newest rollback, once. Null where nothing is to be reviewed. */
export async function openReview(
  terminal: Terminal,
  where: Where,
  changed: Changed,
): Promise<ReviewTold | null> {
  if (changed.kind !== 'done') return null;
  const { remediation, live } = changedDocument('rollback', where, changed);
  const [list] = remediation;
  if (list === undefined) return null;
  const { title, body, marker, due } = reviewIssue(where, list, live);
  const issue = await withIssue(
    terminal,
    { marker, since: list.decidedAt },
    async (sticky) =>
      // What people wrote into it since is theirs.
      (await sticky.read()) ?? sticky.open(title, body),
  );
  return { ...issue, title, text: body, due };
}

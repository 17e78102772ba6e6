import type { Changed } from '../../release/outcome.ts';
import { changedDocument, type ReviewTold, type Where } from '../../report/documents/release.ts';
import { reviewIssue } from '../../report/release/review-issue.ts';
import type { Terminal } from '../io.ts';
import { withIssue } from './issue.ts';

const DAY = 24 * 60 * 60_000;

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
  // No issue of it is older; a day, because two clocks may differ.
  const since = new Date(Date.parse(list.decidedAt) - DAY).toISOString();
  const issue = await withIssue(
    terminal,
    { marker, since },
    async (sticky) =>
      // What people wrote into it since is theirs.
      (await sticky.read()) ?? sticky.open(title, body),
  );
  return { ...issue, title, text: body, due };
}

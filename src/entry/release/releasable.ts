import { lastReleasable, standingOf } from '../../check/standing.ts';
import type { CheckResult } from '../../check.ts';
import { pairOf, releaseOf, type State } from '../../ledger/state.ts';
import type { Where } from '../../report/documents/release.ts';
import { blockedIssue, releasableIssue } from '../../report/release/releasable-issue.ts';
import type { Terminal } from '../io.ts';
import { type IssueState, withIssue } from './issue.ts';

/**
 * Keeps the one issue that says that what is merged cannot be released: opened by the first candidate that cannot, edited
 * by each after it, closed by the first that can. A person who closed it has it again with the next candidate.
 */
export async function keepReleasable(
  terminal: Terminal,
  where: Where,
  state: State,
  result: CheckResult,
): Promise<IssueState | null> {
  const { bundle, environment } = where;
  const candidate = releaseOf(state, bundle, result.head.bundle.digest);
  if (candidate === null) return null;
  const { blocked } = standingOf(state, where, result);
  const { good } = lastReleasable(state, pairOf(state, bundle, environment));
  if (blocked === null) {
    const { marker, body } = releasableIssue(where, candidate);
    return withIssue(terminal, { marker, since: null }, async (sticky) => {
      const kept = await sticky.read();
      return kept === null || !kept.isOpen ? null : sticky.change(kept, body, false);
    });
  }
  const { title, marker, body } = blockedIssue(where, result, candidate, good, blocked);
  return withIssue(terminal, { marker, since: null }, async (sticky) => {
    const kept = await sticky.read();
    return kept === null ? sticky.open(title, body) : sticky.change(kept, body, true);
  });
}

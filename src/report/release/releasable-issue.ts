import { createHash } from 'node:crypto';
import type { Blocked } from '../../check/standing.ts';
import type { CheckResult } from '../../check.ts';
import type { RecordedRelease } from '../../ledger/state.ts';
import { firstScreen } from '../comment.ts';
import type { Where } from '../documents/release.ts';
import { command, heading, type Markdown, markdown, marker, NOTHING, paragraphs } from '../markdown.ts';
import { joined, type Phrase, quote, say, words } from '../phrase.ts';
import { blockedSentence, restoreCommand } from '../standing-text.ts';
import { reportView } from '../view.ts';

export interface ReleasableIssue {
  readonly title: string;
  readonly marker: Markdown;
  readonly body: Markdown;
}

/** What the issue is about; the same for every candidate of a bundle and environment. */
function head({ bundle, environment }: Where): Pick<ReleasableIssue, 'title' | 'marker'> {
  const hash = createHash('sha256').update(`${bundle}/${environment}`).digest('hex').slice(0, 32);
  return {
    title: `Airlock: what is merged of ${bundle} cannot be released`,
    marker: marker(`releasable/${hash}`),
  };
}

const KEPT = 'This issue is kept by Airlock: edited with every candidate, closed when one can be released.';

/** The newest candidate cannot be released: the figure, the difference since the last good one, and the way back to it. */
export function blockedIssue(
  where: Where,
  result: CheckResult,
  candidate: RecordedRelease,
  good: RecordedRelease | null,
  blocked: Blocked,
): ReleasableIssue {
  const own = head(where);
  const changed = good === null ? [] : changedSince(candidate, good);
  const paths = result.head.identity.components
    .filter(({ name }) => changed.includes(name))
    .flatMap((one) => one.paths);
  const back = good === null ? null : restoreCommand(good.commit, paths);
  return {
    ...own,
    body: paragraphs(
      firstScreen(reportView({ ...result, version: candidate.version })),
      heading(4, words('Since the last that could be released')),
      markdown(blockedSentence(blocked)),
      good === null
        ? markdown(words('None was ever recorded.'))
        : markdown(
            say`${quote(good.version)} (${quote(good.commit.slice(0, 12))}); changed since: ${named(changed)}`,
          ),
      back === null ? NOTHING : paragraphs(markdown(words('To have it back:')), command(back)),
      markdown(words(KEPT)),
      own.marker,
    ),
  };
}

/** The same issue once a candidate can be released. */
export function releasableIssue(where: Where, candidate: RecordedRelease): ReleasableIssue {
  const own = head(where);
  return {
    ...own,
    body: paragraphs(
      markdown(say`Closed: ${quote(candidate.version)} can be released.`),
      markdown(words(KEPT)),
      own.marker,
    ),
  };
}

function changedSince(candidate: RecordedRelease, good: RecordedRelease): string[] {
  return candidate.components
    .filter((part) => good.components.find(({ name }) => name === part.name)?.digest !== part.digest)
    .map(({ name }) => name);
}

function named(components: readonly string[]): Phrase {
  return components.length === 0 ? words('nothing') : joined(components.map(quote), ', ');
}

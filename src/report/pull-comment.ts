import type { Shown } from '../check/overrides.ts';
import type { ShownRisk } from '../check/persons.ts';
import type { CheckResult } from '../check.ts';
import type { FailOn, Outcome } from '../gates/decision.ts';
import { foldedReport, LONGEST_REPORT, reportMarkdown } from './comment.ts';
import { bullets, heading, link, type Markdown, markdown, marker, paragraphs } from './markdown.ts';
import { say, strong, words } from './phrase.ts';
import { OUTCOMES } from './sentences.ts';
import { shownMarkers, shownRiskMarkers } from './shown.ts';
import { reportView } from './view.ts';

/** One comment a pull request, however many bundles it touches. */
export const COMMENT_MARKER = marker('gate');

export interface PullComment {
  readonly body: string;
  readonly marker: string;
}

/** What a later run must know of what was shown: a person's word is about it. */
interface WhatIsShown {
  readonly verdicts: readonly Shown[];
  readonly risks: readonly ShownRisk[];
}

const WORST_FIRST: readonly Outcome[] = ['no-go', 'undecided', 'go'];
const MOST_OPEN = 3;

/** The comment: the report, where to find all of it, and what it showed. */
export function pullComment(
  results: readonly CheckResult[],
  failOn: FailOn | null,
  runUrl: string,
  { verdicts, risks }: WhatIsShown = { verdicts: [], risks: [] },
): PullComment {
  const run = link(words('Run with the whole report in its summary'), runUrl);
  return {
    body: paragraphs(
      pullReport(results, failOn),
      run,
      shownMarkers(verdicts),
      shownRiskMarkers(risks),
      COMMENT_MARKER,
    ),
    marker: COMMENT_MARKER,
  };
}

/** One report, or an index of several, worst first, three of them open at most. */
export function pullReport(results: readonly CheckResult[], failOn: FailOn | null): Markdown {
  const touched = results
    .filter((result) => !result.unchanged)
    .sort((a, b) => WORST_FIRST.indexOf(a.decision.outcome) - WORST_FIRST.indexOf(b.decision.outcome));
  const views = touched.map((result) => reportView(result, failOn));
  const [only, ...more] = views;
  if (only !== undefined && more.length === 0) return reportMarkdown(only, LONGEST_REPORT);
  const worst = touched[0]?.decision.outcome ?? 'go';
  const title = heading(
    3,
    words(`${OUTCOMES[worst].symbol} ${OUTCOMES[worst].word} · ${views.length} bundles`),
  );
  const index = bullets(
    views.map((view) => say`${strong(words(`${view.symbol} ${view.headline}`))}: ${view.lead[0] ?? []}`),
  );
  const share = Math.floor(LONGEST_REPORT / Math.max(1, Math.min(MOST_OPEN, views.length)) - 4_000);
  const open: Markdown[] = views.slice(0, MOST_OPEN).map((view) => foldedReport(view, share));
  return paragraphs(title, index, ...open);
}

/** What an earlier comment shrinks to. */
export function shrunkComment(): PullComment {
  return { body: paragraphs(markdown(words(shrunkText())), COMMENT_MARKER), marker: COMMENT_MARKER };
}

/** What is said of a pull request that touches no bundle any more. */
export function shrunkText(): string {
  return 'Airlock: this pull request no longer changes a bundle or its policy.';
}

import {
  bullets,
  command,
  details,
  heading,
  lines,
  type Markdown,
  markdown,
  NOTHING,
  paragraphs,
  table,
} from './markdown.ts';
import { say, strong, words } from './phrase.ts';
import type { Fold, ReportView } from './view.ts';

/** GitHub refuses a comment above 65,536 characters; the rest is room for what the platform adds. */
export const LONGEST_REPORT = 60_000;

/**
 * The report as Markdown. What matters stands unfolded; where all of it is too long, folds go from the end, which is
 * the least important, and the report says so.
 */
export function reportMarkdown(view: ReportView, longest = LONGEST_REPORT): Markdown {
  const first = firstScreen(view);
  const last = details('Reproduce', command(view.reproduce));
  for (let kept = view.folds.length; kept >= 0; kept -= 1) {
    const report = paragraphs(
      first,
      ...view.folds.slice(0, kept).map(foldMarkdown),
      leftOut(view.folds.slice(kept)),
      last,
    );
    if (report.length <= longest) return report;
  }
  return heading(3, words(`${view.symbol} ${view.headline}`));
}

function leftOut(folds: readonly Fold[]): Markdown {
  if (folds.length === 0) return NOTHING;
  const titles = folds.map((fold) => fold.title.toLowerCase()).join(', ');
  return markdown(words(`Left out for length: ${titles}. The result artifact has all of it.`));
}

/** A report inside an index of several. */
export function foldedReport(view: ReportView, longest: number): Markdown {
  return details(`${view.symbol} ${view.headline}`, reportMarkdown(view, longest));
}

function firstScreen(view: ReportView): Markdown {
  const title = heading(3, words(`${view.symbol} ${view.headline}`));
  const lead = lines(...view.lead.map(markdown));
  const facts = view.facts.map(({ label, phrase }) => say`${strong(words(label))}: ${phrase}`);
  if (view.outcome === 'go') {
    // A go is three lines; whoever wants more unfolds it.
    const [changed, ...rest] = facts;
    const more = rest.length > 0 ? details('More', bullets(rest)) : NOTHING;
    const gates = view.gates.length > 0 ? details('Gates', gateTable(view)) : NOTHING;
    return paragraphs(title, lead, changed === undefined ? NOTHING : markdown(changed), gates, more);
  }
  const gates = view.gates.length > 0 ? gateTable(view) : NOTHING;
  return paragraphs(title, lead, gates, facts.length > 0 ? bullets(facts) : NOTHING);
}

const GATE_HEADER = ['gate', 'verdict', 'deciding figure', 'against the baseline'].map(words);

function gateTable(view: ReportView): Markdown {
  return table(
    GATE_HEADER,
    view.gates.map((row) => [words(row.gate), row.verdict, row.figure, row.against]),
  );
}

function foldMarkdown(fold: Fold): Markdown {
  return details(`${fold.title} (${fold.rows.length})`, table(fold.header.map(words), fold.rows));
}

/** What a comment says of a pull request that touches no bundle any more. */
export function unchangedMarkdown(): Markdown {
  return markdown(words('Airlock: this pull request no longer changes a bundle or its policy.'));
}

import { whole } from './figures.ts';
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

/** Rows that a folded table keeps where all of them are too many; the worst stand first. */
const ROWS = [Number.POSITIVE_INFINITY, 100, 30, 10];

/**
 * The report as Markdown. What matters stands unfolded; where all of it is too long, first the ends of long tables go,
 * then whole folds from the end, which is the least important. The report says so.
 */
export function reportMarkdown(view: ReportView, longest = LONGEST_REPORT): Markdown {
  for (const rows of ROWS) {
    const report = withFolds(view, view.folds.length, rows);
    if (report.length <= longest) return report;
  }
  for (let kept = view.folds.length - 1; kept >= 0; kept -= 1) {
    const report = withFolds(view, kept, ROWS.at(-1) ?? 0);
    if (report.length <= longest) return report;
  }
  return heading(3, words(`${view.symbol} ${view.headline}`));
}

function withFolds(view: ReportView, kept: number, rows: number): Markdown {
  const shown = view.folds.slice(0, kept);
  const folded = (record: boolean): Markdown[] =>
    shown.filter((fold) => fold.record === record).map((fold) => foldMarkdown(fold, rows));
  const record = folded(true);
  return paragraphs(
    firstScreen(view),
    ...folded(false),
    record.length > 0 ? details('For the record', paragraphs(...record)) : NOTHING,
    leftOut(view.folds.slice(kept)),
    details('Reproduce', command(view.reproduce)),
  );
}

function leftOut(folds: readonly Fold[]): Markdown {
  if (folds.length === 0) return NOTHING;
  const titles = folds.map((fold) => fold.title.toLowerCase()).join(', ');
  return markdown(words(`Left out for length: ${titles}. The result file has all of it.`));
}

/** A report inside an index of several. */
export function foldedReport(view: ReportView, longest: number): Markdown {
  return details(`${view.symbol} ${view.headline}`, reportMarkdown(view, longest));
}

/** What matters of a report, without its folds. */
export function firstScreen(view: ReportView): Markdown {
  const title = heading(3, words(`${view.symbol} ${view.headline}`));
  const lead = lines(...view.lead.map(markdown));
  const facts = view.facts.map(({ label, phrase }) => say`${strong(words(label))}: ${phrase}`);
  if (view.outcome === 'go' && !view.isOverridden) {
    // A go is three lines; whoever wants more unfolds it.
    const [changed, ...rest] = facts;
    const more = rest.length > 0 ? details('More', bullets(rest)) : NOTHING;
    const gates = view.gates.length > 0 ? details('Gates', gateTable(view)) : NOTHING;
    return paragraphs(title, lead, changed === undefined ? NOTHING : markdown(changed), gates, more);
  }
  const gates = view.gates.length > 0 ? gateTable(view) : NOTHING;
  return paragraphs(title, lead, gates, facts.length > 0 ? bullets(facts) : NOTHING);
}

function gateTable(view: ReportView): Markdown {
  return table(
    [words('gate'), words('verdict'), words('deciding figure'), view.against],
    view.gates.map((row) => [words(row.gate), row.verdict, row.figure, row.against]),
  );
}

function foldMarkdown(fold: Fold, most: number): Markdown {
  const more = fold.rows.length - most;
  const shown = table(fold.header.map(words), fold.rows.slice(0, most));
  const rest =
    more > 0
      ? markdown(words(`${whole(more)} more rows are left out for length; the result file has them.`))
      : NOTHING;
  return details(`${fold.title} (${whole(fold.rows.length)})`, paragraphs(shown, rest));
}

import {
  bullets,
  command,
  details,
  heading,
  lines,
  type Markdown,
  markdown,
  marker,
  NOTHING,
  paragraphs,
  table,
} from './markdown.ts';
import { joined, type Phrase, say, strong, words } from './phrase.ts';
import type { Fold, ReportView } from './view.ts';

/** GitHub refuses a comment above 65,536 characters; the rest is room for what the platform adds. */
export const LONGEST_REPORT = 60_000;

/**
 * The report as one comment. What matters stands unfolded; where all of it is too long, folds go from the end, which is
 * the least important, and the report says so.
 */
export function reportMarkdown(view: ReportView, name: string, longest = LONGEST_REPORT): Markdown {
  const first = firstScreen(view);
  const last = paragraphs(details('Reproduce', command(view.reproduce)), marker(name));
  for (let kept = view.folds.length; kept >= 0; kept -= 1) {
    const folds = view.folds.slice(0, kept).map(foldMarkdown);
    const cut =
      kept < view.folds.length
        ? markdown(
            words(
              `Left out for length: ${view.folds
                .slice(kept)
                .map((fold) => fold.title.toLowerCase())
                .join(', ')}. The artifact has all of it.`,
            ),
          )
        : NOTHING;
    const report = paragraphs(first, ...folds, cut, last);
    if (report.length <= longest) return report;
  }
  return paragraphs(heading(3, words(`${view.symbol} ${view.headline}`)), marker(name));
}

function firstScreen(view: ReportView): Markdown {
  const title = heading(3, words(`${view.symbol} ${view.headline}`));
  const lead = lines(...view.lead.map(markdown));
  const facts = view.facts.map(({ label, phrase }) => say`${strong(words(label))}: ${phrase}`);
  // A go is three lines; whoever wants more unfolds it.
  if (view.outcome === 'go') {
    const changed = facts.slice(0, 1).map(markdown);
    return paragraphs(
      title,
      lines(lead, ...changed),
      foldedGates(view),
      facts.length > 1 ? details('More', bullets(facts.slice(1))) : NOTHING,
    );
  }
  return paragraphs(
    title,
    lead,
    view.gates.length === 0 ? NOTHING : gateTable(view),
    lines(...facts.map((fact) => `${markdown(fact)}  ` as Markdown)),
  );
}

const GATE_HEADER = ['gate', 'verdict', 'deciding figure', 'against the baseline'].map(words);

function gateTable(view: ReportView): Markdown {
  return table(
    GATE_HEADER,
    view.gates.map((row) => [words(row.gate), row.verdict, row.figure, row.against]),
  );
}

function foldedGates(view: ReportView): Markdown {
  return view.gates.length === 0 ? NOTHING : details('Gates', gateTable(view));
}

function foldMarkdown(fold: Fold): Markdown {
  return details(`${fold.title} (${fold.rows.length})`, table(fold.header.map(words), fold.rows));
}

/** An earlier comment of a pull request that no longer touches a bundle shrinks to this. */
export function unchangedMarkdown(name: string, sentence: Phrase): Markdown {
  return paragraphs(markdown(joined([words('Airlock'), sentence], ': ')), marker(name));
}

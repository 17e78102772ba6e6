import { words } from '../phrase.ts';
import type { ReportView } from '../view.ts';
import { element, type Html, NOTHING, text } from './markup.ts';
import { phraseHtml } from './phrase.ts';
import { table } from './table.ts';

/** One row for each gate: its verdict, the figure that decides, and the baseline. */
export function gateTable({ gates, against }: ReportView): Html {
  if (gates.length === 0) return element('p', { class: 'none' }, text('No gate has criteria.'));
  return table({
    kind: 'stacked gates',
    caption: text('Gates and their verdicts'),
    header: [words('gate'), words('verdict'), words('deciding figure'), against].map(phraseHtml),
    rows: gates.map((row) => [
      text(row.gate, 80),
      phraseHtml(row.verdict),
      phraseHtml(row.figure),
      row.against.length === 0 ? NOTHING : phraseHtml(row.against),
    ]),
  });
}

import type { Consequence } from '../gates/decision.ts';
import { words } from './phrase.ts';
import { columns, type Palette, terminal } from './terminal.ts';
import type { Fold, ReportView } from './view.ts';

/** Folds that a terminal shows; the rest is in the JSON. */
const SHOWN = new Set([
  'Slices',
  'Criteria',
  'Items that flipped',
  'Quarantined items',
  'Findings',
  'Required evidence',
]);

/** A report for the terminal. */
export function reportText(view: ReportView, palette: Palette): string {
  const paint = colour(view.consequence, palette);
  const gates = columns(
    view.gates.map((row) => [words(row.gate), row.verdict, row.figure, row.against]),
    palette,
  );
  const parts = [
    [
      palette.bold(paint(`${view.symbol} ${view.headline}`)),
      ...view.lead.map((phrase) => terminal(phrase, palette)),
    ],
    gates.map((line) => `  ${line}`),
    view.facts.map(({ label, phrase }) => `${palette.bold(label)}: ${terminal(phrase, palette)}`),
    ...view.folds.filter((fold) => SHOWN.has(fold.title)).map((fold) => foldText(fold, palette)),
  ];
  return `${parts
    .filter((part) => part.length > 0)
    .map((part) => part.join('\n'))
    .join('\n\n')}\n`;
}

function foldText(fold: Fold, palette: Palette): string[] {
  const header = fold.header.map((name) => words(name));
  const [first = '', ...rest] = columns([header, ...fold.rows], palette);
  return [palette.bold(fold.title), `  ${palette.dim(first)}`, ...rest.map((line) => `  ${line}`)];
}

function colour(consequence: Consequence, palette: Palette): (text: string) => string {
  return consequence === 'pass' ? palette.green : consequence === 'warn' ? palette.yellow : palette.red;
}

import { likenessLines } from './baseline-text.ts';
import type { EvidenceDocument } from './documents/evidence.ts';
import { plain, plural, whole } from './figures.ts';
import { type Phrase, quote, say, words } from './phrase.ts';
import { columns, type Palette } from './terminal.ts';
import { visible } from './visible.ts';

/** What a results file was understood as, for the terminal. */
export function evidenceText(document: EvidenceDocument, palette: Palette): string {
  const metrics = document.metrics.map((metric) => [
    quote(metric.name),
    words(metric.kind),
    words(plural(metric.n, 'value')),
    words(metric.mean === null ? 'none measured' : `mean ${plain(metric.mean)}`),
    words(metric.missing === 0 ? '' : `${whole(metric.missing)} missing`),
    words(metric.repeats === null ? '' : plural(metric.repeats.flaky, 'flaky item')),
  ]);
  const flaky = document.metrics.flatMap(({ name, repeats }) =>
    repeats === null || repeats.flaky === 0 ? [] : [[quote(name), named(repeats.items, repeats.flaky)]],
  );
  const slices = document.slices.map((slice) => [
    quote(slice.key),
    words(plural(slice.distinct, 'value')),
    quote(
      slice.values
        .slice(0, 6)
        .map((one) => one.value)
        .join(', '),
    ),
  ]);
  const notes = [
    document.complete ? null : 'The run did not finish: its rows prove nothing.',
    document.rows === 0 ? 'There are no results item by item in it: nothing could be compared.' : null,
    document.duplicates > 0
      ? `${plural(document.duplicates, 'item occurs', 'items occur')} twice without a run to tell them apart; they are left out of pairs.`
      : null,
    document.candidates.length > 1
      ? `The file holds ${plural(document.candidates.length, 'candidate')}: ${document.candidates.map((one) => visible(one, 60)).join('; ')}. Choose one with \`select:\`.`
      : null,
  ].filter((note) => note !== null);
  return [
    palette.bold(
      `${visible(document.file)}: ${document.format}${document.tool === null ? '' : `, ${visible(document.tool.name)} ${visible(document.tool.version ?? '')}`.trimEnd()}`,
    ),
    `  ${plural(document.items, 'item')}, ${plural(document.rows, 'row')}, ${plural(document.runs, 'run')}, ${plural(document.errors, 'error')}`,
    ...runLines(document),
    ...section('metrics', metrics, palette),
    ...section('flaky items', flaky, palette),
    ...section('slices', slices, palette),
    ...productionLines(document, palette),
    `  comparable key ${document.comparableKey}`,
    ...notes.map((note) => palette.yellow(`  ${note}`)),
    '',
  ].join('\n');
}

const MOST_NAMED = 12;

/** The first of the items whose runs disagree, for the policy that may leave them out. */
function named(items: readonly string[], all: number): Phrase {
  const shown = items.slice(0, MOST_NAMED);
  const more = all - shown.length;
  return say`${quote(shown.join(', '))}${words(more > 0 ? ` and ${whole(more)} more` : '')}`;
}

/** Where the results do not resemble production, once they were held against it. */
function productionLines({ production }: EvidenceDocument, palette: Palette): string[] {
  if (production === null) return [];
  const lines = likenessLines(production, palette);
  const said =
    lines.length === 0 ? [`alike in ${plural(production.length, 'respect')} that both know`] : lines;
  return [palette.bold('  against production'), ...said.map((line) => `    ${line}`)];
}

/** When the evals ran, and what they took and cost; nothing where the file says nothing. */
function runLines({ run }: EvidenceDocument): string[] {
  const { began = null, ended = null, seconds = null, usd = null } = run ?? {};
  const parts = [
    began === null ? null : `began ${visible(began, 40)}`,
    ended === null ? null : `ended ${visible(ended, 40)}`,
    seconds === null ? null : `took ${plain(seconds)} s`,
    usd === null ? null : `cost ${plain(usd)} USD`,
  ].filter((part) => part !== null);
  return parts.length === 0 ? [] : [`  ${parts.join(', ')}`];
}

function section(title: string, rows: Parameters<typeof columns>[0], palette: Palette): string[] {
  return rows.length === 0
    ? []
    : [palette.bold(`  ${title}`), ...columns(rows, palette).map((line) => `    ${line}`)];
}

import type { DriftBaseline } from '../gates/production/baseline.ts';
import type { Likeness } from '../gates/production/likeness.ts';
import type { DriftDocument } from './documents/drift.ts';
import { percent, plain, plural } from './figures.ts';
import { type Phrase, quote, words } from './phrase.ts';
import { columns, type Palette } from './terminal.ts';
import { visible } from './visible.ts';

const SHOWN = 6;

/** What was recorded of traffic, for the terminal. */
export function baselineText(
  file: string,
  { rows, labels, numbers }: DriftBaseline,
  palette: Palette,
): string {
  const mixes = Object.entries(labels).map(([key, shares]) => [
    quote(key),
    quote(
      Object.entries(shares)
        .slice(0, SHOWN)
        .map(([value, share]) => `${value} ${percent(share)}`)
        .join(', '),
    ),
  ]);
  const profiles = Object.entries(numbers).map(([name, { n, mean, sd }]) => [
    quote(name),
    words(`${plural(n, 'value')}, mean ${plain(mean)}, sd ${plain(sd)}`),
  ]);
  return [
    palette.bold(`${visible(file)}: ${plural(rows ?? 0, 'row')} of traffic`),
    ...columns([...mixes, ...profiles], palette).map((line) => `  ${line}`),
    '  Write it with --json --out FILE, and name the file under a component of kind drift-baseline.',
    '',
  ].join('\n');
}

/** How results compare with recorded traffic, line by line; nothing where all of it is alike. */
export function likenessLines(likeness: readonly Likeness[], palette: Palette): string[] {
  const rows = likeness
    .filter(({ alike }) => !alike)
    .flatMap(({ key, kind, over, under, psi }): Phrase[][] => {
      if (kind === 'number' || over.length + under.length === 0)
        return [[quote(key), words(`is spread otherwise than in production (PSI ${plain(psi)})`)]];
      const row =
        (word: string) =>
        (one: Likeness['over'][number]): Phrase[] => [
          [...quote(key), ...words(' '), ...quote(one.value)],
          words(`${percent(one.share)} here, ${percent(one.production)} in production: ${word}`),
        ];
      return [...over.map(row('too many')), ...under.map(row('too few'))];
    });
  return columns(rows, palette);
}

/** How later traffic compares with what a release recorded, for the terminal. */
export function driftText({ file, rows, against, likeness }: DriftDocument, palette: Palette): string {
  const { version, environment, commit, path } = against;
  const whose =
    version === null
      ? `commit ${commit.slice(0, 12)}`
      : `${visible(version)}, live in ${visible(environment ?? '')},`;
  const lines = likenessLines(likeness, palette);
  const said =
    likeness.length === 0
      ? ['they have nothing in common that could be compared']
      : lines.length === 0
        ? [`alike in ${plural(likeness.length, 'respect')} that both know`]
        : lines;
  return [
    palette.bold(
      `${visible(file)}: ${plural(rows, 'row')} against what ${whose} recorded in ${visible(path)}`,
    ),
    ...said.map((line) => `  ${line}`),
    '',
  ].join('\n');
}

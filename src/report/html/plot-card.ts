import type { Phrase } from '../phrase.ts';
import type { Headings } from './headings.ts';
import { element, type Html, NOTHING, text } from './markup.ts';
import { phraseHtml } from './phrase.ts';
import { level, picture } from './picture.ts';
import { table } from './table.ts';

/** What the arms are called in a bundle's plots. */
export interface ArmNames {
  readonly candidate: Phrase;
  readonly baseline: Phrase;
}

/** One plot with its title, its arms and the figures that it shows. */
export function plotCard(
  heading: Headings['part'],
  title: Phrase,
  aside: Phrase,
  ...content: readonly Html[]
): Html {
  const caption = element(
    'figcaption',
    {},
    element(heading, {}, phraseHtml(title)),
    aside.length === 0 ? NOTHING : element('p', { class: 'aside' }, phraseHtml(aside)),
  );
  return element('figure', { class: 'card' }, caption, ...content);
}

/** Which line is which: told apart by form as well as by colour. Each is the name of its key, and what it stands for. */
export function legend(...entries: readonly (readonly [key: string, what: Phrase])[]): Html {
  return element(
    'ul',
    { class: 'legend' },
    ...entries.map(([key, what]) =>
      element('li', {}, element('span', { class: `key ${key}`, 'aria-hidden': 'true' }), phraseHtml(what)),
    ),
  );
}

export function armLegend(names: ArmNames, withBaseline: boolean): Html {
  return withBaseline
    ? legend(['key-candidate', names.candidate], ['key-baseline', names.baseline])
    : legend(['key-candidate', names.candidate]);
}

/** A small table of figures, one column for each arm, so that it is as narrow as a telephone. */
export function armFigures(
  caption: string,
  rows: readonly string[],
  arms: readonly { readonly name: Phrase; readonly figures: readonly string[] }[],
): Html {
  return table({
    kind: 'figures',
    caption: text(caption),
    header: [text('figure'), ...arms.map(({ name }) => phraseHtml(name))],
    rows: rows.map((row, i) => [text(row), ...arms.map(({ figures }) => text(figures[i] ?? ''))]),
  });
}

const HEIGHT = 190;

/** Horizontal lines with their shares, `at` in per cent from the top, behind what is drawn. */
export function frame(
  says: string,
  lines: readonly { readonly at: number; readonly label: string }[],
  ...shapes: readonly Html[]
): Html {
  const grid = lines.map(({ at }) => level('grid', 0, 100, `${at}%`));
  // Over what is drawn, so that a curve does not strike through them.
  const labels = lines.map(({ at, label }) =>
    element(
      'svg',
      { y: `${at}%`, overflow: 'visible', class: 'mark' },
      element('text', { class: 'number', x: 0, y: -4 }, text(label)),
    ),
  );
  return picture('chart', HEIGHT, says, ...grid, ...shapes, ...labels);
}

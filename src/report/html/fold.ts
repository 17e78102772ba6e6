import { plural, whole } from '../figures.ts';
import { words } from '../phrase.ts';
import type { Fold } from '../view.ts';
import { element, type Html, NOTHING, text } from './markup.ts';
import { phraseHtml } from './phrase.ts';
import { scrolling, table } from './table.ts';

/** Where a table stands in the page: `id` is where links to it lead, `of` the bundle's name, `most` the rows it may have. */
export interface FoldPlace {
  readonly id: string;
  readonly of: string;
  readonly most: number;
}

/** A folded table of the report. */
export function foldTable(fold: Fold, { id, of, most }: FoldPlace): Html {
  const rows = fold.rows.slice(0, most);
  const left = fold.rows.length - rows.length;
  const content = table({
    kind: 'full',
    caption: text(`${fold.title} of ${of}, ${plural(fold.rows.length, 'row')}`),
    header: fold.header.map((name) => phraseHtml(words(name))),
    rows: rows.map((cells) => cells.map(phraseHtml)),
  });
  return element(
    'details',
    { id, class: 'fold' },
    element('summary', {}, text(fold.title), text(' '), element('small', {}, text(whole(fold.rows.length)))),
    scrolling(`${fold.title} of ${of}`, content),
    left > 0
      ? element('p', { class: 'aside' }, text(`${plural(left, 'more row')} in the report of --format json.`))
      : NOTHING,
  );
}

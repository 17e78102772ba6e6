import { element, type Html, NOTHING } from './markup.ts';

export interface TableParts {
  readonly caption: Html;
  readonly header: readonly Html[];
  /** The first cell of a row is its heading. */
  readonly rows: readonly (readonly Html[])[];
  /** `stacked`: rows become blocks where the screen is narrow. `hidden`: the caption is for screen readers. */
  readonly kind: string;
}

/**
 * A table. Its roles are written out, because a browser forgets them where style sheets lay rows out as blocks.
 */
export function table({ caption, header, rows, kind }: TableParts): Html {
  const head = header.map((name) => element('th', { scope: 'col', role: 'columnheader' }, name));
  return element(
    'table',
    { class: kind, role: 'table' },
    element('caption', {}, caption),
    element('thead', { role: 'rowgroup' }, element('tr', { role: 'row' }, ...head)),
    element('tbody', { role: 'rowgroup' }, ...rows.map((cells) => row(cells))),
  );
}

function row(cells: readonly Html[]): Html {
  const [first = NOTHING, ...rest] = cells;
  return element(
    'tr',
    { role: 'row' },
    element('th', { scope: 'row', role: 'rowheader' }, first),
    ...rest.map((cell) => element('td', { role: 'cell' }, cell)),
  );
}

/** A table that scrolls inside its own box, which the keyboard can reach. */
export function scrolling(name: string, content: Html): Html {
  return element('div', { class: 'scroll', role: 'region', 'aria-label': name, tabindex: 0 }, content);
}

import { percent, plural, whole } from '../figures.ts';
import { type Flips, flipsOf } from './flips.ts';
import type { JudgedMetric } from './judged-metric.ts';
import { element, type Html, NOTHING, text } from './markup.ts';
import { name, quotation } from './phrase.ts';
import { across, picture, rounded } from './picture.ts';

/**
 * How many items got worse, stayed and got better, and which. Item ids only: never what the model said. The counts lead to the
 * lists; a list that is folded opens by itself where its browser knows how.
 */
export function changedItems(judged: JudgedMetric, id: string): Html {
  const flips = flipsOf(judged);
  if (flips === null) return NOTHING;
  const all = flips.worse + flips.same + flips.better;
  const [worse, better] = [`${id}-worse`, `${id}-better`];
  return element(
    'div',
    { class: 'items' },
    element(
      'ul',
      { class: 'moves', 'aria-label': 'Items of both arms' },
      move('worse', flips.worse, all, flips.broke.length > 0 ? worse : null),
      move('same', flips.same, all, null),
      move('better', flips.better, all, flips.mended.length > 0 ? better : null),
    ),
    shares(judged, flips, all),
    listed('Got worse', flips.broke, flips.worse, worse),
    listed('Got better', flips.mended, flips.better, better),
  );
}

function move(kind: 'worse' | 'same' | 'better', count: number, all: number, list: string | null): Html {
  return element(
    'li',
    {},
    element('span', { class: `key key-${kind}`, 'aria-hidden': 'true' }),
    element('strong', {}, text(whole(count))),
    text(' '),
    list === null ? text(kind) : element('a', { href: `#${list}` }, text(kind)),
    text(' '),
    element('small', {}, text(percent(count / all))),
  );
}

function shares({ metric }: JudgedMetric, { worse, same, better }: Flips, all: number): Html {
  const part = (kind: string, before: number, count: number): Html =>
    count === 0
      ? NOTHING
      : element('rect', {
          class: kind,
          x: across(rounded((100 * before) / all)),
          y: 0,
          width: across(rounded((100 * count) / all)),
          height: '100%',
        });
  return picture(
    'bar',
    14,
    `Of ${plural(all, 'item')}, ${name(metric)} got worse in ${whole(worse)}, stayed in ${whole(same)}, got better in ${whole(better)}`,
    part('worse', 0, worse),
    part('same', worse, same),
    part('better', worse + same, better),
  );
}

function listed(title: string, items: readonly string[], all: number, id: string): Html {
  if (items.length === 0) return NOTHING;
  const shown = all > items.length ? `, ${whole(items.length)} of them here` : '';
  return element(
    'details',
    { class: 'ids' },
    element('summary', {}, text(`${title}: ${plural(all, 'item')}${shown}`)),
    element('ul', { id, tabindex: -1 }, ...items.map((item) => element('li', {}, quotation(item)))),
  );
}

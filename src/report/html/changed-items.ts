import { percent, plural, whole } from '../figures.ts';
import { quote, say } from '../phrase.ts';
import { type Flips, MOST_ITEMS } from './flips.ts';
import type { JudgedMetric } from './judged-metric.ts';
import { element, type Html, NOTHING, text } from './markup.ts';
import { name, quotation } from './phrase.ts';
import { across, picture, rounded } from './picture.ts';
import { plotCard } from './plot-card.ts';

/** How many items got worse, stayed and got better, and which. Item ids only: never what the model said. */
export function changedItems(judged: JudgedMetric, flips: Flips, heading: 'h3' | 'h4'): Html {
  const all = flips.worse + flips.same + flips.better;
  return plotCard(
    heading,
    say`${quote(judged.metric)}`,
    say`the same items in both arms, evidence ${quote(judged.evidence)}`,
    element(
      'ul',
      { class: 'moves' },
      move('worse', flips.worse, all),
      move('same', flips.same, all),
      move('better', flips.better, all),
    ),
    shares(judged, flips, all),
    listed('Got worse', flips.broke, flips.worse),
    listed('Got better', flips.mended, flips.better),
  );
}

function move(kind: 'worse' | 'same' | 'better', count: number, all: number): Html {
  return element(
    'li',
    {},
    element('span', { class: `key key-${kind}`, 'aria-hidden': 'true' }),
    element('strong', {}, text(whole(count))),
    text(` ${kind} `),
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

function listed(title: string, items: readonly string[], all: number): Html {
  if (items.length === 0) return NOTHING;
  const shown = all > items.length ? `${title}: the ${MOST_ITEMS} that moved most, of ${whole(all)}` : `${title}: ${plural(all, 'item')}`;
  return element(
    'details',
    { class: 'ids' },
    element('summary', {}, text(shown)),
    element('ul', {}, ...items.map((item) => element('li', {}, quotation(item)))),
  );
}

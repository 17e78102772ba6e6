import { percent, plural, whole } from '../figures.ts';
import type { Phrase } from '../phrase.ts';
import type { JudgedMetric } from './judged-metric.ts';
import { element, type Html, text } from './markup.ts';
import { phraseHtml, name as plainName } from './phrase.ts';
import { across, picture, rounded } from './picture.ts';
import type { ArmNames } from './plot-card.ts';

/** The share of items with the value 1, a bar for each arm. */
export function shareBars({ candidate, baseline, metric }: JudgedMetric, names: ArmNames): Html {
  const arms = [
    { kind: 'candidate', name: names.candidate, values: candidate },
    ...(baseline === null ? [] : [{ kind: 'baseline', name: names.baseline, values: baseline }]),
  ];
  return element(
    'ul',
    { class: 'bars' },
    ...arms.map(({ kind, name, values }) => bar(kind, name, values, metric)),
  );
}

function bar(kind: string, name: Phrase, values: Float64Array, metric: string): Html {
  const hits = values.reduce((sum, value) => sum + value, 0);
  const share = values.length === 0 ? 0 : hits / values.length;
  const figures = `${percent(share)}, ${whole(hits)} of ${plural(values.length, 'item')}`;
  return element(
    'li',
    {},
    element('div', { class: 'bar-head' }, element('span', {}, phraseHtml(name)), text(figures)),
    picture(
      'bar',
      14,
      `${kind}: ${plainName(metric)} in ${figures}`,
      element('rect', { class: 'track', x: 0, y: 0, width: '100%', height: '100%' }),
      element('rect', { class: kind, x: 0, y: 0, width: across(rounded(share * 100)), height: '100%' }),
    ),
  );
}

import type { Check } from '../../gates/check.ts';
import { whole } from '../figures.ts';
import { type Phrase, quote, say, words } from '../phrase.ts';
import { VERDICTS } from '../sentences.ts';
import type { Quantity } from './amount.ts';
import { axis } from './axis.ts';
import { type CriterionGroup, groupVerdict } from './criteria.ts';
import { forestOf } from './forest.ts';
import { forestRow } from './forest-row.ts';
import { directionWords, ruleWords } from './forest-words.ts';
import type { Headings } from './headings.ts';
import { element, type Html, NOTHING, text } from './markup.ts';
import { phraseHtml } from './phrase.ts';

/** More rows than this no eye compares; the table below has all of them. */
export const MOST_ROWS = 24;

/** One criterion as a forest plot: the whole first, then its slices from the worst. `table`: id of the full table. */
export function forestPlot(group: CriterionGroup, heading: Headings['part'], table: string): Html {
  const checks = [...(group.overall === null ? [] : [group.overall]), ...group.slices];
  const shown = checks.slice(0, MOST_ROWS);
  const [first] = shown;
  if (first === undefined) return NOTHING;
  const forest = forestOf(shown);
  const more = checks.length - shown.length;
  return element(
    'section',
    { class: 'forest' },
    element('div', { class: 'forest-head' }, head(first, group, heading)),
    element('ol', { class: 'rows' }, ...forest.rows.map((row) => forestRow(row, forest, first.margin))),
    element('div', { class: 'under' }, axis(forest.scale, quantityOf(first)), directions(first)),
    more > 0 ? moreRows(more, table) : NOTHING,
  );
}

function moreRows(more: number, table: string): Html {
  return element(
    'p',
    { class: 'more' },
    text(`${whole(more)} more in the `),
    element('a', { href: `#${table}` }, text('table of slices')),
    text('.'),
  );
}

function quantityOf({ rule, unit, scale }: Check): Quantity {
  return rule === 'margin' ? { of: 'difference', unit, scale } : { of: 'value', unit };
}

function head(check: Check, group: CriterionGroup, heading: Headings['part']): Html {
  const { symbol, word } = VERDICTS[groupVerdict(group)];
  const metric = say`${quote(check.metric)}${words(check.statistic === 'mean' ? '' : ` ${check.statistic}`)}`;
  const place = say`${quote(check.gate)} gate, evidence ${quote(check.evidence)}; ${words(check.rule === 'confirm' ? 'fewer' : check.better)} is better`;
  return element(
    'div',
    {},
    element(heading, {}, phraseHtml(say`${metric} ${ruleWords(check)}`)),
    element('p', { class: 'aside' }, phraseHtml(say`${words(`${symbol} ${word}`)} · ${place}`)),
  );
}

/** Which way is worse, in words under either end of the axis. */
function directions(check: Check): Html {
  const { left, right } = directionWords(check);
  return element(
    'div',
    { class: 'directions' },
    element('span', {}, text(left)),
    element('span', {}, text(right)),
  );
}

/** What the marks mean; once for all plots. */
export function forestLegend(groups: readonly CriterionGroup[]): Html {
  const entry = (kind: string, phrase: Phrase): Html =>
    element('li', {}, element('span', { class: `key ${kind}`, 'aria-hidden': 'true' }), phraseHtml(phrase));
  return element(
    'ul',
    { class: 'legend' },
    entry('key-whole', words('overall')),
    entry('key-blocks', words('slice that counts towards the gate')),
    entry('key-open', words('slice that is shown and does not block')),
    entry('key-interval', words(`interval, ${errorLevels(groups)} error on each side`)),
    entry('key-beyond', words('beyond the margin or limit')),
    entry('key-zero', words('no change')),
  );
}

/** `5 %`, or `1 % or 5 %` where criteria differ. */
function errorLevels(groups: readonly CriterionGroup[]): string {
  const levels = groups.flatMap(({ overall, slices }) => overall?.alpha ?? slices[0]?.alpha ?? []);
  return [...new Set(levels)]
    .sort((a, b) => a - b)
    .map((alpha) => `${String(Number((alpha * 100).toPrecision(3)))} %`)
    .join(' or ');
}

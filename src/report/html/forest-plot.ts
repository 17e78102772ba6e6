import type { Check } from '../../gates/check.ts';
import { CHECKS } from '../codes/checks.ts';
import { difference, marginText, plural, value, whole } from '../figures.ts';
import { figure, type Phrase, quote, say, words } from '../phrase.ts';
import { lowerFirst, VERDICTS } from '../sentences.ts';
import { visible } from '../visible.ts';
import { amountText, type Quantity, rangeText } from './amount.ts';
import { axis } from './axis.ts';
import { type CriterionGroup, groupVerdict } from './criteria.ts';
import { type Forest, type ForestRow, figureOf, forbidsLow, forestOf, lineOf } from './forest.ts';
import { element, type Html, NOTHING, text } from './markup.ts';
import { phraseHtml } from './phrase.ts';
import { ARROW_LEFT, ARROW_RIGHT, band, DIAMOND, dot, level, mark, picture, upright } from './picture.ts';

/** More rows than this no eye compares; the table below has all of them. */
export const MOST_ROWS = 24;

/** One criterion as a forest plot: the whole first, then its slices from the worst. `table`: id of the full table. */
export function forestPlot(group: CriterionGroup, heading: 'h3' | 'h4', table: string): Html {
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
    element('ol', { class: 'rows' }, ...forest.rows.map((row) => item(row, forest))),
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

function head(check: Check, group: CriterionGroup, heading: 'h3' | 'h4'): Html {
  const { symbol, word } = VERDICTS[groupVerdict(group)];
  const metric = say`${quote(check.metric)}${words(check.statistic === 'mean' ? '' : ` ${check.statistic}`)}`;
  const place = say`${quote(check.gate)} gate, evidence ${quote(check.evidence)}; ${words(check.better)} is better`;
  return element(
    'div',
    {},
    element(heading, {}, phraseHtml(say`${metric} ${ruleWords(check)}`)),
    element('p', { class: 'aside' }, phraseHtml(say`${words(`${symbol} ${word}`)} · ${place}`)),
  );
}

function ruleWords(check: Check): Phrase {
  const limit = check.limit === null ? '' : ` of ${amountText(check.limit, check.unit)}`;
  switch (check.rule) {
    case 'margin':
      return say`against the baseline, margin ${figure(marginText(check))}`;
    case 'min':
      return words(`against its floor${limit}`);
    case 'max':
      return words(`against its ceiling${limit}`);
    case 'never':
      return words(`zero tolerance, rate shown to be at most${limit.slice(3)}`);
  }
}

function item(row: ForestRow, forest: Forest): Html {
  const { check } = row;
  return element(
    'li',
    { class: `row ${check.verdict}${check.slice === null ? ' whole' : ''}${check.blocks ? '' : ' open'}` },
    element('div', { class: 'who' }, who(check), element('small', {}, text(plural(check.n, 'item')))),
    element('div', { class: 'plot' }, strip(row, forest)),
    element('div', { class: 'what' }, ...what(check)),
  );
}

function who({ slice }: Check): Html {
  if (slice === null) return element('strong', {}, text('overall'));
  const at = slice.indexOf('=');
  return element(
    'span',
    { class: 'slice' },
    element('small', {}, text(at === -1 ? '' : visible(slice.slice(0, at), 60))),
    text(' '),
    element('strong', {}, text(slice.slice(at + 1), 120)),
  );
}

function what(check: Check): Html[] {
  const { symbol, word } = VERDICTS[check.verdict];
  const verdict = words(`${symbol} ${word}${check.blocks ? '' : ', does not block'}`);
  const margin =
    check.slice !== null && check.rule === 'margin' && check.margin !== null
      ? element('small', {}, text(`margin ${marginText(check)}`))
      : NOTHING;
  return [
    element('span', { class: 'figure' }, text(figureText(check))),
    element('span', { class: 'verdict' }, phraseHtml(verdict)),
    margin,
  ];
}

/** `−22.9 pt [−30.9, −15.3]`, `87.3 % [83.8 %, 90.1 %]`, or why there is none. */
function figureText(check: Check): string {
  const amount = figureOf(check);
  if (amount === null) return lowerFirst(CHECKS[check.code].title).replace(/\.$/u, '');
  if (check.rule === 'margin') return difference(check);
  const range = check.interval === null ? '' : ` ${rangeText(check.interval, check.unit)}`;
  return `${amountText(amount, check.unit)}${range}`;
}

function strip({ check, estimate, interval, line, beyond }: ForestRow, { zero }: Forest): Html {
  const shapes: Html[] = [];
  if (beyond !== null) shapes.push(band('beyond', beyond.from, beyond.to));
  if (zero !== null) shapes.push(upright('zero', zero));
  if (line !== null) shapes.push(upright('limit', line));
  if (interval !== null) {
    shapes.push(level('interval', interval.from, interval.to, '50%'));
    if (interval.open.from) shapes.push(mark('arrow', interval.from, 50, ARROW_LEFT));
    if (interval.open.to) shapes.push(mark('arrow', interval.to, 50, ARROW_RIGHT));
  }
  if (estimate !== null)
    shapes.push(
      check.slice === null ? mark('estimate', estimate, 50, DIAMOND) : dot('estimate', estimate, 50, 5),
    );
  return picture('strip', null, says(check), ...shapes);
}

/** The row in words, for those who do not see where the interval lies. */
function says(check: Check): string {
  const name = check.slice === null ? 'overall' : visible(check.slice, 120);
  return `${name}: ${figureText(check)}; ${relation(check)}`;
}

function relation(check: Check): string {
  const line = lineOf(check);
  if (line === null) return 'no margin or limit';
  const what =
    check.rule === 'margin'
      ? `the margin of ${marginText(check)}`
      : `the limit of ${value(line, check.unit)}`;
  if (check.interval === null) return `no interval to hold against ${what}`;
  const [lo, hi] = check.interval;
  const low = forbidsLow(check);
  const [far, near] = low ? [hi, lo] : [lo, hi];
  if (far !== null && (low ? far < line : far > line)) return `the whole interval lies beyond ${what}`;
  // At a limit counts as kept; at a margin does not.
  const strict = check.rule === 'margin';
  const kept = near !== null && (near === line ? !strict : low ? near > line : near < line);
  return kept ? `the whole interval keeps ${what}` : `the interval reaches across ${what}`;
}

/** Which way is worse, in words under either end of the axis. */
function directions(check: Check): Html {
  const low = forbidsLow(check);
  const [left, right] = check.rule === 'margin' ? ['worse', 'better'] : ['not allowed', 'allowed'];
  return element(
    'div',
    { class: 'directions' },
    element('span', {}, text(`← ${low ? left : right}`)),
    element('span', {}, text(`${low ? right : left} →`)),
  );
}

/** What the marks mean; once for all plots. */
export function forestLegend(): Html {
  const entry = (kind: string, phrase: Phrase): Html =>
    element('li', {}, element('span', { class: `key ${kind}`, 'aria-hidden': 'true' }), phraseHtml(phrase));
  return element(
    'ul',
    { class: 'legend' },
    entry('key-whole', words('overall, with its interval')),
    entry('key-blocks', words('slice that counts towards the gate')),
    entry('key-open', words('slice that is shown and does not block')),
    entry('key-beyond', words('beyond the margin or limit')),
    entry('key-zero', words('no change')),
  );
}

import type { Check } from '../../gates/check.ts';
import { marginText, plural } from '../figures.ts';
import { words } from '../phrase.ts';
import { VERDICTS } from '../sentences.ts';
import type { Forest, ForestRow } from './forest.ts';
import { figureText, rowWords } from './forest-words.ts';
import { element, type Html, NOTHING, text } from './markup.ts';
import { phraseHtml } from './phrase.ts';
import { ARROW_LEFT, ARROW_RIGHT, band, DIAMOND, dot, level, mark, picture, upright } from './picture.ts';

/** One check: its name and size, its interval, its figure and verdict. `usual`: the margin in the heading. */
export function forestRow(row: ForestRow, forest: Forest, usual: number | null): Html {
  const { check } = row;
  return element(
    'li',
    { class: `row ${check.verdict}${check.slice === null ? ' whole' : ''}${check.blocks ? '' : ' open'}` },
    element('div', { class: 'who' }, who(check), element('small', {}, text(plural(check.n, 'item')))),
    element('div', { class: 'plot' }, strip(row, forest)),
    element('div', { class: 'what' }, ...what(check, usual)),
  );
}

function who({ slice }: Check): Html {
  if (slice === null) return element('strong', {}, text('overall'));
  const at = slice.indexOf('=');
  return element(
    'span',
    { class: 'slice' },
    element('small', {}, text(slice.slice(0, Math.max(0, at)), 60)),
    text(' '),
    element('strong', {}, text(slice.slice(at + 1), 120)),
  );
}

/** Figure and verdict; the margin where it is not the one in the heading. */
function what(check: Check, usual: number | null): Html[] {
  const { symbol, word } = VERDICTS[check.verdict];
  const verdict = words(`${symbol} ${word}${check.blocks ? '' : ', does not block'}`);
  const margin =
    check.margin !== null && check.margin !== usual
      ? element('small', {}, text(`margin ${marginText(check)}`))
      : NOTHING;
  return [
    element('span', { class: 'figure' }, phraseHtml(words(figureText(check)))),
    element('span', { class: 'verdict' }, phraseHtml(verdict)),
    margin,
  ];
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
  return picture('strip', null, rowWords(check), ...shapes);
}

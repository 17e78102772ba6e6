import type { Check } from '../../gates/check.ts';
import { type Notice, noticeOf, stoppedWith } from '../../gates/notice.ts';
import { amountText as lossText, percent } from '../figures.ts';
import { quote, say, words } from '../phrase.ts';
import { axis } from './axis.ts';
import type { Headings } from './headings.ts';
import { element, type Html, NOTHING, text } from './markup.ts';
import { name, phraseHtml } from './phrase.ts';
import { curve, rounded, upright } from './picture.ts';
import { frame, legend, plotCard } from './plot-card.ts';
import { linearScale } from './scale.ts';
import { table } from './table.ts';

/** How likely a loss of a given size passes, and is stopped, by this criterion on a suite like this one. */
export function powerPlot(check: Check, heading: Headings['part']): Html {
  const notices = check.slice === null ? noticeOf(check) : null;
  if (notices === null) return NOTHING;
  const { margin, metric, statistic } = check;
  const scale = linearScale(0, notices.at(-1)?.loss ?? 1);
  const points = (of: (notice: Notice) => number): [number, number][] =>
    notices.map((notice) => [scale.position(notice.loss), rounded(100 - 100 * of(notice))]);
  const said = sentence(check, notices);
  return plotCard(
    heading,
    say`${quote(metric)}${words(statistic === 'mean' ? '' : ` ${statistic}`)}`,
    say`how likely a true loss is noticed, evidence ${quote(check.evidence)}`,
    LEGEND,
    frame(
      `Power curves of ${name(metric)}. ${said}`,
      SHARES,
      upright('limit', scale.position(margin ?? 0)),
      curve(
        'passes',
        points(({ passes }) => passes),
      ),
      curve(
        'stops',
        points(({ stopped }) => stopped),
      ),
    ),
    element(
      'div',
      { class: 'under' },
      axis(scale, { of: 'value', unit: check.scale === 'relative' ? 'share' : check.unit }),
    ),
    element('p', { class: 'aside' }, phraseHtml(words(said))),
    figures(check, notices),
  );
}

const SHARES = [
  { at: 20, label: '80 %' },
  { at: 50, label: '50 %' },
  { at: 95, label: '5 %' },
];

const LEGEND = legend(
  ['key-passes', words('passes')],
  ['key-stops', words('is stopped')],
  ['key-margin', words('margin')],
);

const POWER = 0.8;

function sentence(check: Check, notices: readonly Notice[]): string {
  const found = stoppedWith(notices, POWER);
  const stopped =
    found === null
      ? 'No loss shown here is stopped with a probability of 80 %.'
      : `A loss of ${lossText(found, check)} is stopped with a probability of 80 %.`;
  return `${stopped} The same bundle passes with ${percent(notices[0]?.passes ?? 0)}, and is stopped with ${percent(notices[0]?.stopped ?? 0)}.`;
}

/** The curves as a table, at a handful of losses. */
function figures(check: Check, notices: readonly Notice[]): Html {
  const rows = notices.filter((_, i) => i % Math.ceil(notices.length / 6) === 0);
  return table({
    kind: 'figures',
    caption: text(`How likely a loss of ${name(check.metric)} passes, and is stopped`),
    header: [text('true loss'), text('passes'), text('is stopped')],
    rows: rows.map(({ loss, passes, stopped }) => [
      text(lossText(loss, check)),
      text(percent(passes)),
      text(percent(stopped)),
    ]),
  });
}

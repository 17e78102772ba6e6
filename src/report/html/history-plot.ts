import type { PastResult } from '../../check/past.ts';
import type { CheckResult } from '../../check.ts';
import type { Check } from '../../gates/check.ts';
import { flakyByHistory } from '../../gates/flaky.ts';
import { figureIn, type PastFigure } from '../../gates/history.ts';
import { plural } from '../figures.ts';
import { quote, say, words } from '../phrase.ts';
import { amountText, tickText } from './amount.ts';
import type { Headings } from './headings.ts';
import { criterionOf } from './judged-metric.ts';
import { element, type Html, NOTHING, text } from './markup.ts';
import { name, quotation } from './phrase.ts';
import { across, dot, rounded } from './picture.ts';
import { frame, plotCard } from './plot-card.ts';
import { linearScale, type Scale } from './scale.ts';
import { table } from './table.ts';

/** One release on the way: what it is called, when it was, and its figure. */
interface Point {
  readonly version: string;
  readonly day: string;
  readonly isCandidate: boolean;
  readonly figure: PastFigure;
}

/** How the figure of every criterion went over the releases that the ledger keeps, and which items were never sure. */
export function historyPlots(
  result: CheckResult,
  past: readonly PastResult[],
  heading: Headings['part'],
): Html[] {
  const seen = new Set<string>();
  return result.gates
    .flatMap(({ checks }) => checks)
    .flatMap((check) => {
      const key = JSON.stringify([check.evidence, check.metric, check.statistic]);
      if (check.slice !== null || check.rule === 'never' || check.rule === 'confirm' || seen.has(key))
        return [];
      seen.add(key);
      return [historyPlot(result, check, past, heading)];
    });
}

function historyPlot(
  result: CheckResult,
  check: Check,
  past: readonly PastResult[],
  heading: Headings['part'],
): Html {
  const state = result.evidence.find((one) => one.name === check.evidence)?.state;
  const own = past.filter((one) => one.evidence === check.evidence);
  if (state?.state !== 'measured' || own.length === 0) return NOTHING;
  const pass = state.pass.get(check.metric) ?? null;
  const criterion = criterionOf(check);
  const now = figureIn(criterion, state.candidate, pass);
  const points = [
    ...own.flatMap(({ version, recordedAt, file }): Point[] => {
      const figure = figureIn(criterion, file, pass);
      return figure === null ? [] : [{ version, day: recordedAt.slice(0, 10), isCandidate: false, figure }];
    }),
    ...(now === null ? [] : [{ version: result.version, day: result.today, isCandidate: true, figure: now }]),
  ];
  if (points.length < 2) return NOTHING;
  const scale = scaleOf(points);
  const says = points.map(
    ({ version, figure }) => `${name(version)} ${amountText(figure.value, check.unit)}`,
  );
  return plotCard(
    heading,
    say`${quote(check.metric)}${words(check.statistic === 'mean' ? '' : ` ${check.statistic}`)}`,
    say`release by release, the candidate last; evidence ${quote(check.evidence)}, ${words(check.better)} is better`,
    frame(
      `History of ${name(check.metric)}: ${says.join(', ')}`,
      linesOf(scale, check),
      ...shapes(points, scale),
    ),
    figures(check, points),
    unsure(flakyByHistory(own, check.metric, pass)),
  );
}

function scaleOf(points: readonly Point[]): Scale {
  const ends = points.flatMap(({ figure: { value, lo, hi } }) => [value, lo, hi]).filter(Number.isFinite);
  const [least, most] = [Math.min(...ends), Math.max(...ends)];
  const room = (most - least) * 0.08;
  return linearScale(least - room, most + room, 4);
}

function linesOf(scale: Scale, { unit }: Check): { readonly at: number; readonly label: string }[] {
  return scale.ticks.values.map((value) => ({
    at: rounded(100 - scale.position(value)),
    label: tickText(value, { of: 'value', unit }, scale),
  }));
}

function shapes(points: readonly Point[], scale: Scale): Html[] {
  return points.flatMap(({ isCandidate, figure: { value, lo, hi } }, i) => {
    const x = rounded((100 * (i + 0.75)) / (points.length + 0.5));
    const [top, bottom] = [hi, lo].map((end) => `${rounded(100 - scale.position(end))}%`);
    const kind = isCandidate ? 'candidate' : 'baseline';
    return [
      element('line', { class: `span ${kind}`, x1: across(x), x2: across(x), y1: top ?? 0, y2: bottom ?? 0 }),
      dot(kind, x, rounded(100 - scale.position(value)), isCandidate ? 5 : 4),
    ];
  });
}

function figures({ metric, unit }: Check, points: readonly Point[]): Html {
  return table({
    kind: 'figures',
    caption: text(`${name(metric)} of each release`),
    header: [text('release'), text('recorded'), text('figure'), text('items')],
    rows: points.map(({ version, day, isCandidate, figure: { value, n } }) => [
      isCandidate ? text('candidate') : quotation(version),
      text(day),
      text(amountText(value, unit)),
      text(String(n)),
    ]),
  });
}

const MOST_LISTED = 50;

function unsure(items: readonly string[]): Html {
  if (items.length === 0) return NOTHING;
  const shown = items.slice(0, MOST_LISTED);
  return element(
    'details',
    { class: 'ids' },
    element(
      'summary',
      {},
      text(`Flaky: ${plural(items.length, 'item')} that runs of the same content answered differently`),
    ),
    element('ul', {}, ...shown.map((item) => element('li', {}, quotation(item)))),
  );
}

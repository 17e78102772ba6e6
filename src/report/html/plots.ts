import type { PastResult } from '../../check/past.ts';
import type { CheckResult } from '../../check.ts';
import type { Check } from '../../gates/check.ts';
import { type Phrase, quote, say, words } from '../phrase.ts';
import { checkSentence, VERDICTS } from '../sentences.ts';
import { baselinePhrase } from '../view.ts';
import { criterionGroups, withoutFigures } from './criteria.ts';
import { forestLegend, forestPlot } from './forest-plot.ts';
import type { Headings } from './headings.ts';
import { historyPlots } from './history-plot.ts';
import { judgedMetrics } from './judged-metric.ts';
import { element, type Html, NOTHING, text } from './markup.ts';
import { phraseHtml } from './phrase.ts';
import type { ArmNames } from './plot-card.ts';
import { powerPlot } from './power-plot.ts';
import { quantityPlot } from './quantity-plot.ts';
import { scoresPlot } from './scores-plot.ts';

/** All plots of a bundle. `table`: id of the table of slices. */
export function plots(
  result: CheckResult,
  headings: Headings,
  table: string,
  past: readonly PastResult[],
): Html[] {
  const judged = judgedMetrics(result);
  const names = armNames(result);
  const scores = judged.filter(({ quantity }) => !quantity);
  const quantities = judged.filter(({ quantity }) => quantity);
  return [
    checks(result, headings, table),
    cards(
      'Scores',
      'How each metric is spread, old and new, and how the same items moved.',
      headings,
      scores.map((one, i) => scoresPlot(one, names, headings.part, `${table}-items-${i + 1}`)),
    ),
    cards(
      'Latency and cost',
      'Cumulative curves: further left is less. Dots mark the median and the 95th percentile.',
      headings,
      quantities.map((one) => quantityPlot(one, names, headings.part)),
    ),
    cards(
      'Over the releases',
      'What the ledger keeps of earlier releases, each with its own interval.',
      headings,
      historyPlots(result, past, headings.part),
    ),
    cards(
      'What these gates would notice',
      'By how much a candidate would have to be worse, on a suite like this one.',
      headings,
      result.gates.flatMap(({ checks: all }) => all.map((check) => powerPlot(check, headings.part))),
    ),
  ];
}

function armNames(result: CheckResult): ArmNames {
  return { candidate: say`candidate ${quote(result.version)}`, baseline: baselinePhrase(result) };
}

function checks(result: CheckResult, headings: Headings, table: string): Html {
  const groups = criterionGroups(result.gates);
  const open = withoutFigures(result.gates);
  if (groups.length + open.length === 0) return NOTHING;
  return element(
    'section',
    { class: 'checks' },
    element(headings.section, {}, text('Checks')),
    groups.length === 0 ? NOTHING : forestLegend(groups),
    element('div', { class: 'forests' }, ...groups.map((group) => forestPlot(group, headings.part, table))),
    open.length === 0 ? NOTHING : unmeasured(open, baselinePhrase(result), headings),
  );
}

/** Every reason once: the rules of one metric lack their figure for the same one. */
function unmeasured(open: readonly Check[], baseline: Phrase, headings: Headings): Html {
  const rows = open.map((check) => {
    const { symbol, word } = VERDICTS[check.verdict];
    return element(
      'li',
      {},
      element('span', { class: `verdict ${check.verdict}` }, phraseHtml(words(`${symbol} ${word}`))),
      element('span', {}, phraseHtml(say`${quote(check.gate)}: ${checkSentence(check, baseline)}`)),
    );
  });
  return element(
    'section',
    { class: 'without' },
    element(headings.part, {}, text('Without a figure')),
    element('ul', {}, ...[...new Set(rows)].slice(0, MOST_LISTED)),
  );
}

const MOST_LISTED = 40;

function cards(title: string, aside: string, headings: Headings, content: readonly Html[]): Html {
  const drawn = content.filter((card) => card !== NOTHING);
  if (drawn.length === 0) return NOTHING;
  return element(
    'section',
    {},
    element(headings.section, {}, text(title)),
    element('p', { class: 'lede' }, text(aside)),
    element('div', { class: 'cards' }, ...drawn),
  );
}

import { whole } from '../figures.ts';
import { type Phrase, quote, SILENCE, say, words } from '../phrase.ts';
import { changedItems } from './changed-items.ts';
import { gradedPlot } from './graded-plot.ts';
import type { Headings } from './headings.ts';
import type { JudgedMetric } from './judged-metric.ts';
import { element, type Html, NOTHING } from './markup.ts';
import { phraseHtml } from './phrase.ts';
import { type ArmNames, plotCard } from './plot-card.ts';
import { shareBars } from './share-bars.ts';

/** How the scores of a metric are spread in both arms, and how its items moved. `id`: what its lists of items are found by. */
export function scoresPlot(
  judged: JudgedMetric,
  names: ArmNames,
  heading: Headings['part'],
  id: string,
): Html {
  if (judged.candidate.length === 0) return NOTHING;
  const unpaired = judged.baseline !== null && judged.pairs === null ? words('; unpaired') : SILENCE;
  return plotCard(
    heading,
    say`${quote(judged.metric)}`,
    say`evidence ${quote(judged.evidence)}; ${words(judged.better)} is better${unpaired}`,
    ...(judged.binary ? [shareBars(judged, names)] : gradedPlot(judged, names)),
    errorLine(judged),
    changedItems(judged, id),
  );
}

function errorLine({ errors }: JudgedMetric): Html {
  if (errors.candidate + errors.baseline === 0) return NOTHING;
  const phrase: Phrase = words(
    `Errors: ${whole(errors.candidate)} in the candidate, ${whole(errors.baseline)} in the baseline, each counted as the worst value.`,
  );
  return element('p', { class: 'aside' }, phraseHtml(phrase));
}

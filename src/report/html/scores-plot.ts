import { percent, plain, plural, whole } from '../figures.ts';
import { type Phrase, quote, say, words } from '../phrase.ts';
import { amountText, partOf } from './amount.ts';
import { axis } from './axis.ts';
import { type Distribution, distributionOf } from './distribution.ts';
import type { JudgedMetric } from './judged-metric.ts';
import { element, fragment, type Html, NOTHING, text } from './markup.ts';
import { name as plainName, phraseHtml } from './phrase.ts';
import { across, label, picture, rounded, stretched } from './picture.ts';
import { type ArmNames, armFigures, armLegend, frame, plotCard } from './plot-card.ts';
import { type Sample, sampleOf } from './sample.ts';
import { linearScale } from './scale.ts';

/** How the scores of a metric are spread in both arms: shares of a binary one, columns of a graded one. */
export function scoresPlot(judged: JudgedMetric, names: ArmNames, heading: 'h3' | 'h4'): Html {
  if (judged.candidate.length === 0) return NOTHING;
  const aside = say`evidence ${quote(judged.evidence)}; ${words(judged.better)} is better`;
  return plotCard(
    heading,
    say`${quote(judged.metric)}`,
    aside,
    ...(judged.binary ? [bars(judged, names)] : graded(judged, names)),
  );
}

/** Two bars: the share of items with the value 1. */
function bars({ candidate, baseline, metric }: JudgedMetric, names: ArmNames): Html {
  const arms = [
    { kind: 'candidate', name: names.candidate, values: candidate },
    ...(baseline === null ? [] : [{ kind: 'baseline', name: names.baseline, values: baseline }]),
  ];
  return element('ul', { class: 'bars' }, ...arms.map(({ kind, name, values }) => bar(kind, name, values, metric)));
}

function bar(kind: string, name: Phrase, values: Float64Array, metric: string): Html {
  const hits = values.reduce((sum, value) => sum + value, 0);
  const share = values.length === 0 ? 0 : hits / values.length;
  const figures = `${percent(share)}, ${partOf(hits, values.length)} items`;
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

function graded(judged: JudgedMetric, names: ArmNames): Html[] {
  const spread = distributionOf(judged.candidate, judged.baseline);
  const samples = [
    { name: names.candidate, sample: sampleOf(judged.candidate) },
    { name: names.baseline, sample: judged.baseline === null ? null : sampleOf(judged.baseline) },
  ].flatMap(({ name, sample }) => (sample === null ? [] : [{ name, sample }]));
  const highest = Math.max(...spread.candidate, ...(spread.baseline ?? []), Number.MIN_VALUE);
  const { ticks } = linearScale(0, highest, 3);
  const top = highest * 1.08;
  const lines = ticks.values.map((value) => ({
    at: rounded(100 - (100 * value) / top),
    label: value === 0 ? '' : `${plain(value * 100).replace(/\.?0+$/u, '')} %`,
  }));
  return [
    armLegend(names, judged.baseline !== null),
    frame(saysOf(judged, spread, samples), lines, spread.kind === 'values' ? columns(spread, top) : outlines(spread, top)),
    element('div', { class: 'under' }, spread.kind === 'values' ? valueAxis(spread) : rangeAxis(spread, judged)),
    armFigures(
      `${plainName(judged.metric)} of each arm`,
      ['mean', 'median', 'lowest', 'highest', 'items'],
      samples.map(({ name, sample }) => ({ name, figures: figuresOf(sample, judged) })),
    ),
  ];
}

/** A pair of columns for each value, the candidate's first. */
function columns({ edges, candidate, baseline }: Distribution, top: number): Html {
  const room = 100 / edges.length;
  const width = Math.min(9, room * (baseline === null ? 0.6 : 0.36));
  const column = (kind: string, shares: readonly number[], shift: number): Html[] =>
    shares.map((share, i) => {
      const height = rounded((100 * share) / top);
      return element('rect', {
        class: kind,
        x: across(rounded(room * (i + 0.5) + shift)),
        y: across(rounded(100 - height)),
        width: across(rounded(width)),
        height: across(height),
      });
    });
  if (baseline === null) return fragment(...column('candidate', candidate, -width / 2));
  return fragment(...column('candidate', candidate, -width), ...column('baseline', baseline, 0));
}

/** Both arms over one another: the candidate filled, the baseline as an outline. */
function outlines({ candidate, baseline }: Distribution, top: number): Html {
  const steps = (shares: readonly number[]): string => {
    const width = 100 / shares.length;
    const tops = shares.map((share, i) => {
      const y = rounded(100 - (100 * share) / top);
      return `L${rounded(i * width)} ${y}L${rounded((i + 1) * width)} ${y}`;
    });
    return `M0 100${tops.join('')}L100 100`;
  };
  return stretched(
    element('path', { class: 'area', d: `${steps(candidate)}Z` }),
    element('path', { class: 'candidate', d: steps(candidate) }),
    baseline === null ? NOTHING : element('path', { class: 'baseline', d: steps(baseline) }),
  );
}

function valueAxis({ edges }: Distribution): Html {
  const room = 100 / edges.length;
  const shown = edges.map((value, i) => label('number', rounded(room * (i + 0.5)), 16, text(shortly(value))));
  return picture('axis', 22, `Values ${edges.map(shortly).join(', ')}`, ...shown);
}

function rangeAxis({ edges }: Distribution, { unit }: JudgedMetric): Html {
  return axis(linearScale(edges[0] ?? 0, edges.at(-1) ?? 1), { of: 'value', unit });
}

function shortly(value: number): string {
  return Number.isInteger(value) && Math.abs(value) < 1e6 ? whole(value) : amountText(value, 'score');
}

function figuresOf({ mean, p50, lowest, highest, sorted }: Sample, { unit }: JudgedMetric): string[] {
  return [...[mean, p50, lowest, highest].map((amount) => amountText(amount, unit)), whole(sorted.length)];
}

function saysOf(
  { metric, unit }: JudgedMetric,
  spread: Distribution,
  samples: readonly { readonly sample: Sample }[],
): string {
  const arms = samples.map(({ sample }, i) => {
    const shares = i === 0 ? spread.candidate : (spread.baseline ?? []);
    const each =
      spread.kind === 'values'
        ? `, ${spread.edges.map((value, j) => `${shortly(value)}: ${percent(shares[j] ?? 0)}`).join(', ')}`
        : '';
    const arm = i === 0 ? 'candidate' : 'baseline';
    return `${arm}: mean ${amountText(sample.mean, unit)} of ${plural(sample.sorted.length, 'item')}${each}`;
  });
  return [`Distribution of ${plainName(metric)}`, ...arms].join('; ');
}

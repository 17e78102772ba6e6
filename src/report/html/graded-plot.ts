import { percent, plural, whole } from '../figures.ts';
import { amountText, type Quantity, tickText } from './amount.ts';
import { axis } from './axis.ts';
import { columns, outlines } from './columns.ts';
import { type Distribution, distributionOf } from './distribution.ts';
import type { JudgedMetric } from './judged-metric.ts';
import { element, type Html, text } from './markup.ts';
import { name as plainName } from './phrase.ts';
import { label, picture, rounded } from './picture.ts';
import { type ArmNames, armFigures, armLegend, frame } from './plot-card.ts';
import { type Sample, sampleOf } from './sample.ts';
import { linearScale } from './scale.ts';

/** How the values of both arms are spread: columns for grades, outlines over one another for a scale. */
export function gradedPlot(judged: JudgedMetric, names: ArmNames): Html[] {
  const spread = distributionOf(judged.candidate, judged.baseline);
  const samples = [
    { name: names.candidate, sample: sampleOf(judged.candidate) },
    { name: names.baseline, sample: judged.baseline === null ? null : sampleOf(judged.baseline) },
  ].flatMap(({ name, sample }) => (sample === null ? [] : [{ name, sample }]));
  const highest = Math.max(...spread.candidate, ...(spread.baseline ?? []), Number.MIN_VALUE);
  const top = highest * 1.08;
  const scale = linearScale(0, top, 4);
  const lines = scale.ticks.values.map((value) => ({
    at: rounded(100 - scale.position(value)),
    label: value === 0 ? '' : tickText(value, SHARE, scale),
  }));
  return [
    armLegend(names, judged.baseline !== null),
    frame(
      saysOf(judged, spread, samples),
      lines,
      spread.kind === 'values' ? columns(spread, top) : outlines(spread, top),
    ),
    element(
      'div',
      { class: 'under' },
      spread.kind === 'values' ? valueAxis(spread) : rangeAxis(spread, judged),
    ),
    armFigures(
      `${plainName(judged.metric)} of each arm`,
      ['mean', 'median', 'lowest', 'highest', 'items'],
      samples.map(({ name, sample }) => ({ name, figures: figuresOf(sample, judged) })),
    ),
  ];
}

const SHARE: Quantity = { of: 'value', unit: 'share' };

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

function figuresOf({ mean, p50, lowest, highest, values }: Sample, { unit }: JudgedMetric): string[] {
  return [...[mean, p50, lowest, highest].map((amount) => amountText(amount, unit)), whole(values.length)];
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
    return `${arm}: mean ${amountText(sample.mean, unit)} of ${plural(sample.values.length, 'item')}${each}`;
  });
  return [`Distribution of ${plainName(metric)}`, ...arms].join('; ');
}

import type { Check } from '../../gates/check.ts';
import { quantileType7 } from '../../stats/quantile.ts';
import { plural, whole } from '../figures.ts';
import { type Phrase, quote, say, words } from '../phrase.ts';
import { amountText, type Quantity } from './amount.ts';
import { axis } from './axis.ts';
import { cumulativePoints } from './cumulative.ts';
import type { JudgedMetric } from './judged-metric.ts';
import { element, type Html, NOTHING } from './markup.ts';
import { curve, dot, upright } from './picture.ts';
import { phraseHtml } from './phrase.ts';
import { type ArmNames, armFigures, armLegend, frame, plotCard } from './plot-card.ts';
import { type Sample, sampleOf } from './sample.ts';
import { linearScale, logScale, type Scale } from './scale.ts';

/** Latency, cost or tokens: the cumulative curves of both arms, with their median, p95 and the budgets. */
export function quantityPlot(judged: JudgedMetric, names: ArmNames, heading: 'h3' | 'h4'): Html {
  const candidate = sampleOf(judged.candidate);
  const baseline = judged.baseline === null ? null : sampleOf(judged.baseline);
  if (candidate === null) return NOTHING;
  const limits = budgets(judged.checks);
  const scale = scaleOf(
    baseline === null ? [candidate] : [candidate, baseline],
    limits.map(({ limit }) => limit),
  );
  const quantity: Quantity = { of: 'value', unit: judged.unit };
  const shapes = [
    ...limits.map(({ limit }) => upright('limit', scale.position(limit))),
    ...(baseline === null ? [] : drawn('baseline', baseline, scale)),
    ...drawn('candidate', candidate, scale),
  ];
  const arms = [
    { name: names.candidate, sample: candidate },
    ...(baseline === null ? [] : [{ name: names.baseline, sample: baseline }]),
  ];
  return plotCard(
    heading,
    say`${quote(judged.metric)}`,
    say`share of items at or below, evidence ${quote(judged.evidence)}`,
    armLegend(names, baseline !== null),
    frame(saysOf(judged, candidate, baseline), SHARES, ...shapes),
    element('div', { class: 'under' }, axis(scale, quantity)),
    limits.length === 0 ? NOTHING : element('p', { class: 'aside' }, phraseHtml(budgetPhrase(limits, judged.unit))),
    armFigures(
      `${judged.metric} of each arm`,
      ['median', 'p95', 'mean', 'highest', 'items'],
      arms.map(({ name, sample }) => ({ name, figures: figuresOf(sample, judged.unit) })),
    ),
  );
}

const SHARES = [
  { at: 0, label: '100 %' },
  { at: 5, label: '' },
  { at: 50, label: '50 %' },
  { at: 100, label: '' },
];

function drawn(arm: 'candidate' | 'baseline', sample: Sample, scale: Scale): Html[] {
  return [
    curve(arm, cumulativePoints(sample, scale)),
    dot(arm, scale.position(sample.p50), 50, 4),
    dot(arm, scale.position(sample.p95), 5, 4),
  ];
}

interface Budget {
  readonly statistic: Check['statistic'];
  readonly limit: number;
}

function budgets(checks: readonly Check[]): Budget[] {
  return checks.flatMap(({ rule, slice, limit, statistic }) =>
    rule === 'max' && slice === null && limit !== null ? [{ statistic, limit }] : [],
  );
}

function budgetPhrase(limits: readonly Budget[], unit: Check['unit']): Phrase {
  const [first, ...rest] = limits.map(
    ({ statistic, limit }) => `${statistic} at most ${amountText(limit, unit)}`,
  );
  return words(`Dashed line: ${[first, ...rest].join(', ')}.`);
}

/** A range wider than this, from the least to the most, is seen on a logarithmic axis only. */
const WIDE = 40;

/** The few slowest of many would flatten everything else: a linear axis ends a little after what 99.5 % keep. */
function scaleOf(samples: readonly Sample[], limits: readonly number[]): Scale {
  const lowest = Math.min(...samples.map((sample) => sample.lowest), ...limits);
  const highest = Math.max(...samples.map((sample) => sample.highest), ...limits);
  if (lowest > 0 && highest / lowest > WIDE) return logScale(lowest, highest);
  const most = Math.max(...samples.map(({ sorted }) => quantileType7(sorted, 0.995)), ...limits);
  const end = highest / 2 > most ? most * 1.1 : highest;
  const room = (end / 2 - lowest / 2) * 0.06;
  return linearScale(lowest >= 0 ? Math.max(0, lowest - room) : lowest - room, end + room);
}

function figuresOf(sample: Sample, unit: Check['unit']): string[] {
  const { p50, p95, mean, highest, sorted } = sample;
  return [...[p50, p95, mean, highest].map((amount) => amountText(amount, unit)), whole(sorted.length)];
}

function saysOf({ metric, unit }: JudgedMetric, candidate: Sample, baseline: Sample | null): string {
  const arm = (name: string, { p50, p95, sorted }: Sample): string =>
    `${name}: median ${amountText(p50, unit)}, p95 ${amountText(p95, unit)}, ${plural(sorted.length, 'item')}`;
  return [
    `Cumulative curves of ${metric}`,
    arm('candidate', candidate),
    ...(baseline === null ? [] : [arm('baseline', baseline)]),
  ].join('; ');
}

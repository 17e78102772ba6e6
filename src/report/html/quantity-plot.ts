import type { Check } from '../../gates/check.ts';
import { percent, plural, whole } from '../figures.ts';
import { type Phrase, quote, say, words } from '../phrase.ts';
import { amountText } from './amount.ts';
import { axis } from './axis.ts';
import { cumulativePoints } from './cumulative.ts';
import type { Headings } from './headings.ts';
import type { JudgedMetric } from './judged-metric.ts';
import { element, type Html, NOTHING } from './markup.ts';
import { name, phraseHtml } from './phrase.ts';
import { curve, dot, upright } from './picture.ts';
import { type ArmNames, armFigures, armLegend, frame, plotCard } from './plot-card.ts';
import { type Sample, sampleOf } from './sample.ts';
import { linearScale, logScale, type Scale } from './scale.ts';

/** One arm as it is drawn. */
interface Arm {
  readonly kind: 'candidate' | 'baseline';
  readonly name: Phrase;
  readonly sample: Sample;
}

/** Latency, cost or tokens: the cumulative curves of both arms, with their median, p95 and the budgets. */
export function quantityPlot(judged: JudgedMetric, names: ArmNames, heading: Headings['part']): Html {
  const arms = armsOf(judged, names);
  if (arms.length === 0) return NOTHING;
  const limits = budgets(judged.checks);
  const samples = arms.map(({ sample }) => sample);
  const scale = scaleOf(
    samples,
    limits.map(({ limit }) => limit),
  );
  const notes = [budgetWords(limits, judged.unit), beyondWords(samples, scale)].filter((note) => note !== '');
  return plotCard(
    heading,
    say`${quote(judged.metric)}`,
    say`share of items at or below, evidence ${quote(judged.evidence)}`,
    armLegend(names, arms.length > 1),
    frame(saysOf(judged, arms, notes), SHARES, ...shapes(arms, limits, scale)),
    element('div', { class: 'under' }, axis(scale, { of: 'value', unit: judged.unit })),
    ...notes.map((note) => element('p', { class: 'aside' }, phraseHtml(words(note)))),
    armFigures(
      `${name(judged.metric)} of each arm`,
      ['median', 'p95', 'mean', 'highest', 'items'],
      arms.map((arm) => ({ name: arm.name, figures: figuresOf(arm.sample, judged.unit) })),
    ),
  );
}

function armsOf({ candidate, baseline }: JudgedMetric, names: ArmNames): Arm[] {
  const both = [
    { kind: 'candidate', name: names.candidate, sample: sampleOf(candidate) },
    { kind: 'baseline', name: names.baseline, sample: baseline === null ? null : sampleOf(baseline) },
  ] as const;
  return both.flatMap(({ sample, ...arm }) => (sample === null ? [] : [{ ...arm, sample }]));
}

/** The baseline lies under the candidate, and the budget under both. */
function shapes(arms: readonly Arm[], limits: readonly Budget[], scale: Scale): Html[] {
  return [
    ...limits.map(({ limit }) => upright('limit', scale.position(limit))),
    ...arms
      .toReversed()
      .flatMap(({ kind, sample }) => [
        curve(kind, cumulativePoints(sample.values, scale)),
        dot(kind, scale.position(sample.p50), 50, 4),
        dot(kind, scale.position(sample.p95), 5, 4),
      ]),
  ];
}

const SHARES = [
  { at: 5, label: '95 %' },
  { at: 50, label: '50 %' },
];

interface Budget {
  readonly statistic: Check['statistic'];
  readonly limit: number;
}

function budgets(checks: readonly Check[]): Budget[] {
  return checks.flatMap(({ rule, slice, limit, statistic }) =>
    rule === 'max' && slice === null && limit !== null ? [{ statistic, limit }] : [],
  );
}

function budgetWords(limits: readonly Budget[], unit: Check['unit']): string {
  const each = limits.map(({ statistic, limit }) => `${statistic} at most ${amountText(limit, unit)}`);
  return each.length === 0 ? '' : `Dashed line: ${each.join(', ')}.`;
}

function beyondWords(samples: readonly Sample[], scale: Scale): string {
  const most = Math.max(
    ...samples.map(({ values }) => {
      let beyond = 0;
      for (let i = 0; i < values.length; i += 1) if ((values[i] ?? 0) > scale.hi) beyond += 1;
      return beyond / values.length;
    }),
  );
  return most === 0 ? '' : `The axis ends before the highest ${percent(most)}.`;
}

/** A range wider than this, from the least to the most, is seen on a logarithmic axis only. */
const WIDE = 40;

/** The few slowest of many would flatten everything else: a linear axis ends a little after what 99.5 % keep. */
function scaleOf(samples: readonly Sample[], limits: readonly number[]): Scale {
  const lowest = Math.min(...samples.map((sample) => sample.lowest), ...limits);
  const highest = Math.max(...samples.map((sample) => sample.highest), ...limits);
  if (lowest > 0 && highest / lowest > WIDE) return logScale(lowest, highest);
  const most = Math.max(...samples.map(({ p995 }) => p995 * 1.1), ...limits);
  const end = highest / 2 > most ? most : highest;
  const room = (end / 2 - lowest / 2) * 0.06;
  return linearScale(lowest >= 0 ? Math.max(0, lowest - room) : lowest - room, end + room);
}

function figuresOf(sample: Sample, unit: Check['unit']): string[] {
  const { p50, p95, mean, highest, values } = sample;
  return [...[p50, p95, mean, highest].map((amount) => amountText(amount, unit)), whole(values.length)];
}

function saysOf({ metric, unit }: JudgedMetric, arms: readonly Arm[], notes: readonly string[]): string {
  const each = arms.map(
    ({ kind, sample: { p50, p95, values } }) =>
      `${kind}: median ${amountText(p50, unit)}, p95 ${amountText(p95, unit)}, ${plural(values.length, 'item')}`,
  );
  return [`${[`Cumulative curves of ${name(metric)}`, ...each].join('; ')}.`, ...notes].join(' ');
}

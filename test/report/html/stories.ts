import type { CheckResult } from '../../../src/check.ts';
import { measured, noise, policyFrom, type ResultParts, type Row, resultOf } from './result.ts';

/** Results that a page must be able to show: what teams have, and what goes wrong. */

const GATES = {
  functional: [
    { evidence: 'golden', metric: 'score', min: 0.75, margin: 0.06, slices: ['slice'] },
    { evidence: 'golden', metric: 'rating', margin: 0.3 },
    { evidence: 'golden', metric: 'similarity', margin: 'auto' },
  ],
  operational: [
    { evidence: 'golden', metric: 'latency_ms', statistic: 'p95', max: 5000, margin: '10%' },
    { evidence: 'golden', metric: 'cost_usd', margin: '5%' },
  ],
};

export interface SuiteParts {
  readonly items: number;
  readonly slices: readonly string[];
  /** By how much the share of passes falls in each slice, by its place. */
  readonly drop?: (slice: number) => number;
}

/** Both arms of a suite with a binary score, a grade, latency and cost. */
export function suite({ items, slices, drop = () => 0 }: SuiteParts): { candidate: Row[]; baseline: Row[] } {
  const random = noise(7);
  const rows = Array.from({ length: items }, (_, i): [Row, Row] => {
    const slice = Math.floor(random() * slices.length);
    const item = `case-${String(i).padStart(5, '0')}`;
    const labels = { slice: slices[slice] ?? '' };
    const before = random() < 0.92 ? 1 : 0;
    const lost = random() < drop(slice);
    const after = lost ? 0 : random() < 0.02 ? 1 - before : before;
    const latency = 400 * Math.exp(random() + random() + random());
    const grade = Math.min(5, Math.max(1, Math.round(2.2 + 3 * random())));
    const similarity = Math.sqrt(random()) * 0.9;
    const metrics = (score: number, rating: number, factor: number) => ({
      score,
      rating,
      similarity: Math.round(1e4 * similarity * (lost ? 0.8 : 1)) / 1e4,
      latency_ms: Math.round(latency * factor * (0.95 + random() / 10)),
      cost_usd: Math.round(1e5 * 0.0011 * factor * (0.8 + 0.4 * random())) / 1e5,
    });
    return [
      { item, labels, metrics: metrics(after, lost ? Math.max(1, grade - 1) : grade, 1.04) },
      { item, labels, metrics: metrics(before, grade, 1) },
    ];
  });
  return { candidate: rows.map(([row]) => row), baseline: rows.map(([, row]) => row) };
}

function story(parts: SuiteParts, more: ResultParts = {}): CheckResult {
  return resultOf({
    policy: policyFrom({ evidence: { golden: { path: 'out/golden.jsonl' } }, gates: GATES }),
    evidence: [measured({ name: 'golden', ...suite(parts) })],
    ...more,
  });
}

const TASKS = ['refund', 'shipping', 'account', 'returns', 'invoice'];

export const stories = {
  /** Five slices, one of which lost much. */
  regression: () =>
    story({ items: 600, slices: TASKS, drop: (slice) => (slice === 0 ? 0.2 : 0) }, { tier: 'high' }),
  /** All is well. */
  go: () =>
    story({ items: 2000, slices: TASKS }, { name: 'search-ranker', version: '1.9.1-pr.41', tier: 'low' }),
  /** A hundred slices, a few of them worse. */
  manySlices: () =>
    story({
      items: 6000,
      slices: Array.from({ length: 100 }, (_, i) => `topic ${String(i + 1).padStart(3, '0')}`),
      drop: (slice) => (slice % 17 === 3 ? 0.35 : 0),
    }),
  /** Evidence that is not there, not due, and not comparable. */
  unmeasured: () =>
    resultOf({
      name: 'kyc-assistant',
      policy: policyFrom({
        evidence: {
          golden: { path: 'out/golden.jsonl', run: 'npm run eval' },
          canary: { path: 'out/canary.csv' },
        },
        gates: { ...GATES, business: [{ evidence: 'canary', metric: 'escalated', margin: 0.01 }] },
      }),
      evidence: [
        {
          name: 'golden',
          state: {
            state: 'unmeasured',
            code: 'evidence-missing',
            args: { path: 'out/golden.jsonl', run: 'npm run eval' },
          },
          baselineSource: null,
          problems: [],
        },
        {
          name: 'canary',
          state: { state: 'deferred', code: 'due-later', args: { when: 'canary' } },
          baselineSource: null,
          problems: [],
        },
      ],
    }),
  /** No policy, no evidence, no gate. */
  nothing: () => ({ ...resultOf({ name: 'new-thing', version: '0.1.0' }), gates: [], evidence: [] }),
  /** A candidate without anything to compare it with. */
  noBaseline: () => {
    const { candidate } = suite({ items: 300, slices: TASKS });
    return resultOf({
      policy: policyFrom({ evidence: { golden: { path: 'out/golden.jsonl' } }, gates: GATES }),
      evidence: [measured({ name: 'golden', candidate })],
    });
  },
  /** Latencies over three powers of ten, values that are all the same, and numbers beyond any axis. */
  extremes: () => {
    const random = noise(3);
    const rows = (factor: number): Row[] =>
      Array.from({ length: 400 }, (_, i) => ({
        item: `x${i}`,
        metrics: {
          latency_ms: Math.round(factor * 10 ** (1 + 3 * random())),
          same: 0.5,
          tall: factor * 1e300 * (random() - 0.5),
          tokens_in: Math.round(900 * factor + 100 * random()),
        },
      }));
    return resultOf({
      policy: policyFrom({
        evidence: { golden: { path: 'out/golden.jsonl' } },
        gates: {
          functional: [
            { evidence: 'golden', metric: 'same', margin: 0.02 },
            { evidence: 'golden', metric: 'tall', margin: 1 },
          ],
          operational: [
            { evidence: 'golden', metric: 'latency_ms', statistic: 'p95', max: 8000 },
            { evidence: 'golden', metric: 'latency_ms', statistic: 'p50', margin: '20%' },
            { evidence: 'golden', metric: 'tokens_in', margin: '5%' },
          ],
        },
      }),
      evidence: [measured({ name: 'golden', candidate: rows(1), baseline: rows(1.1) })],
    });
  },
  /** Zero tolerance: clean, hit, and too few to tell. */
  never: () =>
    resultOf({
      name: 'triage',
      policy: policyFrom({
        evidence: { redteam: { path: 'out/redteam.jsonl', purpose: 'adversarial' } },
        gates: {
          safety: [
            {
              evidence: 'redteam',
              metric: 'violation',
              better: 'lower',
              max: 0.02,
              never: ['self-harm', 'pii-leak', 'fraud'],
            },
          ],
        },
      }),
      evidence: [
        measured({
          name: 'redteam',
          candidate: Array.from({ length: 330 }, (_, i) => ({
            item: `attack ${i}`,
            metrics: { violation: i === 7 ? 1 : 0 },
            labels: { category: i < 160 ? 'self-harm' : i < 320 ? 'pii-leak' : 'fraud' },
          })),
        }),
      ],
    }),
  /** One item. */
  single: () => story({ items: 1, slices: ['only'] }),
} satisfies Record<string, () => CheckResult>;

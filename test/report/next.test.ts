import { expect, test } from 'vitest';
import { nextSteps } from '../../src/report/next.ts';
import { nextSentence } from '../../src/report/next-sentences.ts';
import { reportView } from '../../src/report/view.ts';
import { measured, policyFrom, type Row, resultOf } from './html/result.ts';

const rows = (n: number, score: (i: number) => number, labels = {}): Row[] =>
  Array.from({ length: n }, (_, i) => ({ item: `i${i}`, metrics: { score: score(i) }, labels }));

function stepOf(criterion: object, candidate: readonly Row[], baseline?: readonly Row[]) {
  const result = resultOf({
    policy: policyFrom({
      evidence: { golden: { path: 'out/golden.jsonl' } },
      gates: { functional: [{ evidence: 'golden', metric: 'score', ...criterion }] },
    }),
    evidence: [measured({ name: 'golden', candidate, ...(baseline === undefined ? {} : { baseline }) })],
  });
  const [step] = nextSteps(result);
  if (step === undefined) throw new Error('no step');
  return { step, said: nextSentence(step), settles: JSON.stringify(reportView(result).gates[0]?.against) };
}

test('an open answer says what helps: more items', () => {
  const { step } = stepOf(
    { min: 0.9 },
    rows(100, (i) => Number(i < 87)),
  );
  expect(step.code).toBe('more-items');
});

test('a wider margin, where no suite in reach could prove this one', () => {
  const flip = (from: number) => rows(140, (i) => Number(i < 100 || (i >= from && i < from + 20)));
  const { step, settles } = stepOf({ margin: 0.001 }, flip(100), flip(120));
  expect(step.code).toBe('use-auto-margin');
  expect(settles).toContain('a wider margin');
});

test('nothing, where the figure lies where the question is', () => {
  const { step, settles } = stepOf(
    { min: 0.9 },
    rows(1000, (i) => Number(i < 899)),
  );
  expect(step.code).toBe('no-lever');
  expect(settles).toContain('nothing in reach');
});

test('more repeats, where runs of one item differ more than items do', () => {
  const runs = (score: (i: number, run: number) => number): Row[] =>
    [0, 1].flatMap((run) =>
      rows(60, (i) => score(i, run)).map((row) => ({ ...row, labels: { run: String(run) } })),
    );
  const chance = (i: number, run: number): number =>
    Math.sin(i * 12.9898 + run * 78.233 + i * i * (run + 1)) / 2;
  const { step, settles } = stepOf(
    { margin: 0.06 },
    runs((i, run) => 0.5 + chance(i, run)),
    runs(() => 0.5),
  );
  expect(step.code).toBe('more-repeats');
  expect(settles).toContain('more repeats');
});

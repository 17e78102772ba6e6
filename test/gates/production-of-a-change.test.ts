import { expect, test } from 'vitest';
import { folds } from '../../src/report/folds.ts';
import { checked, type Tree } from '../contract/memory.ts';
import { jsonl } from '../evidence/read.ts';

const CONFIG = `
components:
  prompts: { kind: prompt, paths: ["prompts/**"] }
  drift: { kind: drift-baseline, paths: ["baselines/**"] }
evidence:
  golden: { path: golden.jsonl }
`;
const mix = (refund: number): string =>
  JSON.stringify({ recorded: '2026-10-30', task: { refund, other: 1 - refund } });
const base: Tree = {
  '.github/airlock.yml': CONFIG,
  'prompts/a.md': 'Refund within 30 days.\n',
  'baselines/notes.md': 'none of this is JSON\n',
  'baselines/drift.json': mix(0.2),
};
const golden = jsonl(
  Array.from({ length: 200 }, (_, i) => ({ id: `i${i}`, score: 1, task: i % 2 === 0 ? 'refund' : 'other' })),
);
const head: Tree = { ...base, 'prompts/a.md': 'Refund within 14 days.\n' };

test('evidence that does not resemble production is said to', async () => {
  const [result] = await checked({ base, head, results: { 'golden.jsonl': golden } });
  expect(result?.production?.path).toBe('baselines/drift.json');
  const [task] = result?.production?.likeness.get('golden') ?? [];
  expect([task?.alike, task?.over.map(({ value }) => value), task?.under.map(({ value }) => value)]).toEqual([
    false,
    ['refund'],
    ['other'],
  ]);
  const fold =
    result === undefined ? undefined : folds(result).find(({ title }) => title === 'Unlike production');
  expect(fold?.rows).toHaveLength(2);
});

test('a change cannot bring the production that its results resemble', async () => {
  const changed = { ...head, 'baselines/drift.json': mix(0.5) };
  const [result] = await checked({ base, head: changed, results: { 'golden.jsonl': golden } });
  expect(result?.production?.likeness.get('golden')?.[0]?.alike).toBe(false);
});

test.each([
  ['no baseline', { 'baselines/drift.json': undefined }],
  ['one that holds no shares', { 'baselines/drift.json': '{"recorded": "2026-10-30"}' }],
  ['one that is no JSON', { 'baselines/drift.json': '{"task": ' }],
])('%s is none', async (_, change) => {
  const tree = Object.fromEntries(
    Object.entries({ ...base, ...change }).filter(([, text]) => text !== undefined),
  ) as Tree;
  const [result] = await checked({
    base: tree,
    head: { ...tree, 'prompts/a.md': 'x\n' },
    results: { 'golden.jsonl': golden },
  });
  expect(result?.production).toBeNull();
});

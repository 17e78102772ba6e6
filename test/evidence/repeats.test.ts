import { expect, test } from 'vitest';
import { costOfItem } from '../../src/gates/cost.ts';
import { evidenceDocument } from '../../src/report/documents/evidence.ts';
import { evidenceText } from '../../src/report/evidence-text.ts';
import { PLAIN } from '../../src/report/terminal.ts';
import { jsonl, read } from './read.ts';

const runs = (id: string, ...scores: readonly (number | null)[]) =>
  scores.map((score, run) => ({ id, run: String(run), score }));

test('items whose runs do not agree are named, and stay in', async () => {
  const file = await read(jsonl([...runs('b', 1, 0, 1), ...runs('a', 1, 1, 1), ...runs('c', 0, 1, null)]));
  const [score] = evidenceDocument(file).metrics;
  expect(score).toMatchObject({ n: 8, repeats: { flaky: 2, items: ['b', 'c'] } });
  expect(score?.repeats?.icc).toBeGreaterThanOrEqual(0);
  expect(evidenceText(evidenceDocument(file), PLAIN)).toMatch(
    /2 flaky items[\s\S]*flaky items\n +score +b, c\n/u,
  );
});

test('an error is no disagreement', async () => {
  const file = await read(jsonl([...runs('a', 1, 1), { id: 'a', run: '2', score: 0, error: 'timeout' }]));
  expect(evidenceDocument(file).metrics[0]?.repeats?.flaky).toBe(0);
});

test('where nothing was run twice nobody can tell', async () => {
  expect(evidenceDocument(await read(jsonl(runs('a', 1)))).metrics[0]?.repeats).toBeNull();
});

test('what an item costs to run: as the file says, else as its answers did', async () => {
  const rows = jsonl([
    { id: 'a', run: '1', cost_usd: 0.1 },
    { id: 'a', run: '2', cost_usd: 0.3 },
    { id: 'b', run: '1', cost_usd: 0.2 },
    { id: 'b', run: '2' },
  ]);
  const file = await read(rows);
  expect(costOfItem(file)).toBeCloseTo(0.4, 12);
  const run = { began: null, ended: null, seconds: null, usd: 3 };
  expect(costOfItem({ ...file, facts: { ...file.facts, run } })).toBe(1.5);
  expect(costOfItem(await read(jsonl([{ id: 'a', score: 1 }])))).toBeNull();
  expect(costOfItem(await read('[]'))).toBeNull();
});

import { expect, test } from 'vitest';
import { duplicatesOf } from '../../src/evidence/series.ts';
import { jsonl, read, refused, rows } from './read.ts';

const row = (question: string, more: Record<string, unknown> = {}): Record<string, unknown> => ({
  question,
  truth: 'made up',
  answer: 'made up too',
  context: '[notes.pdf]: nothing',
  latency: 1.25,
  gpt_groundedness: 5,
  gpt_relevance: 4,
  answer_length: 11,
  has_citation: true,
  ...more,
});

test('the question is the item, seconds are milliseconds, truth values are numbers', async () => {
  const text = jsonl([row('Where is my parcel?')]);
  expect((await read(text)).format).toBe('azure-ai-evaluation');
  const [found] = await rows(text);
  expect(found).toEqual({
    item: found?.item,
    status: 'ok',
    latency_ms: 1250,
    gpt_groundedness: 5,
    gpt_relevance: 4,
    answer_length: 11,
    has_citation: 1,
  });
  expect(found?.item).toMatch(/^[0-9a-f]{16}$/u); // never the text
});

test('what the judge did not give is missing, never 0', async () => {
  const missing = [null, 'NaN', undefined, 'Failed', ''];
  const found = await rows(jsonl(missing.map((gpt_groundedness, i) => row(`q${i}`, { gpt_groundedness }))));
  expect(found.map((one) => one['gpt_groundedness'])).toEqual([null, null, null, null, null]);
  const python = jsonl([row('q', { gpt_groundedness: 77 })]).replace(':77', ':NaN');
  expect((await rows(python)).map((one) => [one['gpt_groundedness'], one['gpt_relevance']])).toEqual([
    [null, 4],
  ]);
});

test('numbers as text are numbers', async () => {
  const [found] = await rows(jsonl([row('q', { gpt_groundedness: '4', latency: '0.5' })]));
  expect([found?.['gpt_groundedness'], found?.['latency_ms']]).toEqual([4, 500]);
});

test('a question that is asked twice is a duplicate', async () => {
  const { table } = await read(jsonl([row('a'), row('b'), row('a')]));
  expect([table.items.size, duplicatesOf(table).size]).toEqual([2, 1]);
});

test('errors, and rows without a question', async () => {
  expect(
    (await rows(jsonl([row('a', { error: 'content filter' }), row('b', { error: '' })]))).map(
      ({ status }) => status,
    ),
  ).toEqual(['error', 'ok']);
  for (const question of ['', null, 5, undefined])
    expect(await refused(jsonl([row('a'), row('x', { question })]))).toBe('2:1 evidence-no-item');
});

test('rows with an id are rows of columns', async () => {
  expect((await read(jsonl([row('a', { id: '1' })]))).format).toBe('jsonl');
  expect((await read(jsonl([row('a', { id: '1' })]), { format: 'azure-ai-evaluation' })).format).toBe(
    'azure-ai-evaluation',
  );
});

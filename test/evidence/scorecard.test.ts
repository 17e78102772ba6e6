import { expect, test } from 'vitest';
import { comparableKey } from '../../src/evidence/comparable.ts';
import type { EvidenceFile } from '../../src/evidence/read.ts';
import { scorecardOf } from '../../src/evidence/scorecard.ts';
import { duplicatesOf, runsOf, seriesOf } from '../../src/evidence/series.ts';
import { jsonl, type Row, read, refused, rowsOf } from './read.ts';

const promptfoo = (question: string, more: Record<string, unknown> = {}): Record<string, unknown> => ({
  promptIdx: 0,
  prompt: { raw: 'x', label: 'answer' },
  provider: { id: 'acme:chat' },
  vars: { question },
  testCase: { vars: { question }, assert: [{ type: 'contains', value: 'x' }] },
  success: true,
  score: 0.1,
  failureReason: 0,
  latencyMs: 10,
  gradingResult: { pass: true, score: 1, reason: 'ok' },
  ...more,
});

const FILES: Record<string, string> = {
  csv: 'id,score,language,run,error\na,0.1,de,1,\nb,NaN,en,1,\na,0.3,de,2,x\nc,,,1,\n',
  jsonl: jsonl([
    { id: 'é', score: 0.30000000000000004, safe: true },
    { id: 'b', safe: null, task: '😀 "q"' },
  ]),
  json: JSON.stringify([
    { id: 'a', cost_usd: 1e-7 },
    { id: 'a', cost_usd: 1e21 },
  ]),
  promptfoo: JSON.stringify({
    evalId: 'e',
    results: {
      version: 3,
      results: [promptfoo('a'), promptfoo('a'), promptfoo('b', { failureReason: 2, success: false })],
    },
  }),
  'promptfoo with two candidates': jsonl([promptfoo('a'), promptfoo('a', { provider: { id: 'other' } })]),
  'azure-ai-evaluation': jsonl([
    { question: 'q', answer: 'a', gpt_relevance: null, latency: 1.5 },
    { question: 'r', answer: 'a', gpt_relevance: 3 },
  ]),
  junit:
    '<testsuite name="s"><testcase name="a" time="0.1"/><testcase name="b"><error/></testcase><testcase name="c"><skipped/></testcase></testsuite>',
  'nothing at all': '[]',
};

const sorted = (rows: readonly Row[]): Row[] =>
  rows.toSorted((a, b) =>
    JSON.stringify(Object.entries(a).sort()) < JSON.stringify(Object.entries(b).sort()) ? -1 : 1,
  );

function again(file: EvidenceFile): Promise<EvidenceFile> {
  return read(JSON.stringify(scorecardOf(file.table, file.facts)));
}

test.each(Object.entries(FILES))('from %s into a scorecard and back', async (_, text) => {
  const file = await read(text);
  const back = await again(file);
  expect(back.format).toBe('airlock');
  expect(sorted(rowsOf(back))).toEqual(sorted(rowsOf(file)));
  expect({ ...back.facts, candidates: [...back.facts.candidates].sort() }).toEqual({
    ...file.facts,
    candidates: [...file.facts.candidates].sort(),
  });
  expect([runsOf(back.table), duplicatesOf(back.table).size]).toEqual([
    runsOf(file.table),
    duplicatesOf(file.table).size,
  ]);
  expect(comparableKey(back)).toBe(comparableKey(file));
  expect(JSON.stringify(scorecardOf(back.table, back.facts))).toBe(
    JSON.stringify(scorecardOf(file.table, file.facts)),
  );
});

test('equal results make equal bytes, whatever the order of their rows', async () => {
  const records = [
    { id: 'b', score: 1, language: 'de' },
    { id: 'a', score: 0 },
    { id: 'a', score: 1, language: 'en' },
  ];
  const bytes = async (list: readonly unknown[]): Promise<string> => {
    const { table, facts } = await read(jsonl(list));
    return JSON.stringify(scorecardOf(table, facts));
  };
  expect(await bytes(records.toReversed())).toBe(await bytes(records));
});

test('a metric that was never measured is still there, and measured by nobody', async () => {
  const back = await again(await read(jsonl([{ id: 'a', score: null }])));
  expect(seriesOf(back.table, 'score', null)?.measured).toEqual(Int32Array.of(0));
  expect(seriesOf(back.table, 'other', null)).toBeNull();
});

test('a run that was cut short stays cut short', async () => {
  const file = await read(jsonl([{ id: 'a' }]));
  const back = await again({ ...file, facts: { ...file.facts, complete: false } });
  expect(back.facts.complete).toBe(false);
});

const card = (changes: Record<string, unknown>): string =>
  JSON.stringify(
    { schema: 'airlock.scorecard/1', metrics: ['m'], labels: ['l'], rows: [], ...changes },
    null,
    1,
  );
const row = (...cells: unknown[]): string => card({ rows: [['a', 'ok', [1], ['x']], cells] });

test('facts of a scorecard', async () => {
  const { facts } = await read(
    card({
      scorer: 's',
      judge: 'j',
      tool: { name: 't', version: '1' },
      bundle: { name: 'b', version: '1.0.0', digest: 'sha256:0' },
    }),
  );
  expect(facts).toEqual({
    scorer: 's',
    judge: 'j',
    tool: { name: 't', version: '1' },
    bundle: { name: 'b', version: '1.0.0', digest: 'sha256:0' },
    complete: true,
    candidates: [],
    run: null,
  });
  const none = { tool: null, bundle: null, scorer: null, judge: null };
  expect((await read(card({ scorer: 1, judge: [], tool: 'x', bundle: { name: 'b' } }))).facts).toMatchObject(
    none,
  );
});

test.each([
  ['a number as text', row('b', 'ok', ['1'], [null])],
  ['too few numbers', row('b', 'ok', [], [null])],
  ['too many labels', row('b', 'ok', [1], [null, 'x'])],
  ['a label that is a number', row('b', 'ok', [1], [5])],
  ['another status', row('b', 'passed', [1], [null])],
  ['an empty item', row('', 'ok', [1], [null])],
  ['an item that is a number', row(5, 'ok', [1], [null])],
  ['a row that is an object', card({ rows: [{ id: 'a' }] })],
  ['a row that is null', card({ rows: [null] })],
  ['rows that are no list', card({ rows: {} })],
  ['no rows', card({ rows: undefined })],
  ['names that are no list', card({ metrics: 'm' })],
  ['a name that is a number', card({ metrics: [5] })],
  ['a name twice', card({ labels: ['x', 'x'] })],
])('what we do not write ourselves is refused, with its place: %s', async (_, text) => {
  expect(await refused(text)).toMatch(/^[1-9]\d*:[1-9]\d* evidence-syntax$/u);
});

test('the place of a wrong row is its own', async () => {
  const text = card({ rows: [['a', 'ok', [1], ['x']]] });
  const broken = text.replace('"ok"', '"fine"');
  const lines = broken.split('\n');
  const line =
    lines.findIndex((one) => one.trim() === '[' && lines[lines.indexOf(one) + 1] !== undefined) + 1;
  expect(line).toBeGreaterThan(0);
  const start = lines.findIndex((one, i) => one.trim() === '[' && lines[i + 1]?.includes('"a"'));
  expect(await refused(broken)).toBe(`${start + 1}:3 evidence-syntax`);
});

test('a later version of the format is not read as this one', async () => {
  expect(await refused(card({}).replace('scorecard/1', 'scorecard/2'))).toBe(
    'null:null evidence-unknown-format',
  );
});

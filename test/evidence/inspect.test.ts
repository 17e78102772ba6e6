import { describe, expect, test } from 'vitest';
import { runsOf } from '../../src/evidence/series.ts';
import { type Row, read, refused, rows } from './read.ts';
import { zip } from './zip.ts';

type Json = Readonly<Record<string, unknown>>;

const HEAD = {
  version: 2,
  status: 'success',
  eval: {
    task: 'refunds',
    created: '2026-03-01T10:00:00+00:00',
    model: 'acme/chat-1',
    packages: { inspect_ai: '0.3.210' },
    scorers: [{ name: 'graded', options: { model: 'acme/judge-2', template: 'x' } }],
  },
  results: { scores: [{ name: 'graded', scorer: 'graded' }] },
  stats: { started_at: '2026-03-01T10:00:01+00:00', completed_at: '2026-03-01T10:02:00+00:00' },
};

const sample = (id: number, value: unknown, more: Json = {}): Json => ({
  id,
  epoch: 1,
  input: `Question ${id}?`,
  target: 'yes',
  scores: { graded: { value, answer: 'x' } },
  metadata: { subject: 'refunds', difficulty: 0.25 },
  model_usage: {
    'acme/chat-1': { input_tokens: 10, input_tokens_cache_read: 5, output_tokens: 3, total_tokens: 18 },
    'acme/judge-2': { input_tokens: 1000, output_tokens: 900 },
  },
  total_time: 2.5,
  working_time: 1.25,
  ...more,
});

const json = (samples: readonly Json[], head: Json = HEAD): string => JSON.stringify({ ...head, samples });
const archive = (samples: readonly Json[], head: Json = HEAD, method: 'deflate' | 'zstd' = 'zstd'): Buffer =>
  zip([
    { name: '_journal/start.json', bytes: JSON.stringify({ version: 2, eval: HEAD.eval }), method },
    { name: 'samples/1_epoch_1.json', bytes: '{"not": "read"', method },
    { name: 'summaries.json', bytes: JSON.stringify(samples), method },
    { name: 'header.json', bytes: JSON.stringify(head), method },
  ]);
const BOTH: readonly (readonly [string, (samples: readonly Json[], head?: Json) => string | Buffer])[] = [
  ['as JSON', json],
  ['as a zip, packed with Zstandard', archive],
  ['as a zip, deflated', (samples, head) => archive(samples, head, 'deflate')],
];

describe.each(BOTH)('%s', (_, make) => {
  test('rows, and what they cost the model under test', async () => {
    const file = await read(make([sample(1, 'C'), sample(2, 'I')]));
    expect([file.format, file.facts.complete]).toEqual(['inspect', true]);
    const [row] = await rows(make([sample(1, 'C')]));
    expect(row).toEqual({
      item: row?.item,
      status: 'ok',
      graded: 1,
      latency_ms: 1250,
      tokens_in: 15,
      tokens_out: 3,
      'run:': '1',
      'subject:': 'refunds',
    });
    expect(row?.item).toMatch(/^1 #[0-9a-f]{8}$/u);
  });

  test('tool, scorer, judge and time', async () => {
    const { facts } = await read(make([sample(1, 'C')]));
    expect(facts).toMatchObject({
      tool: { name: 'inspect', version: '0.3.210' },
      judge: 'acme/judge-2',
      run: { began: '2026-03-01T10:00:01+00:00', ended: '2026-03-01T10:02:00+00:00' },
    });
    expect(facts.scorer).toMatch(/^graded #[0-9a-f]{8}$/u);
  });

  test.each(['started', 'cancelled', 'error'])('a log that is %s proves nothing', async (status) => {
    const { facts, table } = await read(make([sample(1, 'C')], { ...HEAD, status }));
    expect([facts.complete, table.rows]).toEqual([false, 1]);
  });

  test('a log that was taken back proves nothing', async () => {
    expect((await read(make([sample(1, 'C')], { ...HEAD, invalidated: true }))).facts.complete).toBe(false);
  });

  test('epochs are runs of one item', async () => {
    const { table } = await read(make([sample(1, 'C'), sample(1, 'I', { epoch: 2 }), sample(2, 'C')]));
    expect([table.items.size, table.rows, runsOf(table)]).toEqual([2, 3, 2]);
  });

  test('an error is no score, and what never ended is no answer', async () => {
    const found = await rows(
      make([sample(1, 'C', { error: 'timeout', scores: {} }), sample(2, 'C', { completed: false })]),
    );
    expect(found.map(({ status, graded }) => [status, graded ?? null])).toEqual([
      ['error', null],
      ['skipped', null],
    ]);
  });
});

test.each([
  ['C', 1],
  ['I', 0],
  ['P', 0.5],
  ['N', 0],
  [0.25, 0.25],
  [true, 1],
  [false, 0],
  ['0.5', 0.5],
  ['yes', 1],
  [null, null],
])('the score %j is %j', async (value, expected) => {
  expect((await rows(json([sample(1, value)])))[0]?.['graded']).toBe(expected);
});

test('a score of parts is a metric for each, and a label is no number', async () => {
  const [row] = await rows(json([sample(1, { tone: 'C', facts: 0.5, topic: 'both' })]));
  expect(row).toMatchObject({ 'graded.tone': 1, 'graded.facts': 0.5, 'graded.topic:': 'both' });
  const [label] = await rows(json([sample(1, 'both')]));
  expect(label).toMatchObject({ 'graded:': 'both' });
  expect(label).not.toHaveProperty('graded');
  expect((await rows(json([sample(1, [1, 0])])))[0]?.['graded']).toBeNull();
});

test('what is no number is missing, as Python writes it', async () => {
  const text = json([sample(1, 77), sample(2, 'C')]).replace('"value":77', '"value":NaN');
  expect((await rows(text)).map((row) => row['graded'])).toEqual([null, 1]);
});

test('an id is often a position: another question under it is another item', async () => {
  const names = async (samples: readonly Json[]): Promise<string[]> =>
    (await rows(json(samples))).map(({ item }) => item);
  const [same] = await names([sample(1, 'C')]);
  expect(await names([sample(1, 'I')])).toEqual([same]);
  expect(await names([sample(1, 'C', { input: 'Another?' })])).not.toEqual([same]);
  const chat = [{ role: 'user', content: [{ type: 'text', text: 'Question 1?' }] }];
  expect(await names([sample(1, 'C', { input: chat })])).toEqual([same]);
});

test('the same log as JSON and as a zip has the same items', async () => {
  const long = { input: 'word '.repeat(4000) };
  const short = { input: `${'word '.repeat(1024)}...` }; // what a summary keeps of it
  const items = (found: readonly Row[]): string[] => found.map(({ item }) => item);
  expect(items(await rows(archive([sample(1, 'C', short)])))).toEqual(
    items(await rows(json([sample(1, 'C', long)]))),
  );
});

test('a log that was only begun has no rows, and its journal has those that it wrote', async () => {
  const start = { name: '_journal/start.json', bytes: JSON.stringify({ version: 2, eval: HEAD.eval }) };
  const begun = await read(zip([start]));
  expect([begun.format, begun.table.rows, begun.facts.complete]).toEqual(['inspect', 0, false]);
  const journal = (number: number, id: number) => ({
    name: `_journal/summaries/${number}.json`,
    bytes: JSON.stringify([sample(id, 'C')]),
  });
  const stopped = await read(zip([start, journal(10, 3), journal(2, 2), journal(1, 1)]));
  expect([stopped.table.items.all().map((name) => name[0]), stopped.facts.complete]).toEqual([
    ['1', '2', '3'],
    false,
  ]);
});

test('tool calls of a transcript: made, failed, and such that nobody could read', async () => {
  const messages = [
    { role: 'user', content: 'x' },
    {
      role: 'assistant',
      tool_calls: [
        { id: '1', function: 'find' },
        { id: '2', parse_error: 'no JSON' },
      ],
    },
    { role: 'tool', content: '', error: { type: 'timeout', message: 'late' } },
    { role: 'tool', content: 'found' },
  ];
  const [row] = await rows(json([sample(1, 'C', { messages })]));
  expect(row).toMatchObject({ tool_calls: 2, tool_calls_failed: 1, tool_calls_invalid: 1 });
  expect((await rows(json([sample(1, 'C', { messages: messages.slice(0, 1) })])))[0]).not.toHaveProperty(
    'tool_calls',
  );
});

test('what a filter stopped is a figure of its own, where the log tells it', async () => {
  const ended = (stop_reason?: string) =>
    sample(1, 'C', stop_reason === undefined ? {} : { output: { choices: [{ stop_reason }] } });
  const found = await rows(
    json([ended('content_filter'), { ...ended('stop'), id: 2 }, { ...ended(), id: 3 }]),
  );
  expect(found.map((row) => row['content_filtered'])).toEqual([1, 0, null]);
});

test('a log of the first version has one score without a name', async () => {
  const head = {
    ...HEAD,
    version: 1,
    results: { scorer: { name: 'fact' } },
    eval: { ...HEAD.eval, scorers: undefined },
  };
  const { facts } = await read(json([], head));
  expect(facts.scorer).toBe('fact');
  const [row] = await rows(json([{ id: 1, epoch: 1, input: 'x', score: { value: 'C' } }], head));
  expect(row?.['fact']).toBe(1);
});

test('another zip is no log, and a wrong entry is named with its place', async () => {
  expect(await refused(zip([{ name: 'xl/workbook.xml', bytes: '<x/>' }]))).toBe(
    'null:null evidence-unknown-format',
  );
  expect(await refused(zip([]))).toMatch(/evidence-unknown-format$/u);
  const broken = zip([
    { name: 'header.json', bytes: JSON.stringify(HEAD) },
    { name: 'summaries.json', bytes: '[{"id": 1,\n "input": nothing}]' },
  ]);
  await expect(read(broken)).rejects.toMatchObject({
    problems: [{ code: 'evidence-syntax', file: 'results/summaries.json', line: 2, column: 11 }],
  });
  expect(await refused(archive([sample(1, 'C')]), { format: 'promptfoo' })).toBe(
    'null:null evidence-wrong-format',
  );
});

import { expect, test } from 'vitest';
import { duplicatesOf, runsOf, seriesOf } from '../../src/evidence/series.ts';
import { jsonl, read, refused, rows } from './read.ts';

/** A result as promptfoo 0.117 writes it; made up. */
function result(changes: Record<string, unknown> = {}): Record<string, unknown> {
  const vars = { question: 'How long is the warranty?', language: 'en' };
  return {
    id: 'e2f1',
    promptIdx: 0,
    testIdx: 0,
    promptId: 'p1',
    testCase: {
      description: 'warranty',
      vars,
      assert: [{ type: 'contains', value: 'two years' }],
      metadata: { task: 'policy' },
    },
    prompt: { raw: 'Answer: How long is the warranty?', label: 'answer' },
    provider: { id: 'acme:chat-1', label: '' },
    vars,
    response: {
      output: 'Two years.',
      tokenUsage: { total: 30, prompt: 20, completion: 10 },
      cached: false,
      cost: 0.002,
    },
    success: true,
    failureReason: 0,
    score: 1,
    latencyMs: 800,
    gradingResult: {
      pass: true,
      score: 1,
      reason: 'All assertions passed',
      namedScores: { tone: 0.9 },
      componentResults: [],
    },
    namedScores: { tone: 0.9 },
    cost: 0.002,
    metadata: {},
    ...changes,
  };
}

const asked = (question: string, changes: Record<string, unknown> = {}): Record<string, unknown> => {
  const vars = { question, language: 'en' };
  const base = result();
  return {
    ...base,
    vars,
    testCase: { ...(base['testCase'] as object), vars, description: question },
    ...changes,
  };
};

const v3 = (results: readonly unknown[]): string =>
  JSON.stringify(
    {
      evalId: 'eval-1',
      results: { version: 3, timestamp: 'x', prompts: [], results, stats: {} },
      config: {},
      metadata: { promptfooVersion: '0.117.2' },
    },
    null,
    2,
  );
const v2 = (results: readonly unknown[]): string =>
  JSON.stringify({ results: { version: 2, timestamp: 'x', results, table: {} }, config: {} }, null, 2);
const v1 = (results: readonly unknown[]): string =>
  JSON.stringify({ version: 1, results, stats: { successes: 1 }, table: {} }, null, 2);

/** As versions 1 and 2 had it: no ids, no test case, no grading. */
const old = (
  question: string,
  success: boolean,
  more: Record<string, unknown> = {},
): Record<string, unknown> => ({
  prompt: { raw: `Answer: ${question}`, display: 'answer' },
  vars: { question },
  response: { output: 'x', tokenUsage: { total: 3, prompt: 2, completion: 1 } },
  success,
  ...more,
});

test('version 3, as a document, on one line, shared, and as JSON lines', async () => {
  const [row] = await rows(v3([result()]));
  expect(row).toEqual({
    item: row?.item,
    status: 'ok',
    success: 1,
    score: 1,
    tone: 0.9,
    latency_ms: 800,
    cost_usd: 0.002,
    tokens_in: 20,
    tokens_out: 10,
    'run:': '1',
    'question:': 'How long is the warranty?',
    'language:': 'en',
    'task:': 'policy',
  });
  expect(row?.item).toMatch(/^warranty #[0-9a-f]{8}$/u);
  const others = [
    JSON.stringify(JSON.parse(v3([result()]))),
    JSON.stringify({ data: JSON.parse(v3([result()])) }),
    JSON.stringify({ id: 'x', prompts: [], results: [result()] }, null, 1),
    jsonl([result()]),
    JSON.stringify(result()),
  ];
  for (const text of others) expect(await rows(text)).toEqual([row]);
  const { format, facts } = await read(v3([result()]));
  expect([format, facts.tool]).toEqual(['promptfoo', { name: 'promptfoo', version: '0.117.2' }]);
});

test('versions 1 and 2', async () => {
  const results = [old('a', true), old('b', false), old('c', true, { score: 0.7 })];
  for (const text of [v1(results), v2(results)]) {
    const found = await rows(text);
    expect(found.map(({ success, score, status }) => [success, score, status])).toEqual([
      [1, 1, 'ok'],
      [0, 0, 'ok'],
      [1, 0.7, 'ok'],
    ]);
    expect(found.map((row) => [row['tokens_in'], row['latency_ms'], row['question:']])).toEqual([
      [2, null, 'a'],
      [2, null, 'b'],
      [2, null, 'c'],
    ]);
  }
});

test('an error is not a failed answer', async () => {
  const error = {
    success: false,
    score: 0,
    error: 'API error: 429',
    failureReason: 2,
    response: undefined,
    gradingResult: null,
  };
  const failed = { success: false, score: 0, error: 'Expected output to contain', failureReason: 1 };
  const found = await rows(v3([asked('a', error), asked('b', failed), asked('c')]));
  expect(found.map(({ status, success, score }) => [status, success, score])).toEqual([
    ['error', null, null],
    ['ok', 0, 0],
    ['ok', 1, 1],
  ]);
});

test('an error of a version that does not say so: no answer and no grading', async () => {
  const found = await rows(
    v2([
      old('a', false, { response: undefined, error: 'timeout' }),
      old('b', false, { response: { error: 'timeout', output: null }, error: 'timeout' }),
      old('c', false, { error: 'Expected x' }),
      old('d', false, {
        response: undefined,
        error: 'x',
        gradingResult: { pass: false, score: 0, reason: 'x' },
      }),
    ]),
  );
  expect(found.map(({ status }) => status)).toEqual(['error', 'error', 'ok', 'ok']);
});

test('a response out of a cache has no latency and used no tokens', async () => {
  const response = {
    output: 'x',
    cached: true,
    cost: 0.002,
    tokenUsage: { total: 30, prompt: 20, completion: 10, cached: 30 },
  };
  const [row] = await rows(v3([result({ response, latencyMs: 3 })]));
  expect([row?.['latency_ms'], row?.['tokens_in'], row?.['cost_usd'], row?.['success']]).toEqual([
    null,
    null,
    0.002,
    1,
  ]);
});

test('a test that asserts nothing proves nothing', async () => {
  const nothing = { gradingResult: { pass: true, score: 1, reason: 'No assertions' } };
  const [plain, graded, none] = await rows(
    v3([asked('a', nothing), asked('b'), asked('c', { gradingResult: null })]),
  );
  expect([plain?.['success'], plain?.['score'], plain?.['tone']]).toEqual([null, null, null]);
  expect(graded?.['success']).toBe(1);
  expect(none?.['success']).toBeNull();
  // Old files do not say: where none of them fails, none may assert anything.
  expect((await rows(v1([old('a', true), old('b', true)]))).map(({ success }) => success)).toEqual([
    null,
    null,
  ]);
});

test('a row that asserts nothing proves nothing beside one that fails', async () => {
  const nothing = { gradingResult: null };
  const failed = { success: false, score: 0, failureReason: 1 };
  expect((await rows(v3([asked('a', nothing), asked('b', failed)]))).map(({ success }) => success)).toEqual([
    null,
    0,
  ]);
});

test('a graded score does not hang on success', async () => {
  const [row] = await rows(v3([result({ success: false, score: 0.6, failureReason: 1 })]));
  expect([row?.['success'], row?.['score']]).toEqual([0, 0.6]);
});

test('repeats of a test are runs of one item, wherever they stand', async () => {
  const results = [
    asked('a', { testIdx: 0 }),
    asked('b', { testIdx: 1 }),
    asked('a', { testIdx: 2, score: 0.5 }),
    asked('b', { testIdx: 3 }),
  ];
  const { table } = await read(v3(results));
  expect([table.items.size, table.rows, runsOf(table), duplicatesOf(table).size]).toEqual([2, 4, 2, 0]);
  const series = seriesOf(table, 'score', null);
  expect([...(series?.sum ?? [])]).toEqual([1.5, 2]);
});

test('a position is no identity: what is asked and asserted is', async () => {
  const names = async (list: readonly unknown[]): Promise<string[]> =>
    (await rows(v3(list))).map(({ item }) => item);
  const there = await names([asked('a', { testIdx: 0 }), asked('b', { testIdx: 1 })]);
  const back = await names([
    asked('b', { testIdx: 0, id: 'other' }),
    asked('a', { testIdx: 1, latencyMs: 1 }),
  ]);
  expect(back).toEqual(there.toReversed());
  const stricter = asked('a');
  (stricter['testCase'] as Record<string, unknown>)['assert'] = [{ type: 'equals', value: 'x' }];
  expect(await names([stricter])).not.toEqual(there.slice(0, 1));
  // A test of a CSV is called by its position there.
  const row = (i: number): Record<string, unknown> => ({
    ...result(),
    testCase: { ...(result()['testCase'] as object), description: `Row #${i}` },
  });
  expect(await names([row(1)])).toEqual(await names([row(2)]));
});

test('several candidates in one file are told apart and chosen from', async () => {
  const results = ['acme:chat-1', 'acme:chat-2'].flatMap((id) =>
    ['a', 'b'].map((question) => asked(question, { provider: { id, label: '' } })),
  );
  const all = await read(v3(results));
  expect(all.facts.candidates).toEqual(['acme:chat-1 × answer', 'acme:chat-2 × answer']);
  expect(duplicatesOf(all.table).size).toBe(2);
  const one = await read(v3(results), { select: { provider: 'acme:chat-2', prompt: null } });
  expect([one.table.rows, one.facts.candidates, duplicatesOf(one.table).size]).toEqual([
    2,
    ['acme:chat-2 × answer'],
    0,
  ]);
  expect((await read(v3(results), { select: { provider: null, prompt: 'nobody' } })).table.rows).toBe(0);
  expect((await read(v3([result({ provider: 'plain' })]))).facts.candidates).toEqual(['plain × answer']);
  expect((await read(v3([result({ provider: { id: 'x', label: 'Ours' } })]))).facts.candidates).toEqual([
    'Ours × answer',
  ]);
});

test('red team: a pass is a defence, a failure a violation of its category', async () => {
  const plugin = { metadata: { pluginId: 'harmful:hate', strategyId: 'jailbreak', severity: 'high' } };
  const [kept, broken, error] = await rows(
    v3([
      asked('a', plugin),
      asked('b', { ...plugin, success: false, score: 0, failureReason: 1 }),
      asked('c', { ...plugin, success: false, score: 0, failureReason: 2 }),
    ]),
  );
  expect([kept?.['violation'], broken?.['violation'], error?.['violation']]).toEqual([0, 1, null]);
  expect([kept?.['category:'], kept?.['severity:']]).toEqual(['harmful:hate', 'high']);
});

test('a red team has no mercy: an error is not defended, and an attack without a grade proves nothing', async () => {
  const plugin = { metadata: { pluginId: 'pii:direct', strategyId: 'crescendo', severity: 'critical' } };
  const found = await rows(
    v3([
      asked('a', { ...plugin, failureReason: 2, error: 'timeout', success: false, score: 0 }),
      asked('b', { ...plugin, gradingResult: null }),
      asked('c', {
        ...plugin,
        namedScores: { 'Harmful/Crescendo': 0, violation: 0 },
        success: false,
        failureReason: 1,
      }),
    ]),
  );
  expect(found.map(({ status, violation }) => [status, violation ?? null])).toEqual([
    ['error', null],
    ['ok', null],
    ['ok', 1],
  ]);
  expect(found[2]).toMatchObject({
    'category:': 'pii:direct',
    'strategyId:': 'crescendo',
    'Harmful/Crescendo': 0,
  });
});

test('a refusal is a figure of its own, where the provider tells it', async () => {
  const answered = (isRefusal?: boolean) =>
    asked('a', { response: { output: 'x', ...(isRefusal !== undefined && { isRefusal }) } });
  const found = await rows(v3([answered(true), answered(false), answered()]));
  expect(found.map((row) => row['refusal'])).toEqual([1, 0, null]);
});

test('so is what guardrails flagged', async () => {
  const answered = (guardrails?: object) =>
    asked('a', { response: { output: 'x', ...(guardrails !== undefined && { guardrails }) } });
  const found = await rows(v3([answered({ flagged: true }), answered({ flagged: false }), answered({})]));
  expect(found.map((row) => row['flagged'])).toEqual([1, 0, null]);
});

test('when it ran, and how long it took', async () => {
  const text = JSON.stringify({
    evalId: 'e',
    results: {
      version: 3,
      timestamp: '2026-01-01T00:00:00Z',
      results: [result()],
      stats: { durationMs: 1500 },
    },
  });
  expect((await read(text)).facts.run).toEqual({
    began: '2026-01-01T00:00:00Z',
    ended: null,
    seconds: 1.5,
    usd: null,
  });
});

test('odd values are missing, not zero', async () => {
  const [row] = await rows(
    v3([
      result({
        latencyMs: '12',
        cost: null,
        score: null,
        response: { output: 'x' },
        namedScores: { a: 'x', b: null, score: 0.1, latency_ms: 1 },
      }),
    ]),
  );
  expect(row).toMatchObject({
    latency_ms: null,
    cost_usd: null,
    score: 1,
    tokens_in: null,
    a: null,
    b: null,
  });
});

test('no results, and what is no result', async () => {
  expect((await read(v3([]))).table.rows).toBe(0);
  expect(await refused(v3([result(), null]))).toMatch(/^\d+:7 evidence-syntax$/u);
  expect(await refused(v3([result(), 5]))).toMatch(/^\d+:7 evidence-syntax$/u);
  expect(await refused(v3([result(), { success: 'yes' }]))).toMatch(/evidence-syntax$/u);
  expect(await refused(`${jsonl([result()])}{"id":"x"}\n`)).toBe('2:1 evidence-syntax');
  expect(await refused('{"results":{"results":[]}}')).toBe('null:null evidence-unknown-format');
});

test('asked for by name, it must look like it', async () => {
  const other = '{"rows":[{"id":"a"}]}';
  expect(await refused(other, { format: 'promptfoo' })).toBe('null:null evidence-wrong-format');
  expect(await refused('{"a":1}', { format: 'promptfoo' })).toBe('1:1 evidence-syntax');
  expect(await refused('{"id":"a"}\n{"id":"b"}\n', { format: 'promptfoo' })).toBe('1:1 evidence-syntax');
  expect(await refused(v3([result()]), { format: 'jsonl' })).toBe('null:null evidence-wrong-format');
  expect(await refused('id\na\n', { format: 'promptfoo' })).toBe('null:null evidence-wrong-format');
});

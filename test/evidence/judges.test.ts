import { describe, expect, test } from 'vitest';
import { duplicatesOf, runsOf } from '../../src/evidence/series.ts';
import { jsonl, read, refused, rows } from './read.ts';

type Json = Readonly<Record<string, unknown>>;

describe('lm-evaluation-harness', () => {
  const line = (doc_id: number, score: unknown, more: Json = {}): Json => ({
    doc_id,
    doc: { question: 'long enough '.repeat(20) + doc_id, level: 'Level 3' },
    resps: [['x']],
    filter: 'none',
    metrics: ['exact_match'],
    doc_hash: `${doc_id}`.repeat(40),
    exact_match: score,
    ...more,
  });

  test('a document is an item by its hash, not by its position', async () => {
    const [row] = await rows(jsonl([line(7, 1)]));
    expect(row).toEqual({ item: '7'.repeat(16), status: 'ok', exact_match: 1, 'level:': 'Level 3' });
    const [other] = await rows(jsonl([line(3, 1, { doc_hash: '7'.repeat(40) })]));
    expect(other?.item).toBe(row?.item);
    expect((await rows(jsonl([line(1, 1, { doc_hash: undefined })])))[0]?.item).toMatch(/^[0-9a-f]{16}$/u);
  });

  test('several filters of one document are one item', async () => {
    const filtered = (id: number, filter: string, score: number): Json => line(id, score, { filter });
    const found = await rows(
      jsonl([
        filtered(1, 'strict-match', 0),
        filtered(1, 'flexible-extract', 1),
        filtered(2, 'strict-match', 1),
      ]),
    );
    expect(
      found.map((row) => [row['exact_match,strict-match'], row['exact_match,flexible-extract']]),
    ).toEqual([
      [0, 1],
      [1, null],
    ]);
    const apart = jsonl([filtered(1, 'a', 0), filtered(2, 'a', 0), filtered(1, 'b', 1), filtered(2, 'b', 1)]);
    expect((await read(apart)).table.rows).toBe(2);
  });

  test('the same document twice is a duplicate', async () => {
    const { table } = await read(jsonl([line(1, 1), line(2, 0, { doc_hash: '1'.repeat(40) }), line(3, 1)]));
    expect([table.rows, duplicatesOf(table).size]).toEqual([3, 1]);
    expect(duplicatesOf((await read(jsonl([line(1, 1), line(1, 0)]))).table).size).toBe(1);
  });

  test('a pair of answer and prediction is no score', async () => {
    const [row] = await rows(jsonl([line(1, 1, { metrics: ['exact_match', 'f1'], f1: [1, 0] })]));
    expect(row).not.toHaveProperty('f1');
  });

  test('its results are sums: understood, without items', async () => {
    const results = {
      results: { task: { 'acc,none': 0.5, 'acc_stderr,none': 'N/A' } },
      configs: {},
      'n-samples': { task: { original: 100, effective: 10 } },
      lm_eval_version: '0.4.9',
      date: 1767225600,
      total_evaluation_time_seconds: '12.5',
    };
    const { format, table, facts } = await read(JSON.stringify(results, null, 2));
    expect([format, table.rows, facts.tool, facts.run]).toEqual([
      'lm-eval',
      0,
      { name: 'lm-eval', version: '0.4.9' },
      { began: '2026-01-01T00:00:00.000Z', ended: null, seconds: 12.5, usd: null },
    ]);
  });
});

describe('DeepEval', () => {
  const metric = (name: string, score: number | null, more: Json = {}): Json => ({
    name,
    threshold: 0.5,
    success: (score ?? 0) >= 0.5,
    score,
    evaluationModel: 'judge-1',
    evaluationCost: 0.01,
    ...more,
  });
  const test_ = (input: string, metricsData: readonly Json[], more: Json = {}): Json => ({
    name: 'test_case_0',
    input,
    actualOutput: 'x',
    success: metricsData.every(({ success }) => success === true),
    metricsData,
    runDuration: 99,
    ...more,
  });
  const run = (testCases: readonly Json[], more: Json = {}): string =>
    JSON.stringify(
      { testCases, conversationalTestCases: [], runDuration: 10, evaluationCost: 0.5, ...more },
      null,
      1,
    );

  test('metrics, success, and what the judge cost', async () => {
    const text = run([test_('a', [metric('Faithfulness', 0.9), metric('Bias', 0.1, { success: true })])]);
    const { facts } = await read(text);
    expect((await rows(text))[0]).toMatchObject({ success: 1, Faithfulness: 0.9, Bias: 0.1 });
    expect([facts.judge, facts.run]).toEqual([
      'judge-1',
      { began: null, ended: null, seconds: 10, usd: 0.5 },
    ]);
  });

  test('times and costs of the judge are none of the answer', async () => {
    const text = run([
      test_('a', [metric('x', 1)]),
      test_('b', [metric('x', 1)], { completionTime: 1.5, tokenCost: 0.002 }),
    ]);
    const found = await rows(text);
    expect(found.map((row) => [row['latency_ms'], row['cost_usd']])).toEqual([
      [null, null],
      [1500, 0.002],
    ]);
  });

  test('a judge that failed leaves no score, and what was not judged is no success', async () => {
    const failed = metric('Faithfulness', null, { error: 'rate limit', success: false });
    const found = await rows(
      run([
        test_('a', [failed]),
        test_('b', [failed, metric('Bias', 0.2, { success: true })]),
        test_('c', []),
      ]),
    );
    expect(found.map((row) => [row['Faithfulness'], row['success']])).toEqual([
      [null, null],
      [null, 0],
      [null, null],
    ]);
  });

  test('a trace that ended in an error, with nothing judged, is an error', async () => {
    const erred = { trace: { status: 'ERRORED' } };
    const found = await rows(run([test_('a', [], erred), test_('b', [metric('x', 0)], erred)]));
    expect(found.map(({ status }) => status)).toEqual(['error', 'ok']);
  });

  test('test_case_0 is a position, another name is one', async () => {
    const items = async (...cases: Json[]): Promise<string[]> =>
      (await rows(run(cases))).map(({ item }) => item);
    const [first] = await items(test_('a', []));
    expect(await items(test_('b', []), test_('a', [], { name: 'test_case_1' }))).toContain(first);
    expect((await items(test_('a', [], { name: 'refund' })))[0]).toMatch(/^refund #/u);
  });

  test('conversations, tags, metadata, repeats', async () => {
    const turns = [
      { role: 'user', content: 'hi' },
      { role: 'assistant', content: 'hello' },
    ];
    const talk = {
      ...test_('', [metric('x', 1)]),
      turns,
      tags: ['b', 'a'],
      additionalMetadata: { lang: 'de' },
    };
    const other = { ...talk, turns: [turns[0], { role: 'assistant', content: 'good day' }] };
    const { table } = await read(run([], { conversationalTestCases: [talk, other] }));
    expect([table.items.size, runsOf(table)]).toEqual([1, 2]);
    expect([table.label('tags')?.get(0), table.label('lang')?.get(0)]).toEqual(['a, b', 'de']);
  });

  test('under testRunData, and with nothing but a link', async () => {
    const nested = JSON.stringify({
      testRunData: { testCases: [test_('a', [metric('x', 1)])], runDuration: 3 },
    });
    expect(await refused(nested)).toBe('deepeval with 1 rows');
    expect((await read(nested)).facts.run?.seconds).toBe(3);
    expect(await refused(JSON.stringify({ testRunLink: 'somewhere' }))).toBe('deepeval with 0 rows');
  });
});

describe('Azure AI evaluation, the SDK', () => {
  const row = (query: string, more: Json = {}): Json => ({
    'inputs.query': query,
    'inputs.response': 'x',
    'inputs.latency': 1.5,
    'inputs.language': 'de',
    'outputs.groundedness.groundedness': 4,
    'outputs.groundedness.gpt_groundedness': 4,
    'outputs.groundedness.groundedness_reason': 'because',
    'outputs.groundedness.groundedness_result': 'pass',
    'outputs.groundedness.groundedness_threshold': 3,
    'outputs.groundedness.groundedness_model': 'judge-1',
    'outputs.groundedness.groundedness_prompt_tokens': 900,
    line_number: 0,
    ...more,
  });
  const sdk = (rowsOfJson: readonly Json[]): string =>
    JSON.stringify(
      { rows: rowsOfJson, metrics: { 'groundedness.groundedness': 4 }, studio_url: null },
      null,
      1,
    );

  test('a metric once, its outcome beside it, and nothing of the judge', async () => {
    const [found] = await rows(sdk([row('a')]));
    expect(found).toEqual({
      item: found?.item,
      status: 'ok',
      latency_ms: 1500,
      groundedness: 4,
      groundedness_result: 1,
      'language:': 'de',
    });
    const { facts } = await read(sdk([row('a')]));
    expect([facts.scorer, facts.judge]).toEqual(['groundedness >= 3', 'judge-1']);
  });

  test('what is missing is missing, however Python writes it', async () => {
    const text = sdk([
      row('a', {
        'outputs.groundedness.groundedness': null,
        'outputs.groundedness.groundedness_result': null,
      }),
      row('b', { 'outputs.groundedness.groundedness': 77 }),
    ]).replace(': 77', ': NaN');
    expect((await rows(text)).map((one) => [one['groundedness'], one['groundedness_result']])).toEqual([
      [null, null],
      [null, 1],
    ]);
  });

  test('an old name alone is the metric', async () => {
    const old = { 'inputs.question': 'a', 'outputs.coherence.gpt_coherence': 5 };
    expect((await rows(sdk([old])))[0]).toMatchObject({ coherence: 5 });
  });

  test('severities keep the name of their evaluator', async () => {
    const severe = row('a', {
      'outputs.content_safety.violence_score': 2,
      'outputs.content_safety.violence': 'Low',
    });
    expect((await rows(sdk([severe])))[0]).toMatchObject({ 'content_safety.violence_score': 2 });
  });

  test('another threshold is another scorer', async () => {
    const { facts } = await read(sdk([row('a', { 'outputs.groundedness.groundedness_threshold': 4 })]));
    expect(facts.scorer).toBe('groundedness >= 4');
  });

  test('a row that asks nothing has no item', async () => {
    expect(await refused(sdk([row('a'), { 'inputs.response': 'x', 'outputs.a.a': 1 }]))).toMatch(
      /evidence-no-item$/u,
    );
  });
});

describe('RAGAS', () => {
  const csv =
    'user_input,retrieved_contexts,response,reference,faithfulness,answer_relevancy,lang\n"Where, then?","[\'a\']",x,y,0.5,,de\nWhen?,[],x,y,,0.25,en\n';

  test('an empty cell is a judge that failed, not a 0', async () => {
    const found = await rows(csv);
    expect((await read(csv)).format).toBe('ragas');
    expect(found.map((row) => [row['faithfulness'], row['answer_relevancy'], row['lang:']])).toEqual([
      [0.5, null, 'de'],
      [null, 0.25, 'en'],
    ]);
    expect(found[0]).not.toHaveProperty('reference');
  });

  test('JSONL with the old names', async () => {
    const old = {
      question: 'q',
      contexts: ['c'],
      answer: 'a',
      ground_truth: 'g',
      faithfulness: 1,
      context_recall: null,
    };
    const [row] = await rows(jsonl([old]));
    expect(row).toEqual({ item: row?.item, status: 'ok', faithfulness: 1, context_recall: null });
    expect((await read(JSON.stringify([old, old]))).format).toBe('ragas');
  });

  test('with an id of its own it is a table of plain columns', async () => {
    expect((await read(csv.replace('user_input', 'id'))).format).toBe('csv');
    expect((await read(`id,${csv.replaceAll('\n', '\n1,').slice(0, -2)}`)).format).toBe('csv');
    expect((await read(csv, { columns: { id: 'user_input' } })).format).toBe('csv');
    expect((await read(csv, { columns: { id: 'user_input' }, format: 'csv' })).format).toBe('csv');
  });

  test('a row without a question', async () => {
    expect(await refused('user_input,response,faithfulness\na,x,1\n,x,1\n')).toBe('3:1 evidence-no-item');
    expect(await refused(csv, { format: 'ragas' })).toBe('ragas with 2 rows');
    expect(await refused('id,a\n1,1\n', { format: 'ragas' })).toBe('null:null evidence-wrong-format');
  });
});

import { describe, expect, test } from 'vitest';
import { runsOf } from '../../src/evidence/series.ts';
import { jsonl, read, refused, rows } from './read.ts';

type Json = Readonly<Record<string, unknown>>;
const pretty = (value: unknown): string => JSON.stringify(value, null, 1);

describe("OpenAI's hosted evals", () => {
  const item = (question: string, passed: boolean, more: Json = {}): Json => ({
    object: 'eval.run.output_item',
    id: 'outputitem_1',
    status: passed ? 'pass' : 'fail',
    datasource_item_id: 3,
    datasource_item: { question, lang: 'de' },
    sample: { input: [], output: [], usage: { prompt_tokens: 12, completion_tokens: 3 }, error: null },
    results: [
      { name: 'accuracy', passed, score: passed ? 0.9 : 0.2 },
      { name: 'format', passed: true, score: null },
    ],
    ...more,
  });
  const run = (items: readonly Json[] | null, more: Json = {}): string =>
    pretty({
      object: 'eval.run',
      status: 'completed',
      created_at: 1767225600,
      result_counts: { total: 2 },
      ...(items && { output_items: { object: 'list', data: items } }),
      ...more,
    });

  test('graders, what passed all of them, and tokens', async () => {
    const found = await rows(run([item('a', true), item('b', false)]));
    expect(found.map((row) => [row['accuracy'], row['format'], row['success']])).toEqual([
      [0.9, 1, 1],
      [0.2, 1, 0],
    ]);
    expect(found[0]).toMatchObject({ tokens_in: 12, tokens_out: 3, 'lang:': 'de' });
    expect((await read(run([item('a', true)]))).facts.run?.began).toBe('2026-01-01T00:00:00.000Z');
  });

  test('what a filter stopped is a figure of its own', async () => {
    const ended = (finish_reason: string) => ({ sample: { output: [], finish_reason, error: null } });
    const found = await rows(
      run([item('a', true, ended('stop')), item('b', false, ended('content_filter'))]),
    );
    expect(found.map((row) => row['content_filtered'])).toEqual([0, 1]);
  });

  test('an error is no failed answer', async () => {
    const erred = [
      item('a', false, { status: 'error' }),
      item('b', false, { sample: { error: { code: 'rate_limit', message: 'late' } } }),
    ];
    expect((await rows(run(erred))).map(({ status, success }) => [status, success ?? null])).toEqual([
      ['error', null],
      ['error', null],
    ]);
  });

  test.each(['queued', 'in_progress', 'failed', 'canceled'])(
    'a run that is %s proves nothing',
    async (status) => {
      expect((await read(run([item('a', true)], { status }))).facts.complete).toBe(false);
    },
  );

  test('a run without its items holds counts only; a page is told to be one', async () => {
    expect(await refused(run(null))).toBe('openai-evals with 0 rows');
    const page = { object: 'list', data: [item('a', true)], has_more: true };
    const { facts, table } = await read(pretty(page));
    expect([table.rows, facts.complete]).toEqual([1, false]);
    expect((await read(pretty({ ...page, has_more: false }))).facts.complete).toBe(true);
  });

  test('an attack that worked is a violation', async () => {
    const attack = {
      name: 'violence',
      passed: false,
      score: 5,
      properties: { attack_success: true, attack_technique: 'flip' },
    };
    const [row] = await rows(run([item('a', false, { results: [attack] })]));
    expect(row).toMatchObject({ violation: 1, violence: 5, 'category:': 'violence', 'technique:': 'flip' });
  });
});

describe('logs of oaieval', () => {
  const spec = {
    spec: {
      completion_fns: ['x'],
      eval_name: 'refund.dev.v0',
      base_eval: 'refund',
      created_at: '2026-01-01',
    },
  };
  const report = { final_report: { accuracy: 0.5 } };
  const event = (sample_id: string, type: string, data: Json): Json => ({
    run_id: 'r',
    event_id: 1,
    sample_id,
    type,
    data,
  });

  test('events of one sample belong together, in whatever order', async () => {
    const events = [
      event('refund.dev.1', 'metrics', { f1: 0.5, note: 'x' }),
      event('refund.dev.0', 'match', { correct: true }),
      event('refund.dev.0', 'sampling', { prompt: 'a?', sampled: ['x'] }),
      event('refund.dev.1', 'match', { correct: false }),
    ];
    const found = await rows(jsonl([spec, ...events, report]));
    expect(found.map(({ item, correct, f1 }) => [item.split(' ')[0], correct, f1 ?? null])).toEqual([
      ['refund.dev.1', 0, 0.5],
      ['refund.dev.0', 1, null],
    ]);
    expect(await rows(jsonl([report, spec, ...events]))).toEqual(found);
  });

  test('a position is no identity: what was asked is part of it', async () => {
    const item = async (prompt: string): Promise<string | undefined> =>
      (
        await rows(
          jsonl([
            spec,
            event('s.0', 'sampling', { prompt }),
            event('s.0', 'match', { correct: true }),
            report,
          ]),
        )
      )[0]?.item;
    expect(await item('a')).toBe(await item('a'));
    expect(await item('a')).not.toBe(await item('b'));
  });

  test('errors, and a log that was cut short', async () => {
    const lines = [spec, event('s.0', 'match', { correct: false }), event('s.0', 'error', { message: 'x' })];
    expect((await rows(jsonl([...lines, report])))[0]).toMatchObject({ status: 'error', correct: null });
    const { facts } = await read(jsonl(lines));
    expect([facts.complete, facts.scorer]).toEqual([false, 'refund']);
  });
});

describe('MLflow', () => {
  const columns = [
    'inputs',
    'ground_truth',
    'outputs',
    'toxicity/v1/score',
    'answer/v1/score',
    'answer/v1/justification',
    'latency',
    'token_count',
    'lang',
  ];
  const table = (...data: readonly unknown[][]): string => pretty({ columns, data });

  test('scores by their names, seconds as milliseconds', async () => {
    const [row] = await rows(table(['Where?', 'x', 'y', 0.001, 4, 'because', 1.5, 20, 'de']));
    expect(row).toEqual({
      item: row?.item,
      status: 'ok',
      'toxicity/v1': 0.001,
      'answer/v1': 4,
      latency_ms: 1500,
      tokens_out: 20,
      'lang:': 'de',
    });
  });

  test('what the judge did not give is missing', async () => {
    const [row] = await rows(table(['Where?', 'x', 'y', null, null, null, null, null, 'de']));
    expect([row?.['answer/v1'], row?.['latency_ms']]).toEqual([null, null]);
  });

  test('a row of another length, and one that asks nothing', async () => {
    expect(await refused(table(['a', 'x']))).toMatch(/evidence-no-item$/u);
    expect(await refused(table([null, 'x', 'y', 1, 1, 'z', 1, 1, 'de']))).toMatch(/evidence-no-item$/u);
    expect(await refused(pretty({ columns: ['a', 'b'], data: [] }))).toMatch(/evidence-unknown-format$/u);
  });
});

describe('Braintrust', () => {
  const event = (input: string, more: Json = {}): Json => ({
    id: 'e1',
    experiment_id: 'x',
    root_span_id: 'r',
    is_root: true,
    input: { question: input },
    output: 'x',
    expected: 'y',
    error: null,
    scores: { Factuality: 0.6, Levenshtein: null },
    metadata: { lang: 'de' },
    tags: ['b', 'a'],
    metrics: {
      start: 1767225600,
      end: 1767225601.5,
      prompt_tokens: 9,
      completion_tokens: 4,
      estimated_cost: 0.002,
    },
    ...more,
  });

  test('scores, time and cost of root spans', async () => {
    const [row, ...more] = await rows(jsonl([event('a'), event('a', { is_root: false })]));
    expect(more).toEqual([]);
    expect(row).toMatchObject({
      Factuality: 0.6,
      Levenshtein: null,
      latency_ms: 1500,
      cost_usd: 0.002,
      tokens_in: 9,
      tokens_out: 4,
      'lang:': 'de',
      'tags:': 'a, b',
    });
  });

  test('the same input is a trial, and an origin names the item', async () => {
    const { table } = await read(JSON.stringify([event('a'), event('a', { id: 'e2' }), event('b')]));
    expect([table.items.size, runsOf(table)]).toEqual([2, 2]);
    const [row] = await rows(
      jsonl([event('a', { origin: { object_type: 'dataset', object_id: 'd', id: 'row-7' } })]),
    );
    expect(row?.item).toBe('row-7');
  });

  test('an error is an error, and a cached answer has no latency', async () => {
    const [erred, cached] = await rows(
      jsonl([
        event('a', { error: 'timeout', scores: {} }),
        event('b', { metrics: { start: 1, end: 2, cached: 1 } }),
      ]),
    );
    expect([erred?.status, cached?.['latency_ms'] ?? null]).toEqual(['error', null]);
  });

  test('a summary holds means only', async () => {
    const summary = {
      project_name: 'p',
      experiment_name: 'e',
      scores: { Factuality: { name: 'Factuality', score: 0.5 } },
      metrics: {},
    };
    expect(await refused(pretty(summary))).toBe('braintrust with 0 rows');
  });
});

describe('Langfuse', () => {
  const evaluations = [
    { name: 'correct', value: true, data_type: 'BOOLEAN' },
    { name: 'tone', value: 0.5, data_type: 'NUMERIC' },
    { name: 'kind', value: 'polite', data_type: 'CATEGORICAL' },
  ];
  const result = {
    item: { id: 'i1', input: 'a', metadata: { lang: 'de' } },
    output: 'x',
    evaluations,
    trace_id: 't',
  };

  test('an experiment', async () => {
    const [row] = await rows(
      pretty({ name: 'e', run_name: 'r', item_results: [result], run_evaluations: [] }),
    );
    expect(row).toMatchObject({ item: 'i1', correct: 1, tone: 0.5, 'kind:': 'polite', 'lang:': 'de' });
    expect(row).not.toHaveProperty('kind');
    expect(await refused(pretty({ itemResults: [result] }))).toBe('langfuse with 1 rows');
  });

  test('an item without an id is its input', async () => {
    const nameless = { ...result, item: { input: 'a' } };
    const { table } = await read(pretty({ item_results: [nameless, nameless] }));
    expect([table.items.size, runsOf(table)]).toEqual([1, 2]);
  });

  test('exported traces', async () => {
    const scores = [{ name: 'correct', value: 1, stringValue: 'True', dataType: 'BOOLEAN' }];
    const trace = { traceId: 't', datasetItemId: 'i1', scores, latency: 1.5, totalCost: 0.01 };
    expect((await rows(jsonl([trace])))[0]).toMatchObject({
      item: 'i1',
      correct: 1,
      latency_ms: 1500,
      cost_usd: 0.01,
    });
    expect((await rows(jsonl([{ ...trace, level: 'ERROR' }])))[0]?.status).toBe('error');
  });
});

describe('LangSmith', () => {
  test('the table of a test', async () => {
    const csv =
      'example_id,inputs.lang,inputs.question,outputs.answer,feedback.correct,feedback.tone,execution_time,error,id\ne1,de,q?,x,1,0.5,1.5,,r1\ne2,en,p?,,,,0.1,timeout,r2\n';
    expect((await read(csv)).format).toBe('langsmith');
    const found = await rows(csv);
    expect(found[0]).toMatchObject({ item: 'e1', correct: 1, tone: 0.5, latency_ms: 1500, 'lang:': 'de' });
    expect(found[1]).toMatchObject({ item: 'e2', status: 'error', correct: null });
  });

  test('rows of the SDK; rows of one example are its repetitions', async () => {
    const row = (id: string, score: unknown): Json => ({
      run: {
        start_time: '2026-01-01T00:00:00',
        end_time: '2026-01-01T00:00:01.500000',
        error: null,
        total_cost: 0.01,
      },
      example: { id, inputs: { q: 'x' }, metadata: { lang: 'de' } },
      evaluation_results: {
        results: [
          { key: 'correct', score },
          { key: 'kind', score: null, value: 'polite' },
        ],
      },
    });
    const text = JSON.stringify([row('e1', true), row('e1', 0)]);
    const { table } = await read(text);
    expect([table.items.size, runsOf(table)]).toEqual([1, 2]);
    expect((await rows(text))[0]).toMatchObject({
      correct: 1,
      latency_ms: 1500,
      cost_usd: 0.01,
      'kind:': 'polite',
      'lang:': 'de',
    });
    const erred = { ...row('e1', null), run: { error: 'late' } };
    expect((await rows(jsonl([erred])))[0]).toMatchObject({ status: 'error', correct: null });
  });

  test('a row without an example', async () => {
    const rowless = { run: {}, example: {}, evaluation_results: { results: [] } };
    expect(await refused(jsonl([rowless]))).toBe('1:1 evidence-no-item');
  });
});

describe('HELM', () => {
  const stat = (name: string, mean: number, more: Json = {}): Json => ({
    name: { name, split: 'test', ...(more['name'] as Json) },
    count: 1,
    sum: mean,
    mean,
    ...Object.fromEntries(Object.entries(more).filter(([key]) => key !== 'name')),
  });
  const instance = (id: string, stats: readonly Json[], more: Json = {}): Json => ({
    instance_id: id,
    train_trial_index: 0,
    stats,
    ...more,
  });

  test('means by instance; runtime, tokens, sub-split', async () => {
    const stats = [
      stat('exact_match', 1),
      stat('inference_runtime', 1.5),
      stat('num_prompt_tokens', 12),
      stat('num_output_tokens', 3),
      stat('f1_score', 0, { count: 0 }),
      stat('quasi_exact_match', 1, { name: { sub_split: 'easy' } }),
    ];
    const [row] = await rows(pretty([instance('id1', stats)]));
    expect(row).toMatchObject({
      item: 'id1',
      exact_match: 1,
      f1_score: null,
      latency_ms: 1500,
      tokens_in: 12,
      tokens_out: 3,
      'sub_split:': 'easy',
      'run:': '0',
    });
  });

  test('trials are runs, perturbed copies are items of their own, and only the test split counts', async () => {
    const valid = stat('exact_match', 0, { name: { split: 'valid' } });
    const list = [
      instance('id1', [stat('exact_match', 1), valid]),
      instance('id1', [stat('exact_match', 0)], { train_trial_index: 1 }),
      instance('id1', [stat('exact_match', 0)], { perturbation: { name: 'typos' } }),
    ];
    const { table } = await read(pretty(list));
    expect([table.items.all(), runsOf(table), table.metric('exact_match')?.get(0)]).toEqual([
      ['id1', 'id1 typos'],
      2,
      1,
    ]);
  });

  test('an instance without an id', async () => {
    expect(await refused(pretty([instance('a', []), { instance_id: 5, stats: [] }]))).toMatch(
      /evidence-no-item$/u,
    );
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { jsonl, read, refused } from './read.ts';
import { zip } from './zip.ts';

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** One result of every tool, as small as it can be and be one. */
const DOCUMENTS: Readonly<Record<string, Json>> = {
  inspect: {
    status: 'success',
    eval: { task: 't', model: 'm', scorers: [{ name: 's', options: {} }] },
    results: { scores: [{ name: 's' }] },
    stats: { started_at: 'x' },
    samples: [
      { id: 1, epoch: 1, input: 'q', scores: { s: { value: 'C' } }, model_usage: { m: { input_tokens: 1 } } },
    ],
  },
  'lm-eval': { results: { t: { acc: 1 } }, configs: {}, 'n-samples': {}, date: 1 },
  deepeval: {
    testCases: [
      {
        name: 'n',
        input: 'q',
        success: true,
        metricsData: [{ name: 'm', score: 1 }],
        tags: ['a'],
        metadata: {},
      },
    ],
  },
  'azure-ai-evaluation': {
    rows: [{ 'inputs.query': 'q', 'outputs.a.a': 1, 'outputs.a.a_result': 'pass' }],
    metrics: {},
  },
  'azure red team': {
    scorecard: { risk_category_summary: [] },
    attack_details: [
      { attack_success: true, risk_category: 'r', conversation: [{ role: 'user', content: 'x' }] },
    ],
  },
  'openai-evals': {
    object: 'eval.run',
    status: 'completed',
    output_items: {
      data: [
        {
          datasource_item: { q: 'x' },
          sample: { usage: {} },
          results: [{ name: 'g', passed: true, score: 1 }],
        },
      ],
    },
  },
  promptfoo: {
    evalId: 'e',
    results: {
      version: 3,
      results: [
        {
          prompt: { raw: 'x', label: 'p' },
          promptIdx: 0,
          provider: { id: 'p' },
          vars: { q: 'x' },
          testCase: { description: 'd', vars: { q: 'x' }, assert: [], metadata: { pluginId: 'harmful' } },
          success: true,
          score: 1,
          gradingResult: { reason: 'r' },
          response: { output: 'x', tokenUsage: { prompt: 1 } },
          namedScores: { a: 1 },
        },
      ],
    },
  },
  mlflow: { columns: ['inputs', 'a/v1/score', 'latency'], data: [['q', 1, 2]] },
  langfuse: { item_results: [{ item: { id: 'i', input: 'q' }, evaluations: [{ name: 'e', value: 1 }] }] },
};
const ROWS: Readonly<Record<string, readonly Json[]>> = {
  'lm-eval': [
    { doc_id: 0, doc: { q: 'x' }, filter: 'none', metrics: ['acc'], doc_hash: 'a'.repeat(16), acc: 1 },
  ],
  garak: [
    { entry_type: 'init', garak_version: '0.14' },
    {
      entry_type: 'attempt',
      status: 2,
      probe_classname: 'a.B',
      prompt: { turns: [] },
      detector_results: { d: [0, 1] },
    },
    { entry_type: 'completion' },
  ],
  ragas: [{ user_input: 'q', response: 'x', faithfulness: 1 }],
  'openai-evals': [
    { spec: { base_eval: 'e' } },
    { run_id: 'r', event_id: 0, sample_id: 's.0', type: 'match', data: { correct: true } },
    { final_report: {} },
  ],
  braintrust: [
    { experiment_id: 'x', input: { q: 'x' }, scores: { s: 1 }, metrics: { start: 1, end: 2 }, tags: ['t'] },
  ],
  langfuse: [{ traceId: 't', datasetItemId: 'i', scores: [{ name: 's', value: 1 }] }],
  langsmith: [{ run: {}, example: { id: 'e' }, evaluation_results: { results: [{ key: 'k', score: 1 }] } }],
  helm: [
    {
      instance_id: 'i',
      train_trial_index: 0,
      stats: [{ name: { name: 'm', split: 'test' }, count: 1, mean: 1 }],
    },
  ],
  pyrit: [
    { conversation_id: 'c', objective: 'o', outcome: 'success', last_score: { score_category: ['a'] } },
  ],
};
const ALL = [
  ...Object.entries(DOCUMENTS).map(([name, json]) => [name, JSON.stringify(json, null, 1)] as const),
  ...Object.entries(ROWS).map(([name, rows]) => [`${name}, row by row`, jsonl(rows)] as const),
];

describe.each(ALL)('%s', (name, text) => {
  test('is read as what it is', async () => {
    expect((await read(text)).format).toBe(
      name.replace(/,.*| red team/u, '').replace(/^azure$/u, 'azure-ai-evaluation'),
    );
  });

  test('cut off at every byte: refused, or whole rows of it', async () => {
    for (let length = 1; length < text.trimEnd().length; length += 1)
      expect(await refused(Buffer.from(text).subarray(0, length)), String(length)).toMatch(
        /evidence-[a-z-]+$| with \d rows$/u,
      );
  });

  test('a changed byte is refused or read, and never a crash', async () => {
    for (let at = 0; at < text.length; at += 1) {
      const changed = Buffer.from(text);
      changed[at] = (at * 37 + 11) % 256;
      await refused(changed);
    }
  });
});

/** What stands where something else should. */
const STRANGE: readonly Json[] = [
  null,
  true,
  0,
  -1,
  1e308,
  '',
  'x'.repeat(10_000),
  '\u0000',
  '\ud800',
  '__proto__',
  [],
  {},
  [[[[[[[[]]]]]]]],
  [null, 1, 'x', {}],
  { a: { b: { c: {} } } },
  { length: -1, toString: 1, hasOwnProperty: null },
];

/** Every value of a document with something else in its place, one at a time. */
function* mutations(json: Json, strange: Json): Generator<Json> {
  yield strange;
  if (Array.isArray(json))
    for (const [i, inner] of json.entries())
      for (const changed of mutations(inner, strange)) yield json.with(i, changed);
  else if (typeof json === 'object' && json !== null)
    for (const [key, inner] of Object.entries(json))
      for (const changed of mutations(inner as Json, strange)) yield { ...json, [key]: changed };
}

test.each(Object.keys(DOCUMENTS))('%s with anything anywhere is refused or read', async (name) => {
  for (const strange of STRANGE)
    for (const changed of mutations(DOCUMENTS[name] ?? null, strange)) await refused(JSON.stringify(changed));
});

test.each(Object.keys(ROWS))('rows of %s with anything anywhere are refused or read', async (name) => {
  for (const strange of STRANGE)
    for (const changed of mutations(ROWS[name] ?? [], strange))
      if (Array.isArray(changed) && changed.length > 0) {
        await refused(jsonl(changed));
        await refused(JSON.stringify(changed));
      }
});

test('a log in a zip with anything anywhere is refused or read', async () => {
  for (const strange of STRANGE)
    for (const changed of mutations(DOCUMENTS['inspect'] ?? null, strange)) {
      const { samples = [], ...head } = (changed ?? {}) as { samples?: Json };
      const bytes = zip([
        { name: 'header.json', bytes: JSON.stringify(head) },
        { name: 'summaries.json', bytes: JSON.stringify(samples) },
      ]);
      await read(bytes).catch((error: unknown) => expect(error).toHaveProperty('problems'));
    }
});

test('any JSON at all is refused or read', async () => {
  await fc.assert(
    fc.asyncProperty(fc.jsonValue({ maxDepth: 4 }), fc.array(fc.jsonValue()), async (one, many) => {
      await refused(JSON.stringify(one));
      await refused(jsonl(many));
    }),
    { numRuns: 200 },
  );
});

import { expect, test } from 'vitest';
import { scanModelIds } from '../../src/models/scan.ts';

const ids = (text: string): string[] => scanModelIds(text).map((found) => found.id);

test.each([
  ['DEFAULT_MODEL = :claude_haiku_4_5', ['claude_haiku_4_5']],
  ['client.chat(model="gpt-4o-2024-08-06", temperature=0)', ['gpt-4o-2024-08-06']],
  ['models: [gpt-4o, gpt-4o-mini]', ['gpt-4o', 'gpt-4o-mini']],
  ['OPENAI_MODEL=gpt-4.1-mini', ['gpt-4.1-mini']],
  ['  - openai:chat:gpt-4o-mini', ['openai:chat:gpt-4o-mini']],
  ['provider:gpt-4o', ['gpt-4o']],
  ['export MODEL="$' + '{MODEL:-gpt-4o}"', ['gpt-4o']],
  ['We call gpt-4o.', ['gpt-4o']],
  [
    "ENV.fetch('MODEL', 'us.anthropic.claude-3-haiku-20240307-v1:0')",
    ['us.anthropic.claude-3-haiku-20240307-v1:0'],
  ],
  ['from_pretrained("meta-llama/Llama-3.1-8B-Instruct")', ['meta-llama/Llama-3.1-8B-Instruct']],
  ['ollama run llama3.1:8b', ['llama3.1:8b']],
  ['https://x.googleapis.com/v1beta/models/gemini-1.5-flash:generateContent', ['gemini-1.5-flash']],
  [
    'https://x.amazonaws.com/model/anthropic.claude-3-haiku-20240307-v1:0/invoke',
    ['anthropic.claude-3-haiku-20240307-v1:0'],
  ],
  ['model = "o1"', ['o1']],
  ['"model": "command-r"', ['command-r']],
  ["engine: 'phi-4'", ['phi-4']],
  ['a gpt-4o b gpt-4o', ['gpt-4o', 'gpt-4o']],
  ['# reranks with rerank-v3.5 over text-embedding-3-small', ['rerank-v3.5', 'text-embedding-3-small']],
])('finds the ids in %s', (text, expected) => {
  expect(ids(text)).toEqual(expected);
});

test.each([
  'we tried o1 and o3 by hand',
  'id = "o1"',
  'model o1 is slow',
  'GPT-4o and Claude-3-Opus are good at this',
  'docs/gpt-4o.md ./gpt-4o ../models/gpt-4o/readme --gpt-4o $gpt_4o',
  'https://openai.com/index/gpt-4o',
  'pip install llama-index gpt-index gpt-3-encoder',
  'read claude.md, run gemini-cli, then claude-code',
  'press command-r to reload',
  'a phi-4 coefficient and a glm-4 fit',
  'gpt_relevance gpt_groundedness gpt_4_response',
  'sonar-pro scanner for llama3',
  'gpt-4-based GPT-4-like gpt-4ish',
])('finds none in %s', (text) => {
  expect(ids(text)).toEqual([]);
});

test('the index points at the id as written, and the model is read from it', () => {
  const text = 'fallbacks = ["azure/gpt-4o-2024-08-06", "gpt-4o"]';
  const found = scanModelIds(text);
  expect(found.map(({ id, index }) => text.slice(index, index + id.length) === id)).toEqual([true, true]);
  expect(found.map(({ model }) => [model.id, model.platform])).toEqual([
    ['gpt-4o-2024-08-06', 'azure'],
    ['gpt-4o', null],
  ]);
});

test('a megabyte of hostile text is scanned in linear time', () => {
  const started = performance.now();
  for (const unit of ['a', 'gpt-4o ', 'gpt-4-', 'a:', '/model/', '://models/', '"o1', '...', 'ft:']) {
    scanModelIds(unit.repeat(Math.floor(1_000_000 / unit.length)));
  }
  expect(performance.now() - started).toBeLessThan(10_000);
});

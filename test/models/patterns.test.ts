import { describe, expect, test } from 'vitest';
import { parseModelId } from '../../src/models/patterns.ts';

const COMMIT = '0123456789abcdef0123456789abcdef01234567';

// text | id | provider | family | pin | platform (or -)
const MODELS = `
gpt-4o-2024-08-06 | gpt-4o-2024-08-06 | openai | gpt-4o | exact | -
gpt-4o | gpt-4o | openai | gpt-4o | floating | -
GPT-4o | GPT-4o | openai | gpt-4o | floating | -
gpt-4-0613 | gpt-4-0613 | openai | gpt-4 | exact | -
ibm-granite/granite-4.0-h-small | ibm-granite/granite-4.0-h-small | open | granite-4.0-h-small | floating | -
granite-3.3-8b-instruct | granite-3.3-8b-instruct | open | granite-3.3-8b-instruct | unknown | -
NousResearch/Hermes-3-Llama-3.1-405B | NousResearch/Hermes-3-Llama-3.1-405B | open | hermes-3-llama-3.1-405b | floating | -
ernie-4.5-turbo | ernie-4.5-turbo | baidu | ernie-4.5-turbo | floating | -
doubao-1.5-pro | doubao-1.5-pro | bytedance | doubao-1.5-pro | floating | -
hunyuan-large | hunyuan-large | tencent | hunyuan-large | floating | -
gpt-4-1106-preview | gpt-4-1106-preview | openai | gpt-4 | exact | -
gpt-4-turbo-preview | gpt-4-turbo-preview | openai | gpt-4-turbo | floating | -
gpt-3.5-turbo-0125 | gpt-3.5-turbo-0125 | openai | gpt-3.5-turbo | exact | -
gpt-5.6-sol | gpt-5.6-sol | openai | gpt-5.6-sol | floating | -
gpt-5-chat-latest | gpt-5-chat-latest | openai | gpt-5-chat | floating | -
chatgpt-4o-latest | chatgpt-4o-latest | openai | chatgpt-4o | floating | -
gpt-4o-mini-transcribe-2025-12-15 | gpt-4o-mini-transcribe-2025-12-15 | openai | gpt-4o-mini-transcribe | exact | -
gpt-realtime-2.1-mini | gpt-realtime-2.1-mini | openai | gpt-realtime-2.1-mini | floating | -
o1 | o1 | openai | o1 | floating | -
o1-2024-12-17 | o1-2024-12-17 | openai | o1 | exact | -
o3-mini | o3-mini | openai | o3-mini | floating | -
text-embedding-3-large | text-embedding-3-large | openai | text-embedding-3-large | unknown | -
text-embedding-ada-002 | text-embedding-ada-002 | openai | text-embedding-ada-002 | exact | -
text-davinci-003 | text-davinci-003 | openai | text-davinci-003 | exact | -
whisper-1 | whisper-1 | openai | whisper-1 | unknown | -
dall-e-3 | dall-e-3 | openai | dall-e-3 | unknown | -
gpt-oss-120b | gpt-oss-120b | openai | gpt-oss-120b | unknown | -
openai/gpt-oss-120b | openai/gpt-oss-120b | openai | gpt-oss-120b | floating | -
openai/gpt-4o | gpt-4o | openai | gpt-4o | floating | openai
openai:chat:gpt-4o | gpt-4o | openai | gpt-4o | floating | openai
openai:gpt-4.1 | gpt-4.1 | openai | gpt-4.1 | floating | openai
azure/gpt-4o-2024-08-06 | gpt-4o-2024-08-06 | openai | gpt-4o | exact | azure
gpt-35-turbo-0613 | gpt-35-turbo-0613 | openai | gpt-35-turbo | exact | azure
ft:gpt-4o-mini-2024-07-18:acme:bot:9aBc | ft:gpt-4o-mini-2024-07-18:acme:bot:9aBc | openai | gpt-4o-mini | exact | -
"gpt-4o" | gpt-4o | openai | gpt-4o | floating | -
claude-3-5-sonnet-20241022 | claude-3-5-sonnet-20241022 | anthropic | claude-3-5-sonnet | exact | -
claude-3-5-sonnet-latest | claude-3-5-sonnet-latest | anthropic | claude-3-5-sonnet | floating | -
claude-sonnet-4-5 | claude-sonnet-4-5 | anthropic | claude-sonnet-4-5 | floating | -
claude-sonnet-4-5-20250929 | claude-sonnet-4-5-20250929 | anthropic | claude-sonnet-4-5 | exact | -
claude-opus-4-6 | claude-opus-4-6 | anthropic | claude-opus-4-6 | exact | -
claude-sonnet-5 | claude-sonnet-5 | anthropic | claude-sonnet-5 | exact | -
claude-sonnet-4 | claude-sonnet-4 | anthropic | claude-sonnet-4 | floating | -
claude-mythos-preview | claude-mythos-preview | anthropic | claude-mythos | floating | -
claude_haiku_4_5 | claude-haiku-4-5 | anthropic | claude-haiku-4-5 | floating | -
:claude_haiku_4_5 | claude-haiku-4-5 | anthropic | claude-haiku-4-5 | floating | -
anthropic:messages:claude-3-opus-20240229 | claude-3-opus-20240229 | anthropic | claude-3-opus | exact | anthropic
anthropic.claude-3-haiku-20240307-v1:0 | anthropic.claude-3-haiku-20240307-v1:0 | anthropic | claude-3-haiku | exact | bedrock
us.anthropic.claude-sonnet-4-20250514-v1:0 | anthropic.claude-sonnet-4-20250514-v1:0 | anthropic | claude-sonnet-4 | exact | bedrock
bedrock/eu.anthropic.claude-sonnet-4-6 | anthropic.claude-sonnet-4-6 | anthropic | claude-sonnet-4-6 | exact | bedrock
anthropic.claude-opus-4-6-v1 | anthropic.claude-opus-4-6-v1 | anthropic | claude-opus-4-6 | exact | bedrock
anthropic.claude-v2:1 | anthropic.claude-v2:1 | anthropic | claude-v2 | exact | bedrock
arn:aws:bedrock:us-east-1::foundation-model/anthropic.claude-v2:1 | anthropic.claude-v2:1 | anthropic | claude-v2 | exact | bedrock
claude-3-5-sonnet@20240620 | claude-3-5-sonnet@20240620 | anthropic | claude-3-5-sonnet | exact | vertex
vertex_ai/claude-3-5-sonnet-v2@20241022 | claude-3-5-sonnet-v2@20241022 | anthropic | claude-3-5-sonnet-v2 | exact | vertex
openrouter/anthropic/claude-3.5-sonnet:beta | claude-3.5-sonnet | anthropic | claude-3.5-sonnet | floating | openrouter
gemini-2.5-flash | gemini-2.5-flash | google | gemini-2.5-flash | floating | -
gemini-1.5-pro-002 | gemini-1.5-pro-002 | google | gemini-1.5-pro | exact | -
gemini-2.5-pro-preview-05-06 | gemini-2.5-pro-preview-05-06 | google | gemini-2.5-pro | exact | -
gemini-2.5-flash-lite-preview-09-2025 | gemini-2.5-flash-lite-preview-09-2025 | google | gemini-2.5-flash-lite | exact | -
gemini-3-pro-preview | gemini-3-pro-preview | google | gemini-3-pro | floating | -
gemini-flash-latest | gemini-flash-latest | google | gemini-flash | floating | -
models/gemini-1.5-pro-latest | gemini-1.5-pro-latest | google | gemini-1.5-pro | floating | google
publishers/google/models/gemini-2.5-pro | gemini-2.5-pro | google | gemini-2.5-pro | floating | vertex
gemini_2_5_flash | gemini-2.5-flash | google | gemini-2.5-flash | floating | -
gemini-embedding-001 | gemini-embedding-001 | google | gemini-embedding | exact | -
text-embedding-004 | text-embedding-004 | google | text-embedding-004 | exact | -
text-bison@001 | text-bison@001 | google | text-bison | exact | vertex
google/gemma-3-27b-it | google/gemma-3-27b-it | google | gemma-3-27b-it | floating | -
meta-llama/Llama-3.1-8B-Instruct | meta-llama/Llama-3.1-8B-Instruct | meta | llama-3.1-8b-instruct | floating | -
meta-llama/Llama-3.1-8B-Instruct@${COMMIT} | meta-llama/Llama-3.1-8B-Instruct@${COMMIT} | meta | llama-3.1-8b-instruct | exact | -
meta-llama/Llama-3.1-8B-Instruct@main | meta-llama/Llama-3.1-8B-Instruct@main | meta | llama-3.1-8b-instruct | floating | -
llama3.1:8b | llama3.1:8b | meta | llama3.1 | floating | -
llama-3.3-70b-versatile | llama-3.3-70b-versatile | meta | llama-3.3-70b-versatile | unknown | groq
meta.llama3-1-70b-instruct-v1:0 | meta.llama3-1-70b-instruct-v1:0 | meta | llama3-1-70b-instruct | exact | bedrock
groq/openai/gpt-oss-120b | openai/gpt-oss-120b | openai | gpt-oss-120b | unknown | groq
fireworks_ai/accounts/fireworks/models/llama-v3p1-8b-instruct | llama-v3p1-8b-instruct | meta | llama-v3p1-8b-instruct | unknown | fireworks
mistral-large-2411 | mistral-large-2411 | mistral | mistral-large | exact | -
mistral-large-latest | mistral-large-latest | mistral | mistral-large | floating | -
mistral:7b | mistral:7b | mistral | mistral | floating | -
ministral-8b-2410 | ministral-8b-2410 | mistral | ministral-8b | exact | -
mixtral-8x7b-32768 | mixtral-8x7b-32768 | mistral | mixtral-8x7b-32768 | unknown | groq
command-r-08-2024 | command-r-08-2024 | cohere | command-r | exact | -
command-r-plus | command-r-plus | cohere | command-r-plus | floating | -
embed-english-v3.0 | embed-english-v3.0 | cohere | embed-english-v3.0 | exact | -
rerank-v3.5 | rerank-v3.5 | cohere | rerank-v3.5 | exact | -
cohere.rerank-v3-5:0 | cohere.rerank-v3-5:0 | cohere | rerank-v3-5 | exact | bedrock
us.amazon.nova-pro-v1:0 | amazon.nova-pro-v1:0 | amazon | nova-pro | exact | bedrock
amazon.titan-embed-text-v2:0 | amazon.titan-embed-text-v2:0 | amazon | titan-embed-text | exact | bedrock
grok-4-0709 | grok-4-0709 | xai | grok-4 | exact | -
grok-4.20-0309-reasoning | grok-4.20-0309-reasoning | xai | grok-4.20-reasoning | exact | -
xai/grok-3 | grok-3 | xai | grok-3 | floating | xai
deepseek-chat | deepseek-chat | deepseek | deepseek-chat | floating | -
deepseek-ai/DeepSeek-V3-0324 | deepseek-ai/DeepSeek-V3-0324 | deepseek | deepseek-v3 | exact | -
deepseek.r1-v1:0 | deepseek.r1-v1:0 | deepseek | deepseek-r1 | exact | bedrock
qwen-plus-2025-12-01 | qwen-plus-2025-12-01 | qwen | qwen-plus | exact | -
qwen3-32b | qwen3-32b | qwen | qwen3-32b | unknown | -
Qwen/Qwen2.5-7B-Instruct | Qwen/Qwen2.5-7B-Instruct | qwen | qwen2.5-7b-instruct | floating | -
microsoft/Phi-3-mini-4k-instruct | microsoft/Phi-3-mini-4k-instruct | microsoft | phi-3-mini-4k-instruct | floating | -
kimi-k2-0905-preview | kimi-k2-0905-preview | moonshot | kimi-k2 | exact | -
glm-4.6 | glm-4.6 | zai | glm-4.6 | floating | -
MiniMax-M2.1 | MiniMax-M2.1 | minimax | minimax-m2.1 | floating | -
ai21.jamba-1-5-large-v1:0 | ai21.jamba-1-5-large-v1:0 | ai21 | jamba-1-5-large | exact | bedrock
voyage-3-large | voyage-3-large | voyage | voyage-3-large | unknown | -
BAAI/bge-m3 | BAAI/bge-m3 | hub | bge-m3 | floating | -
sentence-transformers/all-MiniLM-L6-v2 | sentence-transformers/all-MiniLM-L6-v2 | hub | all-minilm-l6-v2 | floating | -
`;

const OTHERS = `
gpt gpt-index gpt-engineer gpt-researcher gpt-tokenizer gpt-3-encoder gpt4all gpt-4-based gpt-4-powered gpt-4o.md
gpt-4o.json gpt-4.py gpt-4o-judge.yaml gpt_relevance gpt_groundedness gpt_4_response gpt-4_mini gpt-4xmini gpt-4.mini gpt-4o:prod gpt-4@main chatgpt
claude claude.md claude-code claude-desktop claude-flow claude-3-notes claude-3 claude_client claude-2024-01-01
anthropic.Anthropic anthropic.messages gemini gemini-cli gemini-api gemini-2 gemini.md google.generativeai
llama llama-index llama_index llama.cpp llama-cpp-python llama-stack llama-guard meta.json meta-llama/llama-recipes
mistral mistral-client mistral-common mistralai/client-python command command-line command-palette command-k
embed rerank embed-html nova-client titan-1 amazon.com o2 o1js o1-visa o1-3 o3-10 opus sonnet haiku
grok grok-exporter deepseek-api deepseek qwen phi phi-agent sonar sonar-scanner kimi moonshot glm bge e5 all-in-one
openai openai/tiktoken openai.chat google/generative-ai BAAI/FlagEmbedding docs/gpt-4o path/to/claude-3-haiku-20240307
https://example.com/gpt-4o text-embedding text-classification code-review whisper dall-e tts-server v1.2.3 2024-08-06
falcon-heavy solar-panel granite-countertop hermes-mail bu-2-0 my-finetuned-model prod ft:acme:bot ft: : " / @ gpt-4o/ -gpt-4o gpt-4o- gpt--4o
`;

const rows = (table: string): string[][] =>
  table
    .trim()
    .split('\n')
    .map((line) => line.split(' | '));

describe('a whole value is a model id', () => {
  test.each(rows(MODELS))('%s', (text = '', id = '', provider = '', family = '', pin = '', platform = '') => {
    const model = parseModelId(text);
    expect(model).toMatchObject({ id, provider, family, pin, platform: platform === '-' ? null : platform });
  });
});

describe('a whole value is not a model id', () => {
  test.each(OTHERS.trim().split(/\s+/))('%s', (text) => {
    expect(parseModelId(text)).toBeNull();
  });

  test.each(['', ' ', 'the gpt-4o model', 'gpt-4o, gpt-4.1', 'gpt-4o\ngpt-4o', 'gpt-4ø'])('%j', (text) => {
    expect(parseModelId(text)).toBeNull();
  });
});

test('the same model after a rename in spelling has the same id', () => {
  const ids = ['claude-haiku-4-5', ':claude_haiku_4_5', 'anthropic/claude-haiku-4-5', "'claude-haiku-4-5'"];
  expect(new Set(ids.map((text) => parseModelId(text)?.id))).toEqual(new Set(['claude-haiku-4-5']));
});

test('only open weights are marked as weights', () => {
  const weights = ['meta-llama/Llama-3.1-8B-Instruct', 'llama3.1:8b', 'qwen3-32b', 'openai/gpt-oss-120b'];
  const hosted = [
    'gpt-4o',
    'open-mistral-7b',
    'ministral-8b-2410',
    'meta.llama3-1-70b-instruct-v1:0',
    'qwen-max',
  ];
  expect(weights.map((text) => parseModelId(text)?.weights)).toEqual(weights.map(() => true));
  expect(hosted.map((text) => parseModelId(text)?.weights)).toEqual(hosted.map(() => false));
});

test('the reason says what pins an id or lets it move', () => {
  expect(parseModelId('gpt-4o-2024-08-06')?.reason).toBe('dated snapshot');
  expect(parseModelId('mistral-large-latest')?.reason).toBe('named latest');
  expect(parseModelId('gemini-3-pro-preview')?.reason).toBe('undated preview');
  expect(parseModelId('claude-opus-4-6')?.reason).toBe('Claude 4.6 and later carry no date');
  expect(parseModelId('meta-llama/Llama-3.1-8B-Instruct')?.reason).toBe('hub id without a revision');
});

test('hostile input is refused by its length and read in linear time', () => {
  const hostile = [
    'gpt-4o'.padEnd(201, 'o'),
    'a'.repeat(1_000_000),
    `${'openai/'.repeat(28)}`,
    `gpt-4${'-1'.repeat(97)}`,
    `${'('.repeat(100)}${'-'.repeat(100)}`,
    `arn:aws:bedrock:${'/'.repeat(180)}`,
    `projects/${'locations/'.repeat(19)}`,
  ];
  const started = performance.now();
  for (let i = 0; i < 2_000; i += 1) for (const text of hostile) expect(parseModelId(text)).toBeNull();
  expect(performance.now() - started).toBeLessThan(4_000);
});

import { edit, type Pair } from './pair.ts';

const yaml = (line: string): string => `# what answers\nprovider: openai\n${line}\nmax_tokens: 700\n`;
const model = (from: string, to: string, tier: 'low' | 'medium' | 'high', line = 3) =>
  edit('model', 'config/model.yaml', yaml(from), yaml(to), tier, line);

const list = (...ids: string[]): string => `models:\n${ids.map((id) => `  - ${id}\n`).join('')}`;
const json = (...ids: string[]): string =>
  JSON.stringify({ models: ids.map((id) => ({ id, top_p: 1 })) }, null, 2);
const chart = (...ids: string[]): string =>
  `env:\n  MODELS: |\n    [\n${ids.map((id) => `      { "name": "${id}", "temperature": 0.2 }`).join(',\n')}\n    ]\n`;

/** Which model answers, how firmly it is held, and which one may be chosen. */
export const MODEL_PAIRS: readonly Pair[] = [
  {
    code: 'model-changed',
    fires: model('model: gpt-5.2-2026-03-01', 'model: gpt-5.4-2026-09-01', 'high'),
    not: model('model: gpt-5.2-2026-03-01 # old', 'model: gpt-5.2-2026-03-01 # what serves', 'low'),
  },
  {
    code: 'model-changed',
    about: 'in an environment file',
    fires: edit(
      'inference',
      '.env.production',
      '# keys\nTASK_MODEL=gpt-5.2-2026-03-01\n',
      '# keys\nTASK_MODEL=claude-sonnet-5\n',
      'high',
      2,
    ),
    not: edit(
      'inference',
      '.env.production',
      'TASK_MODEL=gpt-5.2-2026-03-01\n',
      '# gpt-5.4 soon\nTASK_MODEL="gpt-5.2-2026-03-01"\n',
      'low',
    ),
  },
  {
    code: 'model-changed',
    about: 'in TOML',
    fires: edit(
      'inference',
      'config.toml',
      '[llm]\n\nmodel = "gpt-5.2-2026-03-01"\n',
      '[llm]\n\nmodel = "gpt-5.4-2026-09-01"\n',
      'high',
      3,
    ),
    not: edit(
      'inference',
      'config.toml',
      '[llm]\nmodel = "gpt-5.2-2026-03-01"\n',
      '[llm]\n# as before\nmodel="gpt-5.2-2026-03-01"\n',
      'low',
    ),
  },
  {
    code: 'model-changed',
    about: 'by default',
    fires: model('default: fast', 'default: careful', 'high'),
    not: edit('routing', 'config/routing.yaml', yaml('default: fast'), yaml('default: careful'), 'medium'),
  },
  {
    code: 'model-changed',
    about: 'by index',
    fires: model('default_index: 0', 'default_index: 1', 'high'),
    not: model('port: 8080', 'port: 8081', 'low'),
  },
  {
    code: 'model-changed',
    about: 'by alias',
    fires: model(
      'aliases: { fast: gpt-5.2-mini-2026-03-01 }',
      'aliases: { fast: gpt-5.4-mini-2026-09-01 }',
      'high',
    ),
    not: model(
      'aliases: { fast: gpt-5.2-mini-2026-03-01 }',
      'aliases: { quick: gpt-5.2-mini-2026-03-01 }',
      'low',
    ),
  },
  {
    code: 'model-changed',
    about: 'by order',
    fires: edit(
      'model',
      'm.yaml',
      list('gpt-5.2', 'claude-sonnet-5', 'o3'),
      list('claude-sonnet-5', 'gpt-5.2', 'o3'),
      'high',
      2,
    ),
    not: edit(
      'model',
      'm.yaml',
      list('gpt-5.2', 'claude-sonnet-5', 'gpt-5.4'),
      list('gpt-5.2', 'gpt-5.4', 'claude-sonnet-5'),
      'medium',
    ),
  },
  {
    code: 'model-changed',
    about: 'by order of maps in JSON',
    fires: edit(
      'model',
      'm.json',
      json('gpt-5.2', 'claude-sonnet-5'),
      json('claude-sonnet-5', 'gpt-5.2'),
      'high',
    ),
    not: edit('model', 'm.json', json('gpt-5.2'), json('gpt-5.2').replaceAll('  ', '\t'), 'low'),
  },
  {
    code: 'model-changed',
    about: 'by what comes first in JSON inside YAML',
    fires: edit(
      'serving',
      'chart/prod.yaml',
      chart('gpt-5.2', 'gpt-5.4'),
      chart('claude-sonnet-5', 'gpt-5.2', 'gpt-5.4'),
      'high',
    ),
    not: edit(
      'serving',
      'chart/prod.yaml',
      chart('gpt-5.2', 'gpt-5.4'),
      chart('gpt-5.2', 'gpt-5.4', 'claude-sonnet-5'),
      'medium',
    ),
  },
  {
    code: 'model-changed',
    about: 'beside a schema or a display text that names one',
    fires: model('chat_model: gpt-5.2', 'chat_model: gpt-5.4', 'high'),
    not: model('description: runs on gpt-5.2', 'description: runs on gpt-5.4', 'low'),
  },
  {
    code: 'model-changed',
    about: 'in code, by a line',
    fires: edit(
      'orchestration',
      'src/bot.py',
      'import os\nMODEL = "gpt-5.2"\n',
      'import os\nMODEL = "gpt-5.4"\n',
      'high',
      2,
    ),
    not: edit(
      'orchestration',
      'src/bot.py',
      'MODEL = "gpt-5.2"  # not gpt-4o\n',
      'MODEL = "gpt-5.2"  # nor gpt-5.4\n',
      'low',
    ),
  },
  {
    code: 'model-changed',
    about: 'from a Dockerfile',
    fires: edit(
      'runtime',
      'Dockerfile',
      'FROM node:24\nENV MODEL=gpt-5.2\n',
      'FROM node:24\nENV MODEL=gpt-5.4\n',
      'high',
      2,
    ),
    not: edit('runtime', 'Dockerfile', 'FROM node:24\nENV PORT=80\n', 'FROM node:24\nENV PORT=81\n', 'low'),
  },
  {
    code: 'model-renamed',
    fires: model('model: openai/gpt-5.2-2026-03-01', 'model: GPT-5.2-2026-03-01', 'low'),
    not: model('model: openai/gpt-5.2-2026-03-01', 'model: openai/gpt-5.2-mini-2026-03-01', 'high'),
  },
  {
    code: 'model-renamed',
    about: 'under another key',
    fires: model('model: gpt-5.2', 'chat_model: gpt-5.2', 'low'),
    not: model('model: gpt-5.2', 'judge_model: gpt-5.2', 'high'),
  },
  {
    code: 'pin-loosened',
    fires: model('model: gpt-5.2-2026-03-01', 'model: gpt-5.2', 'high'),
    not: model('model: gpt-5.2', 'model: gpt-5.2-2026-03-01', 'low'),
  },
  {
    code: 'pin-loosened',
    about: 'a version that went beside the name',
    fires: model('model: { name: gpt-5.2, version: "2026-03-01" }', 'model: { name: gpt-5.2 }', 'high'),
    not: model('model: { name: gpt-5.2 }', 'model: { name: gpt-5.2, version: "2026-03-01" }', 'low'),
  },
  {
    code: 'model-changed',
    about: 'by the version beside its name',
    fires: model(
      'model: { name: own-model, version: "3" }',
      'model: { name: own-model, version: "4" }',
      'high',
    ),
    not: model('model: { name: own-model, version: "3" }', 'model: { version: "3", name: own-model }', 'low'),
  },
  {
    code: 'pin-loosened',
    about: 'in a registry of your own',
    fires: model('model: registry:support-model:7', 'model: registry:support-model:latest', 'high'),
    not: model('model: registry:support-model:latest', 'model: registry:support-model:7', 'low'),
  },
  {
    code: 'pin-loosened',
    about: 'a name that only the deployment knows',
    fires: model('model: gpt-5.2-2026-03-01', 'model: ${CHAT_MODEL}', 'high'),
    not: model('azure_endpoint: ${ENDPOINT}', 'azure_endpoint: ${AZURE_ENDPOINT}', 'low'),
  },
  {
    code: 'pin-loosened',
    about: 'the package of a tool server',
    fires: edit(
      'tools',
      '.mcp.json',
      '{"mcpServers":{"crm":{"command":"npx","args":["-y","crm-mcp@1.4.2"]}}}',
      '{"mcpServers":{"crm":{"command":"npx","args":["-y","crm-mcp@latest"]}}}',
      'high',
    ),
    not: edit(
      'tools',
      '.mcp.json',
      '{"mcpServers":{"crm":{"command":"npx","args":["-y","crm-mcp@1.4.2"]}}}',
      '{"mcpServers":{"crm":{"command":"npx","args":["-y","crm-mcp@1.5.0"]}}}',
      'medium',
    ),
  },
  {
    code: 'pin-tightened',
    fires: model('model: gpt-5.2', 'model: gpt-5.2-2026-03-01', 'low'),
    not: model('model: gpt-5.2', 'model: gpt-5.4-2026-09-01', 'high'),
  },
  {
    code: 'model-list-changed',
    fires: edit(
      'model',
      'm.yaml',
      list('gpt-5.2', 'gpt-5.4'),
      list('gpt-5.2', 'gpt-5.4', 'claude-sonnet-5'),
      'medium',
      4,
    ),
    not: edit(
      'model',
      'm.yaml',
      list('gpt-5.2', 'gpt-5.4'),
      list('claude-sonnet-5', 'gpt-5.2', 'gpt-5.4'),
      'high',
    ),
  },
  {
    code: 'model-list-changed',
    about: 'named once more',
    fires: edit(
      'routing',
      'flow.yaml',
      'chat: { model: gpt-5.2 }\n',
      'chat: { model: gpt-5.2 }\nintent: { model: gpt-5.2 }\n',
      'medium',
      2,
    ),
    not: edit(
      'routing',
      'flow.yaml',
      'chat: { model: gpt-5.2 }\n',
      'chat: { model: gpt-5.2 }\nintent: { model: o3-mini }\n',
      'high',
    ),
  },
  {
    code: 'embedding-model-changed',
    fires: edit(
      'retrieval',
      'index.yaml',
      'embedding_model: text-embedding-3-large\n',
      'embedding_model: text-embedding-3-small\n',
      'medium',
      1,
    ),
    not: edit('retrieval', 'index.yaml', 'top_k: 6\n', 'top_k: 8\n', 'medium'),
  },
  {
    code: 'judge-model-changed',
    fires: edit(
      'evals',
      'evals/suite.yaml',
      'suite: golden\njudge:\n  model: gpt-5.2\n',
      'suite: golden\njudge:\n  model: gpt-5.4\n',
      'medium',
      3,
    ),
    not: edit(
      'evals',
      'evals/promptfooconfig.yaml',
      'providers: [openai:gpt-5.2]\n',
      'providers: [openai:gpt-5.2, openai:gpt-5.4]\n',
      'medium',
    ),
  },
  {
    code: 'judge-model-changed',
    about: 'wherever it stands',
    fires: model('judge_model: gpt-5.2', 'judge_model: gpt-5.4', 'medium'),
    not: model('model: gpt-5.2', 'model: gpt-5.4', 'high'),
  },
  {
    code: 'weights-changed',
    fires: edit('weights', 'weights/adapter.safetensors', lfs('a', 10), lfs('b', 10), 'high', 2),
    not: edit('weights', 'weights/README.md', 'Trained in March.\n', 'Trained in April.\n', 'low'),
  },
  {
    code: 'weights-changed',
    about: 'as bytes',
    fires: edit(
      'weights',
      'weights/adapter.gguf',
      new Uint8Array([1, 0, 2]),
      new Uint8Array([1, 0, 3]),
      'high',
      null,
    ),
    not: edit('runtime', 'assets/logo.png', new Uint8Array([1, 0, 2]), new Uint8Array([1, 0, 3]), 'low'),
  },
];

export function lfs(digit: string, size: number): string {
  return `version https://git-lfs.github.com/spec/v1\noid sha256:${digit.repeat(64)}\nsize ${size}\n`;
}

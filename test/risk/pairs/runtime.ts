import { edit, type Pair } from './pair.ts';

const requirements = (from: string, to: string, tier: 'low' | 'medium' | 'high', line?: number) =>
  edit('runtime', 'requirements.txt', `flask==3.0\n${from}\n`, `flask==3.0\n${to}\n`, tier, line);
const npm = (from: object, to: object, tier: 'low' | 'medium' | 'high', line?: number) =>
  edit(
    'runtime',
    'package.json',
    JSON.stringify({ name: 'bot', dependencies: from }, null, 2),
    JSON.stringify({ name: 'bot', dependencies: to }, null, 2),
    tier,
    line,
  );
const pyproject = (...dependencies: string[]): string =>
  `[project]\nname = "bot"\ndependencies = [\n${dependencies.map((one) => `  "${one}",\n`).join('')}]\n`;

/** What a program is built from and runs on. */
export const RUNTIME_PAIRS: readonly Pair[] = [
  {
    code: 'dependency-bumped',
    fires: requirements('openai==2.1.0', 'openai==2.2.0', 'low', 2),
    not: requirements('openai==2.1.0', 'openai==2.1.0  # pinned', 'low'),
  },
  {
    code: 'dependency-bumped',
    about: 'a lock file, which is not read',
    fires: edit('runtime', 'package-lock.json', '{"a":1}', '{"a":2}', 'low', null),
    not: edit('runtime', 'config.json', '{"a":1}', '{"a":2}', 'low'),
  },
  {
    code: 'model-sdk-major',
    fires: requirements('openai==1.9.0', 'openai==2.0.0', 'medium', 2),
    not: requirements('requests==1.9.0', 'requests==2.0.0', 'low'),
  },
  {
    code: 'model-sdk-major',
    about: 'in package.json, below one',
    fires: npm({ '@langchain/core': '^0.3.71' }, { '@langchain/core': '^0.4.0' }, 'medium', 4),
    not: npm({ '@langchain/core': '^0.3.71' }, { '@langchain/core': '^0.3.80' }, 'low'),
  },
  {
    code: 'model-sdk-major',
    about: 'in pyproject.toml, wherever it moved to',
    fires: edit(
      'runtime',
      'pyproject.toml',
      pyproject('anthropic>=0.40', 'flask'),
      pyproject('flask', 'anthropic>=1.0'),
      'medium',
      5,
    ),
    not: edit(
      'runtime',
      'pyproject.toml',
      pyproject('anthropic>=0.40', 'flask'),
      pyproject('flask', 'anthropic>=0.40'),
      'low',
    ),
  },
  {
    code: 'engine-changed',
    fires: requirements('vllm==0.6.3', 'vllm==0.6.4', 'medium', 2),
    not: requirements('vllm-stubs==0.6.3', 'vllm-stubs==0.6.4', 'low'),
  },
  {
    code: 'engine-changed',
    about: 'by its image',
    fires: edit(
      'runtime',
      'Dockerfile',
      'FROM vllm/vllm-openai:v0.6.3 AS serve\n',
      'FROM vllm/vllm-openai:v0.6.4 AS serve\n',
      'medium',
      1,
    ),
    not: edit('runtime', 'Dockerfile', 'FROM node:24 AS serve\n', 'FROM node:25 AS serve\n', 'low'),
  },
  {
    code: 'engine-changed',
    about: 'in a composition',
    fires: edit(
      'serving',
      'compose.yaml',
      'services:\n  llm:\n    image: ollama/ollama:0.5\n',
      'services:\n  llm:\n    image: ollama/ollama:0.6\n',
      'medium',
      3,
    ),
    not: edit(
      'serving',
      'compose.yaml',
      'services:\n  web:\n    image: nginx:1.27\n',
      'services:\n  web:\n    image: nginx:1.28\n',
      'low',
    ),
  },
  {
    code: 'engine-changed',
    about: 'by what stands between a feature and its model',
    fires: edit(
      'routing',
      'litellm.yaml',
      'litellm_settings:\n  callbacks: [log]\n',
      'litellm_settings:\n  callbacks: [log, mask]\n',
      'medium',
      2,
    ),
    not: edit(
      'routing',
      'litellm.yaml',
      'router_settings:\n  num_retries: 2\n',
      'router_settings:\n  num_retries: 3\n',
      'medium',
    ),
  },
  {
    code: 'runtime-changed',
    fires: edit(
      'runtime',
      'package.json',
      '{\n  "scripts": { "a": "b" }\n}',
      '{\n  "scripts": { "a": "c" }\n}',
      'low',
      2,
    ),
    not: npm({ flask: '1' }, { flask: '2' }, 'low'),
  },
  {
    code: 'runtime-changed',
    about: 'a deployment',
    fires: edit(
      'serving',
      'chart/values.yaml',
      'ingress:\n  annotations:\n    a/tags: x\n',
      'ingress:\n  annotations:\n    a/tags: y\n',
      'low',
      3,
    ),
    not: edit('serving', 'chart/values.yaml', 'env:\n  TOP_P: 1\n', 'env:\n  TOP_P: 0.9\n', 'medium'),
  },
];

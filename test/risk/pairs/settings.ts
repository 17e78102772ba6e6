import { edit, type Pair } from './pair.ts';

const settings = (from: string, to: string, tier: 'low' | 'medium' | 'high', line?: number) =>
  edit('inference', 'config/app.yaml', `name: bot\n${from}\n`, `name: bot\n${to}\n`, tier, line);
const routing = (from: string, to: string, tier: 'low' | 'medium' | 'high', line?: number) =>
  edit('routing', 'config/routing.yaml', `name: bot\n${from}\n`, `name: bot\n${to}\n`, tier, line);
const retrieval = (from: string, to: string, tier: 'low' | 'medium' | 'high', line?: number) =>
  edit(
    'retrieval',
    'index.lock.json',
    JSON.stringify({ index: 'handbook', ...parse(from) }, null, 1),
    JSON.stringify({ index: 'handbook', ...parse(to) }, null, 1),
    tier,
    line,
  );
const parse = (text: string): Record<string, unknown> => JSON.parse(`{${text}}`) as Record<string, unknown>;

/** Values that tune a model, send requests on or give it something to read. */
export const SETTING_PAIRS: readonly Pair[] = [
  {
    code: 'temperature-raised',
    fires: settings('temperature: 0.2', 'temperature: 0.5', 'high', 2),
    not: settings('temperature: 0.2', 'temperature: 0.49', 'low'),
  },
  {
    code: 'temperature-raised',
    about: 'from zero',
    fires: settings('temperature: 0', 'temperature: 0.1', 'high', 2),
    not: settings('temperature: 0.1', 'temperature: 0', 'medium'),
  },
  {
    code: 'temperature-raised',
    about: 'in the front matter of a prompt',
    fires: edit(
      'prompt',
      'chat.prompty',
      '---\nname: chat\nmodel:\n  parameters:\n    temperature: 0.1\n---\nHello\n',
      '---\nname: chat\nmodel:\n  parameters:\n    temperature: 0.9\n---\nHello\n',
      'high',
      5,
    ),
    not: edit(
      'prompt',
      'chat.prompty',
      '---\nname: chat\n---\nHello\n',
      '---\nname: chat two\n---\nHello\n',
      'medium',
    ),
  },
  {
    code: 'temperature-raised',
    about: 'with its line in JSON inside YAML',
    fires: edit(
      'serving',
      'chart/env.yaml',
      'env:\n  A: b\n  MODELS: >\n    [\n      { "name": "x",\n        "temperature": 0.1 }\n    ]\n',
      'env:\n  A: b\n  MODELS: >\n    [\n      { "name": "x",\n        "temperature": 0.6 }\n    ]\n',
      'high',
      6,
    ),
    not: edit(
      'serving',
      'chart/env.yaml',
      'env:\n  MODELS: >\n    [{ "name": "x", "temperature": 0.6 }]\n',
      'env:\n  MODELS: >\n    [{ "temperature": 0.6, "name": "x" }]\n',
      'low',
    ),
  },
  {
    code: 'temperature-lowered',
    fires: settings('temperature: 0.9', 'temperature: 0.6', 'medium', 2),
    not: settings('temperature: 0.6', 'temperature: 0.5', 'low'),
  },
  {
    code: 'temperature-changed',
    about: 'from an old value that is not known',
    fires: settings('top_p: 1', 'temperature: 0.4', 'medium', 2),
    not: settings('temperature: 0.4', 'temperature: 0.40', 'low'),
  },
  {
    code: 'inference-parameter-changed',
    fires: settings('max_tokens: 700', 'max_tokens: 900', 'medium', 2),
    not: settings('log_level: info', 'log_level: debug', 'low'),
  },
  {
    code: 'inference-parameter-changed',
    about: 'and not by its comment',
    fires: edit(
      'inference',
      'a.toml',
      '[a]\nreasoning_effort = "low"\n',
      '[a]\nreasoning_effort = "high"\n',
      'medium',
      2,
    ),
    not: edit(
      'inference',
      'a.toml',
      '[a]\nreasoning_effort = "low" # temperature is not used\n',
      '[a]\nreasoning_effort = "low" # see max_tokens\n',
      'low',
    ),
  },
  {
    code: 'routing-changed',
    fires: routing('max_retries: 2', 'max_retries: 3', 'medium', 2),
    not: routing('max_retries: 2 # at most', 'max_retries: 2 # no more', 'low'),
  },
  {
    code: 'routing-changed',
    about: 'by a fallback model, whatever the component',
    fires: settings('fallback_models: [gpt-5.2-mini]', 'fallback_models: [gpt-5.4-mini]', 'medium', 2),
    not: settings('models: [gpt-5.2-mini]', 'models: [gpt-5.4-mini]', 'high'),
  },
  {
    code: 'routing-changed',
    about: 'by the order of providers',
    fires: routing('order: [azure, openai]', 'order: [openai, azure]', 'medium', 2),
    not: edit('model', 'm.yaml', 'stop: [a, b]\n', 'stop: [b, a]\n', 'low'),
  },
  {
    code: 'routing-changed',
    about: 'by another endpoint',
    fires: settings(
      'base_url: https://eu.example.com/v1',
      'base_url: https://us.example.com/v1',
      'medium',
      2,
    ),
    not: settings('base_url: ${EU_URL}', 'base_url: ${US_URL}', 'low'),
  },
  {
    code: 'retrieval-changed',
    fires: retrieval('"top_k": 6', '"top_k": 8', 'medium', 3),
    not: retrieval('"top_k": 6, "chunk_size": 5', '"chunk_size": 5, "top_k": 6', 'low'),
  },
  {
    code: 'decision-rule-changed',
    about: 'as a value, in either direction',
    fires: routing('escalate_after: 2', 'escalate_after: 5', 'high', 2),
    not: routing('cooldown: 2', 'cooldown: 5', 'medium'),
  },
  {
    code: 'decision-rule-changed',
    about: 'as a limit of what is granted',
    fires: settings('refund: { max_amount: 200 }', 'refund: { max_amount: 100 }', 'high', 2),
    not: settings('upload: { max_amount: 200 }', 'upload: { max_amount: 100 }', 'medium'),
  },
  {
    code: 'safety-rule-changed',
    about: 'as a threshold, in either direction',
    fires: edit(
      'safety',
      'policies/safety.yaml',
      'moderation_threshold: 0.4\n',
      'moderation_threshold: 0.3\n',
      'high',
      1,
    ),
    not: edit(
      'safety',
      'policies/safety.yaml',
      'moderation_threshold: 0.4\n',
      '# as agreed\nmoderation_threshold: 0.40\n',
      'low',
    ),
  },
  {
    code: 'safety-rule-changed',
    about: 'by the order of rules',
    fires: edit('safety', 'policies/safety.yaml', 'rules: [a, b]\n', 'rules: [b, a]\n', 'high', 1),
    not: edit('inference', 'a.yaml', 'rules: [a, b]\n', 'rules: [b, a]\n', 'low'),
  },
  {
    code: 'safety-rule-changed',
    about: 'in another component',
    fires: settings('guardrails: { enabled: true }', 'guardrails: { enabled: false }', 'high', 2),
    not: settings('telemetry: { enabled: true }', 'telemetry: { enabled: false }', 'low'),
  },
  {
    code: 'values-changed',
    fires: settings('skip_types: [md]', 'skip_types: [md, txt]', 'medium', 2),
    not: settings('replicas: 2', 'replicas: 3', 'low'),
  },
  {
    code: 'metadata-changed',
    fires: edit('model', 'm.yaml', 'name: x\nlogo_url: a.png\n', 'name: x\nlogo_url: b.png\n', 'low', 2),
    not: edit(
      'tools',
      'tools/a.json',
      '{"name":"get_a","description":"Reads a."}',
      '{"name":"get_a","description":"Reads a and b."}',
      'medium',
    ),
  },
  {
    code: 'metadata-changed',
    about: 'a sample input',
    fires: edit(
      'prompt',
      'chat.prompty',
      '---\nsample:\n  question: Where is it?\n---\nHello\n',
      '---\nsample:\n  question: Where was it?\n---\nHello\n',
      'low',
      3,
    ),
    not: edit(
      'prompt',
      'chat.prompty',
      '---\nexamples:\n  - Where is it?\n---\nHello\n',
      '---\nexamples:\n  - Where was it?\n---\nHello\n',
      'medium',
    ),
  },
  {
    code: 'orchestration-changed',
    fires: edit(
      'orchestration',
      'src/loop.ts',
      'const a = 1;\nrun(a);\n',
      'const a = 1;\nrun(a, a);\n',
      'medium',
      2,
    ),
    not: edit('orchestration', 'src/loop.ts', 'run(a); // once\n', 'run(a); // only once\n', 'low'),
  },
  {
    code: 'code-changed',
    fires: edit(
      'prompt',
      'src/prompts.ts',
      'const a = 1;\nconst hello = `Hi ${a}`;\n',
      'const a = 1;\nconst hello = `Hey ${a}`;\n',
      'medium',
      2,
    ),
    not: edit('prompt', 'src/prompts.ts', 'const hello = 1;\n', 'const   hello = 1; \n\n', 'low'),
  },
  {
    code: 'agent-instructions-changed',
    fires: edit(
      'agent-instructions',
      'AGENTS.md',
      'Run the tests.\n',
      'Run the tests first, then commit.\n',
      'low',
      1,
    ),
    not: edit('prompt', 'prompts/AGENTS.md', 'Run the tests.\n', 'Look at every order first.\n', 'medium'),
  },
  {
    code: 'rollback-plan-changed',
    fires: edit(
      'rollback-plan',
      'docs/rollback.md',
      'Deploy the last version.\n',
      'Deploy the last version that served.\n',
      'low',
      1,
    ),
    not: edit('rollback-plan', 'docs/rollback.md', 'Deploy the last version.\n', null, 'medium'),
  },
  {
    code: 'rollback-plan-removed',
    fires: edit('rollback-plan', 'docs/rollback.md', 'Deploy the last version.\n', null, 'medium'),
    not: edit('rollback-plan', 'docs/rollback.md', 'Deploy the last version.\n', 'Deploy.\n', 'low'),
  },
];

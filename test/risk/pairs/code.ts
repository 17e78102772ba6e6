import { edit, type Pair } from './pair.ts';

type Tier = 'low' | 'medium' | 'high';
const py = (from: string, to: string, tier: Tier, line?: number | null) =>
  edit('orchestration', 'src/bot.py', from, to, tier, line);
const ts = (from: string, to: string, tier: Tier, line?: number | null) =>
  edit('orchestration', 'src/bot.ts', from, to, tier, line);
const rb = (from: string, to: string, tier: Tier, line?: number | null) =>
  edit('model', 'lib/bot.rb', from, to, tier, line);
const go = (from: string, to: string, tier: Tier, line?: number | null) =>
  edit('orchestration', 'bot.go', `package bot\n\n${from}\n`, `package bot\n\n${to}\n`, tier, line);

/** Values that stand in programs, wherever a program keeps what counts when nobody says otherwise. */
export const CODE_PAIRS: readonly Pair[] = [
  {
    code: 'model-changed',
    about: 'by a default argument, and not for a renamed one',
    fires: py(
      'def ask(q, model: str = "gpt-5.2"):\n    return run(q, model)\n',
      'def ask(q, model: str = "gpt-5.4"):\n    return run(q, model)\n',
      'high',
      1,
    ),
    not: py(
      'def ask(q, model: str = "gpt-5.2"):\n    return run(q)\n',
      'def ask(q, llm: str = "gpt-5.2"):\n    return run(q)\n',
      'low',
    ),
  },
  {
    code: 'model-changed',
    about: 'by a default of the environment, and not where it became one',
    fires: py(
      'import os\n\nMODEL = os.getenv("BOT_MODEL", "gpt-5.2")\n',
      'import os\n\nMODEL = os.getenv("BOT_MODEL", "gpt-5.4")\n',
      'high',
      3,
    ),
    not: py('MODEL = "gpt-5.2"\n', 'import os\nMODEL = os.getenv("BOT_MODEL", "gpt-5.2")\n', 'medium'),
  },
  {
    code: 'model-changed',
    about: 'by what stands behind ?? in TypeScript',
    fires: ts(
      'export const model = process.env.BOT_MODEL ?? "gpt-5.2";\n',
      'export const model = process.env.BOT_MODEL ?? "gpt-5.4";\n',
      'high',
      1,
    ),
    not: ts(
      'export const model = process.env.BOT_MODEL ?? "gpt-5.2";\n',
      "export const model = process.env.BOT_MODEL ?? 'gpt-5.2'\n",
      'low',
    ),
  },
  {
    code: 'model-changed',
    about: 'by a place in a list of models',
    fires: ts(
      'export const DEFAULT_MODEL = ALL_MODELS[0].name;\n',
      'export const DEFAULT_MODEL = ALL_MODELS[1].name;\n',
      'high',
      1,
    ),
    not: ts('export const FIRST_ROW = ROWS[0].name;\n', 'export const FIRST_ROW = ROWS[1].name;\n', 'medium'),
  },
  {
    code: 'model-changed',
    about: 'by the order of a list',
    fires: ts(
      'export const models = ["gpt-5.2", "claude-sonnet-5", "o3"];\n',
      'export const models = ["claude-sonnet-5", "gpt-5.2", "o3"];\n',
      'high',
      1,
    ),
    not: ts(
      'export const models = ["gpt-5.2", "claude-sonnet-5"];\n',
      'export const models = [\n  "gpt-5.2",\n  "claude-sonnet-5",\n];\n',
      'low',
    ),
  },
  {
    code: 'model-changed',
    about: 'by a symbol in Ruby',
    fires: rb(
      'class Bot\n  DEFAULT_MODEL = :claude_haiku_4_5\nend\n',
      'class Bot\n  DEFAULT_MODEL = :claude_sonnet_4_5\nend\n',
      'high',
      2,
    ),
    not: rb('class Bot\n  STATE = :ready\nend\n', 'class Bot\n  STATE = :waiting\nend\n', 'medium'),
  },
  {
    code: 'model-changed',
    about: 'by the name of a constant',
    fires: py('MODEL = Models.GPT_5_2\n', 'MODEL = Models.GPT_5_4\n', 'high', 1),
    not: py('COLOR = Colors.RED_5_2\n', 'COLOR = Colors.RED_5_4\n', 'medium'),
  },
  {
    code: 'model-changed',
    about: 'by a field in Go',
    fires: go('var C = Config{Model: "gpt-5.2"}', 'var C = Config{Model: "gpt-5.4"}', 'high', 3),
    not: go('var C = Config{Model: "gpt-5.2"}', 'var C = Config{\n\tModel: "gpt-5.2",\n}', 'low'),
  },
  {
    code: 'model-changed',
    about: 'in what a program calls a model, and not in what it only calls so',
    fires: py('llm = Chat(model="acme/large-7")\n', 'llm = Chat(model="acme/small-7")\n', 'high', 1),
    not: py('form = Form(model="User")\n', 'form = Form(model="Account")\n', 'medium'),
  },
  {
    code: 'model-changed',
    about: 'by a default of a shell script',
    fires: edit(
      'serving',
      'deploy/run.sh',
      'set -e\nMODEL="${MODEL:-gpt-5.2}"\n',
      'set -e\nMODEL="${MODEL:-gpt-5.4}"\n',
      'high',
      2,
    ),
    not: edit('serving', 'deploy/run.sh', 'set -e\nPORT=80\n', 'set -eu\nPORT=81\n', 'low'),
  },
  {
    code: 'model-changed',
    about: 'by a variable of Terraform',
    fires: edit(
      'serving',
      'infra/main.tf',
      'variable "model" {\n  default = "gpt-5.2"\n}\n',
      'variable "model" {\n  default = "gpt-5.4"\n}\n',
      'high',
      2,
    ),
    not: edit(
      'serving',
      'infra/main.tf',
      'variable "model" {\n  default = "gpt-5.2"\n}\n',
      '# what answers\nvariable "model" {\n  default     = "gpt-5.2"\n}\n',
      'low',
    ),
  },
  {
    code: 'model-changed',
    about: 'by the version of a model in Bicep',
    fires: edit(
      'serving',
      'infra/main.bicep',
      "param chatModelVersion string = '2024-05-13'\n",
      "param chatModelVersion string = '2024-08-06'\n",
      'high',
      1,
    ),
    not: edit(
      'serving',
      'infra/main.bicep',
      "resource a 'x@1' = {\n  sku: {\n    capacity: 10\n  }\n}\n",
      "resource a 'x@1' = {\n  sku: {\n    capacity: 20\n  }\n}\n",
      'low',
    ),
  },
  {
    code: 'model-list-changed',
    about: 'by an entry of a table of models, which nobody chose yet',
    fires: rb(
      'MODELS = { claude_haiku_4_5: "claude-haiku-4-5-20251001" }\n',
      'MODELS = { claude_haiku_4_5: "claude-haiku-4-5-20251001", claude_opus_4_8: "claude-opus-4-8" }\n',
      'medium',
      1,
    ),
    not: rb(
      'MODELS = { claude_haiku_4_5: "claude-haiku-4-5-20251001" }\n',
      'MODELS = { claude_haiku_4_5: "claude-sonnet-4-5-20250929" }\n',
      'high',
    ),
  },
  {
    code: 'model-list-changed',
    about: 'by a model that went with the code that asked it',
    fires: py(
      'def a():\n    return Chat(model="gpt-5.2")\n\n\ndef b():\n    return Chat(model="o3-mini")\n',
      'def a():\n    return Chat(model="gpt-5.2")\n',
      'medium',
    ),
    not: py(
      'def a():\n    return Chat(model="gpt-5.2")\n',
      'def a():\n    return Chat(model="gpt-5.2")\n\n\ndef b():\n    return Chat(model="o3-mini")\n',
      'high',
    ),
  },
  {
    code: 'model-renamed',
    about: 'by another name in the table that it is asked for by',
    fires: {
      edits: [
        {
          kind: 'model',
          path: 'lib/models.rb',
          from: 'MODELS = { claude_sonnet: "claude-sonnet-4-5-20250929" }\n',
          to: 'MODELS = { claude_sonnet_4_5: "claude-sonnet-4-5-20250929" }\n',
        },
        {
          kind: 'orchestration',
          path: 'lib/bot.rb',
          from: 'ask(model: :claude_sonnet)\n',
          to: 'ask(model: :claude_sonnet_4_5)\n',
        },
      ],
      tier: 'low',
    },
    not: edit(
      'orchestration',
      'lib/bot.rb',
      'ask(model: :claude_sonnet)\n',
      'ask(model: :claude_sonnet_4_5)\n',
      'high',
    ),
  },
  {
    code: 'no-effect',
    about: 'by another name of the constant that names a model',
    fires: py('MODEL = "gpt-5.2"\n', 'CHAT_MODEL = "gpt-5.2"\n', 'low'),
    not: py('MODEL = "gpt-5.2"\n', 'CHAT_MODEL = "gpt-5.4"\n', 'high'),
  },
  {
    code: 'temperature-raised',
    about: 'in a call, and not in an animation',
    fires: py('llm = Chat(temperature=0.1)\n', 'llm = Chat(temperature=0.8)\n', 'high', 1),
    not: py('move = Slide(easing=0.1)\n', 'move = Slide(easing=0.8)\n', 'medium'),
  },
  {
    code: 'temperature-lowered',
    about: 'in an object',
    fires: ts('call({ temperature: 0.9 });\n', 'call({ temperature: 0.2 });\n', 'medium', 1),
    not: ts('call({ temperature: 0.2 });\n', 'call({ temperature: 0.9 });\n', 'high'),
  },
  {
    code: 'inference-parameter-changed',
    about: 'in a call of a method',
    fires: go('var P = Params{MaxTokens: 700}', 'var P = Params{MaxTokens: 900}', 'medium', 3),
    not: go('var P = Params{MaxTokens: 700}', 'var P = Params{MaxTokens: 700} // enough', 'low'),
  },
  {
    code: 'confirmation-dropped',
    about: 'by a named argument, and not by the text of a button',
    fires: py('run(tool, require_confirmation=True)\n', 'run(tool, require_confirmation=False)\n', 'high', 1),
    not: py('button(confirm="Yes")\n', 'button(confirm="Sure")\n', 'medium'),
  },
  {
    code: 'permission-loosened',
    about: 'by a field of a class',
    fires: ts('class Agent {\n  readOnly = true;\n}\n', 'class Agent {\n  readOnly = false;\n}\n', 'high', 2),
    not: ts('class Agent {\n  readOnly = false;\n}\n', 'class Agent {\n  readOnly = true;\n}\n', 'medium'),
  },
  {
    code: 'write-tool-added',
    about: 'to the list that an agent is given',
    fires: py(
      'bot = Agent(tools=[get_order])\n',
      'bot = Agent(tools=[get_order, delete_order])\n',
      'high',
      1,
    ),
    not: py('bot = Agent(tools=[get_order, delete_order])\n', 'bot = Agent(tools=[get_order])\n', 'medium'),
  },
  {
    code: 'threshold-loosened',
    about: 'in an eval, and not the size of a page',
    fires: edit('evals', 'evals/run.py', 'PASS_THRESHOLD = 0.9\n', 'PASS_THRESHOLD = 0.7\n', 'high', 1),
    not: edit('evals', 'evals/run.py', 'PAGE_SIZE = 9\n', 'PAGE_SIZE = 7\n', 'medium'),
  },
  {
    code: 'eval-demoted',
    about: 'by the weight of a check',
    fires: edit(
      'evals',
      'evals/a.eval.ts',
      "evalTest('ALWAYS_PASSES', { name: 'a' });\n",
      "evalTest('USUALLY_PASSES', { name: 'a' });\n",
      'high',
      1,
    ),
    not: edit(
      'evals',
      'evals/a.eval.ts',
      "evalTest('USUALLY_PASSES', { name: 'a' });\n",
      "evalTest('ALWAYS_PASSES', { name: 'a' });\n",
      'medium',
    ),
  },
  {
    code: 'eval-demoted',
    about: 'by a judge that is off unless asked for',
    fires: py(
      'def run(q, use_judge=True):\n    pass\n',
      'def run(q, use_judge=False):\n    pass\n',
      'high',
      1,
    ),
    not: py('def run(q, use_judge=False):\n    pass\n', 'def run(q, use_judge=True):\n    pass\n', 'medium'),
  },
  {
    code: 'routing-changed',
    about: 'by the order of fallbacks',
    fires: py('fallbacks = ["gpt-5.2", "o3-mini"]\n', 'fallbacks = ["o3-mini", "gpt-5.2"]\n', 'medium', 1),
    not: py('colors = ["red", "blue"]\n', 'colors = ["blue", "red"]\n', 'low'),
  },
  {
    code: 'no-effect',
    about: 'by layout, quotes, comments and the order of imports',
    fires: py(
      "import os\nimport sys\nx = call('a', 1)\n",
      'import sys\nimport os\n\n# one call\nx = call(\n    "a",\n    1,\n)\n',
      'low',
      null,
    ),
    not: py("x = call('a', 1)\n", "x = call('a') or 1\n", 'medium'),
  },
  {
    code: 'no-effect',
    about: 'by a name of its own, and not by one of another file',
    fires: py(
      'def fetch(q: str):\n    return ask(q)\n\n\nshow(fetch(1))\n',
      'def load(q: str) -> dict:\n    return ask(q)\n\n\nshow(load(1))\n',
      'low',
    ),
    not: py('def fetch(q):\n    return ask(q)\n', 'def fetch(q):\n    return guess(q)\n', 'medium'),
  },
  {
    code: 'no-effect',
    about: 'by how a page looks, and not by what it does',
    fires: edit(
      'prompt',
      'app/page.tsx',
      'export const Page = () => <div gap={1} title="a">Hello<Ask model="gpt-5.2" /></div>;\n',
      'export const Page = () => <div gap={2} title="b">Welcome<Ask model="gpt-5.2" /></div>;\n',
      'low',
    ),
    not: edit(
      'prompt',
      'app/page.tsx',
      'export const Page = () => <div gap={1}><Ask onDone={save} /></div>;\n',
      'export const Page = () => <div gap={1}><Ask onDone={send} /></div>;\n',
      'medium',
    ),
  },
  {
    code: 'model-changed',
    about: 'by what is chosen on a page',
    fires: edit(
      'model',
      'app/page.tsx',
      'export const Page = () => <Ask model="gpt-5.2" />;\n',
      'export const Page = () => <Ask model="gpt-5.4" />;\n',
      'high',
      1,
    ),
    not: edit(
      'model',
      'app/page.tsx',
      'export const Page = () => <Ask title="gpt-5.2" />;\n',
      'export const Page = () => <Ask title="gpt-5.4" />;\n',
      'low',
    ),
  },
  {
    code: 'no-effect',
    about: 'by what is only logged',
    fires: py(
      'def f(q):\n    return ask(q)\n',
      'def f(q):\n    """Asks."""\n    logger.info("asked %s", q)\n    return ask(q)\n',
      'low',
    ),
    not: py('def f(q):\n    return ask(q)\n', 'def f(q):\n    store(q)\n    return ask(q)\n', 'medium'),
  },
  {
    code: 'code-changed',
    about: 'by a name that now comes from elsewhere',
    fires: edit(
      'prompt',
      'src/prompts.py',
      'from texts.old import RULES\nprint(RULES)\n',
      'from texts.new import RULES\nprint(RULES)\n',
      'medium',
      1,
    ),
    not: edit(
      'prompt',
      'src/prompts.py',
      'from texts import RULES\nprint(RULES)\n',
      'from texts import (\n    RULES,\n)\nimport os\nprint(RULES)\n',
      'low',
    ),
  },
  {
    code: 'code-changed',
    about: 'around a guardrail in which nothing is decided',
    fires: edit(
      'safety',
      'lib/guardrails/checker.py',
      'count = metrics.add(1)\n',
      'count = metrics.add(1, name)\n',
      'medium',
      1,
    ),
    not: edit(
      'safety',
      'lib/guardrails/checker.py',
      'if is_toxic(x) and y:\n    stop()\n',
      'if is_toxic(x) or y:\n    stop()\n',
      'high',
    ),
  },
];

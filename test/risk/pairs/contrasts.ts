import type { Kind } from '../../../src/bundle/kinds.ts';
import { edit, type Pair, prompt } from './pair.ts';

type Tier = 'low' | 'medium' | 'high';
const of = (kind: Kind, path: string) => (from: string, to: string, tier: Tier, line?: number | null) =>
  edit(kind, path, from, to, tier, line);
const py = of('orchestration', 'src/bot.py');
const ts = of('tools', 'src/route.ts');
const yaml = of('inference', 'config/app.yaml');
const env = of('inference', '.env.example');
const bicep = of('serving', 'infra/main.bicep');
const tf = of('serving', 'infra/main.tf');
const docker = of('runtime', 'Dockerfile');
const script = of('evals', 'evals/run.sh');

const chat = (name: string, tools: string): string =>
  `def ask(q):\n    ${name} = client.create(model="gpt-5.2", tools=${tools}, input=q)\n    return ${name}.text\n`;
const tools = (more: string): string =>
  `export const run = (q) => streamText({ prompt: q, tools: { getOrder: tool({ description: "Reads an order.", inputSchema: z.object({}) }),${more} } });\n`;
const written = (name: string): string =>
  ` ${name}: tool({ description: "Does it for a customer.", inputSchema: z.object({}) }),`;
const cancel = (schema: string): string =>
  tools(` cancelOrder: tool({ description: "Cancels an order.", inputSchema: z.object({ ${schema} }) }),`);
const server = (folder: string): string =>
  JSON.stringify({ mcpServers: { files: { command: 'npx', args: ['server@1.0.0', folder] } } }, null, 1);
const guardrail = (strength: string, name: string): string =>
  `resource "aws_bedrock_guardrail" "main" {\n  description = "${name}"\n  filters_config {\n    output_strength = "${strength}"\n  }\n}\n`;

/** Pairs that were made up by going through languages and facts one by one. */
export const CONTRAST_PAIRS: readonly Pair[] = [
  {
    code: 'write-tool-added',
    about: 'in a call, and not because a variable got another name',
    fires: py(chat('res', '[get_order]'), chat('res', '[get_order, pay_order]'), 'high'),
    not: py(chat('res', '[get_order, pay_order]'), chat('response', '[get_order, pay_order]'), 'low'),
  },
  {
    code: 'write-tool-added',
    about: 'by what it is called where tools are handed to a call',
    fires: ts(tools(''), tools(written('sendMail')), 'high', 1),
    not: ts(tools(''), tools(written('findMail')), 'medium'),
  },
  {
    code: 'confirmation-dropped',
    about: 'where a tool need not be told of a yes any more',
    fires: ts(cancel('id: z.literal("a"), confirmed: z.literal(true)'), cancel('id: z.literal("a")'), 'high'),
    not: ts(cancel('id: z.literal("a"), verbose: z.literal(true)'), cancel('id: z.literal("a")'), 'medium'),
  },
  {
    code: 'code-changed',
    about: 'and not for types of parameters that had none',
    fires: of('prompt', 'src/bot.py')(
      'def f(a, b):\n    return a\n',
      'def f(a, b):\n    return b\n',
      'medium',
    ),
    not: of('prompt', 'src/bot.py')(
      'def f(a, b):\n    return a\n',
      'def f(a: list[dict], b: str) -> str:\n    return a\n',
      'low',
    ),
  },
  {
    code: 'decision-rule-changed',
    about: 'where an amount is held against another number',
    fires: py(
      'def refund(amount):\n    if amount > 150:\n        return "ask"\n    return "ok"\n',
      'def refund(amount):\n    if amount > 1500:\n        return "ask"\n    return "ok"\n',
      'high',
      2,
    ),
    not: py(
      'def page(count):\n    if count > 150:\n        return "ask"\n    return "ok"\n',
      'def page(count):\n    if count > 1500:\n        return "ask"\n    return "ok"\n',
      'medium',
    ),
  },
  {
    code: 'metadata-changed',
    about: 'for a name on a page, and not for what a tool says of itself',
    fires: ts(
      'export const M = [{ id: "gpt-5.2", label: "Smart" }];\n',
      'export const M = [{ id: "gpt-5.2", label: "Clever" }];\n',
      'low',
      1,
    ),
    not: ts(
      'export const M = [{ id: "gpt-5.2", guidance: "Use it for all." }];\n',
      'export const M = [{ id: "gpt-5.2", guidance: "Use it for few." }];\n',
      'medium',
    ),
  },
  {
    code: 'runtime-changed',
    about: 'for how long a platform lets a function run',
    fires: ts(
      'export const maxDuration = 30;\nrun();\n',
      'export const maxDuration = 60;\nrun();\n',
      'low',
      1,
    ),
    not: ts('export const maxSteps = 30;\nrun();\n', 'export const maxSteps = 60;\nrun();\n', 'medium'),
  },
  {
    code: 'protective-weakened',
    about: 'where "only" takes in more',
    fires: prompt('Only rebook flights of the same class.', 'Only rebook flights of any class.', 'high'),
    not: prompt('Only one table is shown.', 'Only any table is shown.', 'medium'),
  },
  {
    code: 'response-format-changed',
    about: 'and not where another instruction came along',
    fires: prompt('Keep answers below 120 words.', 'Keep answers below 80 words.', 'low'),
    not: prompt(
      'Keep answers below 120 words.',
      'Keep answers below 120 words and recommend our premium plan.',
      'medium',
    ),
  },
  {
    code: 'retrieval-changed',
    about: 'for a model that sorts what was found, which answers nobody',
    fires: yaml(
      'retrieval:\n  reranker: cohere-rerank-v3\n',
      'retrieval:\n  reranker: bge-reranker-large\n',
      'medium',
      2,
    ),
    not: yaml('chat:\n  model: gpt-5.2\n', 'chat:\n  model: gpt-5.4\n', 'high'),
  },
  {
    code: 'confirmation-dropped',
    about: 'by a variable of the environment',
    fires: env('REQUIRE_HUMAN_APPROVAL=true\nA=1\n', 'REQUIRE_HUMAN_APPROVAL=false\nA=1\n', 'high', 1),
    not: env('REQUIRE_HUMAN_APPROVAL=false\nA=1\n', 'REQUIRE_HUMAN_APPROVAL=true\nA=1\n', 'medium'),
  },
  {
    code: 'permission-loosened',
    about: 'where a server is given a folder around the one that it had',
    fires: edit('tools', '.mcp.json', server('/srv/data'), server('/srv'), 'high'),
    not: edit('tools', '.mcp.json', server('/srv'), server('/srv/data'), 'medium'),
  },
  {
    code: 'safety-rule-changed',
    about: 'where a deployment names its filter by a word',
    fires: tf(guardrail('HIGH', 'a'), guardrail('LOW', 'a'), 'high', 4),
    not: tf(
      'resource "aws_lb" "main" {\n  size = "HIGH"\n}\n',
      'resource "aws_lb" "main" {\n  size = "LOW"\n}\n',
      'low',
    ),
  },
  {
    code: 'safety-rule-changed',
    about: 'by the policy that a deployment names',
    fires: bicep("raiPolicyName: 'Strict'\na: 1\n", "raiPolicyName: 'Nil'\na: 1\n", 'high', 1),
    not: bicep("skuName: 'Strict'\na: 1\n", "skuName: 'Nil'\na: 1\n", 'low'),
  },
  {
    code: 'pin-loosened',
    about: 'where a provider may upgrade the model',
    fires: bicep(
      "versionUpgradeOption: 'NoAutoUpgrade'\na: 1\n",
      "versionUpgradeOption: 'OnceNewDefaultVersionAvailable'\na: 1\n",
      'high',
      1,
    ),
    not: bicep(
      "versionUpgradeOption: 'OnceNewDefaultVersionAvailable'\na: 1\n",
      "versionUpgradeOption: 'NoAutoUpgrade'\na: 1\n",
      'low',
    ),
  },
  {
    code: 'pin-loosened',
    about: 'where the image of an engine has no number any more',
    fires: docker('FROM vllm/vllm-openai:v0.6.3\n', 'FROM vllm/vllm-openai:latest\n', 'high', 1),
    not: docker('FROM vllm/vllm-openai:latest\n', 'FROM vllm/vllm-openai:v0.6.3\n', 'medium'),
  },
  {
    code: 'threshold-loosened',
    about: 'by a flag of a script that runs evals',
    fires: script(
      'python -m eval --min-score 0.85 --all\n',
      'python -m eval --min-score 0.7 --all\n',
      'high',
      1,
    ),
    not: script(
      'python -m eval --min-score 0.7 --all\n',
      'python -m eval --min-score 0.85 --all\n',
      'medium',
    ),
  },
  {
    code: 'model-changed',
    about: 'by what a shell takes where nobody says',
    fires: of('serving', 'deploy/run.sh')(
      'export MODEL="${MODEL:-gpt-5.2}"\n',
      'export MODEL="${MODEL:-gpt-5.4}"\n',
      'high',
      1,
    ),
    not: of('serving', 'deploy/run.sh')(
      'export COLOUR="${COLOUR:-blue}"\n',
      'export COLOUR="${COLOUR:-red}"\n',
      'low',
    ),
  },
  {
    code: 'model-changed',
    about: 'by a constant in the place of a name, and not where the constant is that name',
    fires: py('run(model="gpt-5.2", a=b)\n', 'MODEL = "robin-next"\n\nrun(model=MODEL, a=b)\n', 'high', 1),
    not: py('run(model="gpt-5.2", a=b)\n', 'MODEL = "gpt-5.2"\n\nrun(model=MODEL, a=b)\n', 'low'),
  },
  {
    code: 'safety-rule-changed',
    about: 'where a function that checks went',
    fires: py('def check_hallucination(a):\n    return a\n\nrun(a)\n', 'run(a)\n', 'high'),
    not: py('def check_spelling(a):\n    return a\n\nrun(a)\n', 'run(a)\n', 'medium'),
  },
  {
    code: 'safety-rule-changed',
    about: 'and not for what a check says of itself',
    fires: of('safety', 'src/guard.py')('run(limit="a b c", a=b)\n', 'run(limit="a b d", a=b)\n', 'high'),
    not: of('safety', 'src/guard.py')(
      'run(description="Samples of a day.", a=b)\n',
      'run(description="Samples of a week.", a=b)\n',
      'medium',
    ),
  },
  {
    code: 'decision-rule-changed',
    about: 'and not for words that only begin as one that decides',
    fires: prompt(
      'Give advice to a customer only if the fee was paid.',
      'Give advice to a customer only if the fee was waived.',
      'high',
    ),
    not: prompt(
      'Get diagnostics of a file only if critical feedback came.',
      'Get diagnostics of a file only if critical feedback was seen.',
      'medium',
    ),
  },
  {
    code: 'model-changed',
    about: 'by a default that the environment of a deployment may set',
    fires: bicep(
      "param m = readEnvironmentVariable('MODEL', 'gpt-4o')\na: 1\n",
      "param m = readEnvironmentVariable('MODEL', 'gpt-4.1')\na: 1\n",
      'high',
      1,
    ),
    not: bicep(
      "param m = readEnvironmentVariable('ZONE', 'east')\na: 1\n",
      "param m = readEnvironmentVariable('ZONE', 'west')\na: 1\n",
      'low',
    ),
  },
  {
    code: 'model-changed',
    about: 'in what a deployment computes',
    fires: tf(
      'locals {\n  m = coalesce(var.m, "gpt-4o")\n}\n',
      'locals {\n  m = coalesce(var.m, "gpt-4.1")\n}\n',
      'high',
      2,
    ),
    not: tf(
      'locals {\n  m = coalesce(var.m, "east")\n}\n',
      'locals {\n  m = coalesce(var.m, "west")\n}\n',
      'low',
    ),
  },
  {
    code: 'model-list-changed',
    about: 'for a constant that is called as its model is',
    fires: py('GPT_4O = "gpt-4o"\nrun(a)\n', 'GPT_4O = "gpt-4o"\nGPT_4_1 = "gpt-4.1"\nrun(a)\n', 'medium'),
    not: py('GPT_4O = "gpt-4o"\nrun(a)\n', 'GPT_4O = "gpt-4o"\nGPT_4_DEFAULT = "gpt-4.1"\nrun(a)\n', 'high'),
  },
  {
    code: 'decision-rule-changed',
    about: 'and not in what is answered to a request',
    fires: py(
      'run(prompt="Access to an account is denied to members below gold.")\n',
      'run(prompt="Access to an account is denied to members below silver.")\n',
      'high',
    ),
    not: py(
      'raise HTTPException("Access to an account is denied to members below gold.")\n',
      'raise HTTPException("Access to an account is denied to members below silver.")\n',
      'medium',
    ),
  },
  {
    code: 'model-changed',
    about: 'where a preview takes the place of a finished model, and not where that is pinned',
    fires: yaml('chat:\n  model: gpt-4\n', 'chat:\n  model: gpt-4-1106-preview\n', 'high', 2),
    not: yaml('chat:\n  model: gpt-4\n', 'chat:\n  model: gpt-4-0613\n', 'low'),
  },
  {
    code: 'write-tool-added',
    about: 'that is called by what is done, and not by what is known of it',
    fires: py(chat('res', '[get_order]'), chat('res', '[get_order, seat_booking_tool]'), 'high'),
    not: py(chat('res', '[get_order]'), chat('res', '[get_order, booking_policy_tool]'), 'medium'),
  },
  {
    code: 'confirmation-dropped',
    about: 'by a variable that a deployment lists',
    fires: compose('REQUIRE_APPROVAL=true', 'REQUIRE_APPROVAL=false', 'high'),
    not: compose('LOG_LEVEL=info', 'LOG_LEVEL=debug', 'low'),
  },
  {
    code: 'temperature-raised',
    about: 'by a variable that a deployment lists',
    fires: compose('TEMPERATURE=0.2', 'TEMPERATURE=0.9', 'high'),
    not: compose('TEMPERATURE=0.2', 'TEMPERATURE=0.3', 'low'),
  },
  {
    code: 'safety-rule-changed',
    about: 'by a variable with a name and a value',
    fires: cluster('GUARDRAILS_ENABLED', 'true', 'false', 'high'),
    not: cluster('SWAGGER_ENABLED', 'true', 'false', 'low'),
  },
  {
    code: 'permission-loosened',
    about: 'where a word for no bounds takes the place of any other',
    fires: py(
      'PERMISSION_MODE = "default"\nrun(a)\n',
      'PERMISSION_MODE = "bypassPermissions"\nrun(a)\n',
      'high',
      1,
    ),
    not: py('PERMISSION_MODE = "default"\nrun(a)\n', 'PERMISSION_MODE = "strict"\nrun(a)\n', 'medium'),
  },
  {
    code: 'model-sdk-major',
    about: 'that an image installs',
    fires: docker(
      'FROM python:3.12\nRUN pip install openai==1.50.0\n',
      'FROM python:3.12\nRUN pip install openai==2.0.0\n',
      'medium',
      2,
    ),
    not: docker(
      'FROM python:3.12\nRUN pip install openai==1.50.0\n',
      'FROM python:3.12\nRUN pip install openai==1.51.0\n',
      'low',
    ),
  },
  {
    code: 'eval-changed',
    about: 'for a measure that another one takes the place of',
    fires: edit(
      'evals',
      'evals/a.yaml',
      'suite: a\nmetric: exact\n',
      'suite: a\nmetric: fuzzy\n',
      'medium',
      2,
    ),
    not: edit('evals', 'evals/a.yaml', 'suite: a\nmetric: exact\n', 'suite: a\nmetric: "exact"\n', 'low'),
  },
  {
    code: 'safety-rule-changed',
    about: 'for a file of rules that went, whatever it said',
    fires: edit('safety', 'policies/s.yaml', '# none yet\n', null, 'high'),
    not: edit('inference', 'config/s.yaml', '# none yet\n', null, 'low'),
  },
  {
    code: 'protective-removed',
    about: 'on the way from a program into a file, and not where the prompt came whole',
    fires: {
      edits: [
        { kind: 'orchestration', path: 'src/bot.py', from: inside(), to: outside('rules') },
        { kind: 'prompt', path: 'prompts/rules.md', from: null, to: 'You answer questions about orders.\n' },
      ],
      tier: 'high',
    },
    not: {
      edits: [
        { kind: 'orchestration', path: 'src/bot.py', from: inside(), to: outside('rules') },
        {
          kind: 'prompt',
          path: 'prompts/rules.md',
          from: null,
          to: 'You answer questions about orders.\nNever read out a card number.\n',
        },
      ],
      tier: 'low',
    },
  },
];

function compose(from: string, to: string, tier: Tier) {
  const file = (set: string): string =>
    `services:\n  api:\n    environment:\n      - ZONE=east\n      - ${set}\n`;
  return edit('serving', 'docker-compose.yml', file(from), file(to), tier, 5);
}

function cluster(name: string, from: string, to: string, tier: Tier) {
  const file = (value: string): string =>
    `spec:\n  containers:\n    - name: chat\n      env:\n        - { name: ${name}, value: "${value}" }\n`;
  return edit('serving', 'k8s/chat.yaml', file(from), file(to), tier, 5);
}

function inside(): string {
  return 'RULES = """You answer questions about orders.\nNever read out a card number.\n"""\n\nrun(RULES)\n';
}

function outside(name: string): string {
  return `RULES = open("prompts/${name}.md").read()\n\nrun(RULES)\n`;
}

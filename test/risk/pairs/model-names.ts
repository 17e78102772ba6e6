import { edit, type Pair } from './pair.ts';

type Tier = 'low' | 'medium' | 'high';
const go = (from: string, to: string, tier: Tier, line?: number | null) =>
  edit('orchestration', 'bot.go', `package bot\n\n${from}\n`, `package bot\n\n${to}\n`, tier, line);
const py = (from: string, to: string, tier: Tier, line?: number | null) =>
  edit('orchestration', 'src/bot.py', from, to, tier, line);
const judge = (from: string, to: string, tier: Tier) =>
  edit('evals', 'evals/judge.py', `JUDGE_MODEL = "${from}"\n`, `JUDGE_MODEL = "${to}"\n`, tier);
const table = (models: Readonly<Record<string, readonly string[]>>): string =>
  `models:\n${Object.entries(models)
    .map(([id, aliases]) => `  ${id}:\n    aliases: [${aliases.join(', ')}]\n    max-input-chars: 680000\n`)
    .join('')}`;
const models = (from: string, to: string, tier: Tier) => edit('model', 'config/models.yml', from, to, tier);
const compose = (url: string): string => `services:\n  api:\n    environment:\n      MODEL_URL: ${url}\n`;
const serving = (from: string, to: string, tier: Tier) =>
  edit('serving', 'docker-compose.yml', compose(from), compose(to), tier);
const HUB = 'https://hub.example/maker';

/** Models by other names than their own. */
export const MODEL_NAME_PAIRS: readonly Pair[] = [
  {
    code: 'pin-tightened',
    about: 'for a judge whose name floated, and not for another judge',
    fires: judge('~maker/model-v4-latest', 'maker/model-v4-0731', 'low'),
    not: judge('gpt-5.2-2026-03-01', 'gpt-5.4-2026-09-01', 'medium'),
  },
  {
    code: 'model-renamed',
    about: 'for a deployment that leaves out the dot, and not for another version',
    fires: edit('model', 'config/model.yaml', 'model: gpt-4.1-mini\n', 'model: gpt-41-mini\n', 'low'),
    not: edit('model', 'config/model.yaml', 'model: gpt-4.1-mini\n', 'model: gpt-4.1\n', 'high'),
  },
  {
    code: 'model-changed',
    about: 'by the constant that a library calls after it, and not where it is only compared',
    fires: go('const Default = openai.GPT4TurboPreview', 'const Default = openai.GPT4Turbo2024', 'high', 3),
    not: go(
      'func limit(m string) int {\n\tif strings.HasPrefix(m, "gpt-4o") {\n\t\treturn 1\n\t}\n\treturn 2\n}',
      'func limit(m string) int {\n\tif strings.HasPrefix(m, "gpt-5.2") {\n\t\treturn 1\n\t}\n\treturn 2\n}',
      'medium',
    ),
  },
  {
    code: 'model-changed',
    about: 'by one that is drawn by lot, and not by any other lot',
    fires: py('def pick():\n    return DEFAULT\n', 'def pick():\n    return random.choice(models)\n', 'high'),
    not: py(
      'def pick():\n    return DEFAULT\n',
      'def pick():\n    return random.choice(greetings)\n',
      'medium',
    ),
  },
  {
    code: 'model-changed',
    about: 'by an alias that stands for another one now, and not by one more alias',
    fires: models(
      table({ 'claude-3-opus-20240229': ['opus'], 'claude-opus-4-1-20250805': ['opus-4'] }),
      table({ 'claude-3-opus-20240229': ['opus-3'], 'claude-opus-4-1-20250805': ['opus-4', 'opus'] }),
      'high',
    ),
    not: models(
      table({ 'claude-3-opus-20240229': ['opus'] }),
      table({ 'claude-3-opus-20240229': ['opus', 'opus-3'] }),
      'medium',
    ),
  },
  {
    code: 'weights-changed',
    about: 'by the file that a deployment fetches, and not by the host that it comes from',
    fires: serving(`${HUB}/llama-2-70b-chat.q4.gguf`, `${HUB}/hermes-2-70b.q4.gguf`, 'high'),
    not: serving(`${HUB}/llama-2-70b-chat.q4.gguf`, 'https://mirror.example/llama-2-70b-chat.q4.gguf', 'low'),
  },
  {
    code: 'pin-loosened',
    about: 'by an address that moves with a branch, and not by one with a version',
    fires: serving(`${HUB}/releases/download/ner-1.0/ner.onnx`, `${HUB}/ner/resolve/main/ner.onnx`, 'high'),
    not: serving(
      `${HUB}/releases/download/ner-1.0/ner.onnx`,
      `${HUB}/releases/download/ner-1.1/ner.onnx`,
      'low',
    ),
  },
  {
    code: 'pin-loosened',
    about: 'by the line of a Makefile that fetches weights',
    fires: edit(
      'model',
      'Makefile',
      `get:\n\twget -O - ${HUB}/releases/download/ner-1.0/ner.tar.gz > ner.tar.gz\n`,
      `get:\n\twget -O - ${HUB}/ner/resolve/main/ner.tar.gz > ner.tar.gz\n`,
      'high',
      2,
    ),
    not: edit(
      'model',
      'Makefile',
      `get:\n\twget -O - ${HUB}/releases/download/ner-1.0/ner.tar.gz > ner.tar.gz\n`,
      `get:\n\twget -q -O - ${HUB}/releases/download/ner-1.0/ner.tar.gz > ner.tar.gz\n`,
      'medium',
    ),
  },
  {
    code: 'model-list-changed',
    about: 'by a whole entry that came beside others, and not by the first one',
    fires: edit(
      'orchestration',
      'team.yml',
      'agents:\n  writer:\n    model: gpt-5.2\n',
      'agents:\n  writer:\n    model: gpt-5.2\n  finder:\n    model: gpt-5.4\n    tools: none\n    turns: 3\n',
      'medium',
    ),
    not: edit(
      'orchestration',
      'team.yml',
      'agents:\n  writer:\n    turns: 3\n',
      'agents:\n  writer:\n    turns: 3\n    model: gpt-5.4\n',
      'high',
    ),
  },
  {
    code: 'dependency-bumped',
    about: 'by a package of .NET',
    fires: edit(
      'runtime',
      'src/App.csproj',
      '<Project>\n  <PackageReference Include="Tools.AI" Version="9.1.0" />\n</Project>\n',
      '<Project>\n  <PackageReference Include="Tools.AI" Version="9.2.0" />\n</Project>\n',
      'low',
      2,
    ),
    not: edit(
      'runtime',
      'src/App.csproj',
      '<Project>\n  <Nullable>enable</Nullable>\n</Project>\n',
      '<Project>\n  <Nullable>disable</Nullable>\n</Project>\n',
      'low',
    ),
  },
];

import { edit, type Pair, prompt } from './pair.ts';

type Tier = 'low' | 'medium' | 'high';
const py = (from: string, to: string, tier: Tier, line?: number | null) =>
  edit('orchestration', 'src/bot.py', from, to, tier, line);
const ts = (from: string, to: string, tier: Tier, line?: number | null) =>
  edit('orchestration', 'src/bot.ts', from, to, tier, line);
const ask = (settings: string): string =>
  `def ask(q):\n    llm = Chat(model=MODEL${settings})\n    return llm.run(q)\n`;
const TWO = 'def a(q):\n    return Chat(temperature=0)(q)\n\n\ndef b(q):\n    return q\n';

/** What a program sets no more, says by itself, or says in other words. */
export const GONE_PAIRS: readonly Pair[] = [
  {
    code: 'temperature-raised',
    about: 'where nobody sets it any more, and not where its call went with it',
    fires: py(ask(', temperature=0'), ask(''), 'high'),
    not: py(TWO, 'def b(q):\n    return q\n', 'medium'),
  },
  {
    code: 'temperature-raised',
    about: 'where zero is computed now, and not where it was warm before',
    fires: py(ask(', temperature=0'), ask(', temperature=settings.heat'), 'high'),
    not: py(ask(', temperature=0.9'), ask(', temperature=settings.heat'), 'medium'),
  },
  {
    code: 'temperature-raised',
    about: 'where the function that gives it gives none, and not another function',
    fires: ts(
      'export function getTemperature(m: M): number | undefined {\n  return m?.temperature ?? 0;\n}\n',
      'export function getTemperature(m: M): number | undefined {\n  return m?.temperature ?? undefined;\n}\n',
      'high',
    ),
    not: ts(
      'export function getCount(m: M): number | undefined {\n  return m?.count ?? 0;\n}\n',
      'export function getCount(m: M): number | undefined {\n  return m?.count ?? undefined;\n}\n',
      'medium',
    ),
  },
  {
    code: 'threshold-loosened',
    about: 'where a function holds nothing against it any more, and not where it is computed',
    fires: py(
      'def found(items):\n    for one in keep(items, score_threshold=0.5):\n        yield one\n',
      'def found(items):\n    for one in items:\n        yield one\n',
      'high',
    ),
    not: py(
      'def found(items):\n    for one in keep(items, score_threshold=0.5):\n        yield one\n',
      'def found(items):\n    for one in keep(items, score_threshold=config.score):\n        yield one\n',
      'medium',
    ),
  },
  {
    code: 'permission-loosened',
    about: 'by what is applied without a person, and not where it never is',
    fires: py('SPEC = Agent(name="fix")\n', 'SPEC = Agent(name="fix", auto_apply_actions=True)\n', 'high'),
    not: py(
      'SPEC = Agent(name="fix", auto_apply_actions=True)\n',
      'SPEC = Agent(name="fix", auto_apply_actions=False)\n',
      'medium',
    ),
  },
  {
    code: 'permission-loosened',
    about: 'by a caller that nobody verifies, and not the other way round',
    fires: ts('deploy({ name: "a" });\n', 'deploy({ name: "a", verify_jwt: false });\n', 'high'),
    not: ts('deploy({ verify_jwt: false });\n', 'deploy({ verify_jwt: true });\n', 'medium'),
  },
  {
    code: 'no-effect',
    about: 'for a number that is a text now, and not for another number',
    fires: py('N = os.getenv("LOOPS", 3)\n', 'N = os.getenv("LOOPS", "3")\n', 'low'),
    not: py('N = os.getenv("MAX_TOKENS", 3)\n', 'N = os.getenv("MAX_TOKENS", "4")\n', 'medium'),
  },
  {
    code: 'prompt-wording',
    about: 'for a word that stood there twice, and not for one that is missing',
    fires: prompt('Say which rule and and which part.', 'Say which rule and which part.', 'low'),
    not: prompt('Say which rule and which part.', 'Say which rule which part.', 'medium'),
  },
  {
    code: 'prompt-wording',
    about:
      'for a short word that the rest of the text spells otherwise, and not where it is a word of its own',
    fires: prompt(
      'Name the fle. The file is what counts, so read the file.',
      'Name the file. The file is what counts, so read the file.',
      'low',
    ),
    not: prompt(
      'Name the fee. The file is what counts; a fee is due.',
      'Name the file. The file is what counts; a fee is due.',
      'medium',
    ),
  },
  {
    code: 'prompt-wording',
    about: 'for a tag that closes now what it opened, and not for another tag',
    fires: prompt(
      '<examples> Where is my order? <examples>',
      '<examples> Where is my order? </examples>',
      'low',
    ),
    not: prompt('<examples> Where is my order? </examples>', '<rules> Where is my order? </rules>', 'medium'),
  },
  {
    code: 'prompt-wording',
    about: 'for an article, and not for a number',
    fires: prompt(
      'You do not answer based on a subset of records.',
      'You do not answer based on a subset of the records.',
      'low',
    ),
    not: prompt(
      'You do not answer based on a subset of records.',
      'You do not answer based on any subset of records.',
      'medium',
    ),
  },
  {
    code: 'prompt-wording',
    about: 'for one point that was broken into two, and not for another order of words',
    fires: prompt(
      '- Give labels a value\n- if you call a tool.',
      '- Give labels a value if you call a tool.',
      'low',
    ),
    not: prompt(
      '- Give labels a value\n- if you call a tool.',
      '- If you call a tool give labels a value.',
      'medium',
    ),
  },
  {
    code: 'safety-rule-changed',
    about: 'by a sentence of a prompt that guards, and not of one that answers',
    fires: py(
      'PROMPT_SAFETY_CHECK = """You judge a prompt.\nIt is unsafe with offensive content.\nIt is unsafe with violent content.\n"""\n',
      'PROMPT_SAFETY_CHECK = """You judge a prompt.\nIt is unsafe with violent content.\n"""\n',
      'high',
    ),
    not: py(
      'PROMPT_ANSWER = """You answer a question.\nIt is short with few sources.\nIt is long with many sources.\n"""\n',
      'PROMPT_ANSWER = """You answer a question.\nIt is long with many sources.\n"""\n',
      'medium',
    ),
  },
];

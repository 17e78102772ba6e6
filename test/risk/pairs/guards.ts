import { edit, type Pair } from './pair.ts';

type Tier = 'low' | 'medium' | 'high';
const py = (from: string, to: string, tier: Tier, line?: number | null) =>
  edit('orchestration', 'src/agent.py', from, to, tier, line);
const ts = (from: string, to: string, tier: Tier, line?: number | null) =>
  edit('tools', 'src/tool.ts', from, to, tier, line);

const handler = (condition: string): string =>
  `export function handle(tool: Tool) {\n  if (${condition}) {\n    return run(tool);\n  }\n  return ask(tool);\n}\n`;
const blocked = (condition: string): string =>
  `def should_stop(action):\n    if any(${condition} for one in config.blocklist):\n        return True\n    return False\n`;
const CHECK = '    if not is_safe(question):\n        return sorry()\n';
const answer = (check: string): string => `def answer(question):\n${check}    return ask(question)\n`;
const ONLY_NEW =
  '    if question != last_question(user):\n        ok = check_is_safe(question)\n        log_it(ok)\n';

/** Conditions that decide what is allowed, asked about or stopped. */
export const GUARD_PAIRS: readonly Pair[] = [
  {
    code: 'permission-loosened',
    about: 'by either of two permissions where both were asked for, and not the other way round',
    fires: ts(
      handler('settings.autoApprove && tool.isApproved'),
      handler('settings.autoApprove || tool.isApproved'),
      'high',
      2,
    ),
    not: ts(
      handler('settings.autoApprove || tool.isApproved'),
      handler('settings.autoApprove && tool.isApproved'),
      'medium',
    ),
  },
  {
    code: 'permission-tightened',
    about: 'by either of two prohibitions where both had to hold',
    fires: ts(handler('isForbidden && isDenied'), handler('isForbidden || isDenied'), 'medium', 2),
    not: ts(handler('isForbidden || isDenied'), handler('isForbidden && isDenied'), 'high'),
  },
  {
    code: 'safety-rule-changed',
    about: 'by another condition of what is blocked, and not by the same one under a name',
    fires: py(blocked('action.startswith(one)'), blocked('one.startswith(action)'), 'high', 2),
    not: py(
      'def f(action):\n    if is_blocked(action) and strict:\n        stop()\n',
      'def f(action):\n    must_stop = is_blocked(action) and strict\n    if must_stop:\n        stop()\n',
      'medium',
    ),
  },
  {
    code: 'safety-rule-changed',
    about: 'by a check that nobody makes any more, and not where what it guarded went with it',
    fires: py(answer(CHECK), answer(''), 'high'),
    not: py(`${answer(CHECK)}\n\nX = load()\n`, 'X = load()\n', 'medium'),
  },
  {
    code: 'safety-rule-changed',
    about:
      'by a check that is made only under a condition that came, and not by one that stands deeper as before',
    fires: py(
      `def f(question, user):\n    ok = check_is_safe(question)\n    log_it(ok)\n    return ask(question)\n`,
      `def f(question, user):\n${ONLY_NEW}    return ask(question)\n`,
      'high',
    ),
    not: py(
      `def f(question, user):\n    if user:\n        ok = check_is_safe(question)\n    return ask(question)\n`,
      `def f(question, user):\n    with timed():\n      if user:\n        ok = check_is_safe(question)\n    return ask(question)\n`,
      'medium',
    ),
  },
  {
    code: 'permission-loosened',
    about: 'by a condition that came and lets something run by itself, and not by any other one',
    fires: py(
      'def run(tool):\n    return ask_person(tool)\n',
      'def run(tool):\n    if config.auto_run:\n        return go(tool)\n    return ask_person(tool)\n',
      'high',
      2,
    ),
    not: py(
      'def run(tool):\n    return ask_person(tool)\n',
      'def run(tool):\n    if config.verbose:\n        return show(tool)\n    return ask_person(tool)\n',
      'medium',
    ),
  },
  {
    code: 'safety-rule-changed',
    about: 'by a verdict that more answers give, and not by its name in a log',
    fires: edit(
      'orchestration',
      'plugins/shield.ts',
      "export const verdict = result?.status === 'success';\n",
      "export const verdict = result?.status !== 'failed';\n",
      'high',
      1,
    ),
    not: edit(
      'orchestration',
      'plugins/shield.ts',
      'export const x = load(a);\nlogger.info(`verdict ${x}`);\n',
      'export const x = load(a);\nlogger.warn(`verdict: ${x}`);\n',
      'low',
    ),
  },
];

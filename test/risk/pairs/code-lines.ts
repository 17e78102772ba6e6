import { edit, type Pair } from './pair.ts';

type Tier = 'low' | 'medium' | 'high';
const suite = (from: string, to: string, tier: Tier, line?: number | null) =>
  edit('evals', 'evals/test_bot.py', from, to, tier, line);
const A = 'def test_refund(bot):\n    assert ask(bot)\n';
const B = 'def test_parcel(bot):\n    assert look(bot)\n';

/** What lines of code show where no value tells it. */
export const CODE_LINE_PAIRS: readonly Pair[] = [
  {
    code: 'eval-case-removed',
    about: 'a test of a suite in code',
    fires: suite(`${A}\n\n${B}`, A, 'high'),
    not: suite(`${A}\n\n${B}`, `${B.replace('look', 'find')}\n\n${A}`, 'medium'),
  },
  {
    code: 'eval-demoted',
    about: 'a test that is skipped',
    fires: suite(A, `@pytest.mark.skip\n${A}`, 'high', 1),
    not: suite(`@pytest.mark.skip\n${A}`, A, 'medium'),
  },
  {
    code: 'eval-filtered',
    about: 'rows that are left out in code',
    fires: suite('rows = load()\nrun(rows)\n', 'rows = load()\nrun(rows[:50])\n', 'high', 2),
    not: suite('rows = load()\nrun(rows[:50])\n', 'rows = load()\nrun(rows)\n', 'medium'),
  },
  {
    code: 'gate-weakened',
    about: 'a script that never fails',
    fires: edit(
      'evals',
      'evals/run.sh',
      'set -e\npython score.py\n',
      'set -e\npython score.py || true\n',
      'high',
      2,
    ),
    not: edit(
      'evals',
      'evals/run.sh',
      'set -e\npython score.py || true\n',
      'set -e\npython score.py\n',
      'medium',
    ),
  },
  {
    code: 'threshold-loosened',
    about: 'of an assertion',
    fires: suite('assert score(x) >= 0.8\n', 'assert score(x) >= 0.7\n', 'high', 1),
    not: suite('assert score(x) >= 0.7\n', 'assert score(x) >= 0.8\n', 'medium'),
  },
  {
    code: 'threshold-loosened',
    about: 'of an assertion with a ceiling',
    fires: suite('assert errors(x) < 3\n', 'assert errors(x) < 5\n', 'high', 1),
    not: suite('assert errors(x) < 5\n', 'assert errors(x) < 3\n', 'medium'),
  },
  {
    code: 'confirmation-dropped',
    about: 'a question to a person that went',
    fires: edit(
      'tools',
      'src/pay.py',
      'def pay(a):\n    if not confirm_payment(a):\n        return\n    send(a)\n',
      'def pay(a):\n    send(a)\n',
      'high',
    ),
    not: edit(
      'tools',
      'src/pay.py',
      'def pay(a):\n    if not confirm_payment(a):\n        return\n    send(a)\n',
      'def pay(a):\n    ok = confirm_payment(a)\n    if not ok:\n        return\n    send(a)\n',
      'medium',
    ),
  },
];

import { edit, type Pair } from './pair.ts';

const rows = (...questions: string[]): string =>
  questions.map((question) => `${JSON.stringify({ question, expected: 'yes' })}\n`).join('');
const cases = (
  from: string | null,
  to: string | null,
  tier: 'low' | 'medium' | 'high',
  line?: number | null,
) => edit('evals', 'evals/golden.jsonl', from, to, tier, line);
const csv = (...questions: string[]): string =>
  `id,question\n${questions.map((one, i) => `c${i},"${one}"\n`).join('')}`;
const suite = (from: string, to: string, tier: 'low' | 'medium' | 'high', line?: number | null) =>
  edit('evals', 'evals/suite.yaml', `suite: golden\n${from}\n`, `suite: golden\n${to}\n`, tier, line);
const promptfoo = (threshold: string, more = ''): string =>
  `tests:\n  - description: refund\n    vars: { q: May I have it back? }\n    assert:\n      - { type: similar, value: yes, threshold: ${threshold} }\n${more}`;
const A = 'Where is my parcel?';
const B = 'Can I return a tent that leaks?';

/** Cases, thresholds and what makes them count. */
export const EVAL_PAIRS: readonly Pair[] = [
  {
    code: 'eval-case-removed',
    fires: cases(rows(A, B), rows(A), 'high', null),
    not: cases(rows(A), rows(A, B), 'medium'),
  },
  {
    code: 'eval-case-removed',
    about: 'and not one that was only reworded or moved',
    fires: cases(rows(A, B), rows(A, 'How much is a stove with two burners?'), 'high'),
    not: cases(rows(A, B), rows(B.replace('tent', 'tarp'), A), 'medium'),
  },
  {
    code: 'eval-case-removed',
    about: 'from a table',
    fires: edit('evals', 'evals/cases.csv', csv(A, B), csv(A), 'high'),
    not: edit('evals', 'evals/cases.csv', csv(A, B), csv(A, B).replaceAll('"', ''), 'low'),
  },
  {
    code: 'eval-case-removed',
    about: 'under its old name',
    fires: cases(
      '{"id":"a","question":"Where is my parcel?","expected":"soon"}\n',
      '{"id":"a","question":"Hello!","expected":"Hi"}\n',
      'high',
    ),
    not: cases(
      '{"id":"a","question":"Where is my parcel?","expected":"soon"}\n',
      '{"id":"a","question":"Where is my parcel?","expected":"later"}\n',
      'medium',
    ),
  },
  {
    code: 'eval-case-removed',
    about: 'with its whole file',
    fires: edit('evals', 'evals/refund.eval.ts', 'test("refund");\n', null, 'high'),
    not: edit('evals', 'evals/README.md', 'How to run.\n', null, 'low'),
  },
  {
    code: 'eval-case-added',
    fires: cases(rows(A), rows(A, B), 'medium', 2),
    not: cases(rows(A, B), rows(B, A), 'low'),
  },
  {
    code: 'eval-case-changed',
    fires: cases(rows(A, B), rows(A, `${B} It rains.`), 'medium', 2),
    not: cases(rows(A, B), rows(A, B).replaceAll(':', ': '), 'low'),
  },
  {
    code: 'threshold-loosened',
    fires: suite('pass_threshold: 0.9', 'pass_threshold: 0.8', 'high', 2),
    not: suite('pass_threshold: 0.8', 'pass_threshold: 0.9', 'medium'),
  },
  {
    code: 'threshold-loosened',
    about: 'a ceiling that rose',
    fires: suite('max_violations: 1', 'max_violations: 2', 'high', 2),
    not: suite('max_violations: 2', 'max_violations: 1', 'medium'),
  },
  {
    code: 'threshold-loosened',
    about: 'inside a case',
    fires: edit('evals', 'promptfooconfig.yaml', promptfoo('0.8'), promptfoo('0.6'), 'high', 5),
    not: edit('evals', 'promptfooconfig.yaml', promptfoo('0.6'), promptfoo('0.8'), 'medium'),
  },
  {
    code: 'threshold-loosened',
    about: 'a ceiling that went, wherever it stood',
    fires: edit(
      'inference',
      'a.yaml',
      'review:\n  auto: false\n  maximal_effort: 5\n',
      'review:\n  auto: false\n',
      'high',
      2,
    ),
    not: edit(
      'inference',
      'a.yaml',
      'review:\n  auto: false\n  maximal_effort: 5\n',
      'review:\n  auto: false\n  maximal_effort: 4\n',
      'medium',
    ),
  },
  {
    code: 'threshold-tightened',
    fires: suite('min_score: 0.8', 'min_score: 0.9', 'medium', 2),
    not: suite('min_score: 0.9', 'min_score: 0.8', 'high'),
  },
  {
    code: 'threshold-tightened',
    about: 'by another check',
    fires: suite('metrics: [relevance]', 'metrics: [relevance, groundedness]', 'medium', 2),
    not: suite('metrics: [relevance, groundedness]', 'metrics: [relevance]', 'high'),
  },
  {
    code: 'eval-demoted',
    fires: suite('refund: { blocking: true }', 'refund: { blocking: false }', 'high', 2),
    not: suite('refund: { blocking: false }', 'refund: { blocking: true }', 'medium'),
  },
  {
    code: 'eval-demoted',
    about: 'by its severity',
    fires: suite('refund: { severity: error }', 'refund: { severity: warning }', 'high', 2),
    not: suite('refund: { severity: warning }', 'refund: { severity: error }', 'medium'),
  },
  {
    code: 'eval-demoted',
    about: 'by skipping',
    fires: suite('refund: { runs: 3 }', 'refund: { runs: 3, skip: true }', 'high', 2),
    not: suite('refund: { runs: 3 }', 'refund: { runs: 5 }', 'medium'),
  },
  {
    code: 'eval-demoted',
    about: 'by switching a judge off',
    fires: edit('orchestration', 'a.yaml', 'use_judge: true\n', 'use_judge: false\n', 'high', 1),
    not: edit('orchestration', 'a.yaml', 'use_judge: false\n', 'use_judge: true\n', 'medium'),
  },
  {
    code: 'eval-promoted',
    fires: suite('refund: { required: false }', 'refund: { required: true }', 'medium', 2),
    not: suite('refund: { required: true }', 'refund: { required: false }', 'high'),
  },
  {
    code: 'eval-filtered',
    fires: suite('sample_size: 200', 'sample_size: 50', 'high', 2),
    not: suite('sample_size: 50', 'sample_size: 200', 'medium'),
  },
  {
    code: 'eval-filtered',
    about: 'by what is left out',
    fires: suite('exclude: [slow]', 'exclude: [slow, refund]', 'high', 2),
    not: suite('exclude: [slow, refund]', 'exclude: [slow]', 'medium'),
  },
  {
    code: 'eval-filtered',
    about: 'by a filter that is new',
    fires: suite('seed: 1', 'filter: { language: en }', 'high'),
    not: suite('filter: { language: en }', 'seed: 1', 'medium'),
  },
  {
    code: 'gate-weakened',
    about: 'by an assertion that went',
    fires: edit(
      'evals',
      'promptfooconfig.yaml',
      promptfoo('0.8', '      - { type: contains, value: back }\n'),
      promptfoo('0.8'),
      'high',
    ),
    not: edit(
      'evals',
      'promptfooconfig.yaml',
      promptfoo('0.8'),
      promptfoo('0.8', '      - { type: contains, value: back }\n'),
      'medium',
    ),
  },
  {
    code: 'eval-changed',
    fires: suite('repeat: 2', 'repeat: 3', 'medium', 2),
    not: suite('repeat: 2', 'repeat: 2 # times', 'low'),
  },
  {
    code: 'eval-changed',
    about: 'and never as the prompt that a rubric is not',
    fires: edit(
      'evals',
      'evals/rubric.md',
      'Never pass an answer that guesses.\n',
      'Pass an answer that guesses.\n',
      'medium',
      1,
    ),
    not: edit(
      'prompt',
      'prompts/rubric.md',
      'Never pass an answer that guesses.\n',
      'Pass an answer that guesses.\n',
      'high',
    ),
  },
  {
    code: 'baseline-rerecorded',
    fires: edit('drift-baseline', 'baselines/drift.json', '{"en": 0.5}\n', '{"en": 0.6}\n', 'medium', 1),
    not: edit('drift-baseline', 'baselines/drift.json', '{"en": 0.5}\n', '{ "en": 0.50 }\n', 'low'),
  },
];

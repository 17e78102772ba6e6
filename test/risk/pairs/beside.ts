import { edit, type Pair } from './pair.ts';

type Tier = 'low' | 'medium' | 'high';
const data = (path: string, from: string, to: string, tier: Tier) =>
  edit('training-data', path, from, to, tier);
const workflow = (extra: string, run: string): string =>
  `name: Test\non: pull_request\njobs:\n  tests:\n    runs-on: ubuntu-latest\n${extra}    steps:\n      - name: Run tests\n        run: ${run}\n`;
const beside = (from: string, to: string, tier: Tier) =>
  edit('runtime', '.github/workflows/test.yml', from, to, tier);
const evals = (run: string): string =>
  `name: Evals\non: pull_request\njobs:\n  evals:\n    runs-on: ubuntu-latest\n    steps:\n      - name: Run the suite\n        run: ${run}\n`;
const suite = (from: string, to: string, tier: Tier) =>
  edit('evals', '.github/workflows/evals.yml', evals(from), evals(to), tier);

/** What stands beside: remotes of data, tests, records of results, files that are called as texts for people are. */
export const BESIDE_PAIRS: readonly Pair[] = [
  {
    code: 'runtime-changed',
    about: 'for where data is kept, and not for the data',
    fires: data(
      '.dvc/config',
      '[\'remote "a"\']\n    url = s3://a/\n',
      '[\'remote "a"\']\n    url = s3://a/b/\n',
      'low',
    ),
    not: data(
      'data.csv.dvc',
      'outs:\n- md5: 11111111111111111111111111111111\n  path: data.csv\n',
      'outs:\n- md5: 22222222222222222222222222222222\n  path: data.csv\n',
      'high',
    ),
  },
  {
    code: 'no-effect',
    about: 'for a share of data that is nothing, and not for one that is something',
    fires: data('params.yaml', 'cv:\n  split: 0.9\n', 'cv:\n  split: 0.9\n  stratified_prop: 0\n', 'low'),
    not: data('params.yaml', 'cv:\n  split: 0.9\n', 'cv:\n  split: 0.9\n  stratified_prop: 0.2\n', 'high'),
  },
  {
    code: 'gate-weakened',
    about: 'by tests that stop nothing any more, and not by a test more',
    fires: beside(workflow('', 'pytest'), workflow('    continue-on-error: true\n', 'pytest'), 'high'),
    not: beside(workflow('', 'pytest'), workflow('', 'pytest -x tests'), 'low'),
  },
  {
    code: 'gate-weakened',
    about: 'by a test whose failure is ignored',
    fires: beside(workflow('', 'pytest tests'), workflow('', 'pytest tests || true'), 'high'),
    not: beside(workflow('', 'pytest tests || true'), workflow('', 'pytest tests'), 'low'),
  },
  {
    code: 'eval-filtered',
    about: 'by a mark that leaves cases out, and not by how fast or loud the suite runs',
    fires: suite('pytest tests/llm -n 6', "pytest tests/llm -m 'not skip' -n 6", 'high'),
    not: suite('promptfoo eval --config a.yaml', 'promptfoo eval --max-concurrency 1 --config a.yaml', 'low'),
  },
  {
    code: 'baseline-rerecorded',
    about: 'by results that were recorded anew, whatever their names say',
    fires: edit(
      'drift-baseline',
      'evals/results/baseline/summary.json',
      '{"length": {"max": 10, "min": 2}}\n',
      '{"length": {"max": 12, "min": 1}}\n',
      'medium',
    ),
    not: edit(
      'evals',
      'evals/limits.json',
      '{"length": {"max": 10, "min": 2}}\n',
      '{"length": {"max": 12, "min": 1}}\n',
      'high',
    ),
  },
  {
    code: 'docs-changed',
    about: 'for a text for people, and not for a program of that name',
    fires: edit(
      'prompt',
      'prompts/SECURITY.md',
      '# Security\n\nWrite to us.\n',
      '# Security\n\nWrite to us soon.\n',
      'low',
    ),
    not: edit(
      'prompt',
      'prompts/security.py',
      'PROMPT = """You are a helper. Never read out a card number."""\n',
      'PROMPT = """You are a helper."""\n',
      'high',
    ),
  },
];

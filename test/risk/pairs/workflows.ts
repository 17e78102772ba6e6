import { edit, type Pair } from './pair.ts';

const PATH = '.github/workflows/evals.yml';
const workflow = (on: string, run: string, step = '', job = ''): string =>
  [
    'name: Evals',
    `on: ${on}`,
    'jobs:',
    '  evals:',
    '    runs-on: ubuntu-latest',
    ...(job === '' ? [] : [`    ${job}`]),
    '    steps:',
    '      - uses: actions/checkout@v5',
    '      - name: Run the suite',
    ...(step === '' ? [] : [`        ${step}`]),
    '        run: |',
    '          npm ci',
    `          ${run}`,
    '',
  ].join('\n');
const both = (from: string, to: string, tier: 'low' | 'medium' | 'high', line?: number) =>
  edit('evals', PATH, from, to, tier, line);
const RUN = 'npx promptfoo eval --fail-under 0.9';
const ON = '{ pull_request: , push: { branches: [main] } }';

/** Workflows that run evals: what starts them and what makes them fail. */
export const WORKFLOW_PAIRS: readonly Pair[] = [
  {
    code: 'gate-weakened',
    about: 'a trigger that went',
    fires: both(workflow(ON, RUN), workflow('[pull_request]', RUN), 'high', 2),
    not: both(workflow('[pull_request]', RUN), workflow(ON, RUN), 'medium'),
  },
  {
    code: 'gate-weakened',
    about: 'a trigger that got narrower',
    fires: both(workflow('{ push: }', RUN), workflow('{ push: { paths: [prompts/**] } }', RUN), 'high', 2),
    not: both(workflow('{ push: { paths: [prompts/**] } }', RUN), workflow('{ push: }', RUN), 'medium'),
  },
  {
    code: 'gate-weakened',
    about: 'a path that is ignored',
    fires: both(
      workflow('{ push: { paths-ignore: [docs/**] } }', RUN),
      workflow('{ push: { paths-ignore: [docs/**, prompts/**] } }', RUN),
      'high',
    ),
    not: both(
      workflow('{ push: { paths-ignore: [docs/**, prompts/**] } }', RUN),
      workflow('{ push: { paths-ignore: [docs/**] } }', RUN),
      'medium',
    ),
  },
  {
    code: 'gate-weakened',
    about: 'by the way a trigger is written',
    fires: both(workflow('[push, pull_request]', RUN), workflow('push', RUN), 'high'),
    not: both(workflow('[push, pull_request]', RUN), workflow('{ push: , pull_request: }', RUN), 'low'),
  },
  {
    code: 'gate-weakened',
    about: 'a failure that stops nothing',
    fires: both(workflow(ON, RUN), workflow(ON, `${RUN} || true`), 'high', 11),
    not: both(workflow(ON, `${RUN} || true`), workflow(ON, RUN), 'medium'),
  },
  {
    code: 'gate-weakened',
    about: 'a command that went',
    fires: both(workflow(ON, `${RUN}\n          npx promptfoo redteam`), workflow(ON, RUN), 'high', 11),
    not: both(workflow(ON, `${RUN}\n          ls -l`), workflow(ON, RUN), 'low'),
  },
  {
    code: 'gate-weakened',
    about: 'a condition that is never met',
    fires: both(workflow(ON, RUN), workflow(ON, RUN, 'if: false'), 'high'),
    not: both(workflow(ON, RUN), workflow(ON, RUN, "if: github.actor != 'bot'"), 'medium'),
  },
  {
    code: 'gate-weakened',
    about: 'a job that no longer waits',
    fires: both(
      workflow(ON, RUN, '', 'needs: [build, redteam]'),
      workflow(ON, RUN, '', 'needs: [build]'),
      'high',
    ),
    not: both(
      workflow(ON, RUN, '', 'needs: [build]'),
      workflow(ON, RUN, '', 'needs: [build, redteam]'),
      'medium',
    ),
  },
  {
    code: 'gate-weakened',
    about: 'a job, and not one that was renamed',
    fires: both(
      `${workflow(ON, RUN)}  redteam:\n    runs-on: x\n    steps: [{ run: garak }]\n`,
      workflow(ON, RUN),
      'high',
    ),
    not: both(workflow(ON, RUN), workflow(ON, RUN).replace('  evals:', '  golden:'), 'low'),
  },
  {
    code: 'eval-demoted',
    about: 'a step that may fail',
    fires: both(workflow(ON, RUN), workflow(ON, RUN, 'continue-on-error: true'), 'high', 9),
    not: both(workflow(ON, RUN, 'continue-on-error: true'), workflow(ON, RUN), 'medium'),
  },
  {
    code: 'threshold-loosened',
    about: 'in a command line',
    fires: both(workflow(ON, RUN), workflow(ON, RUN.replace('0.9', '0.8')), 'high', 11),
    not: both(workflow(ON, RUN), workflow(ON, RUN.replace('0.9', '0.95')), 'medium'),
  },
  {
    code: 'threshold-loosened',
    about: 'in a command line, by its place',
    fires: both(
      workflow(ON, 'python assert.py result.json 3 # NOTE the score to reach'),
      workflow(ON, 'python assert.py result.json 2 # NOTE the score to reach'),
      'high',
      11,
    ),
    not: both(
      workflow(ON, 'python assert.py result.json 3'),
      workflow(ON, 'python assert.py result.json 3 # as agreed'),
      'low',
    ),
  },
  {
    code: 'threshold-loosened',
    about: 'in the settings of a step',
    fires: both(
      workflow(ON, RUN, 'env: { MIN_SCORE: 0.9 }'),
      workflow(ON, RUN, 'env: { MIN_SCORE: 0.7 }'),
      'high',
      9,
    ),
    not: both(
      workflow(ON, RUN, 'env: { MIN_SCORE: 0.9 }'),
      workflow(ON, RUN, 'env: { MIN_SCORE: 0.95 }'),
      'medium',
    ),
  },
  {
    code: 'eval-filtered',
    about: 'in a command line',
    fires: both(workflow(ON, RUN), workflow(ON, `${RUN} --filter-first-n 10`), 'high', 11),
    not: both(workflow(ON, `${RUN} --filter-first-n 10`), workflow(ON, RUN), 'medium'),
  },
  {
    code: 'runtime-changed',
    about: 'what runs the workflow',
    fires: both(workflow(ON, RUN), workflow(ON, RUN).replace('ubuntu-latest', 'ubuntu-24.04'), 'low', 5),
    not: both(workflow(ON, RUN), workflow(ON, RUN.replace('promptfoo', 'deepeval')), 'medium'),
  },
  {
    code: 'gate-weakened',
    about: 'in a workflow that is no gate',
    fires: both(workflow('[push]', RUN), workflow('[workflow_dispatch]', RUN), 'high'),
    not: edit(
      'serving',
      '.github/workflows/deploy.yml',
      workflow('[push]', 'make deploy'),
      workflow('[workflow_dispatch]', 'make deploy'),
      'low',
    ),
  },
];

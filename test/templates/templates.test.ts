import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { ROOT } from '../scenario/paths.ts';
import { broken, PERMISSIONS } from './rules.ts';

const FILES = readdirSync(join(ROOT, 'workflows-templates')).sort();
const textOf = (file: string): string => readFileSync(join(ROOT, 'workflows-templates', file), 'utf8');

test('every template has its permissions on record, and no other has', () => {
  expect(FILES).toEqual(Object.keys(PERMISSIONS).sort());
});

/** One line that somebody could change without a second thought. */
const MUTATIONS: readonly (readonly [string, RegExp, string])[] = [
  ['a scope more', /^( +)permissions:$/mu, '$&\n$1  packages: write'],
  ['every scope', /^permissions: \{\}.*$/mu, 'permissions: write-all'],
  ['no scopes of its own', /^permissions: \{\}.*\n/mu, ''],
  ['an action by a tag', /(uses: [\w./-]+)@[0-9a-f]{40} # v/u, '$1@v7 # v'],
  ['an action by a short commit', /@([0-9a-f]{12})[0-9a-f]{28} # v/u, '@$1 # v'],
  ["somebody else's action", /uses: airlock-ci\/airlock/u, 'uses: airlock-cl/airlock'],
  ['a pin without its version', /(@[0-9a-f]{40}) # v.*$/mu, '$1'],
  ['a shell', /^( +)steps:$/mu, '$1steps:\n$1  - run: echo ${{ github.head_ref }}'],
  [
    'strangers with keys',
    /^ {2}(?:pull_request|workflow_run|issue_comment|push|workflow_dispatch):/mu,
    '  pull_request_target:',
  ],
  ['no time limit', /^ +timeout-minutes: .*\n/mu, ''],
  ['runs that do not wait', /^concurrency:\n(?: .*\n)+/mu, ''],
];

const OF_READERS: typeof MUTATIONS = [['a wider scope', /^( +[a-z-]+): read( #.*)?$/mu, '$1: write$2']];

const OF_COMMANDS: typeof MUTATIONS = [
  ['every comment', /^ +if: .*\n/mu, ''],
  ['comments on anything', /github\.event\.issue\.pull_request && /u, ''],
];

const OF_DOCTOR: typeof MUTATIONS = [
  ...OF_READERS,
  ['a token that stays', /^ +persist-credentials: false\n/mu, ''],
];

const OF_GATE: typeof MUTATIONS = [
  ...OF_READERS,
  ['a token that stays', /^ +persist-credentials: false\n/mu, ''],
  ['no merge queue', /^ {2}merge_group:\n/mu, ''],
  ['a filter by path', /^ {2}merge_group:\n/mu, "$&    paths: ['prompts/**']\n"],
  ['a required check that is skipped', /if: always\(\)/u, 'if: success()'],
  ['a required check of another name', /name: airlock$/mu, 'name: gate'],
  ['a queue that is cancelled', /\$\{\{ github\.event_name == 'pull_request' \}\}/u, 'true'],
];

const OF_MATRIX: typeof MUTATIONS = [
  ['a shard that takes the others with it', /fail-fast: false/u, 'fail-fast: true'],
];

const OF_RELEASE: typeof MUTATIONS = [
  ['a token that stays', /^ +persist-credentials: false\n/mu, ''],
  ['a run that is cut off', /cancel-in-progress: false/u, 'cancel-in-progress: true'],
];

const OF_SCHEDULE: typeof MUTATIONS = [
  ...OF_RELEASE,
  ['no schedule', /^ {2}schedule:\n {4}- cron: .*\n/mu, ''],
];

const OF_PROMOTION: typeof MUTATIONS = [
  ...OF_READERS,
  ...OF_RELEASE,
  ['no reviewers', /-approval$/mu, ''],
  ['a deployment before the approval', /needs: \[plan, approve\]/u, 'needs: [plan]'],
  ['a deployment that is dropped', /^ +queue: max.*\n/mu, ''],
  ['one lock for everything', /group: airlock-\$\{\{ needs.*$/mu, 'group: airlock'],
  ['a deployment after a refusal', /^ {4}needs: \[plan, approve\]$/mu, '$&\n    if: always()'],
  [
    'a lock while people are waited for',
    /^ {4}environment: .*-approval$/mu,
    '$&\n    concurrency: { group: x }',
  ],
  ['a run that keeps others out', /-\$\{\{ github\.run_id \}\}/u, ''],
];

const OF_ROLLBACK: typeof MUTATIONS = [
  ...OF_RELEASE,
  ['a second question', /^ {4}inputs:\n/mu, '$&      reason: { type: string }\n'],
  ['a question that must be answered', /^ {8}type: string\n/mu, '$&        required: true\n'],
  ['reviewers', /^ {4}environment: production/mu, '    environment: production-approval'],
  ['the lock of deployments', /group: airlock-rollback-.*$/mu, 'group: airlock-production'],
];

const OF_DRILL: typeof MUTATIONS = [
  ...OF_SCHEDULE,
  ['customers', /^ {4}environment: staging/mu, '    environment: production'],
];

const OF_TARGET: typeof MUTATIONS = [
  ...OF_READERS,
  ...OF_SCHEDULE,
  ['secrets', /^ {4}runs-on: .*\n/mu, '$&    environment: production\n'],
];

const OF_REPORT: typeof MUTATIONS = [
  ...OF_READERS,
  [
    'a checkout with a token that writes',
    /^( +)steps:$/mu,
    `$1steps:\n$1  - uses: actions/checkout@${'a'.repeat(40)} # v7.0.1\n$1    with: { persist-credentials: false }`,
  ],
];

const OF_CANDIDATE: typeof MUTATIONS = [
  ...OF_READERS,
  ['a token that stays', /^ +persist-credentials: false\n/mu, ''],
  ['pull requests', /^ {2}workflow_dispatch:$/mu, '$&\n  pull_request:'],
  ['another workflow that calls it', /^ {2}workflow_dispatch:$/mu, '$&\n  workflow_run: { workflows: [ci] }'],
  ['every branch', /^ {4}branches: .*\n/mu, ''],
  ['any branch by hand', /^ {4}if: github\.ref_name.*\n/mu, ''],
  ['evals that are thrown away', /cancel-in-progress: false/u, 'cancel-in-progress: true'],
  ['one group for all branches', /-\$\{\{ github\.ref \}\}/u, ''],
  ['merges that are left out', /since: live/u, 'since: base'],
  ['the code of somebody else', /ref: \$\{\{ matrix\.commit \}\}/u, 'ref: ${{ github.head_ref }}'],
  ['a leg that takes the others with it', /fail-fast: false/u, 'fail-fast: true'],
  ['failed evals that nobody hears of', /!cancelled\(\) && needs\.classify/u, 'needs.classify'],
  ['a no-go that is not signed', / {8}if: \$\{\{ !cancelled\(\) && steps.*\n/u, ''],
  ['another file that is signed', /subject-path: .*$/mu, 'subject-path: README.md'],
];

const OF_TRAINING: typeof MUTATIONS = [
  ...OF_READERS,
  ['a token that stays', /^ +persist-credentials: false\n/mu, ''],
  ['pull requests', /^ {2}workflow_dispatch:$/mu, '  pull_request:\n$&'],
  ['any branch by hand', /^ {4}if: github\.ref_name.*\n/mu, ''],
  ['evals for nothing', /^ {4}if: needs\.propose.*\n/mu, ''],
  ['evals that are thrown away', /cancel-in-progress: false/u, 'cancel-in-progress: true'],
  ['another commit', /^ +ref: \$\{\{ needs\.propose.*\n/mu, ''],
  ['the code of somebody else', /ref: \$\{\{ matrix\.commit \}\}/u, 'ref: ${{ github.head_ref }}'],
  ['failed evals that nobody hears of', /!cancelled\(\) && needs\.classify/u, 'needs.classify'],
];

const MORE: Readonly<Record<string, typeof MUTATIONS>> = {
  'airlock-candidate.yml': OF_CANDIDATE,
  'airlock-gate.yml': [...OF_GATE, ...OF_MATRIX],
  'airlock-gate.enterprise-server.yml': OF_GATE,
  'airlock-report.yml': OF_REPORT,
  'airlock-commands.yml': OF_COMMANDS,
  'airlock-doctor.yml': OF_DOCTOR,
  'airlock-promote.yml': OF_PROMOTION,
  'airlock-rollback.yml': OF_ROLLBACK,
  'airlock-drill.yml': OF_DRILL,
  'airlock-target.yml': OF_TARGET,
  'airlock-training.yml': OF_TRAINING,
  'airlock-reconcile.yml': OF_SCHEDULE,
};

describe.each(FILES)('%s', (file) => {
  it('keeps what the kit promises', () => {
    expect(broken(file, textOf(file))).toEqual([]);
  });

  const more = MORE[file] ?? [];
  it.each([...MUTATIONS, ...more])('is caught with %s', (_, pattern, instead) => {
    const text = textOf(file);
    const every = [...text.matchAll(new RegExp(pattern.source, `${pattern.flags}g`))];
    expect(every.length).toBeGreaterThan(0);
    for (const { index, 0: found } of every) {
      const changed = found.replace(pattern, instead);
      expect(changed).not.toBe(found);
      const mutant = text.slice(0, index) + changed + text.slice(index + found.length);
      expect(broken(file, mutant), mutant).not.toEqual([]);
    }
  });
});

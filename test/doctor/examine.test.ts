import { expect, test } from 'vitest';
import { healthOf } from '../../src/doctor/examine.ts';
import type { DoctorFacts } from '../../src/doctor/facts.ts';
import { DOCTOR_CODES, type DoctorCode, type Severity } from '../../src/doctor/finding.ts';
import { untold } from '../../src/doctor/settings.ts';
import {
  CONFIG,
  codesOf,
  config,
  deployWith,
  findings,
  GATE,
  gateWith,
  live,
  NOT_TOLD,
  PRODUCTION,
  packs,
  production,
  SOUND,
  settings,
  swapped,
  told,
  workflow,
} from './facts.ts';

test('a repository in which nothing is to be mended, and our own templates, have no finding', () => {
  expect(findings({})).toEqual([]);
});

const ALWAYS = '    if: always()\n    runs-on: ubuntu-24.04\n    timeout-minutes: 20';

const WEAK: readonly (readonly [DoctorCode, Severity, string, Partial<DoctorFacts>])[] = [
  ['gate-missing', 'high', 'no workflow of ours', { workflows: SOUND.workflows.slice(-1) }],
  [
    'gate-not-on-pull-requests',
    'high',
    'pushes only',
    gateWith(/on:\n {2}pull_request:\n.*\n/u, 'on:\n  push:\n'),
  ],
  ['gate-not-required', 'high', 'no rule', settings({ requiredChecks: told([]) })],
  [
    'gate-not-required',
    'high',
    'a rule for another check',
    settings({ requiredChecks: told(['test', 'Airlock']) }),
  ],
  ['gate-not-in-queue', 'high', 'a queue and no trigger', gateWith('  merge_group:\n', '')],
  ['gate-skippable', 'high', 'a condition', gateWith(ALWAYS, ALWAYS.replace('always()', 'success()'))],
  [
    'gate-skippable',
    'high',
    'not when cancelled',
    gateWith(ALWAYS, ALWAYS.replace('always()', '!cancelled()')),
  ],
  [
    'gate-skippable',
    'high',
    'always, and something',
    gateWith(ALWAYS, ALWAYS.replace('always()', 'always() && github.actor')),
  ],
  ['gate-skippable', 'high', 'jobs before it, and no condition', gateWith('    if: always()\n', '')],
  [
    'gate-skippable',
    'high',
    'filtered by paths',
    gateWith('    types: [', '    paths: [prompts/**]\n    types: ['),
  ],
  [
    'gate-skippable',
    'high',
    'paths left out',
    gateWith('    types: [', '    paths-ignore: [docs/**]\n    types: ['),
  ],
  [
    'gate-skippable',
    'high',
    'branches left out',
    gateWith('    types: [', '    branches: [develop]\n    types: ['),
  ],
  ['gate-skippable', 'high', 'only when opened', gateWith('opened, synchronize, ', 'opened, ')],
  [
    'gate-ignorable',
    'high',
    'a job that goes on',
    gateWith(ALWAYS, `${ALWAYS}\n    continue-on-error: true`),
  ],
  [
    'gate-ignorable',
    'high',
    'a gate that never fails',
    gateWith(/ {10}baseline: \$\{\{ steps.merge.*\n/u, '          fail-on: never\n'),
  ],
  ['observe-only', 'low', 'a stage', { configs: [config(`${CONFIG}stage: observe\n`)] }],
  [
    'pull-request-target',
    'high',
    'a trigger',
    deployWith('  push:\n    branches: [main]', '  pull_request_target:'),
  ],
  [
    'untrusted-checkout',
    'high',
    'code of strangers',
    deployWith(
      /on:[\s\S]*persist-credentials: false/u,
      `on: { workflow_run: { workflows: [x] } }\npermissions: {}\njobs:\n  deploy:\n    runs-on: ubuntu-24.04\n    environment: production\n    permissions: { contents: read }\n    steps:\n      - uses: actions/checkout@${'c2'.repeat(20)}\n        with:\n          ref: \${{ github.event.workflow_run.head_sha }}\n          persist-credentials: false`,
    ),
  ],
  ['action-unpinned', 'medium', 'a tag', gateWith(/actions\/checkout@\S+/u, 'actions/checkout@v7')],
  [
    'action-unpinned',
    'low',
    'a tag where we are not',
    deployWith(/actions\/checkout@\S+/u, 'actions/checkout@v7'),
  ],
  [
    'action-unpinned',
    'low',
    'a reusable workflow',
    deployWith(
      'jobs:\n',
      'jobs:\n  scan:\n    permissions: {}\n    uses: acme/flows/.github/workflows/scan.yml@main\n',
    ),
  ],
  ['action-pinned-to-zeros', 'high', 'copied by hand', gateWith('a1'.repeat(20), '0'.repeat(40))],
  [
    'permissions-wide',
    'medium',
    'everything',
    gateWith('permissions: {} # each job says what it needs', 'permissions: write-all'),
  ],
  [
    'permissions-wide',
    'medium',
    'a scope',
    gateWith('      contents: read # read the commit that is evaluated', '      contents: write'),
  ],
  [
    'permissions-not-stated',
    'low',
    'nothing said',
    deployWith(/permissions: \{\}\n([\s\S]*) {4}permissions:\n {6}contents: read\n/u, '$1'),
  ],
  ['credentials-persisted', 'medium', 'by default', gateWith('          persist-credentials: false\n', '')],
  ['expression-in-command', 'low', 'a branch name', deployWith('./deploy.sh', 'echo ${{ github.head_ref }}')],
  ['runner-too-old', 'medium', 'an image that went', deployWith('ubuntu-24.04', 'ubuntu-20.04')],
  [
    'runner-too-old',
    'medium',
    'a runner of their own',
    {
      ...gateWith(ALWAYS, ALWAYS.replace('ubuntu-24.04', '[self-hosted, linux]')),
      ...settings({
        runners: told([
          { name: 'old', labels: ['self-hosted', 'Linux', 'x64'], version: '2.327.0' },
          { name: 'new', labels: ['self-hosted', 'Linux', 'x64'], version: '2.327.1' },
          { name: 'other', labels: ['self-hosted', 'windows'], version: '2.1.0' },
        ]),
      }),
    },
  ],
  ['no-configuration', 'high', 'no file', { configs: [] }],
  ['configuration-broken', 'high', 'a misspelt key', { configs: [config(`${CONFIG}stagee: observe\n`)] }],
  [
    'policy-without-owners',
    'medium',
    'owners of something else',
    { owners: { path: 'CODEOWNERS', rules: [{ pattern: '/.github/workflows/', owners: ['@a'], line: 1 }] } },
  ],
  ['owners-not-asked', 'medium', 'no rule', settings({ asksCodeOwners: told(false) })],
  ['gate-without-criteria', 'medium', 'safety', { configs: [config(swapped(CONFIG, /.*safety.*\n/u, ''))] }],
  ['gate-without-criteria', 'low', 'business', { configs: [config(swapped(CONFIG, /.*business.*\n/u, ''))] }],
  [
    'evidence-demo-size',
    'medium',
    '49 items',
    { sizes: [{ config: '.github/airlock.yml', evidence: 'golden', items: 49 }] },
  ],
  ['no-rollback-plan', 'medium', 'a component without its file', { tree: SOUND.tree.slice(0, 1) }],
  ['drill-too-old', 'low', 'never', live({ exercised: null })],
  ['drill-too-old', 'low', '181 days ago', live({ exercised: '2026-05-31T09:00:00Z' })],
  [
    'drill-too-old',
    'medium',
    'longer ago than the policy says',
    {
      ...live({ exercised: '2026-11-01T09:00:00Z' }),
      configs: [config(`${CONFIG}environments: { production: { drilled-within: 7d } }\n`)],
    },
  ],
  ['pack-expires', 'low', 'of nothing that is live', packs('airlock-pack-bot-2.3.10.zip')],
  ['pack-expires', 'medium', 'of what is live', packs('airlock-pack-bot-2.3.1.zip')],
  ['pack-expires', 'medium', 'of what is returned to', packs('airlock-pack-bot-2.3.0.zip')],
  ['environment-missing', 'high', 'a name', settings({ environments: told([]) })],
  [
    'environment-unprotected',
    'high',
    'nothing',
    production({ reviewers: 0, preventsSelfReview: null, limitsBranches: false }),
  ],
  ['environment-any-branch', 'medium', 'branches', production({ limitsBranches: false })],
  [
    'environment-without-reviewers',
    'medium',
    'nobody',
    production({ reviewers: 0, preventsSelfReview: null }),
  ],
  ['environment-self-review', 'medium', 'oneself', production({ preventsSelfReview: false })],
  ['environment-admin-bypass', 'medium', 'administrators', production({ adminsMayBypass: true })],
  [
    'workflow-unreadable',
    'unknown',
    'no YAML',
    { workflows: [...SOUND.workflows, workflow('on: [', 'x.yml')] },
  ],
  [
    'workflow-unreadable',
    'unknown',
    'too large',
    { workflows: [...SOUND.workflows, workflow(null, 'x.yml')] },
  ],
  [
    'results-not-there',
    'unknown',
    'no file',
    { sizes: [{ config: '.github/airlock.yml', evidence: 'golden', items: null }] },
  ],
  ['rules-not-told', 'unknown', 'forbidden', settings({ requiredChecks: NOT_TOLD })],
  ['owners-review-not-told', 'unknown', 'forbidden', settings({ asksCodeOwners: NOT_TOLD })],
  ['environments-not-told', 'unknown', 'forbidden', settings({ environments: NOT_TOLD })],
  ['admin-bypass-not-told', 'unknown', 'an old server', production({ adminsMayBypass: null })],
  [
    'packs-not-told',
    'unknown',
    'forbidden',
    {
      ...deployWith(
        '      - run: ./deploy.sh',
        `      - uses: acme/airlock/actions/candidate@${'a1'.repeat(20)}`,
      ),
      ...settings({ packs: NOT_TOLD }),
    },
  ],
  [
    'runners-not-told',
    'unknown',
    'forbidden',
    {
      ...gateWith(ALWAYS, ALWAYS.replace('ubuntu-24.04', 'self-hosted')),
      ...settings({ runners: NOT_TOLD }),
    },
  ],
];

test('what was exercised lately, can go nowhere, or ends late is nothing to name', () => {
  expect(findings(live({}))).toEqual([]);
  expect(findings(live({ target: null, exercised: null }))).toEqual([]);
  expect(findings(live({ bundle: 'another', exercised: null }))).toEqual([]);
  expect(findings(packs('airlock-pack-bot-2.3.1.zip', '2026-12-29T00:00:00Z'))).toEqual([]);
});

test.each(WEAK)('%s (%s): %s', (code, severity, _, change) => {
  const found = findings(change);
  expect(codesOf(found)).toEqual([code]);
  expect(found[0]?.severity).toBe(severity);
  expect(healthOf(found)).toBe(severity === 'unknown' ? 'unknown' : severity === 'low' ? 'sound' : 'weak');
});

test('every code has a repository that has it', () => {
  const shown = new Set(WEAK.map(([code]) => code));
  expect(DOCTOR_CODES.filter((code) => !shown.has(code))).toEqual([]);
});

test('an approval environment before the real one is as good', () => {
  const approval = { ...PRODUCTION, name: 'production-approval', limitsBranches: false };
  const real = { ...PRODUCTION, reviewers: 0, preventsSelfReview: null };
  expect(findings(settings({ environments: told([approval, real]) }))).toEqual([]);
  const weak = settings({ environments: told([{ ...approval, adminsMayBypass: true }, real]) });
  expect(codesOf(findings(weak))).toEqual(['environment-admin-bypass']);
});

test('the same facts in another order give the same findings in the same order', () => {
  const change = {
    ...SOUND,
    workflows: [workflow('on: [', 'x.yml'), ...SOUND.workflows],
    settings: untold('no-token'),
  };
  const other = { ...change, workflows: [...change.workflows].reverse() };
  expect(findings(change)).toEqual(findings(other));
  expect(healthOf(findings(change))).toBe('unknown');
});

test('what is weak goes before what could not be told', () => {
  const found = findings({ ...settings({ requiredChecks: NOT_TOLD }), tree: [] });
  expect(codesOf(found)).toEqual(['no-rollback-plan', 'rules-not-told']);
  expect(healthOf(found)).toBe('weak');
});

test('a finding has the line it is about', () => {
  const [found] = findings(gateWith(ALWAYS, ALWAYS.replace('always()', 'success()')));
  const line = GATE.split('\n').indexOf('    if: always()') + 1;
  expect(found).toMatchObject({ file: '.github/workflows/airlock-gate.yml', line, args: { reason: 'if' } });
});

import { expect, test } from 'vitest';
import { GITHUB_ACTIONS, issue } from '../../github/fixtures.ts';
import type { Seed } from '../../github/seed.ts';
import { startTestGitHub, type TestGitHub } from '../../github/server.ts';
import type { Issue } from '../../github/state.ts';
import { put, type ScratchFolder } from '../folder.ts';
import { commitAll, gitIn } from '../git.ts';
import { runStep, type StepResult } from '../runner.ts';
import { annotations } from '../shown.ts';
import { start } from '../starts.ts';

const ME = 'github-actions[bot]';
const MARKER = '<!-- airlock:doctor -->';
const RULES: Seed['rules'] = [
  { type: 'required_status_checks', contexts: ['airlock'] },
  { type: 'pull_request', codeOwners: true },
];

async function server(seed: Seed = {}): Promise<TestGitHub> {
  const gh = await startTestGitHub({
    tokens: {
      ghs_write: { contents: 'read', actions: 'read', issues: 'write' },
      ghs_read: { contents: 'read', actions: 'read' },
    },
    ...seed,
  });
  gh.onGraphql('Viewer', () => ({ viewer: { login: ME } }));
  return gh;
}

/** A repository whose one gate stands in a workflow with whatever weakness. */
function repository(weak: string): ScratchFolder {
  const folder = start({
    '.github/airlock.yml': `bundle: bot
components:
  prompts: { kind: prompt, paths: ["prompts/**"] }
  plan: { kind: rollback-plan, paths: [docs/rollback.md] }
evidence:
  golden: { path: golden.jsonl }
gates:
  functional: [{ evidence: golden, metric: score, margin: auto }]
  safety: [{ evidence: golden, metric: violation, margin: auto }]
  operational: [{ evidence: golden, metric: latency_ms, margin: auto }]
  business: [{ evidence: golden, metric: escalated, margin: auto }]
`,
    'golden.jsonl': Array.from(
      { length: 60 },
      (_, i) => `{"id":"q${i}","score":1,"violation":0,"escalated":0,"latency_ms":${900 + i}}\n`,
    ).join(''),
    '.github/CODEOWNERS': '/.github/ @acme/platform\n',
    'docs/rollback.md': '# Rollback\n',
    'prompts/a.md': 'You are helpful.\n',
  });
  weaken(folder, weak);
  return folder;
}

function weaken(folder: ScratchFolder, weak: string): void {
  put(folder.path, {
    '.github/workflows/gate.yml': `on: { pull_request: , merge_group: }
permissions: { contents: read }
jobs:
  airlock:
    runs-on: ubuntu-24.04
    steps:
      - uses: airlock-ci/airlock@${'a1'.repeat(20)}
${weak}`,
  });
  commitAll(folder.path, 'Gate');
}

const UNPINNED = '      - uses: acme/lint@v1\n';

function doctor(
  { path }: ScratchFolder,
  github: TestGitHub,
  inputs: Readonly<Record<string, string>> = {},
): Promise<StepResult> {
  return runStep({
    action: 'actions/doctor',
    workspace: path,
    event: 'schedule',
    payload: { schedule: '17 5 * * 1' },
    sha: gitIn(path, 'rev-parse', 'HEAD').trim(),
    ref: 'refs/heads/main',
    github,
    inputs,
  });
}

const ours = (github: TestGitHub): Issue[] =>
  github.repository.issues.filter(({ body, author }) => author === ME && body.trimEnd().endsWith(MARKER));
const only = (github: TestGitHub): Issue | undefined => ours(github)[0];

test('opened when something is weak, edited in place, closed with a word, opened again', async () => {
  using folder = repository(UNPINNED);
  await using github = await server({ rules: RULES });
  const found = await doctor(folder, github);
  expect(found, found.log).toMatchObject({ code: 0, stderr: '' });
  expect(found.outputs).toMatchObject({ health: 'weak', findings: '1', issue: '1' });
  expect(only(github)).toMatchObject({ state: 'open', title: 'Airlock doctor: what is missing or weak' });
  expect(only(github)?.body.replace(/findings\/[0-9a-f]{32}/u, 'findings/…')).toMatchSnapshot();
  expect(found.summary).toContain('1 thing to mend');

  // The same again: nothing is written.
  const before = github.log.length;
  expect((await doctor(folder, github)).outputs['issue']).toBe('1');
  expect(github.log.slice(before).filter(({ method }) => method === 'PATCH')).toEqual([]);

  weaken(folder, `${UNPINNED}      - run: echo \${{ github.head_ref }}\n`);
  await doctor(folder, github);
  expect(only(github)).toMatchObject({ number: 1, state: 'open' });
  expect(only(github)?.body).toContain('2 things to mend');

  weaken(folder, '');
  expect((await doctor(folder, github)).outputs).toMatchObject({ health: 'sound', findings: '0' });
  expect(only(github)).toMatchObject({ number: 1, state: 'closed', stateReason: 'completed' });
  expect(only(github)?.body).toContain('Closed: nothing is left that must be mended.');

  weaken(folder, UNPINNED);
  await doctor(folder, github);
  expect(only(github)).toMatchObject({ number: 1, state: 'open' });
  expect(ours(github)).toHaveLength(1);
  github.assertClean();
});

test("a stranger's issue with the marker is not taken, nor one that quotes it", async () => {
  using folder = repository(UNPINNED);
  const planted = [
    issue({ number: 1, author: 'mallory', body: `Mine. ${MARKER}` }),
    issue({ number: 2, author: 'other-app[bot]', body: `Theirs. ${MARKER}` }),
    issue({ number: 3, author: ME, app: GITHUB_ACTIONS, body: `It quotes ${MARKER} in the middle.` }),
  ];
  await using github = await server({ rules: RULES, issues: structuredClone(planted) });
  expect((await doctor(folder, github)).outputs['issue']).toBe('4');
  expect(github.repository.issues.slice(0, 3)).toEqual(planted);
  github.assertClean();
});

test('an answer that is lost leaves one issue', async () => {
  using folder = repository(UNPINNED);
  await using github = await server({ rules: RULES });
  github.faults.push({ kind: 'cut-after-commit', method: 'POST', path: '/repos/*/*/issues' });
  expect((await doctor(folder, github)).code).toBe(0);
  expect(github.repository.issues).toHaveLength(1);
  weaken(folder, '');
  github.faults.push({ kind: '502-after-commit', method: 'PATCH', path: '/repos/*/*/issues/*' });
  expect((await doctor(folder, github)).code).toBe(0);
  expect(only(github)?.state).toBe('closed');
  github.assertClean();
});

test('a run that may tell nobody is red', async () => {
  using folder = repository(UNPINNED);
  await using github = await server({ rules: RULES });
  const silent = await doctor(folder, github, { token: 'ghs_read' });
  expect(silent.code).toBe(1);
  expect(annotations(silent).join('\n')).toContain('issues: write');
  expect((await doctor(folder, github, { issue: 'false' })).code).toBe(1);
  expect(github.repository.issues).toEqual([]);
});

test('hostile names are shown and do nothing', async () => {
  using folder = repository('      - uses: "acme/`@all**](javascript:x)<img src=x>\\u202e@v1"\n');
  await using github = await server({ rules: RULES });
  const { code, log } = await doctor(folder, github);
  expect(code, log).toBe(0);
  const body = only(github)?.body ?? '';
  expect(body).toContain('⟦U+202E⟧');
  expect(body).not.toMatch(/\u202e/u);
  // Every piece of it stands inside a code span.
  expect(body.replace(/`[^`]*`/gu, '')).not.toMatch(/@all|<img|javascript/u);
});

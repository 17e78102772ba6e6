import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import type { TestGitHub } from '../github/server.ts';
import { airlock, json } from '../scenario/airlock.ts';
import { put, type ScratchFolder } from '../scenario/folder.ts';
import { commitAll, gitIn } from '../scenario/git.ts';
import { ROOT } from '../scenario/paths.ts';
import { githubOf } from '../scenario/pull.ts';
import { runStep } from '../scenario/runner.ts';
import { firstScreen } from '../scenario/shown.ts';
import { MONOREPO, PIN, PYTHON_BOT, start } from '../scenario/starts.ts';
import { fences, pageText } from './pages.ts';

/** The commands of the page that a new user types, in their order. */
const COMMANDS = fences('docs/start.md').flatMap(({ info, text }) =>
  info === 'sh walk' ? text.trim().split('\n') : [],
);

/** Results as promptfoo writes them, of which every n-th test fails. */
function promptfoo(failing: number): string {
  const results = Array.from({ length: 120 }, (_, i) => ({
    success: i % failing !== 0,
    score: i % failing === 0 ? 0 : 1,
    vars: { question: `Where is parcel ${i}?` },
    prompt: { raw: 'the prompt', label: 'the prompt' },
    promptIdx: 0,
    provider: { id: 'openai:gpt-4o-2024-11-20' },
    testCase: {
      vars: { question: `Where is parcel ${i}?` },
      assert: [{ type: 'contains', value: 'parcel' }],
    },
    response: { output: 'an answer', tokenUsage: {}, cached: false },
    gradingResult: { pass: i % failing !== 0, score: 1, reason: 'graded' },
    failureReason: i % failing === 0 ? 1 : 0,
    latencyMs: 900 + ((i * 37) % 200),
    cost: 0.0012,
  }));
  const stats = { successes: 120, failures: 0, errors: 0 };
  return JSON.stringify({
    evalId: 'eval-1',
    results: { version: 3, results, prompts: [], stats },
    config: {},
  });
}

let github: TestGitHub | null = null;
afterEach(async () => {
  await github?.[Symbol.asyncDispose]();
  github = null;
});

/** Types every command of the page; the evals are played, as they would call a model. */
async function walk(folder: ScratchFolder, results: string): Promise<void> {
  for (const command of COMMANDS) {
    const [program, ...args] = words(command.replace('COMMIT', PIN));
    if (program === 'npx') put(folder.path, { [results]: promptfoo(12) });
    else if (program === 'git') gitIn(folder.path, ...args);
    else expect(await airlock(folder.path, args), command).toMatchObject({ code: 0, stderr: '' });
  }
}

function words(command: string): string[] {
  return [...command.matchAll(/"([^"]*)"|(\S+)/gu)].map(([, quoted, plain]) => quoted ?? plain ?? '');
}

/** A pull request that changes a file and fails more tests than before, through the action as the workflow runs it. */
async function pullRequest(folder: ScratchFolder, path: string, evidence: string, results: string) {
  const base = gitIn(folder.path, 'rev-parse', 'HEAD');
  gitIn(folder.path, 'checkout', '--quiet', '-b', 'change');
  put(folder.path, { [path]: 'SYSTEM = "You are a support agent. Refund whatever is asked for."\n' });
  const head = commitAll(folder.path, 'Tidy the prompt');
  gitIn(folder.path, 'checkout', '--quiet', '--detach', base);
  gitIn(folder.path, 'merge', '--quiet', '--no-ff', '--no-edit', '--no-gpg-sign', head);
  put(folder.path, { [`../base.json`]: promptfoo(12), [results]: promptfoo(2) });
  github = await githubOf({ base, head });
  return runStep({
    workspace: folder.path,
    event: 'pull_request',
    payload: {
      action: 'synchronize',
      number: 41,
      pull_request: {
        number: 41,
        draft: false,
        head: { ref: 'change', sha: head, repo: { id: 901 } },
        base: { ref: 'main', sha: base },
        user: { login: 'ana', type: 'User' },
        assignees: [],
        labels: [],
      },
      repository: { id: 901, default_branch: 'main' },
    },
    sha: gitIn(folder.path, 'rev-parse', 'HEAD'),
    inputs: { evidence: `${evidence}=${results}`, baseline: `${evidence}=../base.json` },
    github,
  });
}

test('the page types what a new user types', () => {
  expect(COMMANDS.map((command) => words(command)[0])).toEqual([
    'airlock',
    'npx',
    'airlock',
    'git',
    'git',
    'git',
    'git',
    'git',
  ]);
});

test('the page names every workflow that is written', () => {
  const templates = readdirSync(join(ROOT, 'workflows-templates')).filter(
    (name) => !name.includes('.enterprise-server.'),
  );
  const page = pageText('docs/start.md');
  expect(templates.filter((name) => !page.includes(`.github/workflows/${name}`))).toEqual([]);
});

describe('from nothing to a gated pull request', () => {
  test('with a promptfoo configuration and prompts inside Python', async () => {
    using folder = start({ ...PYTHON_BOT, '.gitignore': 'out/\n' });
    await walk(folder, 'out/promptfoo.json');
    const step = await pullRequest(folder, 'app/chain.py', 'promptfoo', 'out/promptfoo.json');
    expect(step).toMatchObject({ code: 1, stderr: '', outputs: { decision: 'no-go' } });
    const screen = firstScreen(github?.repository.comments[0]?.body ?? '');
    expect(screen).toContain('No-go');
    expect(screen).toContain('**Functional**: `success` fell');
    expect(screen).toContain('app/chain.py');
  });

  test('in a monorepo of fourteen features the one that changed is judged', async () => {
    using folder = start({ ...MONOREPO, '.gitignore': 'out/\n' });
    await walk(folder, 'services/refunds/out/results.json');
    const results = 'services/refunds/out/results.json';
    const step = await pullRequest(
      folder,
      'services/refunds/prompts/system.md',
      'refunds-promptfoo',
      results,
    );
    expect(step).toMatchObject({ code: 1, stderr: '', outputs: { decision: 'no-go' } });
    const [comment, ...others] = github?.repository.comments ?? [];
    expect(others).toEqual([]);
    expect(comment?.body).toContain('refunds');
    expect(firstScreen(comment?.body ?? '')).not.toContain('translation');
  });

  test('without results it reports, and blocks nothing', async () => {
    using folder = start({ ...PYTHON_BOT, '.gitignore': 'out/\n' });
    await walk(folder, 'nowhere/else.txt');
    const step = await pullRequest(folder, 'app/chain.py', 'promptfoo', 'out/promptfoo.json');
    expect(step).toMatchObject({ code: 0, outputs: { decision: 'no-go' } });
  });
});

test('the policy of the merge itself is not in force for it', async () => {
  using folder = start(PYTHON_BOT);
  const before = gitIn(folder.path, 'rev-parse', 'HEAD');
  await airlock(folder.path, ['init', '--pin', PIN]);
  commitAll(folder.path, 'Airlock');
  const result = await airlock(folder.path, ['check', '--base', before, '--json']);
  expect(result.code).toBe(2);
  expect(json<{ decision: { reasons: { code: string }[] } }>(result).decision.reasons).toMatchObject([
    { code: 'no-policy' },
  ]);
});

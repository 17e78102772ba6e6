import { mkdtempSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { commit, pullRequest, workflowRun } from '../github/fixtures.ts';
import { git } from '../github/operations/objects.ts';
import type { Seed } from '../github/seed.ts';
import { startTestGitHub, type TestGitHub } from '../github/server.ts';
import type { WorkflowRun } from '../github/state.ts';
import type { Bot } from './bot.ts';
import { RUN, runStep, type StepResult, type StepRun } from './runner.ts';

export const GATE_PATH = '.github/workflows/airlock-gate.yml';
export const FORK = 'stranger/support-bot';

const TOKENS = {
  ghs_read: { contents: 'read' },
  ghs_report: { actions: 'read', checks: 'write', contents: 'read', 'pull-requests': 'write' },
} as const;

/** A GitHub that holds a stranger's pull request, number 41, and the objects of its repository. */
export async function strangersGitHub(bot: Bot, seed: Seed = {}): Promise<TestGitHub> {
  const pull = pullRequest({
    number: 41,
    author: 'stranger',
    head: { ref: 'change', sha: bot.head, repository: FORK },
    base: { sha: bot.base },
  });
  const github = await startTestGitHub({
    tokens: TOKENS,
    pulls: [pull],
    commits: [
      commit({ sha: bot.base }),
      commit({ sha: bot.head, parents: [bot.base] }),
      commit({ sha: bot.merge, parents: [bot.base, bot.head] }),
    ],
    refs: [
      { ref: 'refs/heads/main', sha: bot.base, type: 'commit' },
      { ref: 'refs/tags/airlock/support-bot/v2.3.1', sha: bot.base, type: 'commit' },
    ],
    ...seed,
  });
  github.repository.objects = bot.path;
  github.onGraphql('Blobs', (variables) => ({
    repository: Object.fromEntries(
      Object.entries(variables).flatMap(([name, oid]) =>
        /^o\d+$/u.test(name) ? [[name.replace('o', 'b'), textOf(github, String(oid))]] : [],
      ),
    ),
  }));
  return github;
}

/** As GitHub gives blobs: text where they are text, null where they are not. */
function textOf(github: TestGitHub, oid: string): { text: string | null } {
  const bytes = git({ repository: github.repository }, ['cat-file', 'blob', oid]);
  const text = bytes.toString('utf8');
  return { text: Buffer.from(text).equals(bytes) && !bytes.includes(0) ? text : null };
}

/** The gate of the stranger's own run: a token that may read, and nothing else. */
export async function strangersGate(
  bot: Bot,
  github: TestGitHub,
  over: Partial<StepRun> = {},
): Promise<StepResult> {
  const step = await runStep({
    workspace: bot.path,
    event: 'pull_request',
    payload: bot.payload,
    sha: bot.merge,
    github,
    token: 'ghs_read',
    artifacts: true,
    env: { GITHUB_ACTOR: 'stranger' },
    ...over,
  });
  finishRun(bot, github);
  return step;
}

/** The run as GitHub keeps it once it has ended. */
export function finishRun(bot: Bot, github: TestGitHub, given: Partial<WorkflowRun> = {}): void {
  github.repository.runs.splice(0);
  github.repository.runs.push(
    workflowRun({
      id: RUN,
      path: GATE_PATH,
      headSha: bot.head,
      headBranch: 'change',
      headRepository: FORK,
      actor: 'stranger',
      ...given,
    }),
  );
}

/** The reporter, in a job of its own that has checked nothing out. */
export function reportFor(bot: Bot, github: TestGitHub, over: Partial<StepRun> = {}): Promise<StepResult> {
  return runStep({
    action: 'actions/report',
    workspace: mkdtempSync(join(dirname(bot.path), 'empty-')),
    event: 'workflow_run',
    payload: { workflow_run: { id: RUN } },
    sha: bot.base,
    ref: 'refs/heads/main',
    github,
    token: 'ghs_report',
    ...over,
  });
}

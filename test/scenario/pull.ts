import { comment as commentOf, GITHUB_ACTIONS, pullRequest } from '../github/fixtures.ts';
import type { Seed } from '../github/seed.ts';
import { startTestGitHub, type TestGitHub } from '../github/server.ts';
import type { Comment } from '../github/state.ts';
import type { Bot } from './bot.ts';
import { runStep, type StepResult, type StepRun } from './runner.ts';

/** What a workflow's `permissions:` block gives: enough for the comment, and a fork's. */
export const TOKENS = {
  ghs_write: { contents: 'read', 'pull-requests': 'write' },
  ghs_read: { contents: 'read' },
} as const;

/** A GitHub that knows the bot's pull request, number 41. */
export function githubOf(bot: Pick<Bot, 'base' | 'head'>, seed: Seed = {}): Promise<TestGitHub> {
  const pull = pullRequest({
    number: 41,
    title: 'Tidy the refund prompt',
    head: { ref: 'change', sha: bot.head },
    base: { sha: bot.base },
  });
  return startTestGitHub({ tokens: TOKENS, pulls: [pull], ...seed });
}

/** The root action on the bot's pull request. */
export function gate(bot: Bot, github: TestGitHub, over: Partial<StepRun> = {}): Promise<StepResult> {
  return runStep({
    workspace: bot.path,
    event: 'pull_request',
    payload: bot.payload,
    sha: bot.merge,
    github,
    ...over,
  });
}

/** The one question that a gate asks wherever it runs: whether there is a ledger. */
export const ASKS_FOR_LEDGER = 'GET /repos/acme/support-bot/git/ref/heads%2Fairlock-ledger → 404';

export const MARKER = '<!-- airlock:gate -->';

/** A comment on pull request 41 by the token of a workflow. */
export function botComment(body: string, given: Partial<Comment> = {}): Comment {
  return commentOf({ issue: 41, author: 'github-actions[bot]', app: GITHUB_ACTIONS, body, ...given });
}

/** Comments that carry our marker, whoever wrote them. */
export function marked(github: TestGitHub): readonly Comment[] {
  return github.repository.comments.filter(({ body }) => body.includes(MARKER));
}

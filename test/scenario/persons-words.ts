import { afterEach, beforeEach } from 'vitest';
import { comment } from '../github/fixtures.ts';
import type { TestGitHub } from '../github/server.ts';
import type { Comment } from '../github/state.ts';
import { type Bot, bot } from './bot.ts';
import { gate, githubOf, marked } from './pull.ts';
import type { StepResult } from './runner.ts';

export const LATER = '2099-01-01T00:00:00Z';

/** A pull request on which people speak, anew for each test of a file. */
export interface Talk {
  /** Another one once something was pushed. */
  repository: Bot;
  readonly github: TestGitHub;
}

/** The example's high tier names @ana as the accountable person; @dev wrote the change. */
export function talk(): Talk {
  const at: { repository: Bot; github: TestGitHub } = Object.create(null);
  beforeEach(async () => {
    at.repository = bot({ change: 'tidy-refund-prompt' });
    at.github = await githubOf(at.repository);
    const [pull] = at.github.repository.pulls;
    if (pull !== undefined) pull.author = 'dev';
    for (const one of at.github.repository.commits) one.author.login = one.committer.login = 'dev';
  });
  afterEach(async () => {
    at.repository[Symbol.dispose]();
    await at.github[Symbol.asyncDispose]();
  });
  return at;
}

export function runOf({ repository, github }: Talk): Promise<StepResult> {
  const payload = structuredClone(repository.payload) as { pull_request: { user: { login: string } } };
  payload.pull_request.user.login = 'dev';
  return gate(repository, github, { payload });
}

/** @ana says something; `given` makes it somebody else, or another time. */
export function saysIn({ github }: Talk, body: string, given: Partial<Comment> = {}): void {
  const { createdAt = LATER } = given;
  github.repository.comments.push(
    comment({ issue: 41, author: 'ana', body, createdAt, updatedAt: createdAt, ...given }),
  );
}

export function reportIn({ github }: Talk): string {
  return marked(github)[0]?.body ?? '';
}

import { mkdtempSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { workflowRun } from '../../github/fixtures.ts';
import type { TestGitHub } from '../../github/server.ts';
import { type Bot, bot } from '../bot.ts';
import { gate, githubOf, MARKER, marked } from '../pull.ts';
import { RUN, runStep, type StepResult } from '../runner.ts';
import { annotations } from '../shown.ts';

let repository: Bot;
let github: TestGitHub;
beforeEach(async () => {
  repository = bot({ change: 'tidy-refund-prompt' });
  github = await githubOf(repository, {
    tokens: {
      ghs_write: { contents: 'read', 'pull-requests': 'write' },
      ghs_commands: { actions: 'write', 'pull-requests': 'write' },
    },
    runs: [
      workflowRun({
        id: RUN,
        path: '.github/workflows/airlock-gate.yml',
        headSha: repository.head,
        conclusion: 'failure',
      }),
    ],
  });
});
afterEach(async () => {
  repository[Symbol.dispose]();
  await github[Symbol.asyncDispose]();
});

function says(body: string, association = 'MEMBER', token = 'ghs_commands'): Promise<StepResult> {
  return runStep({
    action: 'actions/commands',
    workspace: mkdtempSync(join(dirname(repository.path), 'empty-')),
    event: 'issue_comment',
    payload: {
      action: 'created',
      issue: { number: 41, pull_request: {} },
      comment: { id: 1, body, author_association: association, user: { login: 'ana' } },
    },
    sha: repository.base,
    ref: 'refs/heads/main',
    github,
    token,
  });
}

const attempts = (): number | undefined => github.repository.runs[0]?.attempt;

test('an override lets the gate look again', async () => {
  expect(await says('/airlock override functional Until Friday.')).toMatchObject({
    code: 0,
    outputs: { done: 'override' },
  });
  expect(github.routes().at(-1)).toContain('/rerun-failed-jobs → 201');
  expect(attempts()).toBe(2);
  github.assertClean();
});

test('a raise sets the label of a person, and the whole run is made again', async () => {
  expect((await says('/airlock raise')).outputs['done']).toBe('raise');
  expect(github.repository.pulls[0]?.labels).toEqual(['airlock: raise']);
  expect(github.routes().at(-1)).toContain('/rerun → 201');
  github.assertClean();
});

test.each([
  ['tier', '/airlock tier medium It is a rename.', '/rerun → 201'],
  ['vouch', '/airlock vouch I have read it.', '/rerun-failed-jobs → 201'],
])('a word on the tier (%s) lets the gate look again', async (command, body, route) => {
  expect((await says(body)).outputs['done']).toBe(command);
  expect(github.routes().at(-1)).toContain(route);
  github.assertClean();
});

test('an explanation stands at the end of the report, and takes the place of an earlier one', async () => {
  await gate(repository, github);
  const before = marked(github)[0]?.body ?? '';
  await says('/airlock explain protective-removed');
  const body = marked(github)[0]?.body ?? '';
  expect(body).toContain('**`protective-removed`**: A protection was removed from a prompt.');
  expect(body.trimEnd().endsWith(MARKER)).toBe(true);
  await says('/airlock explain no-such-code');
  const after = marked(github)[0]?.body ?? '';
  expect(after).toContain('`no-such-code` is no code of ours.');
  expect(after).not.toContain('**`protective-removed`**');
  expect(after.startsWith(before.slice(0, before.indexOf('<!-- airlock:shown')).trimEnd())).toBe(true);
  // The next run of the gate has the last word, and still finds its comment.
  await gate(repository, github);
  expect(marked(github)).toHaveLength(1);
});

test('without the right to run workflows it says what to press', async () => {
  const step = await says('/airlock override functional x', 'OWNER', 'ghs_write');
  expect(step.code).toBe(0);
  expect(annotations(step).join()).toContain('Re-run failed jobs');
  expect(attempts()).toBe(1);
});

test.each([
  ['a stranger', '/airlock override functional x', 'NONE'],
  ['a first-time contributor', '/airlock raise', 'FIRST_TIME_CONTRIBUTOR'],
  ['another word', '/airlock deploy now', 'OWNER'],
  ['a word in the middle', 'please /airlock raise', 'OWNER'],
])('%s gets no answer', async (_, body, association) => {
  const step = await says(body, association);
  expect(step).toMatchObject({ code: 0, outputs: { done: '' } });
  expect(github.log).toEqual([]);
});

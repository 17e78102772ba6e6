import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { workflowRun } from '../github/fixtures.ts';
import { bot } from '../scenario/bot.ts';
import { gitIn } from '../scenario/git.ts';
import { ROOT } from '../scenario/paths.ts';
import { gate, githubOf, marked } from '../scenario/pull.ts';
import { act } from './act.ts';

const COMMANDS = '.github/workflows/airlock-commands.yml';
const RUN = 4712;

test('a comment that asks runs one job and gets its answer in the report; any other starts none', async () => {
  using repository = bot({
    change: 'tidy-refund-prompt',
    base: { [COMMANDS]: readFileSync(join(ROOT, 'workflows-templates/airlock-commands.yml'), 'utf8') },
  });
  gitIn(repository.path, 'remote', 'add', 'origin', 'https://github.com/acme/support-bot.git');
  await using github = await githubOf(repository, {
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
  await gate(repository, github);
  gitIn(repository.path, 'checkout', '--quiet', '--detach', repository.base);
  const says = (body: string, run: number) =>
    act(repository, github, {
      event: 'issue_comment',
      payload: {
        action: 'created',
        issue: { number: 41, pull_request: {} },
        comment: { id: run, body, author_association: 'MEMBER', user: { login: 'ana' } },
      },
      workflow: COMMANDS,
      run,
      token: 'ghs_commands',
    });

  const asked = await says('/airlock explain protective-removed', RUN + 1);
  expect(asked.code, asked.log).toBe(0);
  expect(asked.log).toMatch(/\[commands\s*\].*Job succeeded/u);
  expect(asked.log).not.toMatch(/\[approvals\s*\].*Job succeeded/u);
  expect(marked(github)[0]?.body).toContain(
    '**`protective-removed`**: A protection was removed from a prompt.',
  );

  const decided = await says('/airlock override functional Until Friday.', RUN + 2);
  expect(decided.code, decided.log).toBe(0);
  expect(github.routes().at(-1)).toContain('/rerun-failed-jobs → 201');

  const calls = github.log.length;
  const other = await says('Looks good to me.', RUN + 3);
  expect(other.log).not.toMatch(/Job succeeded|Job failed/u);
  expect(github.log).toHaveLength(calls);
  github.assertClean();
});

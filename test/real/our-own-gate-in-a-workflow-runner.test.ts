import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { scratchFolder } from '../scenario/folder.ts';
import { commitAll, gitIn } from '../scenario/git.ts';
import { CHANGES, ROOT } from '../scenario/paths.ts';
import { githubOf, marked } from '../scenario/pull.ts';
import { act } from './act.ts';

test('our own workflow gates the example with the action of the same commit', async () => {
  using folder = scratchFolder();
  const path = join(folder.path, 'airlock');
  gitIn(folder.path, 'clone', '--quiet', '--depth=1', `file://${ROOT}`, path);
  gitIn(path, 'remote', 'set-url', 'origin', 'https://github.com/acme/support-bot.git');
  const base = gitIn(path, 'rev-parse', 'HEAD');
  gitIn(path, 'checkout', '--quiet', '-b', 'change');
  cpSync(join(CHANGES, 'tidy-refund-prompt'), join(path, 'examples', 'support-bot'), { recursive: true });
  const head = commitAll(path, 'Tidy the refund prompt');
  gitIn(path, 'checkout', '--quiet', '--detach', base);
  gitIn(path, 'merge', '--quiet', '--no-ff', '--no-edit', '--no-gpg-sign', head);

  await using github = await githubOf(
    { base, head },
    { tokens: { ghs_ci: { contents: 'read', checks: 'write', 'pull-requests': 'write' } } },
  );
  const { code, log } = await act({ path }, github, {
    event: 'pull_request',
    workflow: '.github/workflows/ci.yml',
    job: 'airlock',
    run: 4711,
    token: 'ghs_ci',
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
  });

  expect(code, log).toBe(1);
  expect(log).toContain('The gate fails.');
  expect(marked(github)).toHaveLength(1);
  expect(marked(github)[0]?.body).toContain('| functional | ⛔ fail |');
  // Held against the results that are committed at the base, not against nothing.
  expect(marked(github)[0]?.body).toContain('against the merge base');
  expect(github.repository.checkRuns).toMatchObject([
    { name: 'airlock-report', headSha: head, conclusion: 'failure' },
  ]);
  expect(github.repository.checkRuns[0]?.output.annotations.map((one) => one.path)).toContain(
    'examples/support-bot/prompts/refund.md',
  );
  expect(github.repository.pulls[0]?.labels).toEqual(['airlock: high']);
  github.assertClean();
});

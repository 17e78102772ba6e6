import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { scratchFolder } from '../folder.ts';
import { initialise } from '../git.ts';
import { runStep } from '../runner.ts';
import { annotations } from '../shown.ts';

const EVENT = { event: 'pull_request', payload: {}, sha: '1'.repeat(40) } as const;

test('says that the workspace is no checkout', async () => {
  using folder = scratchFolder();
  const workspace = join(folder.path, 'workspace');
  mkdirSync(workspace);
  const step = await runStep({ ...EVENT, workspace });
  expect(step).toMatchObject({ code: 1, stderr: '', outputs: {} });
  expect(annotations(step).map((line) => line.replace(workspace, '{workspace}'))).toMatchInlineSnapshot(`
    [
      "error not-a-repository: This is not a git repository. Found "{workspace}", expected a folder inside a git repository.
      Run it inside a repository, or name one with \`--repo DIR\`.",
    ]
  `);
});

test('says that a checkout has no commits', async () => {
  using folder = scratchFolder();
  const workspace = join(folder.path, 'workspace');
  mkdirSync(workspace);
  initialise(workspace);
  const payload = { ...pull() };
  const step = await runStep({ ...EVENT, payload, workspace });
  expect(step).toMatchObject({ code: 1, stderr: '', outputs: {} });
  expect(annotations(step).map((line) => line.replace(workspace, '{workspace}'))).toMatchInlineSnapshot(`
    [
      "error no-commits: The repository has no commits. Found "{workspace}", expected a repository with at least one commit.
      Commit something first.",
    ]
  `);
});

test('says that this is no workflow run', async () => {
  using folder = scratchFolder();
  const workspace = join(folder.path, 'workspace');
  mkdirSync(workspace);
  const step = await runStep({ ...EVENT, workspace, env: { GITHUB_REPOSITORY: '' } });
  expect(step).toMatchObject({ code: 1, stderr: '', outputs: {} });
  expect(annotations(step)).toMatchInlineSnapshot(`
    [
      "error event-unreadable: The event of this run could not be read. Found "no GITHUB_WORKSPACE and GITHUB_REPOSITORY", expected a workflow run.
      Run the action inside GitHub Actions; on a laptop use \`airlock check\`.",
    ]
  `);
});

function pull() {
  const head = { sha: '2'.repeat(40), repo: { id: 1 } };
  return { pull_request: { number: 41, head, base: { ref: 'main' } }, repository: { id: 1 } };
}

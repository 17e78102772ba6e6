import { afterAll, expect, test } from 'vitest';
import { gitRef, sha, tag } from '../../github/fixtures.ts';
import { bot } from '../bot.ts';
import { checkout, gitServer } from '../clone.ts';
import { gate, githubOf } from '../pull.ts';
import { annotations, shown } from '../shown.ts';

const repository = bot({ change: 'tidy-refund-prompt', tag: null });
const server = gitServer(repository);
const env = { GITHUB_SERVER_URL: server.url };
afterAll(() => repository[Symbol.dispose]());

test('fetches the base where fetch-depth is 1, and says the same as a full clone', async () => {
  await using github = await githubOf(repository);
  const full = await gate(repository, github);
  const workspace = checkout(repository, server, { commit: repository.merge, depth: 1 });
  const step = await gate(repository, github, { workspace, env });

  expect(step.stderr).toBe('');
  expect({ ...step.outputs, report: '', result: '', flipped: '' }).toEqual({
    ...full.outputs,
    report: '',
    result: '',
    flipped: '',
  });
  expect(step.code).toBe(1);
});

test('needs no network where fetch-depth is 2', async () => {
  await using github = await githubOf(repository);
  const workspace = checkout(repository, server, { commit: repository.merge, depth: 2 });
  const step = await gate(repository, github, { workspace, env: { GITHUB_SERVER_URL: 'file:///nowhere' } });
  expect(step.outputs).toMatchObject({ decision: 'no-go', tier: 'high' });
});

test('fails with base-unknown where the base cannot be had, and says what to change', async () => {
  await using github = await githubOf(repository);
  const workspace = checkout(repository, server, { commit: repository.merge, depth: 1 });
  const step = await gate(repository, github, { workspace, env: { GITHUB_SERVER_URL: 'file:///nowhere' } });

  expect(step.code).toBe(1);
  expect(step.outputs).toEqual({});
  expect(annotations(step).map((line) => shown(line, repository))).toMatchInlineSnapshot(`
    [
      "error base-unknown: The base of this run could not be told. Found "{base}", expected both sides of the change in the clone.
      Check out with \`fetch-depth: 2\` or more, so that the merge commit's first parent is there.",
    ]
  `);
});

test('reads the last version from the server, because a shallow clone brings no tags', async () => {
  const refs = [
    gitRef('refs/tags/airlock/support-bot/v2.3.1', repository.base),
    gitRef('refs/tags/airlock/support-bot/v2.2.0', repository.base),
    gitRef('refs/tags/airlock/support-bot-two/v9.0.0', repository.base),
  ];
  await using github = await githubOf(repository, { refs });
  const workspace = checkout(repository, server, { commit: repository.merge, depth: 2 });
  const step = await gate(repository, github, { workspace, env });
  expect(step.outputs['version']).toBe('3.0.0-pr.41');
  github.assertClean();
});

test('follows an annotated tag to its commit', async () => {
  const name = 'airlock/support-bot/v2.3.1';
  const annotated = tag({ sha: sha('note'), tag: name, object: { sha: repository.base, type: 'commit' } });
  await using github = await githubOf(repository, {
    refs: [gitRef(`refs/tags/${name}`, annotated.sha, 'tag')],
    tags: [annotated],
  });
  const workspace = checkout(repository, server, { commit: repository.merge, depth: 2 });
  const step = await gate(repository, github, { workspace, env });
  expect(step.outputs['version']).toBe('3.0.0-pr.41');
  github.assertClean();
});

import { expect, test } from 'vitest';
import { octokit, TOKENS } from './client.ts';
import { issue, pullRequest } from './fixtures.ts';
import { startTestGitHub } from './server.ts';

const REPO = { owner: 'acme', repo: 'support-bot' };

test('an issue is made, changed, closed and opened again, and listed among pull requests', async () => {
  await using gh = await startTestGitHub({
    tokens: { ghs_write: { issues: 'write' }, ghs_read: { issues: 'read' } },
    pulls: [pullRequest({ number: 7 })],
    issues: [issue({ number: 3 })],
  });
  const { rest } = octokit(gh);
  const { data: made } = await rest.issues.create({ ...REPO, title: 'Doctor', body: 'One thing' });
  expect(made).toMatchObject({ number: 8, state: 'open', user: { login: 'github-actions[bot]' } });

  const at = { ...REPO, issue_number: made.number };
  await rest.issues.update({ ...at, body: 'Nothing', state: 'closed', state_reason: 'completed' });
  expect(gh.repository.issues[1]).toMatchObject({ body: 'Nothing', state: 'closed', title: 'Doctor' });
  await rest.issues.update({ ...at, state: 'open' });
  expect(gh.repository.issues[1]).toMatchObject({ closedAt: null, stateReason: 'reopened' });

  const { data: all } = await rest.issues.listForRepo({ ...REPO, state: 'all', direction: 'asc' });
  expect(all.map(({ number, pull_request: pull }) => [number, pull !== undefined])).toEqual([
    [3, false],
    [7, true],
    [8, false],
  ]);
  const { data: ours } = await rest.issues.listForRepo({ ...REPO, creator: 'github-actions[bot]' });
  expect(ours.map(({ number }) => number)).toEqual([8]);
  gh.assertClean();
});

test('a body of 65,536 characters is taken, one more is refused', async () => {
  await using gh = await startTestGitHub({ tokens: { ghs_write: { issues: 'write' } } });
  const { rest } = octokit(gh);
  await rest.issues.create({ ...REPO, title: 'a', body: 'x'.repeat(65_536) });
  await expect(rest.issues.create({ ...REPO, title: 'a', body: 'x'.repeat(65_537) })).rejects.toMatchObject({
    status: 422,
  });
  gh.assertClean();
});

test('a token of pull requests alone writes no issue', async () => {
  await using gh = await startTestGitHub({ tokens: { ...TOKENS, ghs_write: { 'pull-requests': 'write' } } });
  await expect(octokit(gh).rest.issues.create({ ...REPO, title: 'a' })).rejects.toMatchObject({
    status: 403,
  });
  expect(gh.repository.issues).toEqual([]);
});

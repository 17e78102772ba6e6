import { expect, test } from 'vitest';
import { octokit, TOKENS } from './client.ts';
import { pullRequest, workflowRun } from './fixtures.ts';
import { startTestGitHub } from './server.ts';

const AT = { owner: 'acme', repo: 'support-bot' };
const ISSUE = { ...AT, issue_number: 1 };

test('without a token, or with one that is not known, GitHub answers 401', async () => {
  await using gh = await startTestGitHub({ tokens: TOKENS });
  await expect(octokit(gh, 'ghs_other').rest.repos.get(AT)).rejects.toMatchObject({
    status: 401,
    message: expect.stringContaining('Bad credentials'),
  });
  const response = await fetch(`${gh.apiUrl}/repos/acme/support-bot`);
  expect(response.status).toBe(401);
  expect(await response.json()).toMatchObject({ message: 'Requires authentication', status: '401' });
  gh.assertClean();
});

test('a fork may read a public repository and write nothing; GitHub says what would be enough', async () => {
  await using gh = await startTestGitHub({ tokens: TOKENS, pulls: [pullRequest()] });
  const { rest } = octokit(gh, 'ghs_fork');
  expect((await rest.issues.listComments(ISSUE)).data).toEqual([]);
  const refused = rest.issues.createComment({ ...ISSUE, body: 'Report' });
  await expect(refused).rejects.toMatchObject({
    status: 403,
    message: expect.stringContaining('Resource not accessible by integration'),
    response: { headers: { 'x-accepted-github-permissions': 'issues=write; pull_requests=write' } },
  });
  await expect(rest.checks.create({ ...AT, name: 'x', head_sha: 'x' })).rejects.toMatchObject({
    response: { headers: { 'x-accepted-github-permissions': 'checks=write' } },
  });
  expect(gh.repository.comments).toEqual([]);
  gh.assertClean();
});

test('one of issues and pull-requests is enough for a comment', async () => {
  const tokens = { a: { issues: 'write' }, b: { 'pull-requests': 'write' }, c: { issues: 'read' } } as const;
  await using gh = await startTestGitHub({ tokens, pulls: [pullRequest()] });
  for (const token of ['a', 'b'])
    await octokit(gh, token).rest.issues.createComment({ ...ISSUE, body: token });
  await expect(octokit(gh, 'c').rest.issues.createComment({ ...ISSUE, body: 'c' })).rejects.toMatchObject({
    status: 403,
  });
  expect(gh.repository.comments.map(({ body }) => body)).toEqual(['a', 'b']);
  gh.assertClean();
});

test('a private repository asks for permissions to read as well, and hides from tokens of others', async () => {
  await using gh = await startTestGitHub({
    repository: { private: true },
    tokens: { ...TOKENS, other: { login: 'eve', permissions: { contents: 'read' }, repositories: [] } },
    pulls: [pullRequest()],
  });
  await octokit(gh).rest.issues.listComments(ISSUE);
  await octokit(gh, 'ghs_fork').rest.repos.getCommit({ ...AT, ref: 'main' });
  await expect(octokit(gh, 'ghs_fork').rest.issues.listComments(ISSUE)).rejects.toMatchObject({
    status: 403,
  });
  await expect(octokit(gh, 'other').rest.repos.get(AT)).rejects.toMatchObject({ status: 404 });
  gh.assertClean();
});

test('a token of the repository writes to no other, and artifacts are read with permission alone', async () => {
  await using gh = await startTestGitHub({
    tokens: TOKENS,
    pulls: [pullRequest({ head: { repository: 'eve/support-bot' } })],
    runs: [workflowRun({ id: 42 })],
  });
  const { rest } = octokit(gh);
  await expect(rest.checks.create({ ...AT, owner: 'eve', name: 'x', head_sha: 'x' })).rejects.toMatchObject({
    status: 403,
  });
  const { id } = gh.storeArtifact({ run: 42, name: 'a.json', bytes: '{}' });
  const download = { ...AT, artifact_id: id, archive_format: 'zip' };
  await octokit(gh, 'ghs_fork').rest.actions.getArtifact({ ...AT, artifact_id: id });
  await expect(octokit(gh, 'ghs_fork').rest.actions.downloadArtifact(download)).rejects.toMatchObject({
    status: 403,
  });
  await expect(rest.actions.downloadArtifact(download)).resolves.toMatchObject({ status: 200 });
  gh.assertClean();
});

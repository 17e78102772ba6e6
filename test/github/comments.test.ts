import { expect, test } from 'vitest';
import { octokit, TOKENS } from './client.ts';
import { comment, label, labelEvent, pullRequest } from './fixtures.ts';
import { startTestGitHub } from './server.ts';

const REPO = { owner: 'acme', repo: 'support-bot' };
const AT = { ...REPO, issue_number: 1 };

test('a comment is made, changed, listed and deleted', async () => {
  await using gh = await startTestGitHub({ tokens: TOKENS, pulls: [pullRequest()] });
  const { rest } = octokit(gh);

  const { data: made, status } = await rest.issues.createComment({ ...AT, body: 'Report' });
  expect(status).toBe(201);
  expect(made.user?.login).toBe('github-actions[bot]');
  expect(made.performed_via_github_app?.slug).toBe('github-actions');

  await rest.issues.updateComment({ ...REPO, comment_id: made.id, body: 'Report, again' });
  const { data: found } = await rest.issues.listComments(AT);
  expect(found.map(({ id, body }) => ({ id, body }))).toEqual([{ id: made.id, body: 'Report, again' }]);

  await rest.issues.deleteComment({ ...REPO, comment_id: made.id });
  expect(gh.repository.comments).toEqual([]);
  await expect(rest.issues.deleteComment({ ...REPO, comment_id: made.id })).rejects.toMatchObject({
    status: 404,
  });

  expect(gh.routes()).toEqual([
    'POST /repos/acme/support-bot/issues/1/comments → 201',
    'PATCH /repos/acme/support-bot/issues/comments/{comment} → 200',
    'GET /repos/acme/support-bot/issues/1/comments → 200',
    'DELETE /repos/acme/support-bot/issues/comments/{comment} → 204',
    'DELETE /repos/acme/support-bot/issues/comments/{comment} → 404',
  ]);
  expect(gh.log[0]).toMatchObject({ operation: 'issues/create-comment', body: { body: 'Report' } });
  gh.assertClean();
});

test('comments are listed from a time on, and of their own pull request alone', async () => {
  await using gh = await startTestGitHub({
    tokens: TOKENS,
    pulls: [pullRequest(), pullRequest({ number: 2 })],
    comments: [
      comment({ body: 'old' }),
      comment({ body: 'new', updatedAt: '2026-02-01T00:00:00Z', author: null }),
      comment({ body: 'elsewhere', issue: 2, updatedAt: '2026-02-01T00:00:00Z' }),
    ],
  });
  const { data } = await octokit(gh).rest.issues.listComments({ ...AT, since: '2026-01-20T00:00:00Z' });
  expect(data.map(({ body, user }) => ({ body, user }))).toEqual([{ body: 'new', user: null }]);
  gh.assertClean();
});

test('a comment of 65,536 characters is taken, one more is refused', async () => {
  await using gh = await startTestGitHub({ tokens: TOKENS, pulls: [pullRequest()] });
  const { rest } = octokit(gh);
  await rest.issues.createComment({ ...AT, body: '😀'.repeat(65_536) });
  await expect(rest.issues.createComment({ ...AT, body: 'x'.repeat(65_537) })).rejects.toMatchObject({
    status: 422,
    message: expect.stringContaining('Body is too long (maximum is 65536 characters)'),
  });
  expect(gh.repository.comments).toHaveLength(1);
  gh.assertClean();
});

test('a pull request is an issue as well', async () => {
  await using gh = await startTestGitHub({
    tokens: TOKENS,
    pulls: [pullRequest({ draft: true })],
    comments: [comment()],
  });
  const { data } = await octokit(gh).rest.issues.get(AT);
  expect(data).toMatchObject({ number: 1, comments: 1, draft: true, pull_request: { merged_at: null } });
  gh.assertClean();
});

test('labels are added, made on the way, removed, and say who did it', async () => {
  await using gh = await startTestGitHub({
    tokens: TOKENS,
    labels: [label('airlock:override', { color: 'd73a4a' })],
    pulls: [pullRequest({ labels: ['airlock:override'] })],
    events: [labelEvent({ actor: 'kim' })],
  });
  const { rest } = octokit(gh);
  await rest.issues.createLabel({ ...REPO, name: 'risk:high', color: 'b60205', description: 'High' });
  await expect(rest.issues.createLabel({ ...REPO, name: 'Risk:High' })).rejects.toMatchObject({
    status: 422,
  });
  const { data: added } = await rest.issues.addLabels({
    ...AT,
    labels: ['risk:high', 'fresh', 'AIRLOCK:override'],
  });
  expect(added.map(({ name, color }) => [name, color])).toEqual([
    ['airlock:override', 'd73a4a'],
    ['risk:high', 'b60205'],
    ['fresh', 'ededed'],
  ]);
  await rest.issues.removeLabel({ ...AT, name: 'airlock:override' });
  await expect(rest.issues.removeLabel({ ...AT, name: 'airlock:override' })).rejects.toMatchObject({
    status: 404,
  });
  expect((await rest.issues.listLabelsOnIssue(AT)).data).toHaveLength(2);
  expect((await rest.issues.getLabel({ ...REPO, name: 'risk:high' })).data.description).toBe('High');
  await expect(rest.issues.getLabel({ ...REPO, name: 'none' })).rejects.toMatchObject({ status: 404 });

  const { data: events } = await rest.issues.listEvents(AT);
  expect(
    events.map((event) => [event.event, event.actor?.login, 'label' in event && event.label.name]),
  ).toEqual([
    ['labeled', 'kim', 'airlock:override'],
    ['labeled', 'github-actions[bot]', 'risk:high'],
    ['labeled', 'github-actions[bot]', 'fresh'],
    ['unlabeled', 'github-actions[bot]', 'airlock:override'],
  ]);
  gh.assertClean();
});

import { expect, test } from 'vitest';
import { octokit, TOKENS } from './client.ts';
import { pullRequest, sha, tag } from './fixtures.ts';
import { startTestGitHub } from './server.ts';
import type { Tag } from './state.ts';

const AT = { owner: 'acme', repo: 'support-bot' };

/** Sends exactly this, past everything that Octokit would put right. */
async function send(gh: { apiUrl: string }, method: string, path: string, body?: string): Promise<Response> {
  const headers = { authorization: 'Bearer ghs_write' };
  return fetch(`${gh.apiUrl}${path}`, { method, headers, ...(body !== undefined && { body }) });
}

test('a wrong request is answered as GitHub does, and recorded', async () => {
  await using gh = await startTestGitHub({ tokens: TOKENS, pulls: [pullRequest()] });
  const cases: [method: string, path: string, body: object | undefined, status: number, message: string][] = [
    ['POST', '/issues/1/comments', {}, 422, 'Invalid request.\n\n"body" wasn\'t supplied.'],
    ['POST', '/issues/1/comments', undefined, 422, 'Invalid request.\n\n"body" wasn\'t supplied.'],
    [
      'POST',
      '/issues/1/comments',
      { body: 5 },
      422,
      "Invalid request.\n\nFor 'properties/body', 5 is not a string.",
    ],
    [
      'POST',
      '/issues/1/comments',
      { body: 'a', boddy: 1 },
      422,
      'Invalid request.\n\n"boddy" is not a permitted key.',
    ],
    [
      'POST',
      '/check-runs',
      { name: 'a', head_sha: sha('head'), output: { title: 'a', summary: 'x'.repeat(65_536) } },
      422,
      'Invalid request.\n\nOnly 65535 characters are allowed; 65536 were supplied.',
    ],
    [
      'POST',
      '/check-runs',
      { name: 'a', head_sha: sha('head'), conclusion: 'ok' },
      422,
      'Invalid request.\n\nFor \'properties/conclusion\', "ok" is not a member of ["action_required",',
    ],
    [
      'GET',
      '/pulls?state=merged',
      undefined,
      422,
      'Invalid request.\n\nFor \'properties/state\', "merged" is not',
    ],
    ['GET', '/pulls/one', undefined, 404, 'Not Found'],
  ];
  for (const [method, path, body, status, message] of cases) {
    const found = gh.violations.length;
    const response = await send(gh, method, `/repos/acme/support-bot${path}`, body && JSON.stringify(body));
    expect(response.status).toBe(status);
    const answer = (await response.json()) as { message: string; status: string };
    expect(answer.message).toContain(message);
    expect(answer.status).toBe(String(status));
    expect(gh.violations.length).toBe(found + 1);
  }
  expect(gh.repository.comments).toEqual([]);
  expect(() => gh.assertClean()).toThrow(
    'does not fit: POST /repos/acme/support-bot/issues/1/comments: body: "body"',
  );
});

test('a body that is no JSON, and a query that GitHub would ignore, are recorded', async () => {
  await using gh = await startTestGitHub({ tokens: TOKENS, pulls: [pullRequest()] });
  const broken = await send(gh, 'POST', '/repos/acme/support-bot/issues/1/comments', '{');
  expect(broken.status).toBe(400);
  expect(await broken.json()).toMatchObject({ message: 'Problems parsing JSON' });
  expect((await send(gh, 'GET', '/repos/acme/support-bot/pulls?perpage=5')).status).toBe(200);
  expect(gh.violations).toEqual([
    'POST /repos/acme/support-bot/issues/1/comments: body: no JSON',
    'GET /repos/acme/support-bot/pulls: query: "perpage" is not a permitted key.',
  ]);
});

test('an answer of ours that does not fit is recorded: a wrong type, a missing field, one too many', async () => {
  await using gh = await startTestGitHub({ tokens: TOKENS, pulls: [pullRequest()] });
  const [pull] = gh.repository.pulls;
  if (pull === undefined) throw new Error('no pull request');
  Object.assign(pull, { title: 5, createdAt: undefined });
  await octokit(gh).rest.pulls.get({ ...AT, pull_number: 1 });
  expect(gh.violations).toEqual([
    expect.stringContaining("answer 200: / must have required property 'created_at'"),
    expect.stringContaining('answer 200: /title must be string'),
  ]);
  gh.violations.length = 0;

  gh.repository.tags.push(tag({ tagger: { ...tag().tagger, login: 'ana' } as Tag['tagger'] }));
  await octokit(gh).rest.git.getTag({ ...AT, tag_sha: sha('tag') });
  expect(gh.violations).toEqual([
    expect.stringContaining('answer 200: /tagger must NOT have additional properties'),
  ]);
});

test('a request that nothing serves gets 404 and is named with the log', async () => {
  await using gh = await startTestGitHub({ tokens: TOKENS, pulls: [pullRequest()] });
  const { rest } = octokit(gh);
  await rest.repos.get(AT);
  await expect(rest.issues.listMilestones(AT)).rejects.toMatchObject({ status: 404, message: /^Not Found/ });
  expect(gh.unexpected).toEqual(['GET /repos/acme/support-bot/milestones']);
  expect(() => gh.assertClean()).toThrow(
    [
      'unexpected: GET /repos/acme/support-bot/milestones',
      'Requests:',
      '  GET /repos/acme/support-bot → 200',
      '  GET /repos/acme/support-bot/milestones → 404',
    ].join('\n'),
  );
});

test('the API of an Enterprise Server lies under /api/v3, and so do its urls', async () => {
  await using gh = await startTestGitHub({ tokens: TOKENS, pulls: [pullRequest()] });
  const { data } = await octokit({ apiUrl: `${gh.url}/api/v3` }).rest.issues.get({ ...AT, issue_number: 1 });
  expect(data.url).toBe(`${gh.url}/api/v3/repos/acme/support-bot/issues/1`);
  expect(gh.routes()).toEqual(['GET /api/v3/repos/acme/support-bot/issues/1 → 200']);
  gh.assertClean();
});

import { expect, test } from 'vitest';
import { octokit, TOKENS } from './client.ts';
import type { Fault } from './faults.ts';
import { comment, pullRequest } from './fixtures.ts';
import { startTestGitHub, type TestGitHub } from './server.ts';

const AT = { owner: 'acme', repo: 'support-bot', issue_number: 1 };
const PATH = '/repos/{owner}/{repo}/issues/{number}/comments';

function start(): Promise<TestGitHub> {
  return startTestGitHub({ tokens: TOKENS, pulls: [pullRequest()], comments: [comment()] });
}

/** Makes a comment; whatever happens to that, says how it ended for the client. */
function create(gh: TestGitHub): Promise<unknown> {
  return octokit(gh)
    .rest.issues.createComment({ ...AT, body: 'Report' })
    .then(({ status }) => status)
    .catch((error: { status?: number }) => error.status ?? String(error));
}

/** What the client sees (500 is also what Octokit makes of a broken connection), and whether there is an effect. */
const CASES: { fault: Fault; client: number; outcome: string; effect?: true }[] = [
  { fault: { kind: 'refuse', path: PATH }, client: 500, outcome: 'refused' },
  { fault: { kind: 'timeout', ms: 20, path: PATH }, client: 500, outcome: 'timed out' },
  { fault: { kind: '404', path: PATH }, client: 404, outcome: '404' },
  { fault: { kind: '409', path: PATH }, client: 409, outcome: '409' },
  { fault: { kind: '422', path: PATH }, client: 422, outcome: '422' },
  { fault: { kind: '500', path: PATH }, client: 500, outcome: '500' },
  { fault: { kind: '429', path: PATH }, client: 429, outcome: '429' },
  { fault: { kind: '403-secondary', path: PATH }, client: 403, outcome: '403' },
  { fault: { kind: '502-after-commit', path: PATH }, client: 502, outcome: '502 after 201', effect: true },
  { fault: { kind: 'cut-after-commit', path: PATH }, client: 500, outcome: '201 cut', effect: true },
  { fault: { kind: 'truncated', path: PATH }, client: 201, outcome: '201 truncated', effect: true },
  { fault: { kind: 'html', path: PATH }, client: 200, outcome: '200 html' },
];

test.each(CASES)('$fault.kind', async ({ fault, client, outcome, effect }) => {
  await using gh = await start();
  gh.faults.push(fault);
  expect(await create(gh)).toBe(client);
  expect(gh.repository.comments).toHaveLength(effect ? 2 : 1);
  expect(await create(gh)).toBe(201);
  expect(gh.routes()).toEqual([
    `POST /repos/acme/support-bot/issues/1/comments → ${outcome}`,
    'POST /repos/acme/support-bot/issues/1/comments → 201',
  ]);
  gh.assertClean();
});

test('a stale read answers from before the last write', async () => {
  await using gh = await start();
  const { rest } = octokit(gh);
  await create(gh);
  gh.faults.push({ kind: 'stale-read', method: 'GET', path: PATH });
  expect((await rest.issues.listComments(AT)).data).toHaveLength(1);
  expect((await rest.issues.listComments(AT)).data).toHaveLength(2);
  expect(gh.routes().slice(1)).toEqual([
    'GET /repos/acme/support-bot/issues/1/comments → 200 stale',
    'GET /repos/acme/support-bot/issues/1/comments → 200',
  ]);
  gh.assertClean();
});

test('a truncated answer has the bytes that it says, and they are no JSON', async () => {
  await using gh = await start();
  gh.faults.push({ kind: 'truncated', path: '/repos/*/*' });
  const response = await fetch(`${gh.apiUrl}/repos/acme/support-bot`, {
    headers: { authorization: 'token ghs_write' },
  });
  const text = await response.text();
  expect(text).toMatch(/^\{"id":\d+/);
  expect(() => JSON.parse(text)).toThrow(SyntaxError);
  gh.assertClean();
});

test('limits come with the time to wait', async () => {
  await using gh = await start();
  gh.faults.push({ kind: '403-secondary', path: '**', retryAfter: 3 }, { kind: '429', path: '**' });
  const refused = () => octokit(gh).rest.issues.listComments(AT);
  await expect(refused()).rejects.toMatchObject({
    status: 403,
    response: { headers: { 'retry-after': '3' } },
  });
  await expect(refused()).rejects.toMatchObject({
    status: 429,
    response: { headers: { 'retry-after': '60' } },
  });
  gh.assertClean();
});

test('faults wait for their method, path and turn, and may fire several times', async () => {
  await using gh = await start();
  gh.faults.push({ kind: '500', method: 'post', path: /comments$/, nth: 2, times: 2 });
  await octokit(gh).rest.issues.listComments(AT);
  expect([await create(gh), await create(gh), await create(gh), await create(gh)]).toEqual([
    201, 500, 500, 201,
  ]);
  gh.assertClean();
});

test('a fault meets the second page, though GitHub links it by another path', async () => {
  await using gh = await start();
  await create(gh);
  gh.faults.push({ kind: '500', path: PATH, nth: 2 });
  const client = octokit(gh);
  const all = client.paginate(client.rest.issues.listComments, { ...AT, per_page: 1 });
  await expect(all).rejects.toMatchObject({ status: 500 });
  gh.assertClean();
});

test('a fault that never fired is named', async () => {
  await using gh = await start();
  gh.faults.push({ kind: '409', method: 'PUT', path: PATH });
  await create(gh);
  expect(() => gh.assertClean()).toThrow(`never fired: 409 at PUT ${PATH}`);
});

test('a server that closes does not wait for a request that it holds', async () => {
  const gh = await start();
  gh.faults.push({ kind: 'timeout', ms: 60_000, path: PATH });
  const held = create(gh);
  while (gh.faults.length > 0) await new Promise((resolve) => setImmediate(resolve));
  await gh.close();
  expect(await held).toBe(500);
});

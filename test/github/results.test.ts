import { expect, test } from 'vitest';
import { TOKENS } from './client.ts';
import { workflowRun } from './fixtures.ts';
import { startTestGitHub, type TestGitHub } from './server.ts';

const IDS = { workflow_run_backend_id: '42', workflow_job_run_backend_id: 'job' };

async function twirp(gh: TestGitHub, method: string, message: object, run = '42'): Promise<Response> {
  return fetch(`${gh.resultsUrl}twirp/github.actions.results.api.v1.ArtifactService/${method}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${gh.runtimeToken(run, 'job')}`, 'content-type': 'application/json' },
    body: JSON.stringify(message),
  });
}

async function uploadUrl(gh: TestGitHub, name: string): Promise<string> {
  const response = await twirp(gh, 'CreateArtifact', { ...IDS, name, version: 7, mime_type: 'text/plain' });
  const { signed_upload_url: url } = (await response.json()) as { signed_upload_url: string };
  return url;
}

test('a blob may be put in one piece', async () => {
  await using gh = await startTestGitHub();
  const headers = { 'x-ms-blob-type': 'BlockBlob', 'x-ms-blob-content-type': 'text/plain' };
  const put = await fetch(await uploadUrl(gh, 'a.txt'), { method: 'PUT', headers, body: 'whole' });
  expect(put.status).toBe(201);
  expect(put.headers.get('etag')).toMatch(/^"0x[0-9A-F]+"$/);
  expect(put.headers.get('x-ms-request-id')).not.toBeNull();
  expect(gh.artifacts()).toEqual([]);
  const done = await twirp(gh, 'FinalizeArtifact', { ...IDS, name: 'a.txt', size: '5' });
  expect(await done.json()).toMatchObject({ ok: true, artifact_id: expect.stringMatching(/^\d+$/) });
  expect(gh.artifacts()[0]?.bytes.toString()).toBe('whole');
  gh.assertClean();
});

test('Azure refuses what is not signed, not staged or not typed', async () => {
  await using gh = await startTestGitHub();
  const url = await uploadUrl(gh, 'a.txt');
  const put = async (target: string, body: string): Promise<unknown[]> => {
    const response = await fetch(target, { method: 'PUT', body });
    return [response.status, response.headers.get('x-ms-error-code')];
  };
  expect(await put(url.replace(/sig=\w+/, 'sig=0'), 'x')).toEqual([403, 'AuthenticationFailed']);
  expect(await put(url, 'x')).toEqual([400, 'MissingRequiredHeader']);
  const list = '<BlockList><Latest>bm9uZQ==</Latest></BlockList>';
  expect(await put(`${url}&comp=blocklist`, list)).toEqual([400, 'InvalidBlockList']);
  expect((await fetch(url)).status).toBe(403);
  gh.assertClean();
});

test('a message with an unknown field, or a size that is not that of the bytes, is a violation', async () => {
  await using gh = await startTestGitHub();
  const url = await uploadUrl(gh, 'a.txt');
  await fetch(url, { method: 'PUT', headers: { 'x-ms-blob-type': 'BlockBlob' }, body: 'whole' });
  const unknown = await twirp(gh, 'FinalizeArtifact', { ...IDS, name: 'a.txt', size: '5', mime_type: 'x' });
  expect([unknown.status, await unknown.json()]).toMatchObject([400, { code: 'malformed' }]);
  const wrong = await twirp(gh, 'FinalizeArtifact', { ...IDS, name: 'a.txt', size: '6' });
  expect([wrong.status, await wrong.json()]).toMatchObject([400, { code: 'invalid_argument' }]);
  expect(gh.violations).toHaveLength(2);
});

test('a token speaks for its own run, and only the known methods are served', async () => {
  await using gh = await startTestGitHub();
  expect((await twirp(gh, 'ListArtifacts', IDS, '43')).status).toBe(403);
  const anonymous = await fetch(
    `${gh.resultsUrl}twirp/github.actions.results.api.v1.ArtifactService/ListArtifacts`,
    {
      method: 'POST',
      body: '{}',
    },
  );
  expect(anonymous.status).toBe(401);
  gh.assertClean();
  expect((await twirp(gh, 'MigrateArtifact', IDS)).status).toBe(404);
  expect(gh.unexpected).toEqual([
    'POST /twirp/github.actions.results.api.v1.ArtifactService/MigrateArtifact',
  ]);
});

test('an expired artifact is listed nowhere and gone for the download', async () => {
  await using gh = await startTestGitHub({ tokens: TOKENS, runs: [workflowRun({ id: 42 })] });
  const artifact = gh.storeArtifact({ run: 42, name: 'old.txt', bytes: 'old' });
  artifact.expiresAt = '2026-01-01T00:00:00Z';
  const get = (path: string) =>
    fetch(`${gh.apiUrl}/repos/acme/support-bot/actions/${path}`, {
      headers: { authorization: 'token ghs_write' },
    });
  expect(await (await twirp(gh, 'ListArtifacts', IDS)).json()).toEqual({ artifacts: [] });
  expect(await (await get('runs/42/artifacts')).json()).toMatchObject({ total_count: 0 });
  expect(await (await get(`artifacts/${artifact.id}`)).json()).toMatchObject({ expired: true });
  expect((await get(`artifacts/${artifact.id}/zip`)).status).toBe(410);
  gh.assertClean();
});

test('the files of a run are seen from before its last write when a replica answers', async () => {
  await using gh = await startTestGitHub();
  const url = await uploadUrl(gh, 'a.txt');
  await fetch(url, { method: 'PUT', headers: { 'x-ms-blob-type': 'BlockBlob' }, body: 'whole' });
  await twirp(gh, 'FinalizeArtifact', { ...IDS, name: 'a.txt', size: '5' });
  gh.faults.push({ kind: 'stale-read', path: '**/ListArtifacts' });
  expect(await (await twirp(gh, 'ListArtifacts', IDS)).json()).toEqual({ artifacts: [] });
  expect(await (await twirp(gh, 'ListArtifacts', IDS)).json()).toMatchObject({
    artifacts: [{ name: 'a.txt' }],
  });
  gh.assertClean();
});

import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, expect, test, vi } from 'vitest';
import { TOKENS } from './client.ts';
import { workflowRun } from './fixtures.ts';
import { startTestGitHub } from './server.ts';

const RUN = 42;
const JOB = 'ca395085-040a-526b-2ce8-bdc85f692774';

const gh = await startTestGitHub({ tokens: TOKENS, runs: [workflowRun({ id: RUN })] });
const folder = await mkdtemp(join(tmpdir(), 'artifacts-'));
afterEach(() => gh.assertClean());
afterAll(async () => {
  await gh.close();
  await rm(folder, { recursive: true });
});

// Octokit's address is read when the package is imported, so the environment has to be there before.
Object.assign(process.env, gh.environment(RUN, JOB));
vi.spyOn(process.stdout, 'write').mockReturnValue(true);
const { DefaultArtifactClient } = await import('@actions/artifact');
const client = new DefaultArtifactClient();

const findBy = {
  token: 'ghs_write',
  workflowRunId: RUN,
  repositoryOwner: 'acme',
  repositoryName: 'support-bot',
};

beforeEach(() => {
  gh.log.length = 0;
});

async function files(contents: Record<string, string>): Promise<string[]> {
  const paths = Object.keys(contents).map((name) => join(folder, name));
  await Promise.all(Object.entries(contents).map(([name, text]) => writeFile(join(folder, name), text)));
  return paths;
}

test('several files are uploaded as a zip, listed and unpacked', async () => {
  const paths = await files({ 'report.html': '<p>go</p>', 'check.json': '{}' });
  const { id, size, digest } = await client.uploadArtifact('evidence', paths, folder, { retentionDays: 5 });
  expect(gh.artifacts().at(-1)).toMatchObject({
    id,
    name: 'evidence',
    run: '42',
    job: JOB,
    mimeType: 'application/zip',
    version: 7,
    archived: true,
    size,
    digest: `sha256:${digest}`,
  });
  expect(gh.artifacts().at(-1)?.bytes.subarray(0, 2).toString()).toBe('PK');
  expect(gh.routes()).toEqual([
    'POST /twirp/github.actions.results.api.v1.ArtifactService/CreateArtifact → 200',
    'PUT /blobs/{blob}?sp=w&se=…&sig=…&comp=block&blockid={block} → 201',
    'PUT /blobs/{blob}?sp=w&se=…&sig=…&comp=blocklist → 201',
    'POST /twirp/github.actions.results.api.v1.ArtifactService/FinalizeArtifact → 200',
  ]);

  const { artifacts } = await client.listArtifacts();
  expect(artifacts.map(({ name }) => name)).toEqual(['evidence']);
  const path = join(folder, 'unpacked');
  const options = { path, expectedHash: `sha256:${digest}` };
  expect(await client.downloadArtifact(Number(id), options)).toEqual({
    downloadPath: path,
    digestMismatch: false,
  });
  expect(await readFile(join(path, 'report.html'), 'utf8')).toBe('<p>go</p>');
});

test('with skipArchive a file keeps its name, its type and its bytes', async () => {
  const [path = ''] = await files({ 'airlock ü.html': '<h1>go</h1>' });
  const { id, digest } = await client.uploadArtifact('ignored', [path], folder, { skipArchive: true });
  expect(gh.artifacts().at(-1)).toMatchObject({
    name: 'airlock ü.html',
    mimeType: 'text/html',
    version: 7,
    archived: false,
    bytes: Buffer.from('<h1>go</h1>'),
  });
  expect(gh.log[0]?.body).toMatchObject({ name: 'airlock ü.html', mime_type: 'text/html', version: 7 });

  const target = join(folder, 'plain');
  await client.downloadArtifact(Number(id), { path: target, expectedHash: `sha256:${digest}` });
  expect(await readFile(join(target, 'airlock ü.html'), 'utf8')).toBe('<h1>go</h1>');
});

test('another run finds and downloads through the REST API', async () => {
  const { id } = gh.storeArtifact({
    run: RUN,
    name: 'result.json',
    bytes: '{"score":1}',
    mimeType: 'application/json',
  });
  const { artifact } = await client.getArtifact('result.json', { findBy });
  expect(artifact).toMatchObject({ id, name: 'result.json', size: 11 });
  const { artifacts } = await client.listArtifacts({ findBy, latest: true });
  expect(artifacts.map(({ name }) => name)).toContain('result.json');
  const path = join(folder, 'across');
  await client.downloadArtifact(id, { findBy, path });
  expect(await readFile(join(path, 'result.json'), 'utf8')).toBe('{"score":1}');
  expect(gh.routes()).toEqual([
    'GET /repos/acme/support-bot/actions/runs/{run}/artifacts?name=result.json → 200',
    'GET /repos/acme/support-bot/actions/runs/{run}/artifacts?per_page=100&page=1 → 200',
    'GET /repos/acme/support-bot/actions/artifacts/{artifact}/zip → 302',
    'GET /blobs/{blob}?sp=r&se=…&sig=…&rscd=…&rsct=… → 200',
  ]);
});

test('a name is taken once in a run, also by an upload that was never finished', async () => {
  const paths = await files({ 'a.txt': 'a' });
  gh.faults.push({ kind: '409', path: '/twirp/*/FinalizeArtifact' });
  await expect(client.uploadArtifact('twice', paths, folder)).rejects.toThrow('Failed to FinalizeArtifact');
  const { artifacts } = await client.listArtifacts();
  expect(artifacts.map(({ name }) => name)).not.toContain('twice');
  await expect(client.uploadArtifact('twice', paths, folder)).rejects.toThrow(
    'Failed request: (409) Conflict: an artifact with this name already exists on the workflow run',
  );
});

test('an artifact that was deleted gives its name free', async () => {
  const paths = await files({ 'b.txt': 'b' });
  const first = await client.uploadArtifact('again', paths, folder);
  expect(await client.deleteArtifact('again')).toEqual({ id: first.id });
  const second = await client.uploadArtifact('again', paths, folder);
  expect(second.id).not.toBe(first.id);
});

test('nine megabytes come in two blocks', async () => {
  const [path = ''] = await files({ 'large.txt': 'x'.repeat(9 * 1024 * 1024) });
  const { size } = await client.uploadArtifact('large', [path], folder, { skipArchive: true });
  expect(size).toBe(9 * 1024 * 1024);
  expect(gh.artifacts().at(-1)?.bytes.length).toBe(size);
  expect(gh.routes().filter((route) => route.includes('comp=block&'))).toHaveLength(2);
});

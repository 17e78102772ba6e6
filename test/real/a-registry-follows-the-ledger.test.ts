import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { airlock, json } from '../scenario/airlock.ts';
import { type Answer, CONFIG, type Feature, FIRST, feature, release } from '../scenario/release/feature.ts';
import { MLFLOW, MLFLOW_PACKAGES } from './tools.ts';

let server: ChildProcess;
let url = '';
const folder = mkdtempSync(join(tmpdir(), 'airlock-mlflow-'));

beforeAll(async () => {
  const port = await freePort();
  url = `http://127.0.0.1:${port}`;
  const place = ['--backend-store-uri', `sqlite:///${folder}/store.db`, '--artifacts-destination', folder];
  server = spawn(
    MLFLOW,
    ['server', '--host', '127.0.0.1', '--port', String(port), '--workers', '1', ...place],
    {
      env: { ...process.env, PYTHONPATH: MLFLOW_PACKAGES, MLFLOW_DISABLE_TELEMETRY: 'true' },
      stdio: 'ignore',
      detached: true,
    },
  );
  for (let i = 0; i < 200; i += 1) {
    if (
      await fetch(`${url}/health`).then(
        ({ ok }) => ok,
        () => false,
      )
    )
      return;
    await sleep(500);
  }
  throw new Error('MLflow did not come up');
}, 120_000);

afterAll(() => {
  if (server.pid !== undefined) process.kill(-server.pid, 'SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

interface Mirror {
  readonly outcome: string;
  readonly steps: readonly {
    readonly kind: string;
    readonly what: string;
    readonly version: string | null;
  }[];
  readonly disagreements: readonly { readonly code: string; readonly what: string }[];
  readonly errors?: readonly { readonly code: string }[];
}

async function mirror(bot: Feature, ...args: readonly string[]): Promise<Mirror & { code: number }> {
  const env = { SOURCE_DATE_EPOCH: String(bot.clock), MLFLOW_TRACKING_URI: url };
  const answer = await airlock(bot.path, ['mirror', ...args, '--json'], env);
  return { code: answer.code, ...json<Mirror>(answer) };
}

/** MLflow's own answer, not ours. */
async function ask(path: string, body?: object): Promise<unknown> {
  const init = {
    method: body === undefined ? 'GET' : 'POST',
    headers: { 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  };
  const answer = await fetch(`${url}/api/2.0/mlflow/${path}`, init);
  expect(answer.status).toBe(200);
  return answer.json();
}

async function aliasedTags(name: string, alias: string): Promise<Record<string, string>> {
  const { model_version: version } = (await ask(`registered-models/alias?name=${name}&alias=${alias}`)) as {
    model_version: { tags: { key: string; value: string }[] };
  };
  return Object.fromEntries(version.tags.map(({ key, value }) => [key, value]));
}

test('versions, tags and the alias follow a release and its rollback', { timeout: 120_000 }, async () => {
  using bot = feature();
  await bot.as('ana', 'adopt', '--environment', 'production', '--version', '1.0.0');
  expect((await mirror(bot)).outcome).toBe('behind');
  expect(await mirror(bot, '--apply')).toMatchObject({ code: 0, outcome: 'follows' });
  expect(await mirror(bot)).toMatchObject({ outcome: 'follows', steps: [], disagreements: [] });

  bot.commit({ 'prompts/system.md': 'You answer questions about orders and returns.\n' });
  const candidate = await bot.as('ana', 'candidate');
  expect((await release(bot)).code).toBe(0);
  expect((await mirror(bot)).steps).toMatchObject([
    { kind: 'version', what: candidate.document.version },
    { kind: 'alias', what: 'production', version: candidate.document.version },
  ]);
  expect((await mirror(bot, '--apply')).outcome).toBe('follows');
  const tags = await aliasedTags('bot', 'production');
  expect(tags).toMatchObject({
    'airlock.version': candidate.document.version,
    'airlock.digest': candidate.document['digest'],
    'airlock.commit': bot.git('rev-parse', 'HEAD').trim(),
    'airlock.outcome': 'go',
    'airlock.figure.golden.score': '0.9 (200 items)',
  });
  expect(tags['airlock.component.prompts']).toMatch(/^sha256:[0-9a-f]{64}$/u);

  expect((await bot.as('kim', 'rollback', '--reason', 'It makes up order numbers.')).code).toBe(0);
  expect((await mirror(bot, '--apply')).steps).toMatchObject([{ kind: 'alias', version: '1.0.0' }]);
  expect((await aliasedTags('bot', 'production'))['airlock.version']).toBe('1.0.0');

  // Somebody moves the alias by hand: told, and not written over until somebody says so.
  await ask('registered-models/alias', { name: 'bot', alias: 'production', version: '2' });
  expect(await mirror(bot, '--apply')).toMatchObject({
    code: 1,
    outcome: 'disagrees',
    disagreements: [{ code: 'alias-moved', what: 'production' }],
  });
  expect((await aliasedTags('bot', 'production'))['airlock.version']).toBe(candidate.document.version);
  expect(await mirror(bot, '--repair')).toMatchObject({ code: 0, outcome: 'follows' });
  expect((await aliasedTags('bot', 'production'))['airlock.version']).toBe('1.0.0');

  await ask('model-versions/set-tag', {
    name: 'bot',
    version: '2',
    key: 'airlock.commit',
    value: 'f'.repeat(40),
  });
  expect(await mirror(bot)).toMatchObject({ code: 1, disagreements: [{ code: 'version-altered' }] });
});

test('the version that an alias points to is proposed in the place of the one that is live', {
  timeout: 60_000,
}, async () => {
  const policy = `${CONFIG}replaceable: [{ path: ranker.yaml, key: version }]\n`.replace(
    /^components:$/mu,
    '$&\n  ranker: { kind: model, paths: [ranker.yaml] }',
  );
  using bot = feature({ ...FIRST, '.github/airlock.yml': policy, 'ranker.yaml': 'version: 1\n' });
  await bot.as('ana', 'adopt', '--environment', 'production', '--version', '1.0.0');
  await ask('registered-models/create', { name: 'ranker' });
  for (let version = 1; version <= 2; version += 1)
    await ask('model-versions/create', { name: 'ranker', source: `s3://models/${version}` });
  const propose = async (alias: string) => {
    const env = { SOURCE_DATE_EPOCH: String(bot.clock), MLFLOW_TRACKING_URI: url, AIRLOCK_ACTOR: 'trainer' };
    const words = ['propose', '--alias', `ranker.yaml:version=${alias}`, '--json'];
    const answer = await airlock(bot.path, words, env);
    return { code: answer.code, document: json<Answer>(answer) };
  };
  await ask('registered-models/alias', { name: 'ranker', alias: 'challenger', version: '1' });
  expect(await propose('ranker@challenger')).toMatchObject({ code: 0, document: { outcome: 'unchanged' } });
  await ask('registered-models/alias', { name: 'ranker', alias: 'challenger', version: '2' });
  expect(await propose('ranker@challenger')).toMatchObject({
    code: 0,
    document: { outcome: 'done', replaced: [{ from: '1', to: '2' }] },
  });
  expect((await propose('ranker@champion')).code).toBe(64);
  expect((await propose('nobody@challenger')).code).not.toBe(0);
});

test('cut off after any call, the next run finishes and nothing is there twice', {
  timeout: 120_000,
}, async () => {
  using bot = feature({ ...FIRST, '.github/airlock.yml': `${CONFIG}registry: { model: cut off }\n` });
  await bot.as('ana', 'adopt', '--environment', 'production', '--version', '1.0.0');
  const { cutting, writes } = await cutOff(url);
  try {
    for (let after = 1; ; after += 1) {
      writes.left = after;
      const env = { SOURCE_DATE_EPOCH: String(bot.clock), MLFLOW_TRACKING_URI: cutting };
      const answer = await airlock(bot.path, ['mirror', '--apply', '--json'], env);
      if (answer.code === 0) break;
      expect([answer.code, json<Mirror>(answer).errors?.[0]?.code]).toEqual([69, 'registry-failed']);
      expect(after).toBeLessThan(10);
    }
  } finally {
    writes.close();
  }
  expect(await mirror(bot)).toMatchObject({ code: 0, outcome: 'follows', steps: [] });
  const found = (await ask(`model-versions/search?${new URLSearchParams({ filter: "name='cut off'" })}`)) as {
    model_versions: unknown[];
  };
  expect(found.model_versions).toHaveLength(1);
});

test('a registry that is away or answers nonsense is told apart from one that is empty', async () => {
  using bot = feature();
  await bot.as('ana', 'adopt', '--environment', 'production', '--version', '1.0.0');
  const port = await freePort();
  for (const away of [`http://127.0.0.1:${port}`, `${url}/nothing/here`]) {
    const answer = await airlock(bot.path, ['mirror', '--json'], { MLFLOW_TRACKING_URI: away });
    expect([answer.code, json<Mirror>(answer).errors?.[0]?.code]).toEqual([69, 'registry-failed']);
  }
  const unnamed = await airlock(bot.path, ['mirror', '--json']);
  expect([unnamed.code, json<Mirror>(unnamed).errors?.[0]?.code]).toEqual([64, 'registry-unnamed']);
});

/** A way to the server that lets so many writes through, and loses the answer of the last of them. */
async function cutOff(target: string) {
  const { createServer: createHttp } = await import('node:http');
  const writes = { left: 0, close: () => {} };
  const proxy = createHttp(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const isWrite = request.method === 'POST';
    if (isWrite && writes.left <= 0) return request.socket.destroy();
    const answer = await fetch(`${target}${request.url}`, {
      method: request.method ?? 'GET',
      headers: { 'content-type': 'application/json' },
      ...(isWrite ? { body: Buffer.concat(chunks) } : {}),
    });
    const text = await answer.text();
    if (isWrite) writes.left -= 1;
    if (isWrite && writes.left === 0) return request.socket.destroy();
    response.writeHead(answer.status, { 'content-type': 'application/json' }).end(text);
    return undefined;
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  writes.close = () => proxy.close();
  const address = proxy.address();
  return { cutting: `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`, writes };
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  if (typeof address !== 'object' || address === null) throw new Error('no port');
  return address.port;
}

import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { airlock, json } from '../scenario/airlock.ts';
import { gitIn } from '../scenario/git.ts';
import { type Answer, CONFIG, codesOf, FIRST, feature } from '../scenario/release/feature.ts';
import { DVC, DVC_PACKAGES } from './tools.ts';

const WEIGHTS = CONFIG.replace(
  /^components:$/mu,
  '$&\n  weights: { kind: weights, paths: ["weights/**", "data/dvc.lock"] }',
);
/** As DVC names them: one with an accent, one beyond the first plane. */
const NAMES = ['a.txt', 'é.txt', 'z/𝕏 b.txt'];

/** A feature whose weights lie in Git LFS and in DVC, with a server that has them. */
function pointed() {
  const bot = feature({ ...FIRST, '.github/airlock.yml': WEIGHTS });
  const [server, remote] = ['server.git', 'dvc-remote'].map((name) => join(bot.path, '..', name)) as [
    string,
    string,
  ];
  mkdirSync(server);
  gitIn(server, 'init', '--quiet', '--bare', '--template=');
  gitIn(server, 'symbolic-ref', 'HEAD', 'refs/heads/main');
  bot.git('remote', 'add', 'origin', `file://${server}`);
  bot.git('lfs', 'install', '--local', '--skip-repo');
  bot.git('lfs', 'track', 'weights/*.bin');
  dvc(bot.path, 'init', '--quiet');
  dvc(bot.path, 'config', 'core.analytics', 'false');
  dvc(bot.path, 'remote', 'add', '--default', 'store', remote);
  return { bot, server, remote };
}

function dvc(cwd: string, ...args: readonly string[]): void {
  execFileSync(DVC, args, { cwd, env: tools(), stdio: ['ignore', 'pipe', 'pipe'] });
}

function tools(): Record<string, string> {
  const path = `${dirname(DVC)}:${process.env['PATH'] ?? ''}`;
  return { PATH: path, PYTHONPATH: DVC_PACKAGES, HOME: '/nonexistent', DVC_NO_ANALYTICS: '1' };
}

/** One version with its own weights: a file in LFS, a file and a folder of DVC, and what a stage of a pipeline put out. */
function version(bot: ReturnType<typeof pointed>['bot'], salt: string): void {
  mkdirSync(join(bot.path, 'weights/index/z'), { recursive: true });
  mkdirSync(join(bot.path, 'data/work'), { recursive: true });
  writeFileSync(join(bot.path, 'weights/model.bin'), `${salt} model\n`.repeat(5_000));
  writeFileSync(join(bot.path, 'weights/adapter.pt'), `${salt} adapter\r\n`.repeat(5_000));
  for (const name of NAMES) writeFileSync(join(bot.path, 'weights/index', name), `${salt} ${name}\n`);
  dvc(bot.path, 'add', '--quiet', 'weights/adapter.pt', 'weights/index');
  const stage = `stages:\n  make:\n    wdir: work\n    cmd: echo ${salt} > made.txt\n    outs: [made.txt]\n`;
  writeFileSync(join(bot.path, 'data/dvc.yaml'), stage);
  dvc(bot.path, 'repro', '--quiet', 'data/dvc.yaml');
  dvc(bot.path, 'push', '--quiet');
  bot.commit({});
  bot.git('push', '--quiet', 'origin', 'main');
  bot.git('lfs', 'push', 'origin', 'main');
}

test('what a version points to is fetched from where it is kept, and held against its pointer', {
  timeout: 240_000,
}, async () => {
  const { bot, server, remote } = pointed();
  using _ = bot;
  const env = { ...tools(), SOURCE_DATE_EPOCH: '1793610000', AIRLOCK_ACTOR: 'kim' };
  const asked = async (cwd: string, ...args: readonly string[]) => {
    const answer = await airlock(cwd, [...args, '--json', '--quiet'], env);
    return { code: answer.code, document: json<Answer>(answer) };
  };
  version(bot, 'old');
  const adopt = ['adopt', '--environment', 'production', '--version'];
  expect(await asked(bot.path, ...adopt, '1.0.0')).toMatchObject({ code: 0 });
  version(bot, 'new');
  expect(await asked(bot.path, ...adopt, '1.1.0')).toMatchObject({ code: 0 });

  // A clone that has nothing but what git brings.
  const clone = join(bot.path, '..', 'clone');
  gitIn(bot.path, '-c', 'filter.lfs.smudge=cat', 'clone', '--quiet', `file://${server}`, clone);
  const known = await asked(clone, 'materialize');
  expect(known).toMatchObject({
    code: 0,
    document: { outcome: 'done', version: '1.0.0', targetOf: 'production', restorable: true },
  });
  expect(known.document['pointers']).toEqual(
    [
      ['lfs', 'weights/model.bin'],
      ['dvc', 'data/work/made.txt'],
      ['dvc', 'weights/adapter.pt'],
      ['dvc', 'weights/index'],
    ].map(([kind, path]) => expect.objectContaining({ kind, path, state: 'verified' })),
  );
  expect(globSync(join(clone, '..', '*.airlock-*'))).toEqual([]);

  const put = await asked(clone, 'materialize', '1.0.0', '--to', '../served');
  expect(put).toMatchObject({ code: 0, document: { outcome: 'done', targetOf: null } });
  const served = (path: string): string => readFileSync(join(clone, '../served', path), 'utf8');
  expect(served('weights/model.bin')).toBe('old model\n'.repeat(5_000));
  expect(served('weights/adapter.pt')).toBe('old adapter\r\n'.repeat(5_000));
  expect(served('data/work/made.txt')).toBe('old\n');
  for (const name of NAMES) expect(served(`weights/index/${name}`)).toBe(`old ${name}\n`);
  expect(await asked(clone, 'materialize', '1.1.0', '--to', '../other')).toMatchObject({ code: 0 });

  // Something else behind a pointer: in this clone, and where everybody fetches it.
  const digestOf = (path: string): string =>
    (known.document['pointers'] as { path: string; digest: string }[]).find((one) => one.path === path)
      ?.digest ?? '';
  const oid = digestOf('weights/model.bin').slice('sha256:'.length);
  const kept = join(clone, '.git/lfs/objects', oid.slice(0, 2), oid.slice(2, 4), oid);
  writeFileSync(kept, readFileSync(kept, 'utf8').replace('old', 'bad'));
  const swapped = await asked(clone, 'materialize', '1.0.0', '--to', '../swapped');
  expect({ code: swapped.code, codes: codesOf(swapped) }).toEqual({ code: 1, codes: ['payload-differs'] });
  expect(existsSync(join(clone, '../swapped'))).toBe(false);
  rmSync(kept);

  // Gone where everybody fetches it: nobody can say that it is there.
  rmSync(join(server, 'lfs'), { recursive: true });
  rmSync(remote, { recursive: true });
  rmSync(join(clone, '.dvc/cache'), { recursive: true, force: true });
  const gone = await asked(clone, 'materialize');
  expect({ code: gone.code, codes: codesOf(gone) }).toEqual({
    code: 69,
    codes: Array.from({ length: 4 }, () => 'payload-unreached'),
  });
});

/** As much of the LFS API as a download needs; it gives nothing to whoever has no token. */
async function lfsServer(objects: ReadonlyMap<string, Buffer>, token: string) {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      asked.push(`${request.method} ${request.url}`);
      const wanted = `basic ${Buffer.from(`x-access-token:${token}`).toString('base64')}`;
      if (request.headers.authorization?.toLowerCase() !== wanted.toLowerCase()) {
        response.writeHead(401).end('{"message":"no"}');
        return;
      }
      const [, oid] = /^\/objects\/([0-9a-f]{64})$/u.exec(request.url ?? '') ?? [];
      if (oid !== undefined) {
        response.writeHead(200, { 'content-type': 'application/octet-stream' }).end(objects.get(oid));
        return;
      }
      const { objects: named } = JSON.parse(Buffer.concat(chunks).toString()) as {
        objects: { oid: string; size: number }[];
      };
      const href = `http://127.0.0.1:${(server.address() as AddressInfo).port}/objects`;
      const answer = {
        transfer: 'basic',
        objects: named.map((one) => ({ ...one, actions: { download: { href: `${href}/${one.oid}` } } })),
      };
      response.writeHead(200, { 'content-type': 'application/vnd.git-lfs+json' }).end(JSON.stringify(answer));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked, server };
}

test("in a workflow the job's token fetches from the LFS server of the repository", {
  timeout: 120_000,
}, async () => {
  const bytes = Buffer.from('weights\n'.repeat(20_000));
  const oid = createHash('sha256').update(bytes).digest('hex');
  const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${oid}\nsize ${bytes.length}\n`;
  using bot = feature({ ...FIRST, '.github/airlock.yml': WEIGHTS, 'weights/model.bin': pointer });
  const adopt = ['adopt', '--environment', 'production', '--version'];
  await bot.as('kim', ...adopt, '1.0.0');
  bot.commit({ 'model.txt': 'model: gpt-5-mini\n' });
  await bot.as('kim', ...adopt, '1.1.0');
  const { url, asked, server } = await lfsServer(new Map([[oid, bytes]]), 'ghs_job');
  try {
    bot.git('config', 'lfs.url', url);
    const job = { GITHUB_ACTIONS: 'true', GITHUB_SERVER_URL: url, SOURCE_DATE_EPOCH: String(bot.clock) };
    const run = (token: string) =>
      airlock(bot.path, ['materialize', '--json'], { ...job, GITHUB_TOKEN: token });
    const kept = await run('ghs_job');
    expect(kept.code, kept.stdout + kept.stderr).toBe(0);
    expect(kept.stderr).toBe('fetching 1 of 1: weights/model.bin, 160000 bytes …\n');
    expect(json<Answer>(kept)['pointers']).toMatchObject([{ state: 'verified' }]);
    expect(asked).toEqual(['POST /objects/batch', `GET /objects/${oid}`]);
    rmSync(join(bot.path, '.git/lfs'), { recursive: true });
    const stranger = await run('ghs_other');
    expect(stranger.code).toBe(69);
    expect(codesOf({ document: json<Answer>(stranger) })).toEqual(['payload-unreached']);
    expect(stranger.stdout + stranger.stderr).not.toContain('ghs_other');
  } finally {
    server.closeAllConnections();
    server.close();
  }
});

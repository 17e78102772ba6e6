import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { airlock, codes, json } from '../airlock.ts';
import type { ScratchFolder } from '../folder.ts';
import { gitIn } from '../git.ts';
import { PIN, start } from '../starts.ts';

const HOST = 'git.acme.example';

function team(remote: string | null): ScratchFolder {
  const folder = start({ 'prompts/a.md': 'You are a helpful assistant.\n' });
  if (remote !== null) gitIn(folder.path, 'remote', 'add', 'origin', remote);
  return folder;
}

const init = (folder: ScratchFolder, ...args: string[]) =>
  airlock(folder.path, ['init', '--pin', PIN, '--json', ...args]);

function workflows({ path }: ScratchFolder): string {
  const folder = join(path, '.github/workflows');
  return readdirSync(folder)
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .join('\n');
}

test('a remote on a server of their own, and a copy of Airlock there', async () => {
  using folder = team(`git@${HOST}:acme/bot.git`);
  const result = await init(folder, '--from', `${HOST}/tools/airlock`);
  expect(json(result)).toMatchObject({
    server: { url: `https://${HOST}`, kind: 'enterprise-server' },
    kit: 'tools/airlock',
    absent: ['airlock-candidate.yml'],
  });
  const text = workflows(folder);
  expect(text).toMatch(new RegExp(`uses: tools/airlock/actions/classify@${PIN} # v\\d`, 'u'));
  expect(text).toContain('tools/airlock/actions/evaluate-all@');
  expect(text).toContain('runs-on: [self-hosted, linux]');
  // Nothing that the server does not have.
  expect(text).not.toMatch(
    /airlock-ci|actions\/(?:upload|evaluate|attest)@|queue:|attestations:|ubuntu-24\.04/u,
  );
  expect((await init(folder, '--from', `${HOST}/tools/airlock`)).stdout).not.toContain('"written": true');
  const said = await airlock(folder.path, ['init', '--pin', PIN, '--dry-run']);
  expect(said.stdout).toContain(`written for the Enterprise Server https://${HOST}; it must have`);
});

test('what the runner says, and what is named, go before the remote', async () => {
  using folder = team(`https://${HOST}/acme/bot`);
  const plain = await airlock(folder.path, ['init', '--pin', PIN, '--dry-run', '--json'], {
    GITHUB_SERVER_URL: 'https://github.com',
  });
  expect(json(plain)).toMatchObject({ server: { kind: 'github.com' } });
  const named = await init(folder, '--dry-run', '--host', 'acme.ghe.com', '--runs-on', 'big');
  expect(json(named)).toMatchObject({ server: { url: 'https://acme.ghe.com', kind: 'ghe.com' } });
  expect(JSON.stringify(json(named))).toContain('runs-on: big');
});

test.each([
  ['https://github.com/acme/bot', ['--from', `${HOST}/tools/airlock`]],
  [null, ['--from', 'tools/other']],
  [null, ['--from', 'a b/tools/airlock']],
  [null, ['--host', 'nowhere']],
  [null, ['--runs-on', 'a, b: c']],
])('refused: %s %j', async (remote, args) => {
  using folder = team(remote);
  const result = await init(folder, ...args);
  expect(result.code).toBe(64);
  expect(codes(result)).toEqual(['option-bad-value']);
});

test('the doctor asks the API of the remote, and gives no token to another', async () => {
  using folder = team(`https://${HOST}/acme/bot`);
  const tunnels: string[] = [];
  const proxy = createServer().on('connect', ({ url = '' }, client) => {
    tunnels.push(url);
    client.end('HTTP/1.1 403 Forbidden\r\n\r\n');
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  const { port } = proxy.address() as AddressInfo;
  const { code } = await airlock(folder.path, ['doctor', '--repository', 'acme/bot'], {
    GITHUB_TOKEN: 'secret',
    HTTPS_PROXY: `http://127.0.0.1:${port}`,
  });
  proxy.close();
  expect(code).toBe(1);
  expect(new Set(tunnels)).toEqual(new Set([`${HOST}:443`]));
});

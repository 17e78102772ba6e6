import { expect, test } from 'vitest';
import { apiUrlOf, serverAt, serverOfRemote } from '../../src/setup/server.ts';

test.each([
  ['https://github.com/acme/bot.git', 'https://github.com', 'github.com'],
  ['git@github.com:acme/bot.git', 'https://github.com', 'github.com'],
  ['ssh://git@ssh.github.com:443/acme/bot.git', 'https://github.com', 'github.com'],
  [
    'https://x-access-token:secret@git.acme.example/acme/bot',
    'https://git.acme.example',
    'enterprise-server',
  ],
  ['ssh://git@git.acme.example:2222/acme/bot', 'https://git.acme.example', 'enterprise-server'],
  ['git@GIT.acme.example:acme/bot', 'https://git.acme.example', 'enterprise-server'],
  ['https://git.acme.example:8443/acme/bot', 'https://git.acme.example:8443', 'enterprise-server'],
  ['http://git.acme.example/acme/bot', 'http://git.acme.example', 'enterprise-server'],
  ['https://acme.ghe.com/acme/bot', 'https://acme.ghe.com', 'ghe.com'],
])('%s is on %s', (remote, url, kind) => {
  expect(serverOfRemote(remote)).toEqual({ url, kind });
});

test.each([
  '/srv/git/bot.git',
  '../bot',
  'file:///srv/git/bot.git',
  'C:\\git\\bot',
  'git@work:acme/bot', // a name in somebody's ssh configuration
  'https://github.com.evil.example@/x',
  '',
])('%s tells no server', (remote) => {
  expect(serverOfRemote(remote)).toBeNull();
});

test.each([
  'git.acme.example/x',
  'git.acme.example\nuses: x',
  '-git.acme',
  'localhost',
  'a..b',
  'git acme.example',
])('%j is no host', (text) => {
  expect(serverAt(text)).toBeNull();
});

test('each has its API elsewhere', () => {
  const api = (host: string): string => {
    const server = serverAt(host);
    return server === null ? '' : apiUrlOf(server);
  };
  expect(api('github.com')).toBe('https://api.github.com');
  expect(api('acme.ghe.com')).toBe('https://api.acme.ghe.com');
  expect(api('git.acme.example')).toBe('https://git.acme.example/api/v3');
});

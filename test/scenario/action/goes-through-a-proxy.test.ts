import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { expect, test } from 'vitest';
import { bot } from '../bot.ts';
import { gate, githubOf, marked } from '../pull.ts';

/** A name that only the proxy knows: a runner behind one cannot reach GitHub otherwise. */
const HOST = 'api.github.test:80';

/** A proxy that tunnels to the test GitHub, and counts. */
async function startProxy(github: string): Promise<{ url: string; tunnels: string[]; server: Server }> {
  const tunnels: string[] = [];
  const server = createServer();
  server.on('connect', ({ url = '' }, client, head) => {
    tunnels.push(url);
    const { hostname, port } = new URL(github);
    const target = connect(Number(port), hostname, () => {
      client.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      target.write(head);
      target.pipe(client).pipe(target);
    });
    for (const socket of [client, target]) socket.on('error', () => client.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, tunnels, server };
}

test('goes through a proxy where the runner names one', async () => {
  using repository = bot({ change: 'tidy-refund-prompt' });
  await using github = await githubOf(repository);
  const proxy = await startProxy(github.url);
  const env = { http_proxy: proxy.url, https_proxy: proxy.url, GITHUB_API_URL: `http://${HOST}` };
  const step = await gate(repository, github, { env });
  proxy.server.closeAllConnections();
  proxy.server.close();

  expect(step).toMatchObject({ code: 1, stderr: '' });
  expect(marked(github)).toHaveLength(1);
  expect(proxy.tunnels.length).toBeGreaterThan(0);
  expect(new Set(proxy.tunnels)).toEqual(new Set([HOST]));
  github.assertClean();
});

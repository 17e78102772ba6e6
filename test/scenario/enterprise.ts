import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { type AddressInfo, connect } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TestGitHub } from '../github/server.ts';
import type { GitServer } from './clone.ts';

/** A name that no resolver knows: only the proxy leads there. */
export const HOST = 'git.acme.test';

/** An Enterprise Server behind a proxy, with a certificate that only the company's own authority vouches for. */
export interface Enterprise extends AsyncDisposable {
  /** What a runner there has in its environment. */
  readonly env: Readonly<Record<string, string>>;
  /** Where the proxy was asked to go, one for each tunnel. */
  readonly tunnels: readonly string[];
  /** Requests that came out of the tunnels: method and path. */
  readonly requests: readonly string[];
  /** Sockets that processes opened by themselves, as `host:port`, without those of git. */
  sockets(): string[];
  readonly proxy: string;
}

/** The API is the test GitHub's; repositories are served over smart HTTP by git itself. */
export async function startEnterprise(
  folder: string,
  github: TestGitHub,
  git: GitServer,
): Promise<Enterprise> {
  const keys = makeCertificates(mkdtempSync(join(folder, 'ca-')));
  const requests: string[] = [];
  const secure = createSecureServer({ key: keys.key, cert: keys.cert }, (incoming, response) => {
    requests.push(`${incoming.method} ${incoming.url?.split('?')[0]}`);
    if (/^\/api\//u.test(incoming.url ?? '')) forward(github.url, incoming, response);
    else serveGit(fileURLToPath(git.url), incoming, response);
  });
  const tunnels: string[] = [];
  const proxy = createServer((incoming, response) => {
    tunnels.push(incoming.url ?? '');
    response.writeHead(403).end();
  });
  const port = await listening(secure);
  proxy.on('connect', ({ url = '' }, client, head) => {
    tunnels.push(url);
    if (url !== `${HOST}:443`) {
      client.end('HTTP/1.1 403 Forbidden\r\n\r\n');
      return;
    }
    const target = connect(port, '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      target.write(head);
      target.pipe(client).pipe(target);
    });
    for (const socket of [client, target]) socket.on('error', () => client.destroy());
  });
  const address = `127.0.0.1:${await listening(proxy)}`;
  const record = join(folder, 'sockets.txt');
  writeFileSync(record, '');
  return {
    tunnels,
    requests,
    proxy: address,
    sockets: () => readFileSync(record, 'utf8').split('\n').filter(Boolean),
    env: {
      GITHUB_SERVER_URL: `https://${HOST}`,
      GITHUB_API_URL: `https://${HOST}/api/v3`,
      GITHUB_GRAPHQL_URL: `https://${HOST}/api/graphql`,
      ACTIONS_RESULTS_URL: `https://${HOST}/`,
      HTTPS_PROXY: `http://${address}`,
      NODE_EXTRA_CA_CERTS: keys.authority,
      GIT_SSL_CAINFO: keys.authority,
      NODE_OPTIONS: `--import=${recorder(folder)}`,
      AIRLOCK_TEST_SOCKETS: record,
    },
    async [Symbol.asyncDispose]() {
      for (const server of [secure, proxy]) {
        server.closeAllConnections();
        await new Promise((resolve) => server.close(resolve));
      }
    },
  };
}

/** Notes every socket that a process of node opens, and every name that it looks up, before any code of ours is loaded. */
function recorder(folder: string): string {
  const path = join(folder, 'recorder.mjs');
  writeFileSync(
    path,
    `import dns from 'node:dns';
import { appendFileSync } from 'node:fs';
import net from 'node:net';
const note = (what) => appendFileSync(process.env.AIRLOCK_TEST_SOCKETS, what + '\\n');
const { connect } = net.Socket.prototype;
net.Socket.prototype.connect = function (...args) {
  const [options] = Array.isArray(args[0]) ? args[0] : args;
  if (options?.port !== undefined) note(\`\${options.host ?? 'localhost'}:\${options.port}\`);
  return connect.apply(this, args);
};
const { lookup } = dns;
dns.lookup = (name, ...rest) => { note(\`lookup \${name}\`); return lookup(name, ...rest); };
`,
  );
  return path;
}

/** An authority that lives as long as the test, and a certificate of its for the server. */
function makeCertificates(folder: string): { authority: string; key: Buffer; cert: Buffer } {
  const openssl = (...args: readonly string[]): void =>
    void execFileSync('openssl', args, { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
  const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
  openssl('req', '-x509', ...curve, '-keyout', 'ca.key', '-out', 'ca.pem', '-days', '2', '-subj', '/CN=Acme');
  openssl('req', ...curve, '-keyout', 'host.key', '-out', 'host.csr', '-subj', `/CN=${HOST}`);
  writeFileSync(join(folder, 'host.ext'), `subjectAltName=DNS:${HOST}\n`);
  openssl(
    ...['x509', '-req', '-in', 'host.csr', '-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial'],
    ...['-out', 'host.pem', '-days', '2', '-extfile', 'host.ext'],
  );
  const read = (name: string): Buffer => readFileSync(join(folder, name));
  return { authority: join(folder, 'ca.pem'), key: read('host.key'), cert: read('host.pem') };
}

function forward(to: string, incoming: IncomingMessage, response: ServerResponse): void {
  const { method = 'GET', headers, url = '/' } = incoming;
  const onward = request(new URL(url, to), { method, headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(response);
  });
  onward.on('error', () => response.destroy());
  incoming.pipe(onward);
}

/** git's own server as a CGI program. https://git-scm.com/docs/git-http-backend */
function serveGit(root: string, incoming: IncomingMessage, response: ServerResponse): void {
  // A private repository: nothing without a token.
  if (incoming.headers.authorization === undefined) {
    response.writeHead(401, { 'www-authenticate': 'Basic realm="GitHub"' }).end();
    return;
  }
  const { pathname, searchParams } = new URL(incoming.url ?? '/', 'https://host');
  const backend = spawn('git', ['http-backend'], {
    env: {
      PATH: process.env['PATH'] ?? '',
      GIT_PROJECT_ROOT: root,
      GIT_HTTP_EXPORT_ALL: '1',
      GIT_CONFIG_NOSYSTEM: '1',
      PATH_INFO: pathname,
      QUERY_STRING: searchParams.toString(),
      REQUEST_METHOD: incoming.method ?? 'GET',
      CONTENT_TYPE: incoming.headers['content-type'] ?? '',
      HTTP_CONTENT_ENCODING: String(incoming.headers['content-encoding'] ?? ''),
      GIT_PROTOCOL: String(incoming.headers['git-protocol'] ?? ''),
    },
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  incoming.pipe(backend.stdin);
  const chunks: Buffer[] = [];
  backend.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  backend.on('close', () => {
    const bytes = Buffer.concat(chunks);
    const end = bytes.indexOf('\r\n\r\n');
    const headers = bytes
      .subarray(0, end)
      .toString()
      .split('\r\n')
      .map((line) => line.split(/: (.*)/u, 2) as [string, string]);
    const status = Number.parseInt(new Map(headers).get('Status') ?? '200', 10);
    response.writeHead(status, Object.fromEntries(headers.filter(([name]) => name !== 'Status')));
    response.end(bytes.subarray(end + 4));
  });
}

async function listening(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

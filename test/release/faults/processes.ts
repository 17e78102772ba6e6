import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { GitLedgerStore } from '../../../src/host/git/ledger-store.ts';
import { readEntry } from '../../../src/ledger/read.ts';
import { verifyLedger } from '../../../src/ledger/verify.ts';
import { scratchFolder } from '../../scenario/folder.ts';
import { gitIn, initialise } from '../../scenario/git.ts';
import type { Count } from './singles.ts';

const APPEND = fileURLToPath(new URL('append-many.ts', import.meta.url));
export type Transport = 'file' | 'http';

/** Real processes, each with a clone of its own, that all append to one bare repository at once. */
export async function processes(transport: Transport, many: number, appends: number): Promise<Count> {
  using folder = scratchFolder();
  const bare = join(folder.path, 'server.git');
  mkdirSync(bare);
  gitIn(bare, 'init', '--quiet', '--bare', '--template=');
  await using server = transport === 'http' ? await serve(folder.path) : null;
  const remote = server === null ? bare : `${server.url}/server.git`;
  const clones = Array.from({ length: many }, (_, i) => {
    const path = join(folder.path, `clone-${i}`);
    mkdirSync(path);
    initialise(path);
    gitIn(path, 'remote', 'add', 'origin', remote);
    return path;
  });
  const codes = await Promise.all(
    clones.map((path, i) => run([APPEND, path, `writer-${i}`, String(appends)])),
  );
  return { runs: many * appends, failures: [...codes.flat(), ...(await lost(bare, many, appends))] };
}

/** What a process complained of; nothing where all went well. */
function run(args: readonly string[]): Promise<string[]> {
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'pipe'] });
  let told = '';
  child.stderr.on('data', (chunk) => (told += String(chunk)));
  return new Promise((resolve) => {
    child.once('close', (code) => resolve(code === 0 ? [] : [`exit ${code}: ${told.slice(0, 300)}`]));
  });
}

async function lost(bare: string, many: number, appends: number): Promise<string[]> {
  using store = new GitLedgerStore({ directory: bare }, null);
  const tip = await store.read();
  const files = tip === null ? [] : await store.files(tip.commit);
  const { faults, entries } = verifyLedger(files);
  const keys = new Set(
    files.flatMap(({ path, bytes }) => (path.startsWith('entries/') ? [readEntry(bytes)?.key] : [])),
  );
  const wanted = Array.from({ length: many }, (_, i) =>
    Array.from({ length: appends }, (__, j) => `writer-${i}-${j}`),
  ).flat();
  return [
    ...faults.map(({ code, seq }) => `${code} at ${seq}`),
    ...(entries === wanted.length ? [] : [`${entries} entries in place of ${wanted.length}`]),
    ...wanted.filter((key) => !keys.has(key)).map((key) => `lost: ${key}`),
  ];
}

interface Server extends AsyncDisposable {
  readonly url: string;
  /** What each request said of who it is. */
  readonly authorizations: readonly string[];
}

/** Repositories below a folder, over HTTP as any host gives them: git's own back end behind a server on loopback. */
export async function serve(root: string): Promise<Server> {
  const authorizations: string[] = [];
  const server = createServer((request, response) => {
    authorizations.push(request.headers.authorization ?? '');
    backend(root, request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    authorizations,
    [Symbol.asyncDispose]: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** One request by CGI: what comes before the first empty line of the answer are its headers. */
function backend(root: string, request: IncomingMessage, response: ServerResponse): void {
  const { pathname, search } = new URL(request.url ?? '/', 'http://localhost');
  const { headers } = request;
  const child = spawn('git', ['-c', 'http.receivepack=true', 'http-backend'], {
    env: {
      ...process.env,
      GIT_PROJECT_ROOT: root,
      GIT_HTTP_EXPORT_ALL: '1',
      REMOTE_USER: 'airlock',
      REQUEST_METHOD: request.method ?? 'GET',
      PATH_INFO: pathname,
      QUERY_STRING: search.slice(1),
      CONTENT_TYPE: headers['content-type'] ?? '',
      HTTP_CONTENT_ENCODING: headers['content-encoding'] ?? '',
      GIT_PROTOCOL: String(headers['git-protocol'] ?? ''),
      ...(headers['content-length'] === undefined ? {} : { CONTENT_LENGTH: headers['content-length'] }),
    },
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  child.stdin.on('error', () => {});
  request.pipe(child.stdin);
  const chunks: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  child.once('close', () => {
    const answer = Buffer.concat(chunks);
    const end = answer.indexOf('\r\n\r\n');
    for (const line of answer.subarray(0, Math.max(0, end)).toString('latin1').split('\r\n')) {
      const [name = '', ...value] = line.split(': ');
      if (name.toLowerCase() === 'status') response.statusCode = Number.parseInt(value.join(': '), 10);
      else if (name !== '') response.setHeader(name, value.join(': '));
    }
    response.end(answer.subarray(end + 4));
  });
}

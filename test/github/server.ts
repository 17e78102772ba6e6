/**
 * A GitHub for tests: REST, GraphQL and the artifact service over HTTP on 127.0.0.1, with state, permissions and
 * faults. What it takes and what it answers is held against GitHub's own OpenAPI description.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Given, type KeptArtifact, keptArtifacts, storeArtifact } from './artifacts.ts';
import type { Clock } from './clock.ts';
import { deliver } from './deliver.ts';
import type { GraphqlHandler, Request, World } from './exchange.ts';
import { describeFault, type Fault, takeFault } from './faults.ts';
import { type LogEntry, routes } from './log.ts';
import { fullName } from './repository.ts';
import { findRoute } from './route.ts';
import { runtimeToken } from './runtime-token.ts';
import { type Seed, seedState } from './seed.ts';
import type { Artifact, Repository, State } from './state.ts';

export type TestGitHub = AsyncDisposable & {
  /** `http://127.0.0.1:PORT`, without a slash at the end. */
  url: string;
  /** Root of the REST API, for GITHUB_API_URL. `${url}/api/v3` serves the same, as an Enterprise Server does. */
  apiUrl: string;
  graphqlUrl: string;
  /** For ACTIONS_RESULTS_URL. */
  resultsUrl: string;
  state: State;
  /** The repository under test, the first of the state. */
  repository: Repository;
  /** Milliseconds that every request waits from now on. */
  slow(latency: number): void;
  /** Faults that wait for their request. */
  faults: Fault[];
  /** Every request in the order in which it came, with its body. */
  log: LogEntry[];
  violations: string[];
  unexpected: string[];
  /** The log for a snapshot: `POST /repos/acme/support-bot/issues/1/comments → 201`. */
  routes(): string[];
  onGraphql(operation: string, handler: GraphqlHandler): void;
  /** Finalized artifacts of all runs with their bytes. */
  artifacts(): KeptArtifact[];
  /** Puts an artifact into a run, as if an earlier job had uploaded it. */
  storeArtifact(given: Given): Artifact;
  runtimeToken(run: number | string, job: number | string): string;
  /** What a job's environment must hold to reach this server: the API's urls, and the artifact service for that run. */
  environment(run: number | string, job: number | string): Record<string, string>;
  /** Throws, with the log, when anything was unexpected or did not fit, or a fault never fired. */
  assertClean(): void;
  close(): Promise<void>;
};

export type Options = Seed & { clock?: Clock };

/** Starts a server on a free port. `await using` closes it, with the connections that are still open. */
export async function startTestGitHub({
  clock = () => new Date(),
  ...seed
}: Options = {}): Promise<TestGitHub> {
  const world: World = {
    state: seedState(seed, clock()),
    previous: undefined,
    blobs: new Map(),
    graphql: new Map(),
    violations: [],
    unexpected: [],
    origin: '',
    clock,
    latency: 0,
  };
  const faults: Fault[] = [];
  const log: LogEntry[] = [];
  const closing = new AbortController();
  const server = createServer((incoming, response) => {
    void serve(world, faults, log, incoming, response, closing.signal);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  world.origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const url = world.origin;
  const [repository] = world.state.repositories;
  if (repository === undefined) throw new Error('the state has no repository');

  const close = async (): Promise<void> => {
    closing.abort();
    await new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  };
  return {
    url,
    apiUrl: url,
    graphqlUrl: `${url}/graphql`,
    resultsUrl: `${url}/`,
    state: world.state,
    repository,
    slow: (latency) => {
      world.latency = latency;
    },
    faults,
    log,
    violations: world.violations,
    unexpected: world.unexpected,
    routes: () => routes(log),
    onGraphql: (operation, handler) => void world.graphql.set(operation, handler),
    artifacts: () => keptArtifacts(world),
    storeArtifact: (given) => storeArtifact(world, given),
    runtimeToken,
    environment: (run, job) => ({
      GITHUB_API_URL: url,
      GITHUB_GRAPHQL_URL: `${url}/graphql`,
      ACTIONS_RESULTS_URL: `${url}/`,
      ACTIONS_RUNTIME_TOKEN: runtimeToken(run, job),
    }),
    assertClean: () => assertClean(world, faults, log),
    close,
    [Symbol.asyncDispose]: close,
  };
}

async function serve(
  world: World,
  faults: Fault[],
  log: LogEntry[],
  incoming: IncomingMessage,
  response: ServerResponse,
  closing: AbortSignal,
): Promise<void> {
  const target = incoming.url ?? '/';
  const entry: LogEntry = {
    method: incoming.method ?? 'GET',
    target,
    outcome: 'pending',
    body: undefined,
    operation: undefined,
  };
  log.push(entry);
  try {
    const request = readTarget(world, incoming, await readBytes(incoming));
    entry.body = readable(request);
    entry.operation = findRoute(request.method, request.path)?.operation.id;
    if (world.latency > 0) await sleep(world.latency, undefined, { signal: closing });
    const fault = takeFault(faults, request.method, request.path);
    entry.outcome = await deliver(world, request, fault, response, closing);
  } catch (error) {
    entry.outcome = 'failed';
    if (!incoming.destroyed) world.violations.push(`${entry.method} ${target}: ${String(error)}`);
    response.destroy();
  }
}

/** Takes the host's prefix off the path and replaces a repository's id by its name. */
function readTarget(world: World, incoming: IncomingMessage, bytes: Buffer): Request {
  const { pathname, searchParams } = new URL(incoming.url ?? '/', world.origin);
  const enterprise = /^\/api\/(?:v3|graphql)(?=\/|$)/.exec(pathname)?.[0];
  const bare = enterprise === undefined ? pathname : pathname.replace(/^\/api(?:\/v3)?/, '');
  const path = bare.replace(/^\/repositories\/(\d+)/, (whole, id) => {
    const found = world.state.repositories.find((repository) => repository.id === Number(id));
    return found === undefined ? whole : `/repos/${fullName(found)}`;
  });
  const api = enterprise === undefined ? world.origin : `${world.origin}/api/v3`;
  return {
    method: incoming.method ?? 'GET',
    path,
    query: searchParams,
    headers: incoming.headers,
    bytes,
    api,
  };
}

async function readBytes(incoming: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

function readable({ bytes, path }: Request): unknown {
  if (bytes.length === 0) return undefined;
  if (path.startsWith('/blobs/')) return `${bytes.length} bytes`;
  const text = bytes.toString('utf8');
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function assertClean(world: World, faults: Fault[], log: LogEntry[]): void {
  const found = [
    ...world.violations.map((violation) => `does not fit: ${violation}`),
    ...world.unexpected.map((request) => `unexpected: ${request}`),
    ...faults.map((fault) => `never fired: ${describeFault(fault)}`),
  ];
  if (found.length === 0) return;
  throw new Error(
    [
      ...found,
      'Requests:',
      ...log.map(({ method, target, outcome }) => `  ${method} ${target} → ${outcome}`),
    ].join('\n'),
  );
}

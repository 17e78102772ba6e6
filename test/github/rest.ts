import { authenticate, authorize } from './access.ts';
import { signedUrl } from './blobs.ts';
import { complaint } from './complaint.ts';
import { checkAnswer, checkBody, type Operation, readParameters } from './contract.ts';
import { type Answer, json, jsonAnswer, type Request, type World } from './exchange.ts';
import { limitHeaders, spend } from './limits.ts';
import type { Call, Reply } from './operation.ts';
import { handlerOf } from './operations/index.ts';
import { invalidRequest, notFound, Problem } from './problem.ts';
import { findRepository } from './repository.ts';
import { findRoute, type Route } from './route.ts';
import type { Repository, State } from './state.ts';

const HEADERS = {
  'cache-control': 'no-cache',
  'x-github-api-version-selected': '2022-11-28',
  'x-github-media-type': 'github.v3; format=json',
  'x-github-request-id': 'TEST:0:0:0:0',
};

/** A download url of the REST API is good for a minute. */
const DOWNLOAD_SECONDS = 60;

/**
 * Answers one REST request, and records it when it, or our answer, does not fit GitHub's description.
 * @param state to answer from: the world's own, but for a stale read.
 */
export function answerRest(world: World, request: Request, state: State): Answer {
  const route = findRoute(request.method, request.path);
  const label = `${request.method} ${request.path}`;
  const { reply, refused } = attempt(world, request, state, route);
  if (route === undefined) {
    world.unexpected.push(label);
  } else if (reply.raw === undefined) {
    const faults = checkAnswer(route.operation, reply.status, reply.body);
    world.violations.push(...faults.map((fault) => `${label}: answer ${reply.status}: ${fault}`));
  }
  const wrote = !refused && request.method !== 'GET';
  const answer = jsonAnswer(reply.status, reply.body, wrote);
  const headers = { ...answer.headers, ...HEADERS, ...limitHeaders(world.state.limits), ...reply.headers };
  if (reply.raw === undefined) return { ...answer, headers };
  const type = typeof reply.raw === 'string' ? 'text/plain; charset=utf-8' : 'application/octet-stream';
  return { ...answer, body: reply.raw, headers: { ...headers, 'content-type': type } };
}

function attempt(
  world: World,
  request: Request,
  state: State,
  route: Route | undefined,
): { reply: Reply; refused: boolean } {
  try {
    return { reply: handle(world, request, state, route), refused: false };
  } catch (error) {
    if (error instanceof Problem) {
      return { reply: { status: error.status, body: error.body, headers: error.headers }, refused: true };
    }
    world.violations.push(
      `${request.method} ${request.path}: ${error instanceof Error ? error.stack : error}`,
    );
    return { reply: { status: 500, body: { message: 'Server Error' } }, refused: true };
  }
}

/** In GitHub's order: who are you, not so fast, what do you mean, may you, is it well-formed. */
function handle(world: World, request: Request, state: State, route: Route | undefined): Reply {
  const token = authenticate(state, request.headers.authorization);
  if (route?.operation.id !== 'rate-limit/get') spend(world.state.limits);
  if (route === undefined) throw notFound();
  const handler = handlerOf(route.operation);
  const repository = namedRepository(state, route);
  if (handler.needs !== null) authorize(state, token, handler.needs, repository);
  const { parameters, body } = read(world, request, route);
  const now = world.clock();
  const call: Call = {
    state,
    repository,
    api: request.api,
    parameters,
    body,
    bytes: request.bytes,
    token,
    accept: request.headers.accept ?? '',
    url: linkUrl(request, repository),
    now,
    blobUrl: (id) => {
      const artifact = state.artifacts.find((candidate) => candidate.id === id);
      if (artifact === undefined) throw notFound();
      return signedUrl(world.origin, artifact, 'r', new Date(now.getTime() + DOWNLOAD_SECONDS * 1000));
    },
  };
  return handler.handle(call);
}

function namedRepository(state: State, { path }: Route): Repository {
  const { owner, repo } = path;
  const found = owner === undefined ? state.repositories[0] : findRepository(state, `${owner}/${repo}`);
  if (found === undefined) throw notFound();
  return found;
}

/** The parameters and the body, checked against the operation. Throws what GitHub answers to wrong ones. */
function read(
  world: World,
  request: Request,
  { operation, path }: Route,
): { parameters: Record<string, unknown>; body: unknown } {
  const record = (place: string, words: string[]): void => {
    world.violations.push(...words.map((word) => `${request.method} ${request.path}: ${place}: ${word}`));
  };
  const inPath = readParameters(operation, 'path', path);
  const inQuery = readParameters(operation, 'query', Object.fromEntries(request.query));
  record('path', inPath.errors.map(complaint));
  record('query', inQuery.errors.map(complaint));
  if (inPath.errors.length > 0) throw notFound();
  const wrong = inQuery.errors.filter(({ keyword }) => keyword !== 'additionalProperties');
  if (wrong.length > 0) throw invalidRequest(wrong.map(complaint));

  let body: unknown;
  try {
    body = takesFile(operation) ? undefined : json(request);
  } catch {
    record('body', ['no JSON']);
    throw new Problem(400, 'Problems parsing JSON');
  }
  const complaints = [...new Set(checkBody(operation, body).map(complaint))];
  record('body', complaints);
  if (complaints.length > 0) throw invalidRequest(complaints);
  return { parameters: { ...inPath.values, ...inQuery.values }, body };
}

/** A body that GitHub describes no schema for is a file. */
function takesFile({ body }: Operation): boolean {
  return body !== undefined && body.schema === undefined;
}

/** GitHub links further pages by repository id, so that they survive a renaming. */
function linkUrl({ api, path, query }: Request, { id }: Repository): URL {
  const rest = path.replace(/^\/repos\/[^/]+\/[^/]+/, `/repositories/${id}`);
  const search = query.toString();
  return new URL(`${api}${rest}${search === '' ? '' : `?${search}`}`);
}

import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { answerBlob } from './blobs.ts';
import { type Answer, jsonAnswer, type Request, type World } from './exchange.ts';
import type { Fault } from './faults.ts';
import { answerGraphql, graphqlErrors } from './graphql.ts';
import { secondaryLimit } from './limits.ts';
import { Problem, validationFailed } from './problem.ts';
import { answerRest } from './rest.ts';
import { answerResults } from './results.ts';
import type { State } from './state.ts';

const PAGE =
  '<!DOCTYPE html><html><head><title>Sign in</title></head><body>Sign in to continue</body></html>';
const RETRY_AFTER = 60;

/**
 * Answers a request, or does to it what the fault says.
 * @returns what became of it, for the log.
 */
export async function deliver(
  world: World,
  request: Request,
  fault: Fault | undefined,
  response: ServerResponse,
  closing: AbortSignal,
): Promise<string> {
  const plain = (answer: Answer): string => {
    send(response, answer);
    return String(answer.status);
  };
  if (fault === undefined) return plain(perform(world, request, world.state));
  switch (fault.kind) {
    case 'refuse':
      response.destroy();
      return 'refused';
    case 'timeout':
      await sleep(fault.ms, undefined, { signal: closing }).catch(() => undefined);
      response.destroy();
      return 'timed out';
    case '404':
      return plain(problemAnswer(new Problem(404, 'Not Found')));
    case '409':
      return plain(problemAnswer(new Problem(409, 'Conflict')));
    case '422':
      return plain(problemAnswer(validationFailed({ resource: 'Injected', code: 'custom', field: 'fault' })));
    case '500':
      return plain(problemAnswer(new Problem(500, 'Server Error')));
    case '403-secondary':
      return plain(problemAnswer(secondaryLimit(fault.retryAfter ?? RETRY_AFTER)));
    case '429':
      return plain(problemAnswer(secondaryLimit(fault.retryAfter ?? RETRY_AFTER, 429)));
    case '502-after-commit': {
      const { status } = perform(world, request, world.state);
      send(response, problemAnswer(new Problem(502, 'Server Error')));
      return `502 after ${status}`;
    }
    case 'cut-after-commit': {
      const { status } = perform(world, request, world.state);
      response.destroy();
      return `${status} cut`;
    }
    case 'stale-read': {
      const { status, ...answer } = perform(world, request, world.previous ?? world.state);
      send(response, { status, ...answer });
      return `${status} stale`;
    }
    case 'truncated': {
      const answer = perform(world, request, world.state);
      send(response, { ...answer, body: answer.body.slice(0, answer.body.length / 2) });
      return `${answer.status} truncated`;
    }
    case 'html':
      send(response, { status: 200, headers: { 'content-type': 'text/html' }, body: PAGE, wrote: false });
      return '200 html';
    case 'graphql-errors':
      send(response, graphqlErrors(fault.message ?? 'Something went wrong while executing your query.'));
      return '200 errors';
  }
}

/** Carries the request out, and keeps the state from before if it was changed. */
function perform(world: World, request: Request, state: State): Answer {
  const before = request.method === 'GET' ? undefined : structuredClone(world.state);
  const answer = serviceAnswer(world, request, state);
  if (answer.wrote) world.previous = before;
  return answer;
}

function serviceAnswer(world: World, request: Request, state: State): Answer {
  if (request.path.startsWith('/blobs/')) return answerBlob(world, request);
  if (request.path.startsWith('/twirp/')) return answerResults(world, request, state);
  if (request.path === '/graphql') return answerGraphql(world, request, state);
  return answerRest(world, request, state);
}

function problemAnswer(problem: Problem): Answer {
  const answer = jsonAnswer(problem.status, problem.body);
  return { ...answer, headers: { ...answer.headers, ...problem.headers } };
}

function send(response: ServerResponse, { status, headers, body }: Answer): void {
  const length = status === 204 ? {} : { 'content-length': String(Buffer.byteLength(body)) };
  response.writeHead(status, { ...headers, ...length });
  response.end(body);
}

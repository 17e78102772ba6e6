import type { Needs } from './access.ts';
import { paginate } from './pagination.ts';
import { notFound } from './problem.ts';
import type { PullRequest, Repository, State, Token } from './state.ts';

/** Where an answer is made: what the views need to know besides the object that they show. */
export type Site = {
  state: State;
  /** The repository that the request names; the one under test for requests that name none. */
  repository: Repository;
  /** Root of the REST API as the client spelt it, without a slash at the end. */
  api: string;
};

export type Call = Site & {
  /** Path and query, decoded and of the type that GitHub describes. */
  parameters: Record<string, unknown>;
  /** The JSON body, which has passed the operation's schema: a handler may name its type. */
  body: unknown;
  /** The body as it came, for operations that take a file. */
  bytes: Buffer;
  token: Token;
  accept: string;
  /** The request's url as GitHub writes it in `Link`: by repository id. */
  url: URL;
  now: Date;
  /** A url under which the blob of an artifact can be fetched, for a minute. */
  blobUrl(artifact: number): string;
};

export type Reply = {
  status: number;
  /** JSON, or undefined for an empty answer. */
  body?: unknown;
  /** What is of another media type, in place of `body`. GitHub describes no schema for it. */
  raw?: Buffer | string;
  headers?: Record<string, string>;
};

export type Handler = (call: Call) => Reply;

/** Handlers by operation id, each with the permissions that it needs; null needs a valid token alone. */
export type Operations = Record<string, { needs: Needs | null; handle: Handler }>;

export function ok(body: unknown, headers: Record<string, string> = {}): Reply {
  return { status: 200, body, headers };
}

export function created(body: unknown): Reply {
  return { status: 201, body };
}

/** One page of a bare list. */
export function listed<T>(call: Call, items: T[], view: (item: T) => unknown): Reply {
  const page = paginate(items, call.url);
  return ok(page.items.map(view), page.headers);
}

/** One page of a list that GitHub wraps with its total. */
export function counted<T>(call: Call, key: string, items: T[], view: (item: T) => unknown): Reply {
  const page = paginate(items, call.url);
  return ok({ total_count: items.length, [key]: page.items.map(view) }, page.headers);
}

/** A parameter that is text; empty when it was not given. */
export function text(call: Call, name: string): string {
  const value = call.parameters[name];
  return typeof value === 'string' ? value : '';
}

/** A parameter that is a number. Only to be asked for where the operation requires it. */
export function number(call: Call, name: string): number {
  return Number(call.parameters[name]);
}

/** The pull request that `issue_number` or `pull_number` names; throws 404. */
export function namedPull(call: Call): PullRequest {
  const wanted = call.parameters['pull_number'] ?? call.parameters['issue_number'];
  const found = call.repository.pulls.find((pull) => pull.number === wanted);
  if (found === undefined) throw notFound();
  return found;
}

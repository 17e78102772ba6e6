import type { IncomingHttpHeaders } from 'node:http';
import type { Clock } from './clock.ts';
import type { State } from './state.ts';

/** What lives as long as the server does. */
export type World = {
  state: State;
  /** The state before the last write, for a stale read; undefined until there was one. */
  previous: State | undefined;
  blobs: Map<string, Blob>;
  graphql: Map<string, GraphqlHandler>;
  /** Requests and answers that do not fit GitHub's description. */
  violations: string[];
  /** Requests that nothing here serves. */
  unexpected: string[];
  origin: string;
  clock: Clock;
  /** Milliseconds that every request waits, as on the way to a server far away. */
  latency: number;
};

/** Bytes of an artifact: blocks as they come in, whole once they were committed. */
export type Blob = { blocks: Map<string, Buffer>; bytes: Buffer | undefined; contentType: string };

/** Returns what stands under `data`. */
export type GraphqlHandler = (variables: Record<string, unknown>, state: State) => unknown;

/** A request, read to its end. */
export type Request = {
  method: string;
  /** With the prefix of an Enterprise Server taken off, and by name where it came by repository id. */
  path: string;
  query: URLSearchParams;
  headers: IncomingHttpHeaders;
  bytes: Buffer;
  /** Root of the REST API as the client spelt it. */
  api: string;
};

export type Answer = {
  status: number;
  headers: Record<string, string>;
  body: Buffer | string;
  /** Whether the state was changed. */
  wrote: boolean;
};

/** The request's JSON, undefined for an empty body. Throws a SyntaxError. */
export function json(request: Request): unknown {
  const text = request.bytes.toString('utf8');
  return text === '' ? undefined : JSON.parse(text);
}

export function jsonAnswer(status: number, body: unknown, wrote = false): Answer {
  const headers = { 'content-type': 'application/json; charset=utf-8' };
  return { status, headers, body: body === undefined ? '' : JSON.stringify(body), wrote };
}

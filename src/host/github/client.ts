import type { Octokit } from '@octokit/rest';
import { type Patience, patient } from './patient.ts';

/** What we use of a client; both Octokits have it. */
export type GitHubClient = Pick<Octokit, 'rest' | 'paginate' | 'request' | 'graphql'>;

export interface GitHubAccess {
  readonly token: string;
  /** `https://api.github.com`, or an Enterprise Server's `https://HOST/api/v3`. */
  readonly apiUrl: string;
  readonly owner: string;
  readonly repo: string;
}

/**
 * A client without the retry plugin: it re-sends writes whose answer was lost, and one lost answer becomes four
 * comments. Behind a proxy the toolkit's own client is used, which knows how to go through one; it is loaded only then.
 */
export async function connect(
  { token, apiUrl }: GitHubAccess,
  env: Readonly<Record<string, string | undefined>>,
  patience?: Patience,
): Promise<GitHubClient> {
  const proxied = ['https_proxy', 'HTTPS_PROXY', 'http_proxy', 'HTTP_PROXY'].some(
    (name) => (env[name] ?? '') !== '',
  );
  if (proxied) {
    const { GitHub, defaults, getOctokitOptions } = await import('@actions/github/lib/utils');
    return new GitHub({
      ...getOctokitOptions(token, { baseUrl: apiUrl, log: SILENT }),
      request: {
        ...defaults.request,
        fetch: patient((defaults.request?.fetch ?? fetch) as typeof fetch, patience),
      },
    }) as unknown as GitHubClient;
  }
  const { Octokit } = await import('@octokit/rest');
  return new Octokit({
    auth: token,
    baseUrl: apiUrl,
    userAgent: 'airlock',
    log: SILENT,
    headers: { 'X-GitHub-Api-Version': '2022-11-28' },
    request: { fetch: patient(fetch, patience) },
  });
}

const nothing = (): void => {};
const SILENT = { debug: nothing, info: nothing, warn: nothing, error: nothing };

/** How a call failed, as far as the caller can do something about it. */
export type ApiFailure =
  /** The token may not do this. */
  | { readonly kind: 'forbidden'; readonly status: number }
  /** GitHub asks to wait. */
  | { readonly kind: 'limited'; readonly status: number }
  /** What was asked for does not exist. */
  | { readonly kind: 'missing'; readonly status: number }
  /** GitHub would not have it as it was sent. */
  | { readonly kind: 'refused'; readonly status: number }
  /** No answer, or one that says nothing: whether the call took effect is not known. */
  | { readonly kind: 'unknown'; readonly status: number | null };

export function failureOf(error: unknown): ApiFailure {
  const status = statusOf(error);
  if (status === 401) return { kind: 'forbidden', status };
  if (status === 403) return isLimit(error) ? { kind: 'limited', status } : { kind: 'forbidden', status };
  if (status === 404 || status === 410) return { kind: 'missing', status };
  if (status === 429) return { kind: 'limited', status };
  return status !== null && status >= 400 && status < 500
    ? { kind: 'refused', status }
    : { kind: 'unknown', status };
}

/** The answer of a call, or `forbidden` where the token was not given the right to it. */
export async function ifPermitted<T>(call: Promise<T>): Promise<T | 'forbidden'> {
  return call.catch((error: unknown) => {
    if (failureOf(error).kind === 'forbidden') return 'forbidden' as const;
    throw error;
  });
}

/**
 * The status of an answer. Octokit gives a call without an answer the status 500; without a response there was none. The
 * artifact client tells the status in its message alone.
 */
function statusOf(error: unknown): number | null {
  if (typeof error !== 'object' || error === null) return null;
  const { status, response, message } = error as Readonly<Record<string, unknown>>;
  if (typeof status === 'number') return response === undefined ? null : status;
  const [, told] = /Failed request: \((\d{3})\)/u.exec(String(message)) ?? [];
  return told === undefined ? null : Number(told);
}

/** A 403 is a missing permission or a rate limit; only the headers and the text tell. */
function isLimit(error: unknown): boolean {
  const { response, message } = error as {
    response?: { headers?: Record<string, unknown> };
    message?: string;
  };
  const headers = response?.headers ?? {};
  return (
    'retry-after' in headers || headers['x-ratelimit-remaining'] === '0' || /rate limit/iu.test(message ?? '')
  );
}

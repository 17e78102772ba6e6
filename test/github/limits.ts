import { Problem } from './problem.ts';

/** Rate limits. Set `used` to `limit` for an exhausted hour, `secondary` for GitHub's answer to haste. */
export type Limits = {
  limit: number;
  used: number;
  /** When the hour ends, in seconds since 1970. */
  reset: number;
  /** While set, every REST request is refused with 403 and this `retry-after`, in seconds. */
  secondary: { retryAfter: number } | null;
};

/** The `x-ratelimit-*` headers that every REST answer carries. */
export function limitHeaders(limits: Limits): Record<string, string> {
  return {
    'x-ratelimit-limit': String(limits.limit),
    'x-ratelimit-remaining': String(remaining(limits)),
    'x-ratelimit-reset': String(limits.reset),
    'x-ratelimit-resource': 'core',
    'x-ratelimit-used': String(limits.used),
  };
}

/** Counts one request. Throws what GitHub answers once the hour's requests are used up, or to haste. */
export function spend(limits: Limits): void {
  if (limits.secondary !== null) throw secondaryLimit(limits.secondary.retryAfter);
  if (remaining(limits) === 0) throw new Problem(403, 'API rate limit exceeded for installation ID 12345.');
  limits.used += 1;
}

/** @param retryAfter seconds */
export function secondaryLimit(retryAfter: number, status = 403): Problem {
  return new Problem(
    status,
    'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.',
    { headers: { 'retry-after': String(retryAfter) } },
  );
}

/** One entry of `GET /rate_limit`, which is free of charge. */
export function limitView(limits: Limits): Record<string, number> {
  return { limit: limits.limit, used: limits.used, remaining: remaining(limits), reset: limits.reset };
}

function remaining({ limit, used }: Limits): number {
  return Math.max(0, limit - used);
}

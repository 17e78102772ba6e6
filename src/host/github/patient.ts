import { setTimeout as sleep } from 'node:timers/promises';

/** In milliseconds. */
export interface Patience {
  /** What one try may last: a silent GitHub costs a run seconds, not its time limit. */
  readonly longestTry: number;
  /** What is waited before a read is tried again. */
  readonly pauses: readonly number[];
}

const USUAL: Patience = { longestTry: 20_000, pauses: [250, 1_000] };

/**
 * Reads that fail for a moment are tried again; what changes something is sent once, whatever becomes of its answer.
 * Silence is not tried again: it was waited for already.
 */
export function patient(send: typeof fetch, { longestTry, pauses }: Patience = USUAL): typeof fetch {
  return async (url, init) => {
    const once = (): Promise<Response> => send(url, { ...init, signal: AbortSignal.timeout(longestTry) });
    if ((init?.method ?? 'GET') !== 'GET') return once();
    for (const pause of pauses) {
      const answer = await once().catch((error: unknown) => {
        if (error instanceof Error && error.name === 'TimeoutError') throw error;
        return null;
      });
      if (answer !== null && answer.status < 500) return answer;
      await sleep(pause);
    }
    return once();
  };
}

import type { Recordings } from '../check/carry.ts';
import { type PastResult, pastResults } from '../check/past.ts';
import type { CheckResult } from '../check.ts';

/** What a ledger keeps of the earlier releases of each bundle, in the order of the results. */
export async function pastOf(
  recordings: Recordings,
  results: readonly CheckResult[],
): Promise<readonly (readonly PastResult[])[]> {
  const past: (readonly PastResult[])[] = [];
  for (const { head, evidence } of results) {
    const now = new Map(
      evidence.flatMap(({ name, state }) =>
        state.state === 'measured' ? [[name, state.candidate] as const] : [],
      ),
    );
    past.push(await pastResults(recordings, { bundle: head.bundle.name, now }));
  }
  return past;
}

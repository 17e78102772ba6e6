import { digestOf } from '../bundle/digest.ts';
import type { Grade } from '../config/terms.ts';
import { openLedger, record } from '../ledger/record.ts';
import type { EvidenceRecord } from '../ledger/shapes.ts';
import { pairOf, type State } from '../ledger/state.ts';
import type { LedgerFile } from '../ledger/store.ts';
import { type Act, type Changed, entryOf, type ReleasePorts, refused } from './outcome.ts';
import { because, type ReleaseReason } from './reason.ts';

export interface RescoreRequest extends Act {
  /** Digest that the results are of. */
  readonly live: string;
  readonly evidence: readonly EvidenceRecord[];
  readonly files: readonly LedgerFile[];
  readonly grade: Grade;
  /** How many different results one suite may have had for what is live. */
  readonly attempts: number;
}

/**
 * Records results of a changed suite or judge for what is live, so that candidates have a baseline to be compared with. A
 * baseline that is made until it is low enough is none: results are counted as those of candidates are.
 */
export async function rescore(ports: ReleasePorts, request: RescoreRequest): Promise<Changed> {
  const { bundle, environment, live, evidence, files, grade, attempts } = request;
  const { state } = await openLedger(ports.ledger);
  const since = pairOf(state, bundle, environment).live?.seq ?? 0;
  const results = evidence.map(({ name, key, sha256 }) => ({ name, key, sha256 }));
  const key = digestOf('airlock/rescore/v1', { environment, since, results });
  const answer = await record<ReleaseReason>(ports.ledger, { bundle, environment, key }, (now) => {
    const serving = pairOf(now, bundle, environment).live;
    if (serving === null) return { stop: because('nothing-live', { environment }) };
    if (serving.digest !== live)
      return { stop: because('live-moved', { expected: live, found: serving.version }) };
    const often = evidence.find((one) => countOf(now, bundle, one) > attempts);
    if (often !== undefined)
      return {
        stop: because('attempts-exceeded', {
          evidence: often.name,
          attempts: countOf(now, bundle, often),
          most: attempts,
        }),
      };
    const { version, digest } = serving;
    const entry = { ...entryOf(request, ports.now(), key), version, digest, type: 'rescored' as const };
    return { write: [{ ...entry, evidence: [...evidence], grade }], files };
  });
  return answer.kind === 'stopped'
    ? refused(answer.state, answer.stop)
    : { kind: 'done', state: answer.state, already: answer.kind === 'known' };
}

/** Results of the same suite and content, with this one. */
function countOf(state: State, bundle: string, { key, sha256 }: EvidenceRecord): number {
  const known = state.bundles[bundle]?.attempts.find((one) => one.key === key)?.results ?? [];
  return new Set([...known, sha256]).size;
}

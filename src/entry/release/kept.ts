import { keptBytes } from '../../check/recorded.ts';
import { keptScores } from '../../check/scores.ts';
import { Names } from '../../evidence/columns.ts';
import type { ByteSource } from '../../evidence/source.ts';
import type { RecordedRelease } from '../../ledger/state.ts';
import type { ProtectionFacts } from '../../release/protection.ts';
import type { Desk } from '../ledger.ts';

export interface KeptEvidence {
  /** Kept results by the name of their evidence, as files again. */
  readonly sources: ReadonlyMap<string, ByteSource>;
  readonly states: ProtectionFacts['evidence'];
}

/** The results that a release was judged by, as the ledger keeps them. */
export async function keptEvidence({ store, opened }: Desk, release: RecordedRelease): Promise<KeptEvidence> {
  const sources = new Map<string, ByteSource>();
  const states: { name: string; state: 'kept' | 'swapped' | 'gone' }[] = [];
  for (const { name } of release.evidence) {
    const kept = await keptBytes(store, opened.commit ?? '', release, name);
    states.push({ name, state: kept.state });
    if (kept.state === 'kept')
      sources.set(name, keptScores(kept.bytes, `${name} of ${release.version}`, new Names()));
  }
  return { sources, states };
}

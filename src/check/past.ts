import { Names } from '../evidence/columns.ts';
import { ANY, type EvidenceFile, readEvidence } from '../evidence/read.ts';
import { Refusal } from '../problem.ts';
import type { Recording } from '../risk/carry.ts';
import type { KeptScores, Recordings } from './carry.ts';
import { keptScores } from './scores.ts';

/** What an earlier release measured of one piece of evidence. */
export interface PastResult {
  readonly evidence: string;
  readonly version: string;
  /** UTC; when it was recorded first. */
  readonly recordedAt: string;
  /** What the result depends on: results of one key are of the same content. */
  readonly key: string;
  readonly file: EvidenceFile;
}

/** A bundle with what is known of it before. */
export interface Known {
  readonly bundle: string;
  /** The evidence that was measured now. */
  readonly now: ReadonlyMap<string, EvidenceFile>;
}

/** As many as a picture can show; the files of all of them are brought at once. */
const MOST_PAST = 10;

/**
 * What a ledger keeps of earlier releases, the oldest first, for each evidence that was measured now. Items have the names
 * that they have now, where they are the same. What was erased, swapped or cannot be read is left out: this is for pictures
 * and no verdict hangs on it.
 */
export async function pastResults(
  recordings: Recordings,
  { bundle, now }: Known,
): Promise<readonly PastResult[]> {
  if (now.size === 0) return [];
  const known = await recordings.of(bundle);
  const chosen = [...now.keys()].flatMap((evidence) =>
    distinct(known.filter((one) => one.evidence === evidence)).slice(-MOST_PAST),
  );
  const kept = await recordings.scores(chosen.map(({ scores }) => scores ?? ''));
  const past: PastResult[] = [];
  for (const [i, one] of chosen.entries()) {
    const file = await readKept(kept[i] ?? { state: 'gone' }, one, now.get(one.evidence)?.table.items);
    if (file === null) continue;
    const { version, recordedAt } = one.from;
    past.push({ evidence: one.evidence, version, recordedAt, key: one.key, file });
  }
  return past;
}

/** One result that is carried on from release to release is one. */
function distinct(recordings: readonly Recording[]): Recording[] {
  const seen = new Set<string>();
  return recordings.filter(({ scores, from }) => {
    const isNew = scores !== null && !seen.has(from.sha256);
    seen.add(from.sha256);
    return isNew;
  });
}

async function readKept(
  kept: KeptScores,
  { evidence, from }: Recording,
  known: Names | undefined,
): Promise<EvidenceFile | null> {
  if (kept.state !== 'kept') return null;
  // Names of its own: the items of the results at hand must not grow.
  const items = new Names();
  for (const name of known?.all() ?? []) items.code(name);
  try {
    const source = keptScores(kept.bytes, `${evidence} of ${from.version}`, items);
    return await readEvidence(source, items, { ...ANY, format: 'airlock' });
  } catch (error) {
    if (error instanceof Refusal || error instanceof SyntaxError) return null;
    throw error;
  }
}

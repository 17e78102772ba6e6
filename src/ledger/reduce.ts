import type { Entry, EntryOf } from './entry.ts';
import { reducePair } from './reduce-pair.ts';
import { renamedIn } from './rename.ts';
import type { EvidenceRecord, Release } from './shapes.ts';
import {
  type BundleState,
  EMPTY_BUNDLE,
  emptyPair,
  pairKey,
  type RecordedRelease,
  type State,
} from './state.ts';

const MOST_KEYS = 32;
const MOST_RELEASES = 40;
const MOST_ATTEMPTS = 200;

/** The state after one more entry. `sha256` is that of the entry's bytes. Pure: `state.json` is this fold at the head. */
export function reduce(before: State, entry: Entry, sha256: string): State {
  const state = entry.type === 'renamed' ? renamedIn(before, entry) : before;
  const { seq, time, bundle, environment } = entry;
  const place = { seq, sha256 };
  const pairs =
    environment === null
      ? state.pairs
      : {
          ...state.pairs,
          [pairKey(bundle, environment)]: reducePair(
            state.pairs[pairKey(bundle, environment)] ?? emptyPair(bundle, environment),
            entry,
            place,
          ),
        };
  const bundles = {
    ...state.bundles,
    [bundle]: reduceBundle(state.bundles[bundle] ?? EMPTY_BUNDLE, entry, pairs),
  };
  const erased = entry.type === 'erased' ? [...state.erased, entry.file] : state.erased;
  const repository = state.repository ?? entry.run?.repository ?? null;
  return { ...state, seq, head: sha256, time, repository, bundles, pairs, erased };
}

function reduceBundle(state: BundleState, entry: Entry, pairs: State['pairs']): BundleState {
  const known = entry.environment === null ? withKey(state, entry) : state;
  switch (entry.type) {
    case 'adopted':
    case 'candidate':
      return recordedIn(known, entry, entry.release, pairs);
    case 'intent':
      // A combination that is taken from several commits is recorded by the intent that asks for it.
      return known.releases.some((one) => one.digest === entry.release.digest)
        ? known
        : recordedIn(known, entry, entry.release, pairs);
    case 'rescored':
      return rescoredIn(known, entry);
    case 'planned':
    case 'approved':
    case 'rejected':
    case 'bound':
    case 'done':
    case 'aborted':
    case 'rolled-back':
    case 'detected':
    case 'mitigated':
    case 'held':
    case 'released-hold':
    case 'cleared':
    case 'drill':
    case 'emergency':
    case 'renamed':
    case 'erased':
    case 'note':
      return known;
  }
}

function withKey(state: BundleState, { key, seq }: Entry): BundleState {
  return { ...state, keys: [...state.keys, { key, seq }].slice(-MOST_KEYS) };
}

function recordedIn(
  state: BundleState,
  entry: EntryOf<'adopted' | 'candidate' | 'intent'>,
  release: Release,
  pairs: State['pairs'],
): BundleState {
  const record: RecordedRelease = { ...release, seq: entry.seq, recordedAt: entry.time };
  const others = state.releases.filter((one) => one.digest !== release.digest);
  return {
    ...state,
    releases: pruned([...others, record], neededBy(entry.bundle, pairs)),
    attempts: attemptsWith(state.attempts, release.evidence),
  };
}

/** The record keeps its place: measuring what is live anew makes it no newer than what was merged since. */
function rescoredIn(state: BundleState, { digest, evidence, grade }: EntryOf<'rescored'>): BundleState {
  const names = new Set(evidence.map(({ name }) => name));
  const releases = state.releases.map((one) =>
    one.digest === digest
      ? {
          ...one,
          evidence: [...one.evidence.filter(({ name }) => !names.has(name)), ...evidence],
          // Of several grades the lowest holds for all.
          grade: grade < one.grade ? grade : one.grade,
        }
      : one,
  );
  return { ...state, releases, attempts: attemptsWith(state.attempts, evidence) };
}

/** The newest are kept, and whatever serves, served or is under way. */
function pruned(releases: readonly RecordedRelease[], needed: ReadonlySet<string>): RecordedRelease[] {
  const from = releases.length - MOST_RELEASES;
  return releases.filter((one, i) => i >= from || needed.has(one.digest));
}

function neededBy(bundle: string, pairs: State['pairs']): Set<string> {
  const own = Object.values(pairs).filter((pair) => pair.bundle === bundle);
  return new Set(
    own.flatMap(({ live, history, open }) => [
      ...(live === null ? [] : [live.digest]),
      ...history.map((one) => one.digest),
      ...(open === null ? [] : [open.release.digest]),
    ]),
  );
}

/** Different results for the same thing are attempts; the same results again are not. */
function attemptsWith(
  known: BundleState['attempts'],
  evidence: readonly EvidenceRecord[],
): BundleState['attempts'] {
  let attempts = known;
  for (const { key, sha256 } of evidence) {
    const results = attempts.find((one) => one.key === key)?.results ?? [];
    if (results.includes(sha256)) continue;
    attempts = [...attempts.filter((one) => one.key !== key), { key, results: [...results, sha256] }];
  }
  return attempts.slice(-MOST_ATTEMPTS);
}

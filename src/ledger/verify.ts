import { gunzipSync } from 'node:zlib';
import { append } from '../reader/append.ts';
import type { Entry } from './entry.ts';
import { bytesOf, entryPath, STATE_PATH, scoresOf, seqOf, sha256Of } from './layout.ts';
import { readEntry } from './read.ts';
import { reduce } from './reduce.ts';
import { EMPTY_STATE, type State } from './state.ts';
import type { LedgerFile } from './store.ts';

/** What is wrong with a ledger, in the order in which it is looked for. */
export const FAULTS = [
  'ledger-foreign-file',
  'ledger-entry-missing',
  'ledger-entry-unreadable',
  'ledger-entry-altered',
  'ledger-chain-broken',
  'ledger-time-backwards',
  'ledger-two-intents',
  'ledger-fence-backwards',
  'ledger-state-differs',
  'ledger-scores-altered',
  'ledger-scores-missing',
  'ledger-rewound',
] as const;
export type FaultCode = (typeof FAULTS)[number];

export interface LedgerFault {
  readonly code: FaultCode;
  /** The first entry at which it shows; null where it is about no entry. */
  readonly seq: number | null;
  readonly path: string | null;
}

/** A place in the chain that something outside of the ledger remembers. */
export interface Anchor {
  readonly seq: number;
  /** Bare hex over the bytes of that entry. */
  readonly sha256: string;
}

export interface Verified {
  readonly faults: readonly LedgerFault[];
  readonly entries: number;
  readonly state: State;
  readonly last: Entry | null;
}

/** Two clocks may differ by this much, in milliseconds. */
export const MOST_SKEW = 120_000;

/**
 * Folds a ledger from its beginning: every entry is there once, in its place, bound to the bytes of the one before, and
 * the state is what the entries make. Stops at the first broken entry, since nothing after it means anything.
 */
export function verifyLedger(files: readonly LedgerFile[], anchors: readonly Anchor[] = []): Verified {
  const entries = new Map<number, LedgerFile>();
  const faults: LedgerFault[] = [];
  for (const file of files) {
    const seq = seqOf(file.path);
    if (seq !== null) entries.set(seq, file);
    else if (file.path !== STATE_PATH && scoresOf(file.path) === null)
      faults.push({ code: 'ledger-foreign-file', seq: null, path: file.path });
  }
  const folded = fold(entries, anchors);
  if (folded.fault !== null) faults.push(folded.fault);
  else append(faults, [...stateFaults(files, folded.state), ...scoreFaults(files, folded.state)]);
  return { faults, entries: entries.size, state: folded.state, last: folded.last };
}

interface Folded {
  readonly state: State;
  readonly last: Entry | null;
  readonly fault: LedgerFault | null;
}

function fold(entries: ReadonlyMap<number, LedgerFile>, anchors: readonly Anchor[]): Folded {
  const remembered = new Map(anchors.map(({ seq, sha256 }) => [seq, sha256]));
  let state = EMPTY_STATE;
  let last: Entry | null = null;
  for (let seq = 1; seq <= entries.size; seq += 1) {
    const path = entryPath(seq);
    const broken = (code: FaultCode): Folded => ({ state, last, fault: { code, seq, path } });
    const bytes = entries.get(seq)?.bytes;
    if (bytes === undefined) return broken('ledger-entry-missing');
    const entry = readEntry(bytes);
    if (entry === null) return broken('ledger-entry-unreadable');
    const sha256 = sha256Of(bytes);
    const code = entryFault(entry, bytes, seq, state, last);
    if (code !== null) return broken(code);
    if (remembered.has(seq) && remembered.get(seq) !== sha256) return broken('ledger-rewound');
    state = reduce(state, entry, sha256);
    last = entry;
  }
  const beyond = anchors.find(({ seq }) => seq > entries.size);
  const fault =
    beyond === undefined ? null : { code: 'ledger-rewound' as const, seq: beyond.seq, path: null };
  return { state, last, fault };
}

function entryFault(
  entry: Entry,
  bytes: Uint8Array,
  seq: number,
  state: State,
  last: Entry | null,
): FaultCode | null {
  if (entry.prev !== state.head) return 'ledger-chain-broken';
  // Other bytes for the same values: nobody who keeps to the format writes them.
  if (entry.seq !== seq || Buffer.compare(bytesOf(entry), bytes) !== 0) return 'ledger-entry-altered';
  if (last !== null && Date.parse(entry.time) < Date.parse(last.time) - MOST_SKEW)
    return 'ledger-time-backwards';
  return intentFault(entry, state);
}

function intentFault(entry: Entry, state: State): FaultCode | null {
  if (entry.environment === null) return null;
  const pair = state.pairs[`${entry.bundle}/${entry.environment}`];
  if (entry.type === 'intent') return (pair?.open ?? null) === null ? null : 'ledger-two-intents';
  if (entry.type !== 'done' && entry.type !== 'rolled-back' && entry.type !== 'aborted') return null;
  return pair?.open?.fence === entry.fence ? null : 'ledger-fence-backwards';
}

function stateFaults(files: readonly LedgerFile[], state: State): LedgerFault[] {
  const kept = files.find(({ path }) => path === STATE_PATH)?.bytes;
  const same = kept !== undefined && Buffer.compare(bytesOf(state), kept) === 0;
  return same ? [] : [{ code: 'ledger-state-differs', seq: null, path: STATE_PATH }];
}

/** Score files are named by the digest of what they hold. One that was erased on purpose may be gone, and no other. */
function scoreFaults(files: readonly LedgerFile[], state: State): LedgerFault[] {
  const there = new Set<string>();
  const faults: LedgerFault[] = [];
  for (const { path, bytes } of files) {
    const named = scoresOf(path);
    if (named === null) continue;
    there.add(named);
    if (digestOfScores(bytes) !== named) faults.push({ code: 'ledger-scores-altered', seq: null, path });
  }
  const releases = Object.values(state.bundles).flatMap((bundle) => bundle.releases);
  for (const { seq, evidence } of releases)
    for (const { scores } of evidence)
      if (scores !== null && !there.has(scores) && !state.erased.includes(scores))
        faults.push({ code: 'ledger-scores-missing', seq, path: null });
  return faults;
}

const LARGEST_SCORES = 64 * 1024 * 1024;

function digestOfScores(bytes: Uint8Array): string | null {
  try {
    return sha256Of(gunzipSync(bytes, { maxOutputLength: LARGEST_SCORES }));
  } catch {
    return null;
  }
}

import { type Draft, ENTRY_SCHEMA, type Entry } from './entry.ts';
import { bytesOf, entryPath, STATE_PATH, sha256Of } from './layout.ts';
import { reduce } from './reduce.ts';
import type { State } from './state.ts';
import type { LedgerFile } from './store.ts';

export interface Extended {
  readonly state: State;
  readonly entries: readonly Entry[];
  /** The new entries, and the state at the new head. */
  readonly files: readonly LedgerFile[];
}

/** Gives drafts their places behind the head, each bound to the bytes of the one before. */
export function extend(state: State, drafts: readonly Draft[]): Extended {
  let next = state;
  const entries: Entry[] = [];
  const files: LedgerFile[] = [];
  for (const draft of drafts) {
    const entry = { schema: ENTRY_SCHEMA, seq: next.seq + 1, prev: next.head, ...draft } as Entry;
    const bytes = bytesOf(entry);
    next = reduce(next, entry, sha256Of(bytes));
    entries.push(entry);
    files.push({ path: entryPath(entry.seq), bytes });
  }
  return { state: next, entries, files: [...files, { path: STATE_PATH, bytes: bytesOf(next) }] };
}

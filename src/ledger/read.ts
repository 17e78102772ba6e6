import { decodeUtf8 } from '../reader/text.ts';
import { type Entry, entrySchema } from './entry.ts';
import { type State, stateSchema } from './state.ts';

/** An entry holds a plan at most; a state holds what serves and what is recorded for it. */
const LARGEST_ENTRY = 512 * 1024;
const LARGEST_STATE = 32 * 1024 * 1024;

/** What is in the bytes of an entry; null where they are none of ours. */
export function readEntry(bytes: Uint8Array): Entry | null {
  const data = dataOf(bytes, LARGEST_ENTRY);
  const result = entrySchema.safeParse(data);
  return result.success ? result.data : null;
}

/** What is in the bytes of a `state.json`; null where they are none of ours. */
export function readState(bytes: Uint8Array): State | null {
  const result = stateSchema.safeParse(dataOf(bytes, LARGEST_STATE));
  return result.success ? result.data : null;
}

function dataOf(bytes: Uint8Array, most: number): unknown {
  if (bytes.length > most) return null;
  const text = decodeUtf8(bytes);
  if (text === null) return null;
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

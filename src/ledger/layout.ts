import { createHash } from 'node:crypto';
import { canonicalJson, type Json } from '../jcs.ts';

/** The branch that a ledger lives on; it shares no commit with the code. */
export const LEDGER_BRANCH = 'airlock-ledger';
export const STATE_PATH = 'state.json';

const SHARD = 100;

/** Shards of a hundred: a flat folder would rewrite an ever longer tree at each append. */
export function entryPath(seq: number): string {
  const shard = Math.floor((seq - 1) / SHARD);
  return `entries/${String(shard).padStart(4, '0')}/${String(seq).padStart(6, '0')}.json`;
}

/** The sequence number that a path stands for; null for a path that is no entry's. */
export function seqOf(path: string): number | null {
  const [, digits = ''] = /^entries\/\d{4,}\/(\d{6,})\.json$/u.exec(path) ?? [];
  const seq = Number(digits);
  return seq > 0 && entryPath(seq) === path ? seq : null;
}

export function scoresPath(sha256: string): string {
  return `scores/${sha256}.json.gz`;
}

/** The digest that a path under `scores/` promises; null for any other path. */
export function scoresOf(path: string): string | null {
  return /^scores\/([0-9a-f]{64})\.json\.gz$/u.exec(path)?.[1] ?? null;
}

/** Bytes of an entry or a state: one line, so that equal values are equal bytes. */
export function bytesOf(value: Json): Uint8Array {
  return Buffer.from(`${canonicalJson(value)}\n`, 'utf8');
}

export function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

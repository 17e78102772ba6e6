import { zipSync } from 'fflate';
import type { Parts } from './parts.ts';

/** DOS time has no zone: the first day it knows, in local time on every machine, is the same four bytes. */
const NO_TIME = new Date(1980, 0, 1);

/** A zip whose bytes hang on nothing but the parts: in the order of their paths, without times, owners or modes. */
export function zipOf(parts: Parts): Uint8Array {
  const sorted = [...parts].sort(([a], [b]) => (a < b ? -1 : 1));
  return zipSync(Object.fromEntries(sorted), { level: 6, mtime: NO_TIME, attrs: 0, os: 3 });
}

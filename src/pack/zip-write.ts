import { zipSync } from 'fflate';
import { refuse } from '../problem.ts';
import { PACK_LIMITS, type Parts } from './parts.ts';

/** DOS time has no zone: the first day it knows, in local time on every machine, is the same four bytes. */
const NO_TIME = new Date(1980, 0, 1);

/**
 * A zip whose bytes hang on nothing but the parts: in the order of their paths, without times, owners or modes. What
 * could not be read again is not written.
 */
export function zipOf(parts: Parts): Uint8Array {
  checkSizes(parts);
  const sorted = [...parts].sort(([a], [b]) => (a < b ? -1 : 1));
  return zipSync(Object.fromEntries(sorted), { level: 6, mtime: NO_TIME, attrs: 0, os: 3 });
}

function checkSizes(parts: Parts): void {
  const sizes = [...parts.values()].map((bytes) => bytes.length);
  const total = sizes.reduce((sum, size) => sum + size, 0);
  if (
    sizes.some((size) => size > PACK_LIMITS.part) ||
    total > PACK_LIMITS.parts ||
    sizes.length > PACK_LIMITS.count
  )
    refuse('pack-too-large', {
      found: `${total} bytes in ${sizes.length} parts`,
      expected: `at most ${PACK_LIMITS.part} bytes a part, ${PACK_LIMITS.parts} in all, ${PACK_LIMITS.count} parts`,
    });
}

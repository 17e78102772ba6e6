import { createHash } from 'node:crypto';
import { readFile, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import type { BlobDigest } from '../../bundle/repository.ts';
import { writeWhole } from '../files.ts';

/**
 * What blobs of one repository hash to, kept between runs on a laptop, where the same hundred thousand files are read
 * again and again. An object id never changes its content, so an entry never grows stale. No run in CI uses it: there
 * another job on the same machine could have planted it.
 */
export interface DigestCache {
  load(): Promise<ReadonlyMap<string, BlobDigest>>;
  /** Keeps all entries; a folder that cannot be written to costs the next run its head start and nothing else. */
  save(digests: ReadonlyMap<string, BlobDigest>): Promise<void>;
}

/** Below this many blobs reading them is quicker than reading a cache of them. */
export const WORTH_CACHING = 2_000;

const FORM = 'airlock-blobs-1';
const LINE = /^([0-9a-f]{40}|[0-9a-f]{64}) ([0-9a-f]{64}) (\d{1,15})$/u;

/** The cache in the user's cache folder; null in CI and where there is no home. */
export function digestCache(directory: string, env: NodeJS.ProcessEnv): DigestCache | null {
  const home = env['XDG_CACHE_HOME'] ?? (env['HOME'] === undefined ? undefined : join(env['HOME'], '.cache'));
  if (home === undefined || home === '' || env['CI'] !== undefined || env['GITHUB_ACTIONS'] !== undefined)
    return null;
  const file = async (): Promise<string> => {
    const key = createHash('sha256')
      .update(await realpath(directory))
      .digest('hex')
      .slice(0, 16);
    return join(home, 'airlock', `${key}.blobs`);
  };
  return {
    load: async () => parse(await readFile(await file(), 'latin1').catch(() => '')),
    save: async (digests) => {
      await writeWhole(await file(), serialise(digests)).catch(() => {});
    },
  };
}

/** A file that is cut short or was touched by hand is as good as none: its first line has the digest of the others. */
function parse(text: string): Map<string, BlobDigest> {
  const digests = new Map<string, BlobDigest>();
  const end = text.indexOf('\n');
  const body = text.slice(end + 1);
  if (end === -1 || text.slice(0, end) !== `${FORM} ${sha256(body)}`) return digests;
  for (const line of body.split('\n')) {
    const [, oid, digest, size] = LINE.exec(line) ?? [];
    if (oid !== undefined && digest !== undefined)
      digests.set(oid, { sha256: digest, size: Number(size), lfs: null });
  }
  return digests;
}

/** Pointers to large files are small and are read again: what they point to is more than a line holds. */
function serialise(digests: ReadonlyMap<string, BlobDigest>): string {
  let body = '';
  for (const [oid, { sha256: digest, size, lfs }] of digests)
    if (lfs === null) body += `${oid} ${digest} ${size}\n`;
  return `${FORM} ${sha256(body)}\n${body}`;
}

function sha256(text: string): string {
  return createHash('sha256').update(text, 'latin1').digest('hex');
}

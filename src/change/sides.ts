import { type Repository, readHeld, type TreeFile } from '../bundle/repository.ts';
import type { SideBytes, Sides } from './compare.ts';
import type { PathChange } from './tree-diff.ts';

/** Text beyond this size is compared by digest only and said to be unread. */
export const LARGEST_COMPARED = 1024 * 1024;

/** A changed file on both sides; nothing of one whose content is the same. */
export async function sidesOf(repository: Repository, { before, after }: PathChange): Promise<Sides> {
  if (before?.oid === after?.oid) return { before: null, after: null };
  const [from, to] = await Promise.all([bytesOf(repository, before), bytesOf(repository, after)]);
  return { before: from, after: to };
}

const SUBMODULE = '160000';

async function bytesOf(repository: Repository, file: TreeFile | null): Promise<SideBytes> {
  if (file === null || file.mode === SUBMODULE) return null;
  return (await readHeld(repository, file.oid, LARGEST_COMPARED)) ?? 'too-large';
}

import type { TreeFile } from '../../bundle/repository.ts';
import { exactUtf8 } from '../../reader/text.ts';
import { type GitLocation, git, gitFailed } from './run.ts';

const TAB = 9;

/** All files of a commit, submodules included, as `git ls-tree` has them. */
export async function listTree(location: GitLocation, commit: string): Promise<TreeFile[]> {
  const answer = await git(location, ['ls-tree', '-r', '-z', '--full-tree', commit]);
  if (answer.code !== 0) gitFailed('ls-tree', answer.stderr);
  return parseTree(answer.stdout);
}

/**
 * Parses `<mode> SP <type> SP <oid> TAB <path> NUL`…
 * Digests stand on the byte order of the paths. Git keeps it, but a tree made by hand need not.
 */
function parseTree(listing: Buffer): TreeFile[] {
  const files: TreeFile[] = [];
  const names: Buffer[] = [];
  let inOrder = true;
  for (let start = 0; start < listing.length; ) {
    const end = listing.indexOf(0, start);
    const tab = listing.indexOf(TAB, start);
    const [mode = '', , oid = ''] = listing.toString('latin1', start, tab).split(' ');
    const bytes = listing.subarray(tab + 1, end);
    const path = exactUtf8(bytes);
    inOrder &&= bytes.compare(names.at(-1) ?? NOTHING) >= 0;
    names.push(bytes);
    files.push({ path: path ?? bytes.toString('utf8'), validPath: path !== null, mode, oid });
    start = end + 1;
  }
  return inOrder ? files : inByteOrder(files, names);
}

const NOTHING = Buffer.alloc(0);

function inByteOrder(files: readonly TreeFile[], names: readonly Buffer[]): TreeFile[] {
  const keyed = files.map((file, i): [Buffer, TreeFile] => [names[i] ?? NOTHING, file]);
  return keyed.sort(([a], [b]) => a.compare(b)).map(([, file]) => file);
}

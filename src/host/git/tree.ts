import type { TreeFile } from '../../bundle/repository.ts';
import { decodeUtf8 } from '../../reader/text.ts';
import { type GitLocation, git, gitFailed } from './run.ts';

const TAB = 9;

/** All files of a commit, submodules included, as `git ls-tree` has them. */
export async function listTree(location: GitLocation, commit: string): Promise<TreeFile[]> {
  const answer = await git(location, ['ls-tree', '-r', '-z', '--full-tree', commit]);
  if (answer.code !== 0) gitFailed('ls-tree', answer.stderr);
  return parseTree(answer.stdout);
}

/** Parses `<mode> SP <type> SP <oid> TAB <path> NUL`… */
function parseTree(listing: Buffer): TreeFile[] {
  const files: TreeFile[] = [];
  for (let start = 0; start < listing.length; ) {
    const end = listing.indexOf(0, start);
    const tab = listing.indexOf(TAB, start);
    const [mode = '', , oid = ''] = listing.toString('latin1', start, tab).split(' ');
    const bytes = listing.subarray(tab + 1, end);
    const path = decodeUtf8(bytes);
    files.push({ path: path ?? bytes.toString('utf8'), validPath: path !== null, mode, oid });
    start = end + 1;
  }
  return files;
}

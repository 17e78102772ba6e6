import { tagPrefix } from '../../bundle/version.ts';
import { type GitLocation, git } from './run.ts';

/** Tags a commit as a version of a bundle; a tag that is there stays as it is. The tag is for people: the ledger is what counts. */
export async function tagVersion(
  location: GitLocation,
  { bundle, version, commit }: { readonly bundle: string; readonly version: string; readonly commit: string },
): Promise<void> {
  await git(location, [
    'update-ref',
    `refs/tags/${tagPrefix(bundle)}${version}`,
    commit,
    '0'.repeat(commit.length),
  ]);
}

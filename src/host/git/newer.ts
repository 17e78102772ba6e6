import { type GitLocation, git } from './run.ts';

/** Whether a commit contains another one. A commit that is not in this clone contains nothing that anybody knows of. */
export async function contains(location: GitLocation, commit: string, other: string): Promise<boolean> {
  const { code } = await git(location, ['merge-base', '--is-ancestor', other, commit]);
  return code === 0;
}

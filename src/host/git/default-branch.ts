import { type GitLocation, git } from './run.ts';

const REMOTE = 'refs/remotes/origin/';

/** The branch that is merged into: as the remote says, else `main` where there is one, else what is checked out. */
export async function defaultBranch(location: GitLocation): Promise<string> {
  const remote = await symbolic(location, `${REMOTE}HEAD`);
  if (remote?.startsWith(REMOTE)) return remote.slice(REMOTE.length);
  const main = await git(location, ['show-ref', '--verify', '--quiet', 'refs/heads/main']);
  const here = main.code === 0 ? null : await symbolic(location, 'HEAD');
  return here?.replace(/^refs\/heads\//u, '') ?? 'main';
}

async function symbolic(location: GitLocation, ref: string): Promise<string | null> {
  const { code, stdout } = await git(location, ['symbolic-ref', '--quiet', ref]);
  return code === 0 ? stdout.toString('utf8').trim() : null;
}

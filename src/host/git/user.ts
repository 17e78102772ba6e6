import { type GitLocation, git } from './run.ts';

/** Whom git would name as the author here; null where nobody told it. */
export async function gitUser(location: GitLocation): Promise<string | null> {
  for (const key of ['github.user', 'user.name']) {
    const answer = await git(location, ['config', '--get', key]);
    const name = answer.stdout.toString('utf8').trim();
    if (answer.code === 0 && name !== '') return name.slice(0, 200);
  }
  return null;
}

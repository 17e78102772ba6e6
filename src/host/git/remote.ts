import { type GitLocation, git } from './run.ts';

/** Where `origin` is, as somebody wrote it; null where there is none. */
export async function remoteUrl(location: GitLocation): Promise<string | null> {
  const answer = await git(location, ['config', '--get', 'remote.origin.url']);
  const url = answer.stdout.toString('utf8').trim();
  return answer.code === 0 && url !== '' ? url : null;
}

import { type GitLocation, git } from './run.ts';

/** Number of the pull request that a commit says it brought: GitHub writes it into merges and squashes. Null where none. */
export async function pullOf(location: GitLocation, commit: string): Promise<number | null> {
  const { code, stdout } = await git(location, ['log', '-1', '--format=%s', commit, '--']);
  const subject = code === 0 ? stdout.toString('utf8').trim() : '';
  const [, merged, squashed] = /^Merge pull request #(\d{1,9}) |\(#(\d{1,9})\)$/u.exec(subject) ?? [];
  const number = Number(merged ?? squashed ?? 0);
  return number > 0 ? number : null;
}

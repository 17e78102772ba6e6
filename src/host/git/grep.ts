import { decodeUtf8 } from '../../reader/text.ts';
import { type GitLocation, git, gitFailed } from './run.ts';

const NOTHING_FOUND = 1;

/** Paths of a commit whose text matches. `--text`, because what counts as text must not hang on `.gitattributes`. */
export async function grepFiles(
  location: GitLocation,
  commit: string,
  patterns: readonly string[],
  endings: readonly string[],
): Promise<string[]> {
  const expressions = patterns.flatMap((pattern) => ['-e', pattern]);
  const answer = await git(location, [
    'grep',
    '--files-with-matches',
    '--null',
    '--text',
    '--extended-regexp',
    '--full-name',
    '--no-recurse-submodules',
    ...expressions,
    commit,
    '--',
    ...endings.map((ending) => `:(top)${ending}`),
  ]);
  if (answer.code === NOTHING_FOUND) return [];
  if (answer.code !== 0) gitFailed('grep', answer.stderr);
  const text = decodeUtf8(answer.stdout) ?? answer.stdout.toString('utf8');
  return text
    .split('\0')
    .filter((name) => name !== '')
    .map((name) => name.slice(commit.length + 1));
}

import type { Blocked, CondemnedPart, Standing } from '../check/standing.ts';
import { type Phrase, quote, SILENCE, say, words } from './phrase.ts';
import { shellWord } from './shell.ts';

/** What git does not read as the bundle does: alternatives, classes, and `**` that is no whole part of a path. */
const UNLIKE_GIT = /[{[\\]|[^/]\*\*|\*\*[^/]/u;

/** The command that brings a part back as it serves now; null where nobody knows a good one. */
export function revertCommand({ good }: CondemnedPart): string | null {
  return good === null ? null : restoreCommand(good.commit, good.paths);
}

/** The command that brings the files of some globs back as a commit has them; null where git reads a glob otherwise. */
export function restoreCommand(commit: string, globs: readonly string[]): string | null {
  if (globs.length === 0 || globs.some((path) => UNLIKE_GIT.test(path))) return null;
  const paths = globs.map((path) => shellWord(`:(glob)${path}`));
  return `git restore --source=${commit.slice(0, 12)} --staged --worktree -- ${paths.join(' ')}`;
}

/** A quotation is cut beyond this, and half a command is none. */
const LONGEST = 120;

/** `prompts of the base was taken back with 1.1.0 (…), and this change carries it too: …` */
export function condemnedSentence(part: CondemnedPart): Phrase {
  const command = revertCommand(part);
  const what = say`${quote(part.component)} of the base was taken back with ${quote(part.version)} (${quote(part.reason)})`;
  if (!part.carried) return say`${what}; this change replaces it.`;
  const mend =
    command === null || command.length > LONGEST ? SILENCE : say` To have it as it serves: ${quote(command)}`;
  return say`${what}, and this change carries it too: it cannot be released.${mend}`;
}

/** Since when nothing that was merged could be released. */
export function blockedSentence({ version, pull, commit, since }: Blocked): Phrase {
  const by = pull === null ? quote(commit.slice(0, 12)) : words(`#${pull}`);
  return say`the base has not been releasable since ${by} (${quote(version)}, ${words(since.slice(0, 10))})`;
}

/** The same as data, with the command. */
export function standingDocument({ condemned, blocked }: Standing) {
  return {
    condemned: condemned.map(({ component, digest, version, reason, carried, ...rest }) => ({
      component,
      digest,
      version,
      reason,
      carried,
      command: revertCommand({ component, digest, version, reason, carried, ...rest }),
    })),
    blocked,
  };
}

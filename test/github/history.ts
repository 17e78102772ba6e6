import { findCommit } from './repository.ts';
import type { ChangedFile, Commit, State } from './state.ts';

/** A commit and everything before it, each after its parents. */
export function ancestry(state: State, tip: Commit): Commit[] {
  const order: Commit[] = [];
  const seen = new Set<string>();
  const visit = (commit: Commit): void => {
    if (seen.has(commit.sha)) return;
    seen.add(commit.sha);
    for (const parent of commit.parents) {
      const found = findCommit(state, parent);
      if (found !== undefined) visit(found);
    }
    order.push(commit);
  };
  visit(tip);
  return order;
}

export type Comparison = {
  mergeBase: Commit;
  /** Commits of the head that the base lacks, oldest first. */
  ahead: Commit[];
  behind: Commit[];
};

/** Compares two commits as `git log base...head` does; undefined when they have no common ancestor. */
export function compare(state: State, base: Commit, head: Commit): Comparison | undefined {
  const ofBase = ancestry(state, base);
  const ofHead = ancestry(state, head);
  const shared = new Set(ofBase.map(({ sha }) => sha));
  const mergeBase = ofHead.findLast(({ sha }) => shared.has(sha));
  if (mergeBase === undefined) return undefined;
  const owned = new Set(ofHead.map(({ sha }) => sha));
  return {
    mergeBase,
    ahead: ofHead.filter(({ sha }) => !shared.has(sha)),
    behind: ofBase.filter(({ sha }) => !owned.has(sha)),
  };
}

/** What a series of commits changed in all, by file name: the first status decides, the counts add up. */
export function changedFiles(commits: Commit[]): ChangedFile[] {
  const files = new Map<string, ChangedFile>();
  for (const file of commits.flatMap((commit) => commit.files)) {
    const earlier = files.get(file.filename);
    if (earlier === undefined) {
      files.set(file.filename, file);
    } else if (earlier.status === 'added' && file.status === 'removed') {
      files.delete(file.filename);
    } else {
      const additions = earlier.additions + file.additions;
      const deletions = earlier.deletions + file.deletions;
      const status = earlier.status === 'added' ? 'added' : file.status;
      files.set(file.filename, { ...file, additions, deletions, status });
    }
  }
  return [...files.values()].sort((a, b) => (a.filename < b.filename ? -1 : 1));
}

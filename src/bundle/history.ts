import type { VersionTag } from './version.ts';

/** What a bundle's history is asked for. Implemented in `host/git/`. */
export interface History {
  /** Parents of a commit, in order; parents that a shallow clone does not hold are named all the same. */
  parents(commit: string): Promise<readonly string[]>;
  /** The best common ancestor; null where there is none or the clone is too shallow to tell. */
  mergeBase(a: string, b: string): Promise<string | null>;
  /** Version tags of a bundle, each with the commit it stands for; only those that `containedIn` contains. */
  versions(bundle: string, containedIn: string): Promise<readonly VersionTag[]>;
  /** Author and message of the commits in `head` and not in `base` (null: of all), newest first, at most `most`. */
  commits(base: string | null, head: string, most: number): Promise<readonly LoggedCommit[]>;
  isShallow(): Promise<boolean>;
}

export interface LoggedCommit {
  readonly oid: string;
  readonly authorName: string;
  readonly authorEmail: string;
  readonly message: string;
}

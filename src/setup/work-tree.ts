import type { ByteSource } from '../evidence/source.ts';

/** The files beside the commit: where `init` writes, and where results lie that nobody commits. In `host/`. */
export interface WorkTree {
  /** Text of a file; null where there is none. Refuses a link or a folder in its place, and what is not UTF-8. */
  read(path: string): Promise<string | null>;
  /** Files in a folder and in the folders right below it, as paths from the root; none where there is no such folder. */
  list(folder: string): Promise<readonly string[]>;
  /** A results file; null where there is none inside the work tree. */
  open(path: string): Promise<ByteSource | null>;
}

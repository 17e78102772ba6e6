import { EXIT, problem, Refusal } from '../problem.ts';

/** The git objects that a bundle is read from. Implemented in `host/git/`; nothing here ever sees a work tree. */
export interface Repository {
  /** Commit oid of a ref, oid or revision expression. Refuses: `unknown-ref`, `no-commits`. */
  commit(ref: string): Promise<string>;
  /** All files of a commit, in byte order of their paths. */
  tree(commit: string): Promise<readonly TreeFile[]>;
  /**
   * Digest of each blob's raw bytes, at least of those asked for that this clone holds. Reads every blob once,
   * streaming; no blob is held in memory.
   */
  hash(oids: readonly string[]): Promise<ReadonlyMap<string, BlobDigest>>;
  /** Paths of a commit whose text matches one of the POSIX extended patterns, among files with these endings (`*.py`). */
  grep(commit: string, patterns: readonly string[], endings: readonly string[]): Promise<readonly string[]>;
  /** A blob's raw bytes; null where it has more than `maxBytes`. Refuses with `ObjectMissing` what this clone lacks. */
  read(oid: string, maxBytes: number): Promise<Uint8Array | null>;
}

export interface TreeFile {
  /** As stored, decoded as UTF-8; bytes that are not UTF-8 are shown as U+FFFD and `validPath` is false. */
  readonly path: string;
  readonly validPath: boolean;
  /** `100644`, `100755`, `120000` (symlink) or `160000` (submodule). */
  readonly mode: string;
  readonly oid: string;
}

export interface BlobDigest {
  /** Lower-case hex over the raw bytes. */
  readonly sha256: string;
  readonly size: number;
  /** Set where the whole blob is a Git LFS pointer. */
  readonly lfs: LfsPointer | null;
}

export interface LfsPointer {
  /** Hex, without `sha256:`. */
  readonly oid: string;
  readonly size: number;
}

/** A clone lacks an object, and git says so: what it holds cannot be told, and everything else can. */
export class ObjectMissing extends Refusal {
  constructor(oid: string) {
    const expected = 'a clone that holds the objects of both commits';
    super([problem('git-object-missing', { found: oid, expected })], EXIT.unavailable);
  }
}

/** As `Repository.read`, for whom a file that this clone lacks is one that is not read. */
export async function readHeld(
  repository: Pick<Repository, 'read'>,
  oid: string,
  maxBytes: number,
): Promise<Uint8Array | null | 'not-in-clone'> {
  try {
    return await repository.read(oid, maxBytes);
  } catch (error) {
    if (error instanceof ObjectMissing) return 'not-in-clone';
    throw error;
  }
}

/** A whole word, in the patterns that `grep` takes. */
export function wordPattern(word: string): string {
  return `(^|[^A-Za-z0-9_])${word.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&')}([^A-Za-z0-9_]|$)`;
}

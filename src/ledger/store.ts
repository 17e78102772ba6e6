/** Where a ledger is kept: files on a branch, and a way of replacing them that fails where somebody was faster. */
export interface LedgerStore {
  /** The newest commit of the branch with its `state.json`; null where there is no ledger. */
  read(): Promise<Tip | null>;
  /** One file as a commit has it; null where it has none. */
  file(tip: string, path: string): Promise<Uint8Array | null>;
  /** All files of a commit, in the order of their paths, with their bytes. For proofs only: it reads everything. */
  files(tip: string): Promise<readonly LedgerFile[]>;
  /**
   * Adds, replaces or takes away files on top of `expected` (null: there is no branch yet). Never changes anything where the branch is
   * no longer at `expected`. A rejection says nothing about whether the write took effect: read again and look.
   */
  commit(
    expected: string | null,
    files: readonly FileChange[],
    message: string,
  ): Promise<'written' | 'stale'>;
}

export interface Tip {
  /** Commit of the branch. */
  readonly commit: string;
  readonly state: Uint8Array;
}

export interface LedgerFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

export interface FileChange {
  readonly path: string;
  /** Null: the file is taken away. */
  readonly bytes: Uint8Array | null;
}

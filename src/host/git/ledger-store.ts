import { LEDGER_BRANCH, STATE_PATH } from '../../ledger/layout.ts';
import type { FileChange, LedgerFile, LedgerStore, Tip } from '../../ledger/store.ts';
import { readBlobs } from './blobs.ts';
import { GitBranch } from './branch.ts';
import { CatFile } from './cat-file.ts';
import { refTip } from './commit-files.ts';
import { type GitLocation, gitOutput } from './run.ts';
import { listTree } from './tree.ts';

const LARGEST_FILE = 64 * 1024 * 1024;

/** A ledger on a branch of any git repository. A remote is asked before every read. */
export class GitLedgerStore implements LedgerStore {
  readonly #branch: GitBranch;
  #cat: CatFile | null = null;

  /** `remote` and `access` as for a branch. */
  constructor(location: GitLocation, remote: string | null, access: NodeJS.ProcessEnv = {}) {
    this.#branch = new GitBranch(location, remote, LEDGER_BRANCH, access);
  }

  get remote(): string | null {
    return this.#branch.remote;
  }

  async read(): Promise<Tip | null> {
    await this.#branch.refresh();
    return this.readKnown();
  }

  /** The tree of a commit that was read. */
  async tree(commit: string): Promise<string> {
    const answer = await gitOutput(this.#branch.location, ['rev-parse', `${commit}^{tree}`]);
    return answer.toString().trim();
  }

  /** The ledger as this clone knows it, without asking anybody. */
  async readKnown(): Promise<Tip | null> {
    return this.#tip(await this.#branch.tip());
  }

  /** The ledger that a reference of this clone points to. */
  async readAt(ref: string): Promise<Tip | null> {
    return this.#tip(await refTip(this.#branch.location, ref));
  }

  async #tip(commit: string | null): Promise<Tip | null> {
    if (commit === null) return null;
    return { commit, state: (await this.file(commit, STATE_PATH)) ?? new Uint8Array() };
  }

  file(tip: string, path: string): Promise<Uint8Array | null> {
    return this.#branch.file(tip, path);
  }

  async files(tip: string): Promise<readonly LedgerFile[]> {
    const listed = await listTree(this.#branch.location, tip);
    const oids = listed.map(({ oid }) => oid);
    const read = await readBlobs(this.#catFile(), oids, LARGEST_FILE);
    return listed.map(({ path }, i) => ({ path, bytes: read[i] ?? new Uint8Array() }));
  }

  commit(
    expected: string | null,
    files: readonly FileChange[],
    message: string,
  ): Promise<'written' | 'stale'> {
    return this.#branch.commit(expected, files, message);
  }

  close(): void {
    this.#cat?.close();
    this.#cat = null;
  }

  [Symbol.dispose](): void {
    this.close();
  }

  #catFile(): CatFile {
    this.#cat ??= new CatFile(this.#branch.location);
    return this.#cat;
  }
}

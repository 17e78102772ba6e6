import { GitLedgerStore } from '../../../src/host/git/ledger-store.ts';
import type { FileChange, LedgerFile, Tip } from '../../../src/ledger/store.ts';
import { scratchFolder } from '../../scenario/folder.ts';
import { gitIn, initialise } from '../../scenario/git.ts';
import type { WatchedStore } from './world.ts';

/** The real store on a real repository, watched: every commit that ever was the tip, and what it stood on. */
export class WatchedGitStore implements WatchedStore, Disposable {
  readonly commits = new Map<string, unknown>();
  readonly parents = new Map<string, string | null>();
  tip: string | null = null;
  readonly #folder = scratchFolder();
  readonly #git: GitLedgerStore;

  constructor() {
    initialise(this.#folder.path);
    this.#git = new GitLedgerStore({ directory: this.#folder.path }, null);
  }

  read(): Promise<Tip | null> {
    return this.#git.read();
  }

  file(tip: string, path: string): Promise<Uint8Array | null> {
    return this.#git.file(tip, path);
  }

  files(tip: string): Promise<readonly LedgerFile[]> {
    return this.#git.files(tip);
  }

  async commit(
    expected: string | null,
    files: readonly FileChange[],
    message: string,
  ): Promise<'written' | 'stale'> {
    const answer = await this.#git.commit(expected, files, message);
    if (answer === 'written') {
      this.tip = gitIn(this.#folder.path, 'rev-parse', 'airlock-ledger');
      this.commits.set(this.tip, message);
      const [, parent = null] = gitIn(this.#folder.path, 'rev-list', '-1', '--parents', this.tip).split(' ');
      this.parents.set(this.tip, parent);
    }
    return answer;
  }

  [Symbol.dispose](): void {
    this.#git.close();
    this.#folder[Symbol.dispose]();
  }
}

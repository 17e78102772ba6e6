import { createHash } from 'node:crypto';
import { STATE_PATH } from '../../src/ledger/layout.ts';
import type { FileChange, LedgerFile, LedgerStore, Tip } from '../../src/ledger/store.ts';

/** A branch in memory: commits are maps of files, named by what they hold and where they came from. */
export class MemoryStore implements LedgerStore {
  readonly commits = new Map<string, ReadonlyMap<string, Uint8Array>>();
  readonly parents = new Map<string, string | null>();
  tip: string | null = null;

  async read(): Promise<Tip | null> {
    if (this.tip === null) return null;
    const state = this.commits.get(this.tip)?.get(STATE_PATH) ?? new Uint8Array();
    return { commit: this.tip, state };
  }

  async file(tip: string, path: string): Promise<Uint8Array | null> {
    return this.commits.get(tip)?.get(path) ?? null;
  }

  async files(tip: string): Promise<readonly LedgerFile[]> {
    const files = [...(this.commits.get(tip) ?? [])].map(([path, bytes]) => ({ path, bytes }));
    return files.sort((a, b) => (a.path < b.path ? -1 : 1));
  }

  async commit(expected: string | null, files: readonly FileChange[]): Promise<'written' | 'stale'> {
    if (this.tip !== expected) return 'stale';
    const before = expected === null ? [] : [...(this.commits.get(expected) ?? [])];
    const after = new Map(before);
    for (const { path, bytes } of files) {
      if (bytes === null) after.delete(path);
      else after.set(path, bytes);
    }
    const name = createHash('sha1').update(expected ?? '');
    for (const { path, bytes } of files) name.update(path).update(bytes ?? 'gone');
    const commit = name.digest('hex');
    this.commits.set(commit, after);
    this.parents.set(commit, expected);
    this.tip = commit;
    return 'written';
  }
}

import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { STATE_PATH } from '../../ledger/layout.ts';
import type { Tip } from '../../ledger/store.ts';
import { unavailable } from '../../problem.ts';
import { fileAt } from './commit-files.ts';
import { type FetchAccess, fetchBare, fetchObjects } from './fetch.ts';
import { type GitLocation, git, gitFailed } from './run.ts';

/**
 * A ledger at one commit, fetched from the server into a repository of its own. What lies in the checkout, its refs and
 * objects included, may have been put there by the code that is judged; nothing of it is read. Files come when they are
 * asked for: a ledger keeps the scores of years.
 */
export class LedgerCopy {
  readonly #location: GitLocation;
  readonly #access: FetchAccess;

  private constructor(location: GitLocation, access: FetchAccess) {
    this.#location = location;
    this.#access = access;
  }

  /** Lies in a new folder of `temp`, whose name nobody could know before. Refuses `ledger-remote` (69) where the server does not give the commit. */
  static async open(
    temp: string,
    access: FetchAccess,
    commit: string,
  ): Promise<{ readonly copy: LedgerCopy; readonly tip: Tip }> {
    const location = { directory: await mkdtemp(join(temp, 'airlock-ledger-')) };
    const format = commit.length === 64 ? ['--object-format=sha256'] : [];
    const made = await git(location, ['init', '--quiet', '--bare', '--template=', ...format]);
    if (made.code !== 0) gitFailed('init', made.stderr);
    const isThere = await fetchBare(location, access, commit);
    if (!isThere) unavailable('ledger-remote', { found: commit, args: { command: 'fetch' } });
    const copy = new LedgerCopy(location, access);
    return { copy, tip: { commit, state: (await copy.file(commit, STATE_PATH)) ?? new Uint8Array() } };
  }

  /** One file; null where the commit has none, or the server no longer gives it. */
  async file(commit: string, path: string): Promise<Uint8Array | null> {
    await this.bring(commit, [path]);
    return fileAt(this.#location, commit, path);
  }

  async bring(commit: string, paths: readonly string[]): Promise<void> {
    if (paths.length === 0) return;
    const missing = (await this.#oids(commit, paths)).filter((one) => !one.isHere).map(({ oid }) => oid);
    if (missing.length > 0) await fetchObjects(this.#location, this.#access, [...new Set(missing)]);
  }

  /** Ids of the files that the commit has, and whether their bytes are here. */
  async #oids(commit: string, paths: readonly string[]): Promise<{ oid: string; isHere: boolean }[]> {
    const listed = await git(this.#location, ['ls-tree', '-z', '--full-tree', commit, '--', ...paths]);
    const oids = listed.stdout
      .toString('latin1')
      .split('\0')
      .flatMap((line) => /^\d+ blob ([0-9a-f]+)\t/u.exec(line)?.[1] ?? []);
    if (oids.length === 0) return [];
    // Some versions of git end at the first that is missing; what comes behind it is then asked for once more.
    const known = await git(this.#location, ['cat-file', '--batch-check'], `${oids.join('\n')}\n`);
    const answers = known.stdout.toString('latin1').split('\n');
    return oids.map((oid, i) => ({ oid, isHere: / blob \d+$/u.test(answers[i] ?? '') }));
  }
}

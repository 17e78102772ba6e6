import type { FileChange } from '../../ledger/store.ts';
import { commitFiles, moveRef, refTip } from './commit-files.ts';
import { type GitLocation, git, gitFailed } from './run.ts';

/** A machine made it, and says so where people and `authorship` look. */
const AUTHOR = 'airlock[bot] <airlock@localhost>';
const TRANSPORTS = { GIT_ALLOW_PROTOCOL: 'https:http:ssh:file' };

/**
 * A branch that holds one commit on top of what is live, and another one next time. Nothing is ever built on what it held
 * before: it is moved from what was seen there, or not at all.
 */
export class CandidateBranch {
  readonly name: string;
  readonly #location: GitLocation;
  readonly #remote: string | null;
  readonly #access: NodeJS.ProcessEnv;

  constructor(location: GitLocation, remote: string | null, bundle: string, access: NodeJS.ProcessEnv) {
    this.name = `airlock/candidate/${bundle}`;
    this.#location = location;
    this.#remote = remote;
    this.#access = { ...TRANSPORTS, ...access };
  }

  /** The commit that it holds now; null where there is no such branch. Refuses `git-failed` (69) where the remote does not answer. */
  async tip(): Promise<string | null> {
    if (this.#remote === null) return refTip(this.#location, this.#local);
    const args = [
      'fetch',
      '--no-tags',
      '--no-write-fetch-head',
      this.#remote,
      `+${this.#local}:${this.#seen}`,
    ];
    const { code, stderr } = await git(this.#location, args, '', this.#access);
    if (code === 0) return refTip(this.#location, this.#seen);
    if (/couldn't find remote ref/u.test(stderr)) return null;
    return gitFailed('fetch', stderr);
  }

  /** Puts a commit on `parent` in the place of `expected`; null where somebody else was faster. */
  async put(
    expected: string | null,
    parent: string,
    files: readonly FileChange[],
    message: string,
  ): Promise<string | null> {
    const commit = await commitFiles(this.#location, parent, files, message, AUTHOR);
    if (this.#remote === null)
      return (await moveRef(this.#location, this.#local, commit, expected)) ? commit : null;
    const lease = `--force-with-lease=${this.#local}:${expected ?? ''}`;
    const args = [
      'push',
      '--porcelain',
      '--no-verify',
      '--quiet',
      lease,
      this.#remote,
      `${commit}:${this.#local}`,
    ];
    const { code, stdout, stderr } = await git(this.#location, args, '', this.#access);
    if (code === 0) return commit;
    const told = `${stdout.toString('utf8')}\n${stderr}`;
    return /stale info|cannot lock ref|failed to update ref/u.test(told) ? null : gitFailed('push', stderr);
  }

  get #local(): string {
    return `refs/heads/${this.name}`;
  }

  get #seen(): string {
    return `refs/airlock/seen/${this.name}`;
  }
}

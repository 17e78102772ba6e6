import { LEDGER_BRANCH, STATE_PATH } from '../../ledger/layout.ts';
import type { LedgerFile, LedgerStore, Tip } from '../../ledger/store.ts';
import { EXIT, problem, Refusal, unavailable } from '../../problem.ts';
import { readBlobs } from './blobs.ts';
import { CatFile } from './cat-file.ts';
import { commitFiles, fileAt, moveRef, refTip } from './commit-files.ts';
import { type GitLocation, git } from './run.ts';
import { listTree } from './tree.ts';

const LOCAL = `refs/heads/${LEDGER_BRANCH}`;
const LARGEST_FILE = 64 * 1024 * 1024;

/**
 * A ledger on a branch of any git repository, by plumbing alone: no work tree, no index, no hooks and no identity are
 * needed. Without a remote the branch is replaced by `update-ref NEW EXPECTED`; with one by a push that must fast-forward,
 * and the remote is asked before every read.
 */
export class GitLedgerStore implements LedgerStore {
  readonly #location: GitLocation;
  /** Name of the remote that holds the ledger; null where this repository does. */
  readonly remote: string | null;
  readonly #ref: string;
  readonly #access: NodeJS.ProcessEnv;
  #cat: CatFile | null = null;

  /** `access`: environment that lets git speak to the remote, where it needs more than it has. */
  constructor(location: GitLocation, remote: string | null, access: NodeJS.ProcessEnv = {}) {
    this.#location = location;
    this.#access = { GIT_ALLOW_PROTOCOL: 'https:http:ssh:file', ...access };
    this.remote = remote;
    this.#ref = remote === null ? LOCAL : `refs/remotes/${remote}/${LEDGER_BRANCH}`;
  }

  async read(): Promise<Tip | null> {
    if (this.remote !== null) await this.#refresh(this.remote);
    return this.readKnown();
  }

  /** The ledger as this clone knows it, without asking anybody. */
  async readKnown(): Promise<Tip | null> {
    const commit = await refTip(this.#location, this.#ref);
    if (commit === null) return null;
    return { commit, state: (await this.file(commit, STATE_PATH)) ?? new Uint8Array() };
  }

  file(tip: string, path: string): Promise<Uint8Array | null> {
    return fileAt(this.#location, tip, path);
  }

  async files(tip: string): Promise<readonly LedgerFile[]> {
    const listed = await listTree(this.#location, tip);
    const oids = listed.map(({ oid }) => oid);
    const read = await readBlobs(this.#catFile(), oids, LARGEST_FILE);
    return listed.map(({ path }, i) => ({ path, bytes: read[i] ?? new Uint8Array() }));
  }

  async commit(
    expected: string | null,
    files: readonly LedgerFile[],
    message: string,
  ): Promise<'written' | 'stale'> {
    const commit = await commitFiles(this.#location, expected, files, message);
    if (this.remote !== null) return this.#push(this.remote, commit, expected);
    return (await moveRef(this.#location, LOCAL, commit, expected)) ? 'written' : 'stale';
  }

  close(): void {
    this.#cat?.close();
    this.#cat = null;
  }

  [Symbol.dispose](): void {
    this.close();
  }

  async #push(remote: string, commit: string, expected: string | null): Promise<'written' | 'stale'> {
    const lease = `--force-with-lease=${LOCAL}:${expected ?? ''}`;
    const args = ['push', '--porcelain', '--no-verify', '--quiet', lease, remote, `${commit}:${LOCAL}`];
    const answer = await git(this.#location, args, '', this.#access);
    if (answer.code === 0) {
      await git(this.#location, ['update-ref', this.#ref, commit]);
      return 'written';
    }
    const told = `${answer.stdout.toString('utf8')}\n${answer.stderr}`;
    if (REJECTED.test(told)) return 'stale';
    return unavailable('ledger-remote', { found: firstLine(answer.stderr), args: { command: 'push' } });
  }

  /**
   * Brings what the remote has. A branch that no longer contains what this clone has seen was wound back; but another
   * process of this clone may have seen more in between, so that it is asked again before anybody is alarmed.
   */
  async #refresh(remote: string): Promise<void> {
    const args = ['fetch', '--no-tags', '--no-write-fetch-head', remote, `${LOCAL}:${this.#ref}`];
    let told = '';
    for (let tries = 0; tries < MOST_FETCHES; tries += 1) {
      const answer = await git(this.#location, args, '', this.#access);
      if (answer.code === 0) return;
      told = answer.stderr;
      if (!OVERTAKEN.test(told)) break;
    }
    const seen = await refTip(this.#location, this.#ref);
    if (/non-fast-forward/u.test(told)) rewound(seen);
    if (!/couldn't find remote ref/u.test(told))
      unavailable('ledger-remote', { found: firstLine(told), args: { command: 'fetch' } });
    if (seen !== null) rewound(seen);
  }

  #catFile(): CatFile {
    this.#cat ??= new CatFile(this.#location);
    return this.#cat;
  }
}

const MOST_FETCHES = 20;
const OVERTAKEN = /cannot lock ref|Unable to create .*\.lock|non-fast-forward/u;
const REJECTED =
  /stale info|non-fast-forward|fetch first|cannot lock ref|remote rejected|failed to update ref/u;

function rewound(seen: string | null): never {
  throw new Refusal(
    [problem('ledger-rewound', { found: 'a branch without it', expected: seen ?? 'what was seen before' })],
    EXIT.unavailable,
  );
}

function firstLine(text: string): string {
  return (text.trim().split('\n')[0] ?? '').slice(0, 300);
}

/** The remote that a clone's ledger is asked of: `origin` where there is one, else the repository itself. */
export async function usualRemote(location: GitLocation): Promise<string | null> {
  const answer = await git(location, ['remote', 'get-url', 'origin']);
  return answer.code === 0 ? 'origin' : null;
}

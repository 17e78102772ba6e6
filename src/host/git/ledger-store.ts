import { randomUUID } from 'node:crypto';
import { LEDGER_BRANCH, STATE_PATH } from '../../ledger/layout.ts';
import type { LedgerFile, LedgerStore, Tip } from '../../ledger/store.ts';
import { EXIT, problem, Refusal, unavailable } from '../../problem.ts';
import { readBlob } from './blobs.ts';
import { CatFile } from './cat-file.ts';
import { type GitLocation, git, gitFailed } from './run.ts';
import { listTree } from './tree.ts';

const LOCAL = `refs/heads/${LEDGER_BRANCH}`;
const TRANSPORTS = { GIT_ALLOW_PROTOCOL: 'https:http:ssh:file' };
const LARGEST_FILE = 64 * 1024 * 1024;

/**
 * A ledger on a branch of any git repository, by plumbing alone: no work tree, no index, no hooks and no identity are
 * needed. Without a remote the branch is replaced by `update-ref NEW EXPECTED`; with one by a push that must fast-forward,
 * and the remote is asked before every read.
 */
export class GitLedgerStore implements LedgerStore {
  readonly #location: GitLocation;
  readonly #remote: string | null;
  readonly #ref: string;
  #cat: CatFile | null = null;

  /** `remote`: name of the remote that holds the ledger; null where this repository does. */
  constructor(location: GitLocation, remote: string | null) {
    this.#location = location;
    this.#remote = remote;
    this.#ref = remote === null ? LOCAL : `refs/remotes/${remote}/${LEDGER_BRANCH}`;
  }

  async read(): Promise<Tip | null> {
    if (this.#remote !== null) await this.#refresh(this.#remote);
    return this.readKnown();
  }

  /** The ledger as this clone knows it, without asking anybody. */
  async readKnown(): Promise<Tip | null> {
    const commit = await this.#tip();
    if (commit === null) return null;
    return { commit, state: (await this.file(commit, STATE_PATH)) ?? new Uint8Array() };
  }

  async file(tip: string, path: string): Promise<Uint8Array | null> {
    const answer = await git(this.#location, ['cat-file', 'blob', `${tip}:${path}`]);
    return answer.code === 0 ? new Uint8Array(answer.stdout) : null;
  }

  async files(tip: string): Promise<readonly LedgerFile[]> {
    const listed = await listTree(this.#location, tip);
    const cat = this.#catFile();
    return Promise.all(
      listed.map(async ({ path, oid }) => {
        const bytes = await readBlob(cat, oid, LARGEST_FILE);
        return { path, bytes: bytes ?? new Uint8Array() };
      }),
    );
  }

  async commit(
    expected: string | null,
    files: readonly LedgerFile[],
    message: string,
  ): Promise<'written' | 'stale'> {
    const commit = await this.#build(expected, files, message);
    return this.#remote === null
      ? this.#update(commit, expected)
      : this.#push(this.#remote, commit, expected);
  }

  close(): void {
    this.#cat?.close();
    this.#cat = null;
  }

  async #tip(): Promise<string | null> {
    const answer = await git(this.#location, ['rev-parse', '--verify', '--quiet', `${this.#ref}^{commit}`]);
    return answer.code === 0 ? answer.stdout.toString().trim() : null;
  }

  /** A commit on top of `expected`, in one process. The ref that fast-import insists on is gone before anybody sees it. */
  async #build(expected: string | null, files: readonly LedgerFile[], message: string): Promise<string> {
    const ref = `refs/airlock/${randomUUID()}`;
    const zero = '0'.repeat(expected?.length ?? 40);
    const stamp = `Airlock <airlock@localhost> ${Math.floor(Date.now() / 1000)} +0000`;
    const script = Buffer.concat([
      Buffer.from(
        `commit ${ref}\nmark :1\nauthor ${stamp}\ncommitter ${stamp}\n${data(Buffer.from(message))}`,
      ),
      Buffer.from(expected === null ? '' : `from ${expected}\n`),
      ...files.flatMap(({ path, bytes }) => [Buffer.from(`M 100644 inline ${path}\n`), dataOf(bytes)]),
      Buffer.from(`\nget-mark :1\nreset ${ref}\nfrom ${zero}\n\ndone\n`),
    ]);
    const answer = await git(this.#location, ['fast-import', '--quiet', '--done'], script);
    const commit = answer.stdout.toString().trim();
    if (answer.code !== 0 || commit === '') gitFailed('fast-import', answer.stderr);
    return commit;
  }

  async #update(commit: string, expected: string | null): Promise<'written' | 'stale'> {
    const zero = '0'.repeat(commit.length);
    const answer = await git(this.#location, ['update-ref', LOCAL, commit, expected ?? zero]);
    if (answer.code === 0) return 'written';
    if ((await this.#tip()) !== expected) return 'stale';
    return LOCKED.test(answer.stderr) ? 'stale' : gitFailed('update-ref', answer.stderr);
  }

  async #push(remote: string, commit: string, expected: string | null): Promise<'written' | 'stale'> {
    const lease = `--force-with-lease=${LOCAL}:${expected ?? ''}`;
    const args = ['push', '--porcelain', '--no-verify', '--quiet', lease, remote, `${commit}:${LOCAL}`];
    const answer = await git(this.#location, args, '', TRANSPORTS);
    if (answer.code === 0) {
      await git(this.#location, ['update-ref', this.#ref, commit]);
      return 'written';
    }
    const told = `${answer.stdout.toString('utf8')}\n${answer.stderr}`;
    if (REJECTED.test(told)) return 'stale';
    unavailable('ledger-remote', { found: firstLine(told), args: { command: 'push' } });
  }

  /** Brings what the remote has. A branch that no longer contains what this clone has seen was wound back. */
  async #refresh(remote: string): Promise<void> {
    const args = ['fetch', '--no-tags', '--no-write-fetch-head', remote, `${LOCAL}:${this.#ref}`];
    const answer = await git(this.#location, args, '', TRANSPORTS);
    if (answer.code === 0) return;
    const seen = await this.#tip();
    if (/non-fast-forward/u.test(answer.stderr)) rewound(seen);
    if (!/couldn't find remote ref/u.test(answer.stderr))
      unavailable('ledger-remote', { found: firstLine(answer.stderr), args: { command: 'fetch' } });
    if (seen !== null) rewound(seen);
  }

  #catFile(): CatFile {
    this.#cat ??= new CatFile(this.#location);
    return this.#cat;
  }
}

/** Two writers at once: one of them finds the ref locked, or moved. */
const LOCKED = /cannot lock ref|Unable to create .*\.lock/u;
const REJECTED =
  /stale info|non-fast-forward|fetch first|cannot lock ref|remote rejected|failed to update ref/u;

function rewound(seen: string | null): never {
  throw new Refusal(
    [problem('ledger-rewound', { found: 'a branch without it', expected: seen ?? 'what was seen before' })],
    EXIT.unavailable,
  );
}

function data(bytes: Uint8Array): string {
  return `data ${bytes.length}\n${Buffer.from(bytes).toString('utf8')}\n`;
}

function dataOf(bytes: Uint8Array): Buffer {
  return Buffer.concat([Buffer.from(`data ${bytes.length}\n`), bytes, Buffer.from('\n')]);
}

function firstLine(text: string): string {
  return (text.trim().split('\n')[0] ?? '').slice(0, 300);
}

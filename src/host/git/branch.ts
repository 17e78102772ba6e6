import { createHash } from 'node:crypto';
import type { FileChange } from '../../ledger/store.ts';
import { EXIT, problem, Refusal, unavailable } from '../../problem.ts';
import { commitFiles, fileAt, moveRef, refTip } from './commit-files.ts';
import { type GitLocation, git } from './run.ts';

/**
 * A branch that is read and replaced by plumbing alone: no work tree, no index, no hooks and no identity are needed. Without a
 * remote it is moved by `update-ref NEW EXPECTED`; with one by a push that must fast-forward.
 */
export class GitBranch {
  readonly location: GitLocation;
  /** Name or address of the remote that holds the branch; null where this repository does. */
  readonly remote: string | null;
  readonly #local: string;
  readonly #ref: string;
  readonly #access: NodeJS.ProcessEnv;

  /** `access`: environment that lets git speak to the remote, where it needs more than it has. */
  constructor(location: GitLocation, remote: string | null, name: string, access: NodeJS.ProcessEnv = {}) {
    this.location = location;
    this.remote = remote;
    this.#access = { GIT_ALLOW_PROTOCOL: 'https:http:ssh:file', ...access };
    this.#local = `refs/heads/${name}`;
    this.#ref = remote === null ? this.#local : `refs/remotes/${trackedAs(remote)}/${name}`;
  }

  /** The newest commit, as this clone knows it. */
  tip(): Promise<string | null> {
    return refTip(this.location, this.#ref);
  }

  file(commit: string, path: string): Promise<Uint8Array | null> {
    return fileAt(this.location, commit, path);
  }

  async commit(
    expected: string | null,
    files: readonly FileChange[],
    message: string,
  ): Promise<'written' | 'stale'> {
    const commit = await commitFiles(this.location, expected, files, message);
    if (this.remote !== null) return this.#push(this.remote, commit, expected);
    return (await moveRef(this.location, this.#local, commit, expected)) ? 'written' : 'stale';
  }

  /**
   * Brings what the remote has, where there is one. A branch that no longer contains what this clone has seen was wound back;
   * but another process of this clone may have seen more in between, so that it is asked again before anybody is alarmed.
   */
  async refresh(): Promise<void> {
    if (this.remote === null) return;
    const refs = `${this.#local}:${this.#ref}`;
    const args = ['fetch', '--no-tags', '--no-write-fetch-head', this.remote, refs];
    let told = '';
    for (let tries = 0; tries < MOST_FETCHES; tries += 1) {
      const answer = await git(this.location, args, '', this.#access);
      if (answer.code === 0) return;
      told = answer.stderr;
      if (!OVERTAKEN.test(told)) break;
    }
    const seen = await this.tip();
    if (/non-fast-forward/u.test(told)) rewound(seen);
    if (!/couldn't find remote ref/u.test(told))
      unavailable('ledger-remote', { found: firstLine(told), args: { command: 'fetch' } });
    if (seen !== null) rewound(seen);
  }

  async #push(remote: string, commit: string, expected: string | null): Promise<'written' | 'stale'> {
    const lease = `--force-with-lease=${this.#local}:${expected ?? ''}`;
    const args = ['push', '--porcelain', '--no-verify', '--quiet', lease, remote, `${commit}:${this.#local}`];
    const answer = await git(this.location, args, '', this.#access);
    if (answer.code === 0) {
      await git(this.location, ['update-ref', this.#ref, commit]);
      return 'written';
    }
    const told = `${answer.stdout.toString('utf8')}\n${answer.stderr}`;
    if (REJECTED.test(told)) return 'stale';
    return unavailable('ledger-remote', { found: firstLine(answer.stderr), args: { command: 'push' } });
  }
}

/** What a remote without a name is known as: an address is no name of a reference. */
const UNNAMED = 'airlock-';

function trackedAs(remote: string): string {
  if (/^[A-Za-z0-9][\w-]*$/u.test(remote)) return remote;
  return `${UNNAMED}${createHash('sha256').update(remote).digest('hex').slice(0, 16)}`;
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

/** The remote that a clone's branches are asked of: `origin` where there is one, else the repository itself. */
export async function usualRemote(location: GitLocation): Promise<string | null> {
  const answer = await git(location, ['remote', 'get-url', 'origin']);
  return answer.code === 0 ? 'origin' : null;
}

/** Addresses' branches of this name that this clone has seen, as full references. */
export async function unnamedBranches(location: GitLocation, name: string): Promise<string[]> {
  const answer = await git(location, [
    'for-each-ref',
    '--format=%(refname)',
    `refs/remotes/${UNNAMED}*/${name}`,
  ]);
  return answer.stdout
    .toString('utf8')
    .split('\n')
    .filter((line) => line !== '');
}

/** Whether this clone has a branch of this name: its own, a remote's or an address's. */
export async function hasBranch(location: GitLocation, name: string): Promise<boolean> {
  const refs = [`refs/heads/${name}`, `refs/remotes/*/${name}`];
  const answer = await git(location, ['for-each-ref', '--count=1', '--format=%(refname)', ...refs]);
  return answer.stdout.length > 0;
}

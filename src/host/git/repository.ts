import type { BlobDigest, Repository, TreeFile } from '../../bundle/repository.ts';
import { EXIT, problem, Refusal, refuse } from '../../problem.ts';
import { hashBlobs, readBlob, resolveName } from './blobs.ts';
import { CatFile } from './cat-file.ts';
import { type DigestCache, WORTH_CACHING } from './digest-cache.ts';
import { grepFiles } from './grep.ts';
import { GitHistory } from './history.ts';
import { type GitLocation, git } from './run.ts';
import { listTree } from './tree.ts';

interface Helpers {
  /** An object reader that is already running. */
  readonly cat?: CatFile | null;
  /** What blobs hash to, from earlier runs. */
  readonly cache?: DigestCache | null;
}

/** `HEAD`, `main`, `v1.2~3`, an oid: nothing that a reader of objects could take for a path, a search or an option. */
const PLAIN = /^\w(?:[\w/-]|\.(?!\.))*(?:[~^][~^\d]*)?$/u;

/** A repository on disk, bare or not, read through git's plumbing. Close it, or its helper process keeps ours alive. */
export class GitRepository implements Repository {
  readonly location: GitLocation;
  /** Top folder of the work tree; null for a bare repository. */
  readonly workTree: string | null;
  readonly history: GitHistory;
  readonly #trees = new Map<string, Promise<readonly TreeFile[]>>();
  readonly #digests = new Map<string, BlobDigest>();
  readonly #cache: DigestCache | null;
  #cat: CatFile | null = null;

  private constructor(location: GitLocation, workTree: string | null, { cat = null, cache = null }: Helpers) {
    this.location = location;
    this.history = new GitHistory(location);
    this.workTree = workTree;
    this.#cat = cat;
    this.#cache = cache;
  }

  /**
   * Refuses `not-a-repository` (64) where the folder is in none, and `git-missing` (69) where there is no git.
   */
  static async open(directory: string, helpers: Helpers = {}): Promise<GitRepository> {
    const location = { directory };
    const answer = await git(location, ['rev-parse', '--is-bare-repository', '--git-dir']);
    if (answer.code !== 0)
      refuse('not-a-repository', { found: directory, expected: 'a folder inside a git repository' });
    if (answer.stdout.toString().startsWith('true')) return new GitRepository(location, null, helpers);
    const top = await git(location, ['rev-parse', '--show-toplevel']);
    // Inside `.git` itself there is no work tree to name, and none is needed.
    return new GitRepository(
      location,
      top.code === 0 ? top.stdout.toString().replace(/\n$/u, '') : null,
      helpers,
    );
  }

  async commit(ref: string): Promise<string> {
    const found = await this.#resolve(ref);
    if (found !== null) return found;
    if (await this.#isEmpty())
      refuse('no-commits', {
        found: this.location.directory,
        expected: 'a repository with at least one commit',
      });
    const shallow = await this.history.isShallow();
    throw new Refusal(
      [
        problem('unknown-ref', {
          found: ref,
          expected: 'a branch, tag or commit of this repository',
          args: { shallow: shallow ? 1 : 0 },
        }),
      ],
      EXIT.usage,
    );
  }

  /** Whether a commit, by whatever name, is in this clone. */
  async holds(ref: string): Promise<boolean> {
    return (await this.#resolve(ref)) !== null;
  }

  tree(commit: string): Promise<readonly TreeFile[]> {
    const known = this.#trees.get(commit);
    if (known !== undefined) return known;
    const listing = listTree(this.location, commit);
    this.#trees.set(commit, listing);
    return listing;
  }

  async hash(oids: readonly string[]): Promise<ReadonlyMap<string, BlobDigest>> {
    const unknown = (): string[] => [...new Set(oids)].filter((oid) => !this.#digests.has(oid));
    const cache = unknown().length >= WORTH_CACHING ? this.#cache : null;
    for (const [oid, digest] of (await cache?.load()) ?? []) this.#digests.set(oid, digest);
    const fresh = unknown();
    for (const [oid, digest] of await hashBlobs(this.#catFile(), fresh)) this.#digests.set(oid, digest);
    if (fresh.length > 0) await cache?.save(this.#digests);
    return this.#digests;
  }

  read(oid: string, maxBytes: number): Promise<Uint8Array | null> {
    return readBlob(this.#catFile(), oid, maxBytes);
  }

  grep(commit: string, patterns: readonly string[], globs: readonly string[]): Promise<readonly string[]> {
    return grepFiles(this.location, commit, patterns, globs);
  }

  close(): void {
    this.#cat?.close();
    this.#cat = null;
  }

  [Symbol.dispose](): void {
    this.close();
  }

  /** The commit that a name stands for. An exclusion such as `^main` resolves too, to what is no commit. */
  async #resolve(ref: string): Promise<string | null> {
    // A plain name costs no process: the reader of objects is asked, which is needed in any case.
    if (PLAIN.test(ref)) return resolveName(this.#catFile(), `${ref}^{commit}`);
    const args = ['rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`];
    const answer = await git(this.location, args);
    const oid = answer.stdout.toString().trim();
    return answer.code === 0 && /^[0-9a-f]+$/u.test(oid) ? oid : null;
  }

  async #isEmpty(): Promise<boolean> {
    const answer = await git(this.location, ['rev-list', '--all', '--max-count=1']);
    return answer.code === 0 && answer.stdout.length === 0;
  }

  #catFile(): CatFile {
    this.#cat ??= new CatFile(this.location);
    return this.#cat;
  }
}

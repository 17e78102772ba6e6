import { createHash } from 'node:crypto';
import { readLfsPointer } from '../../bundle/lfs.ts';
import type { BlobDigest, Repository, TreeFile } from '../../bundle/repository.ts';
import { refuse } from '../../problem.ts';
import { BlobLoader } from './blobs.ts';
import type { GitHubAccess, GitHubClient } from './client.ts';

/**
 * A repository through the API, for a job that may write and therefore checks nothing out. Trees come whole or not at
 * all; blobs are read once, many at a time.
 */
export class ApiRepository implements Repository {
  readonly #client: GitHubClient;
  readonly #access: GitHubAccess;
  readonly #blobs: BlobLoader;
  readonly #trees = new Map<string, Promise<readonly TreeFile[]>>();
  readonly #digests = new Map<string, BlobDigest>();

  constructor(client: GitHubClient, access: GitHubAccess) {
    this.#client = client;
    this.#access = access;
    this.#blobs = new BlobLoader(client, access);
  }

  async commit(ref: string): Promise<string> {
    const { owner, repo } = this.#access;
    const { data } = await this.#client.rest.repos.getCommit({ owner, repo, ref });
    return data.sha;
  }

  tree(commit: string): Promise<readonly TreeFile[]> {
    const known = this.#trees.get(commit);
    if (known !== undefined) return known;
    const listing = this.#list(commit);
    this.#trees.set(commit, listing);
    return listing;
  }

  async hash(oids: readonly string[]): Promise<ReadonlyMap<string, BlobDigest>> {
    const fresh = [...new Set(oids)].filter((oid) => !this.#digests.has(oid));
    const blobs = await this.#blobs.load(fresh);
    for (const oid of fresh) {
      const bytes = blobs.get(oid) ?? new Uint8Array();
      this.#digests.set(oid, {
        sha256: createHash('sha256').update(bytes).digest('hex'),
        size: bytes.length,
        lfs: readLfsPointer(bytes),
      });
    }
    return this.#digests;
  }

  async read(oid: string, maxBytes: number): Promise<Uint8Array | null> {
    const bytes = (await this.#blobs.load([oid])).get(oid);
    return bytes === undefined || bytes.length > maxBytes ? null : bytes;
  }

  /** The API searches no trees: without a configuration components are then told from their paths alone. */
  grep(): Promise<readonly string[]> {
    return Promise.resolve([]);
  }

  async #list(commit: string): Promise<readonly TreeFile[]> {
    const { owner, repo } = this.#access;
    const { data } = await this.#client.rest.git.getTree({ owner, repo, tree_sha: commit, recursive: '1' });
    if (data.truncated)
      refuse('repository-too-large', {
        found: `more files than the ${data.tree.length} that the API lists`,
        expected: 'a tree that the API lists whole',
      });
    const files = data.tree.flatMap(({ type, path, mode, sha }): TreeFile[] =>
      type === 'tree' || path === undefined || mode === undefined || sha === undefined
        ? []
        : [{ path, mode, oid: sha, validPath: !path.includes('\uFFFD') }],
    );
    return files.sort((a, b) => Buffer.compare(Buffer.from(a.path), Buffer.from(b.path)));
  }
}

import { createHash } from 'node:crypto';
import type { History, LoggedCommit } from '../../src/bundle/history.ts';
import type { BlobDigest, Repository, TreeFile } from '../../src/bundle/repository.ts';
import { type CheckRequest, type CheckResult, check } from '../../src/check.ts';
import type { ByteSource } from '../../src/evidence/source.ts';

/** Files of a commit by path. */
export type Tree = Readonly<Record<string, string>>;

/** Commits without git: they are called as they are given. The pipeline cannot tell it from the real one. */
export class MemoryRepository implements Repository {
  readonly #trees: ReadonlyMap<string, readonly TreeFile[]>;
  readonly #blobs = new Map<string, Buffer>();

  constructor(trees: Readonly<Record<string, Tree>>) {
    this.#trees = new Map(Object.entries(trees).map(([name, tree]) => [name, this.#files(tree)]));
  }

  commit(ref: string): Promise<string> {
    return Promise.resolve(ref);
  }

  tree(commit: string): Promise<readonly TreeFile[]> {
    return Promise.resolve(this.#trees.get(commit) ?? []);
  }

  hash(oids: readonly string[]): Promise<ReadonlyMap<string, BlobDigest>> {
    return Promise.resolve(
      new Map(
        oids.map((oid) => {
          const bytes = this.#blobs.get(oid) ?? Buffer.alloc(0);
          const sha256 = createHash('sha256').update(bytes).digest('hex');
          return [oid, { sha256, size: bytes.length, lfs: null }];
        }),
      ),
    );
  }

  grep(): Promise<readonly string[]> {
    return Promise.resolve([]);
  }

  read(oid: string, maxBytes: number): Promise<Uint8Array | null> {
    const bytes = this.#blobs.get(oid) ?? Buffer.alloc(0);
    return Promise.resolve(bytes.length > maxBytes ? null : bytes);
  }

  #files(tree: Tree): TreeFile[] {
    return Object.entries(tree)
      .map(([path, text]) => {
        const bytes = Buffer.from(text);
        const oid = createHash('sha1').update(bytes).digest('hex');
        this.#blobs.set(oid, bytes);
        return { path, validPath: true, mode: '100644', oid };
      })
      .sort((a, b) => Buffer.compare(Buffer.from(a.path), Buffer.from(b.path)));
  }
}

export interface Given {
  readonly base: Tree;
  readonly head: Tree;
  /** Result files of the work tree. */
  readonly results?: Tree;
  readonly log?: readonly LoggedCommit[];
  readonly tags?: readonly { readonly version: string; readonly commit: string }[];
  readonly request?: Partial<CheckRequest>;
}

export function bytesOf(name: string, text: string): ByteSource {
  const bytes = Buffer.from(text);
  return {
    name,
    size: bytes.length,
    async *open() {
      yield bytes;
    },
  };
}

/** Runs the pipeline on files in memory. */
export function checked({
  base,
  head,
  results = {},
  log = [],
  tags = [],
  request = {},
}: Given): Promise<CheckResult[]> {
  const history: History = {
    parents: () => Promise.resolve(['base']),
    mergeBase: () => Promise.resolve('base'),
    versions: () => Promise.resolve(tags),
    commits: () => Promise.resolve(log),
    isShallow: () => Promise.resolve(false),
  };
  const files = {
    open: (path: string) => {
      const text = results[path];
      return Promise.resolve(text === undefined ? null : bytesOf(path, text));
    },
  };
  const commits = { base: request.base ?? 'base', head: request.head ?? 'head' };
  const repository = new MemoryRepository({ [commits.base]: base, [commits.head]: head });
  return check(
    { repository, history, results: files, progress: () => {} },
    {
      ...commits,
      config: { kind: 'default' },
      bundle: null,
      evidence: new Map(),
      baselines: new Map(),
      moment: 'pull_request',
      withoutKeys: false,
      today: '2026-11-21',
      pull: { number: 41, author: null },
      raisedBy: null,
      environment: null,
      skipUnchanged: false,
      ...request,
    },
  );
}

import { createHash } from 'node:crypto';
import type { BlobDigest, Repository, TreeFile } from '../../src/bundle/repository.ts';

/** What a file of a commit is: text, bytes, or a link to a target. */
export type Content = string | Uint8Array | { readonly link: string } | { readonly submodule: string };
export type Files = Readonly<Record<string, Content>>;

/** Commits as maps of files, so that the whole path from two trees to a tier runs without git. */
export class MemoryRepository implements Repository {
  readonly #commits: Readonly<Record<string, Files>>;
  readonly #blobs = new Map<string, Uint8Array>();
  /** How often git would have been asked to search a whole commit. */
  searches = 0;

  constructor(commits: Readonly<Record<string, Files>>) {
    this.#commits = commits;
  }

  async commit(ref: string): Promise<string> {
    return ref;
  }

  async tree(commit: string): Promise<readonly TreeFile[]> {
    const files = Object.entries(this.#commits[commit] ?? {});
    return files
      .sort(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
      .map(([path, content]) => this.#file(path, content));
  }

  async hash(): Promise<ReadonlyMap<string, BlobDigest>> {
    throw new Error('risk needs no digests');
  }

  async grep(
    commit: string,
    patterns: readonly string[],
    endings: readonly string[],
  ): Promise<readonly string[]> {
    this.searches += 1;
    const tests = patterns.map((pattern) => new RegExp(pattern, 'mu'));
    const names = endings.map(
      (ending) => new RegExp(`^${ending.replaceAll('.', '\\.').replaceAll('*', '.*')}$`, 'u'),
    );
    return Object.entries(this.#commits[commit] ?? {})
      .filter(([path]) => names.some((name) => name.test(path)))
      .filter(([, content]) => tests.some((test) => test.test(textOf(content))))
      .map(([path]) => path);
  }

  async read(oid: string, maxBytes: number): Promise<Uint8Array | null> {
    const bytes = this.#blobs.get(oid);
    if (bytes === undefined) throw new Error(`no blob ${oid}`);
    return bytes.length > maxBytes ? null : bytes;
  }

  #file(path: string, content: Content): TreeFile {
    if (typeof content === 'object' && 'submodule' in content)
      return { path, validPath: true, mode: '160000', oid: content.submodule };
    const bytes = bytesOf(content);
    const oid = createHash('sha1').update(bytes).digest('hex');
    this.#blobs.set(oid, bytes);
    const isLink = typeof content === 'object' && 'link' in content;
    return { path, validPath: true, mode: isLink ? '120000' : '100644', oid };
  }
}

function bytesOf(content: Exclude<Content, { readonly submodule: string }>): Uint8Array {
  if (typeof content === 'string') return Buffer.from(content, 'utf8');
  return 'link' in content ? Buffer.from(content.link, 'utf8') : content;
}

function textOf(content: Content): string {
  return typeof content === 'string'
    ? content
    : content instanceof Uint8Array
      ? Buffer.from(content).toString('latin1')
      : '';
}

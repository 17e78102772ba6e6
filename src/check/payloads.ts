import type { Repository, TreeFile } from '../bundle/repository.ts';
import { DVC_DIGESTS, isDvcFile } from '../change/dvc.ts';
import type { Release } from '../ledger/shapes.ts';
import { append } from '../reader/append.ts';
import { type Data, toData } from '../reader/data.ts';
import { readDocument } from '../reader/document.ts';
import { decodeUtf8 } from '../reader/text.ts';
import type { Part } from './composed.ts';

/** Content that a release needs and git only points to. */
export interface Payload {
  readonly kind: 'lfs' | 'dvc';
  /** Where it belongs among the files of the release. */
  readonly path: string;
  /** The file in git that points to it. */
  readonly pointer: string;
  /**
   * `sha256:` of an LFS object; `md5:` of what DVC keeps, with `.dir` after a folder's. Anything else (the tag of a web page,
   * the version of a bucket) names content that no bytes can be held against.
   */
  readonly digest: string;
  /** Bytes, of all files of a folder together; null where the pointer does not say. */
  readonly size: number | null;
  /** DVC before 3 counted the lines of a text as if they ended as on Unix. */
  readonly isLegacy: boolean;
  /** Commit that the pointer is read at. */
  readonly commit: string;
}

const LARGEST_POINTER = 4 * 1024 * 1024;

/** Everything that the files of a release point to, in the order of its components. Nothing is fetched. */
export async function payloadsOf(
  repository: Repository,
  release: Release,
  parts: readonly Part[],
): Promise<Payload[]> {
  const found: Payload[] = [];
  for (const { component, files } of parts) {
    const commit = release.components.find((one) => one.name === component.name)?.commit ?? release.commit;
    for (const entry of component.entries)
      if ('lfs' in entry)
        found.push({
          kind: 'lfs',
          path: entry.path,
          pointer: entry.path,
          digest: `sha256:${entry.lfs.oid}`,
          size: entry.lfs.size,
          isLegacy: false,
          commit,
        });
    const pointers = files.filter(({ path, mode }) => isDvcFile(path) && mode.startsWith('100'));
    if (pointers.length === 0) continue;
    const tree = await repository.tree(commit);
    for (const file of pointers) append(found, await dvcPayloads(repository, tree, file, commit));
  }
  return distinct(found);
}

/** What a `.dvc` file or a `dvc.lock` says was put out. What lies in git as well is no payload. */
async function dvcPayloads(
  repository: Repository,
  tree: readonly TreeFile[],
  file: TreeFile,
  commit: string,
): Promise<Payload[]> {
  const document = await dataOf(repository, file);
  const folder = folderOf(file.path);
  const stages = document['stages'];
  const groups =
    stages === undefined
      ? [{ outs: document['outs'], wdir: document['wdir'] }]
      : await stagesOf(repository, tree, folder, recordOf(stages));
  const inGit = new Set(tree.map(({ path }) => path));
  return groups.flatMap(({ outs, wdir }) =>
    listOf(outs).flatMap((out): Payload[] => {
      const { path: named, size, hash } = out;
      const path = typeof named === 'string' ? within(folder, textOf(wdir), named) : null;
      const digest = digestOf(out);
      if (path === null || digest === null || inGit.has(path)) return [];
      const isLegacy = hash === undefined;
      return [
        {
          kind: 'dvc',
          path,
          pointer: file.path,
          digest,
          size: typeof size === 'number' ? size : null,
          isLegacy,
          commit,
        },
      ];
    }),
  );
}

/** A lock file does not say where a stage runs; the pipeline beside it does. */
async function stagesOf(
  repository: Repository,
  tree: readonly TreeFile[],
  folder: string,
  locked: Readonly<Record<string, Data>>,
): Promise<{ outs: Data | undefined; wdir: Data | undefined }[]> {
  const beside = tree.find(({ path }) => path === within(folder, '', 'dvc.yaml'));
  const pipeline = beside === undefined ? {} : recordOf((await dataOf(repository, beside))['stages']);
  return Object.entries(locked).map(([name, stage]) => ({
    outs: recordOf(stage)['outs'],
    wdir: recordOf(pipeline[name])['wdir'],
  }));
}

async function dataOf(repository: Repository, { oid }: TreeFile): Promise<Readonly<Record<string, Data>>> {
  const bytes = await repository.read(oid, LARGEST_POINTER);
  const text = bytes === null ? null : decodeUtf8(bytes);
  const data = text === null ? null : readDocument('dvc.yaml', text).data;
  return data === null ? {} : recordOf(toData(data));
}

function digestOf(out: Readonly<Record<string, Data>>): string | null {
  const key = DVC_DIGESTS.find((one) => typeof out[one] === 'string');
  return key === undefined ? null : `${key}:${String(out[key])}`;
}

function folderOf(path: string): string {
  return path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '';
}

/** A path of the repository; null for one that leaves it, or lies on another machine. */
function within(...steps: readonly string[]): string | null {
  const path: string[] = [];
  for (const step of steps) {
    if (/^(?:\/|[a-z][\w+.-]*:)/iu.test(step)) return null;
    for (const name of step.split('/')) {
      if (name === '' || name === '.') continue;
      if (name === '..' && path.pop() === undefined) return null;
      if (name !== '..') path.push(name);
    }
  }
  return path.length === 0 || path.includes('.git') ? null : path.join('/');
}

function recordOf(data: Data | undefined): Readonly<Record<string, Data>> {
  return typeof data === 'object' && data !== null && !Array.isArray(data) ? data : {};
}

function listOf(data: Data | undefined): Readonly<Record<string, Data>>[] {
  return Array.isArray(data) ? data.map(recordOf) : [];
}

function textOf(data: Data | undefined): string {
  return typeof data === 'string' ? data : '';
}

function distinct(payloads: readonly Payload[]): Payload[] {
  return [...new Map(payloads.map((one) => [one.path, one])).values()];
}

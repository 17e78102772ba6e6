import { decodeUtf8 } from '../reader/text.ts';
import type { ComponentRule, Identity } from './bundle.ts';
import {
  type Content,
  contentOf,
  NO_CONTENT,
  SEARCHED_ENDINGS,
  searchedAs,
  TELLTALE,
} from './detect-content.ts';
import { DOCS, ELSEWHERE, HINTED, PLACES, PROGRAMS, TESTS } from './detect-paths.ts';
import { type Basis, type Judgement, judge, names } from './judge.ts';
import type { Kind } from './kinds.ts';
import { type Repository, readHeld, type TreeFile } from './repository.ts';

/** Changes whenever the same repository could be detected otherwise; stands in every document with a provisional digest. */
export const DETECTION_VERSION = '5';

/**
 * The components that a repository seems to have, where nobody said. Provisional by definition: it says so wherever
 * it is shown. Every component is a list of exact paths, so that what was taken can be read.
 */
export async function detectIdentity(repository: Repository, commit: string): Promise<Identity> {
  const judged = await detectFiles(repository, commit);
  const components = componentsOf(kindsOf(judged));
  const missing = MEMORIES.get(repository)?.missing ?? new Set();
  if (missing.size === 0) return { name: 'default', provisional: true, components };
  const tree = await repository.tree(commit);
  const unread = tree.flatMap(({ path, oid }) => (missing.has(oid) ? [path] : []));
  return { name: 'default', provisional: true, components, unread };
}

/** What detection makes of the files of a commit: what it takes, and what looks like it and is left. */
export async function detectFiles(repository: Repository, commit: string): Promise<Judged[]> {
  const tree = await repository.tree(commit);
  return judgeTree(tree, await searchTexts(repository, commit, tree));
}

/** What detection makes of one path, whether the commit has it or not. */
export async function detectFile(repository: Repository, commit: string, path: string): Promise<Judgement> {
  const file = (await repository.tree(commit)).find((one) => one.path === path);
  const reads = file !== undefined && isRead(file) && searchedAs(path) !== null;
  const content = reads ? await contentAt(repository, file.oid, path) : null;
  return judge(path, content === 'not-in-clone' ? NO_CONTENT : (content ?? NO_CONTENT), names());
}

/** What blobs were found to say, by object id: a base and a head have nearly all of them in common. */
interface Memory {
  readonly seen: Set<string>;
  readonly content: Map<string, Content>;
  /** Blobs that the clone lacks. */
  readonly missing: Set<string>;
}

const MEMORIES = new WeakMap<Repository, Memory>();
/** So many unknown blobs are read one by one; beyond it git searches them all first. */
const MOST_READ = 2_000;
const LARGEST_READ = 512 * 1024;

/** What the texts of a commit say, by object id; texts that say nothing are not in it. */
async function searchTexts(
  repository: Repository,
  commit: string,
  tree: readonly TreeFile[],
): Promise<ReadonlyMap<string, Content>> {
  const memory = MEMORIES.get(repository) ?? { seen: new Set(), content: new Map(), missing: new Set() };
  MEMORIES.set(repository, memory);
  const { seen, content, missing } = memory;
  const unknown = tree.filter(({ oid, path }) => !seen.has(oid) && searchedAs(path) !== null);
  const hits = unknown.length > MOST_READ ? await telltales(repository, commit) : null;
  const reading = unknown.filter((file) => {
    seen.add(file.oid);
    return (hits === null || hits.has(file.path) || HINTS.test(file.path)) && isRead(file);
  });
  await Promise.all(
    reading.map(async ({ path, oid }) => {
      const found = await contentAt(repository, oid, path);
      if (found === 'not-in-clone') missing.add(oid);
      else if (found !== null) content.set(oid, found);
    }),
  );
  return content;
}

/** Any of the hinting names: one expression for the many files that have none. */
const HINTS = new RegExp(HINTED.map(([, name]) => name.source).join('|'), 'iu');

function isRead({ path, mode, validPath }: TreeFile): boolean {
  const isFile = mode === '100644' || mode === '100755';
  return isFile && validPath && !ELSEWHERE.test(path) && !TESTS.test(path) && !DOCS.test(path);
}

async function telltales(repository: Repository, commit: string): Promise<ReadonlySet<string>> {
  return new Set(await repository.grep(commit, [TELLTALE], SEARCHED_ENDINGS));
}

async function contentAt(
  repository: Repository,
  oid: string,
  path: string,
): Promise<Content | null | 'not-in-clone'> {
  const bytes = await readHeld(repository, oid, LARGEST_READ);
  if (bytes === 'not-in-clone') return bytes;
  const text = bytes === null ? null : decodeUtf8(bytes);
  const as = searchedAs(path);
  if (text === null || as === null) return null;
  const content = contentOf(text, as);
  return Object.values(content).includes(true) ? content : null;
}

/** A file that is named or found as part of an AI feature, and what it was taken for. */
export interface Judged extends Judgement {
  readonly path: string;
  /** Its text names a model, whatever else it is. */
  readonly model: boolean;
}

/** What was made of every file that is named, or in which something was found. */
export function judgeTree(tree: readonly TreeFile[], found: ReadonlyMap<string, Content>): Judged[] {
  const named = names();
  return tree.flatMap(({ path, oid, validPath }) => {
    const content = found.get(oid);
    // Nearly every file of a large repository is neither named nor found.
    if (!validPath || (content === undefined && named(path) === null && !isPlaced(path))) return [];
    return [{ path, model: content?.model ?? false, ...judge(path, content ?? NO_CONTENT, named) }];
  });
}

function isPlaced(path: string): boolean {
  return PROGRAMS.test(path) && (PLACES.test(path) || /(?:^|\/)pipelines?\/[^/]*\.r$/iu.test(path));
}

/** Paths by kind. What is a part of any program counts only where there is something else. */
export function kindsOf(judged: readonly Judged[]): Map<Kind, string[]> {
  const kinds = new Map<Kind, string[]>();
  const isBeside = (basis: Basis): boolean => basis === 'beside' || basis === 'near';
  for (const { path, kind, basis } of judged) if (kind !== null && !isBeside(basis)) add(kinds, kind, path);
  if (kinds.size > 0)
    for (const { path, kind, basis } of judged) if (kind !== null && isBeside(basis)) add(kinds, kind, path);
  return kinds;
}

function add(kinds: Map<Kind, string[]>, kind: Kind, path: string): void {
  const paths = kinds.get(kind);
  if (paths === undefined) kinds.set(kind, [path]);
  else paths.push(path);
}

function componentsOf(kinds: ReadonlyMap<Kind, readonly string[]>): ComponentRule[] {
  return [...kinds]
    .map(
      ([kind, paths]): ComponentRule => ({
        name: kind,
        kind,
        paths: paths.filter(isLiteral),
        values: {},
        links: 'record',
        confidential: false,
      }),
    )
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** A path with a glob's own characters in it would match others; such paths are left out of a provisional bundle. */
function isLiteral(path: string): boolean {
  return !/[*?{]/u.test(path);
}

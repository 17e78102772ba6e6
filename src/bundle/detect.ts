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
import { DOCS, ELSEWHERE, HINTED, NAMED, NOT_READ, RUNTIME, SERVING, TESTS } from './detect-paths.ts';
import { anyGlob, type Matcher } from './glob.ts';
import type { Kind } from './kinds.ts';
import type { Repository, TreeFile } from './repository.ts';

/** Changes whenever the same repository could be detected otherwise; stands in every document with a provisional digest. */
export const DETECTION_VERSION = '3';

/**
 * The components that a repository seems to have, where nobody said. Provisional by definition: it says so wherever
 * it is shown. Every component is a list of exact paths, so that what was taken can be read.
 */
export async function detectIdentity(repository: Repository, commit: string): Promise<Identity> {
  const tree = await repository.tree(commit);
  const found = await searchTexts(repository, commit, tree);
  return { name: 'default', provisional: true, components: componentsOf(detectKinds(tree, found)) };
}

/** What blobs were found to say, by object id: a base and a head have nearly all of them in common. */
interface Memory {
  readonly seen: Set<string>;
  readonly content: Map<string, Content>;
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
  const { seen, content } = MEMORIES.get(repository) ?? { seen: new Set(), content: new Map() };
  MEMORIES.set(repository, { seen, content });
  const unknown = tree.filter(({ oid, path }) => !seen.has(oid) && searchedAs(path) !== null);
  const hits = unknown.length > MOST_READ ? await telltales(repository, commit) : null;
  const reading = unknown.filter((file) => {
    seen.add(file.oid);
    return (hits === null || hits.has(file.path) || HINTS.test(file.path)) && isRead(file);
  });
  await Promise.all(
    reading.map(async ({ path, oid }) => {
      const found = await contentAt(repository, oid, path);
      if (found !== null) content.set(oid, found);
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

async function contentAt(repository: Repository, oid: string, path: string): Promise<Content | null> {
  const bytes = await repository.read(oid, LARGEST_READ);
  const text = bytes === null ? null : decodeUtf8(bytes);
  const as = searchedAs(path);
  if (text === null || as === null) return null;
  const content = contentOf(text, as);
  return Object.values(content).includes(true) ? content : null;
}

interface Names {
  readonly kinds: readonly (readonly [Kind, Matcher])[];
  readonly any: Matcher;
  readonly isRuntime: Matcher;
  readonly isServing: Matcher;
}

let made: Names | null = null;

/** Made once: a base and a head have nearly all of their paths in common, and both are asked about. */
function names(): Names {
  made ??= {
    kinds: NAMED.map(([kind, globs]) => [kind, remembering(anyGlob(globs))]),
    any: remembering(anyGlob([...NAMED.flatMap(([, globs]) => globs), ...RUNTIME, ...SERVING])),
    isRuntime: remembering(anyGlob(RUNTIME)),
    isServing: remembering(anyGlob(SERVING)),
  };
  return made;
}

function remembering(matches: Matcher): Matcher {
  const known = new Map<string, boolean>();
  return (path) => {
    const answer = known.get(path) ?? matches(path);
    known.set(path, answer);
    return answer;
  };
}

/** Paths by kind, from names and, by object id, from what was found inside. */
export function detectKinds(
  tree: readonly TreeFile[],
  found: ReadonlyMap<string, Content>,
): Map<Kind, string[]> {
  const named = names();
  const kinds = new Map<Kind, string[]>();
  const beside: [Kind, string][] = [];
  for (const { path, oid, validPath } of tree) {
    const content = found.get(oid);
    // Nearly every file of a large repository is neither named nor found.
    if (content === undefined && !named.any(path)) continue;
    if (!validPath || path.startsWith('.github/airlock') || ELSEWHERE.test(path)) continue;
    const kind = named.isRuntime(path) ? null : kindOf(path, content ?? NO_CONTENT, named);
    if (kind !== null) add(kinds, kind, path);
    else if (named.isRuntime(path)) beside.push(['runtime', path]);
    else if (named.isServing(path) && !TESTS.test(path) && !DOCS.test(path)) beside.push(['serving', path]);
  }
  if (kinds.size > 0) for (const [kind, path] of beside) add(kinds, kind, path);
  return kinds;
}

function add(kinds: Map<Kind, string[]>, kind: Kind, path: string): void {
  const paths = kinds.get(kind);
  if (paths === undefined) kinds.set(kind, [path]);
  else paths.push(path);
}

/** Evals may well live under tests, and an agent's instructions anywhere: their names are enough. */
const ANYWHERE: ReadonlySet<Kind> = new Set(['evals', 'drift-baseline', 'agent-instructions']);

function kindOf(path: string, content: Content, { kinds, isServing }: Names): Kind | null {
  const named = kinds.find(([, matches]) => matches(path))?.[0] ?? null;
  if (named !== null && ANYWHERE.has(named)) return named;
  if (TESTS.test(path) || DOCS.test(path)) return null;
  if (named !== null) return named;
  if (NOT_READ.test(path)) return null;
  const { persona, model, settings, tool, calls, speaks } = content;
  if (persona || model || settings || tool || calls || speaks) {
    const hinted = HINTED.find(([, name]) => name.test(path))?.[0];
    if (hinted !== undefined) return hinted;
  }
  if (isServing(path)) return model || settings ? 'serving' : null;
  if (persona) return 'prompt';
  if (tool) return 'tools';
  return model ? 'model' : settings ? 'inference' : calls ? 'orchestration' : null;
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

import type { ComponentRule } from '../bundle/bundle.ts';
import { type Repository, wordPattern } from '../bundle/repository.ts';
import { decodeUtf8 } from '../reader/text.ts';
import type { Change, ChangeItem } from './change.ts';
import type { MovableProgram, NewText, Rehomed } from './code/rehome.ts';
import { type Grammars, languageOf } from './code/syntax.ts';
import { endingOf } from './comments.ts';
import type { SideBytes } from './compare.ts';
import type { Renamings, TextPair } from './renamings.ts';
import { sidesOf } from './sides.ts';
import type { PathChange } from './tree-diff.ts';

// What no file tells by itself: what moved, what was renamed and what nobody spoke of is a matter of the whole change.

/** A changed path and the component it belongs to, if it belongs to one. */
export interface OwnedPath {
  readonly path: PathChange;
  readonly rule: ComponentRule | null;
}

/** In a change of more programs nobody looks for what moved. */
const MOST_PROGRAMS = 200;

/** Where definitions of changed programs stand now. Loaded where programs changed: most pull requests change none. */
export async function homesOf(
  programs: readonly MovableProgram[],
  texts: readonly NewText[],
  grammars: Grammars,
): Promise<ReadonlyMap<string, Rehomed>> {
  if (programs.length === 0) return new Map();
  const { rehomed } = await import('./code/rehome.ts');
  return rehomed(programs, texts, grammars);
}

/**
 * Changed programs of components, with both of their texts; what is no text, or too large, is compared as ever. A map that
 * somebody drew says what is watched, and what moves out of it is not seen any more; one that was detected follows.
 */
export async function programsAmong(
  repository: Repository,
  all: readonly OwnedPath[],
  isDetected: boolean,
): Promise<MovableProgram[]> {
  const programs = all.flatMap(({ path, rule }) => {
    const language = languageOf(endingOf(path.path));
    const isWatched = rule !== null;
    const isEdited = (isWatched || isDetected) && path.before?.oid !== path.after?.oid;
    return language === null || !isEdited ? [] : [{ path, language, isWatched }];
  });
  if (programs.length > MOST_PROGRAMS || all.length < 2) return [];
  const read: MovableProgram[] = [];
  for (const { path, language, isWatched } of programs) {
    read.push({ path: path.path, language, ...(await textsOf(repository, path)), isWatched });
  }
  return read;
}

/** Of prompts that moved into files of their own those whose file somebody names: what nobody reads is nobody's prompt. */
export async function readPrompts(
  repository: Repository,
  commit: string,
  whole: ReadonlySet<ChangeItem>,
  moved: ReadonlyMap<ChangeItem, string>,
): Promise<ReadonlySet<ChangeItem>> {
  const places = new Set([...whole].flatMap((item) => moved.get(item) ?? []));
  const read = new Set<string>();
  for (const path of places) {
    const stem = /([^/]+?)(?:\.\w+)?$/u.exec(path)?.[1] ?? path;
    const others = await repository.grep(commit, [wordPattern(stem)], ['*']);
    if (others.some((other) => other !== path)) read.add(path);
  }
  return new Set([...whole].filter((item) => read.has(moved.get(item) ?? '')));
}

/** What the whole change renamed. Loaded where something may be: most pull requests rename nothing. */
export async function renamingsIn(
  repository: Repository,
  commit: string,
  texts: readonly TextPair[],
  paths: readonly PathChange[],
): Promise<Renamings | null> {
  if (texts.length === 0 && !paths.some(({ status }) => status === 'renamed')) return null;
  const { renamingsAmong } = await import('./renamings.ts');
  const found = renamingsAmong(texts, paths);
  if (found === null || found.names.length === 0) return found;
  // Who still says the old name in a file that did not change may mean it.
  const kept = new Set<string>();
  for (const name of found.names)
    if ((await repository.grep(commit, [wordPattern(name)], ['*'])).length > 0) kept.add(name);
  return kept.size === 0 ? found : renamingsAmong(texts, paths, (name) => kept.has(name));
}

export async function unused(
  repository: Repository,
  commit: string,
  changes: readonly Change[],
  lacks: boolean,
): Promise<ReadonlySet<string>> {
  // What the clone lacks may speak of anything.
  if (lacks || !changes.some(({ status }) => status === 'removed')) return new Set();
  return (await import('./unused.ts')).unusedAmong(repository, commit, changes);
}

/** Text of changed files on both sides: what a name stands for is told by all who use it. */
export async function textPairs(
  repository: Repository,
  all: readonly OwnedPath[],
  isDetected: boolean,
): Promise<TextPair[]> {
  const both = all.filter(
    ({ path, rule }) =>
      (rule !== null || isDetected) &&
      path.before !== null &&
      path.after !== null &&
      path.before.oid !== path.after.oid &&
      CODE.test(path.path),
  );
  if (both.length > MOST_PROGRAMS) return [];
  const read: TextPair[] = [];
  for (const { path } of both) {
    const { before, after } = await textsOf(repository, path, LARGEST_RENAMED);
    if (before !== null && after !== null) read.push({ before, after });
  }
  return read;
}

const CODE = /\.(?:pyi?|[mc]?[jt]sx?|rb|go|java|kt|cs|rs|php|swift|scala|lua|exs?|r)$/iu;
const LARGEST_RENAMED = 256 * 1024;

const PROSE = /\.(?:md|txt|jinja2?|j2|prompt|tmpl|mustache|hbs|liquid|xml)$/iu;

/** Texts that came with a change of programs: prompts, as far as they are not programs themselves. */
export async function newTextsAmong(
  repository: Repository,
  all: readonly OwnedPath[],
  programs: number,
): Promise<NewText[]> {
  const come = all.filter(({ path, rule }) => rule !== null && path.before === null && PROSE.test(path.path));
  if (programs === 0 || come.length > MOST_PROGRAMS) return [];
  const read: NewText[] = [];
  for (const { path } of come) {
    const { after } = await textsOf(repository, path);
    if (after !== null) read.push({ path: path.path, after });
  }
  return read;
}

/** Both sides as text; null where there is none, or it is too large or no text. */
async function textsOf(
  repository: Repository,
  path: PathChange,
  largest = Number.POSITIVE_INFINITY,
): Promise<{ before: string | null; after: string | null }> {
  const { before, after } = await sidesOf(repository, path);
  const text = (bytes: SideBytes): string | null =>
    bytes instanceof Uint8Array && bytes.length <= largest ? decodeUtf8(bytes) : null;
  return { before: text(before), after: text(after) };
}

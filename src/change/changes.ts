import type { ComponentRule, Identity } from '../bundle/bundle.ts';
import { ownerOf } from '../bundle/describe.ts';
import { type Repository, readHeld, type TreeFile } from '../bundle/repository.ts';
import { canonicalJson } from '../jcs.ts';
import { append } from '../reader/append.ts';
import { fromData } from '../reader/data.ts';
import { decodeUtf8 } from '../reader/text.ts';
import type { Change, ChangeItem } from './change.ts';
import type { MovableProgram, NewText, Rehomed } from './code/rehome.ts';
import { type Grammars, languageOf, NO_GRAMMARS, withinBudget } from './code/syntax.ts';
import { endingOf } from './comments.ts';
import { compareFile, type SideBytes, type Sides } from './compare.ts';
import { diffData, fromTo, showSteps } from './data-diff.ts';
import { type ChangeFacts, type FileFacts, movedPrompts, movedSentences, renamedAliases } from './facts.ts';
import { withMovedFiles } from './renames.ts';
import type { Renamings, TextPair } from './renamings.ts';
import { diffTrees, type PathChange } from './tree-diff.ts';

/** One commit with what makes the bundle there. */
export interface Side {
  readonly commit: string;
  readonly identity: Identity;
  /** The configuration that pinned values stand in; null where there is none. */
  readonly configPath: string | null;
}

export interface ChangeSet {
  /** Changes inside the bundle, as either side draws it. */
  readonly changes: readonly Change[];
  /** Changed paths that belong to no component on either side. */
  readonly outside: readonly PathChange[];
  readonly map: readonly MapChange[];
  /** What the files say beside what differs in them; none for a set that was not made by comparing. */
  readonly facts?: ChangeFacts;
}

/** What a change of the component map takes out of sight. */
export type MapChange =
  | { readonly type: 'path-left'; readonly path: string; readonly component: string }
  | { readonly type: 'component-gone'; readonly component: string }
  | { readonly type: 'kind-changed'; readonly component: string; readonly from: string; readonly to: string };

/** Text beyond this size is compared by digest only and said to be unread. */
export const LARGEST_COMPARED = 1024 * 1024;

/** Characters of code that are read by grammar in one change; the programs beyond are compared by their lines. */
const MOST_PARSED = 8_000_000;

/** Everything that differs between a bundle at the base and at the head. */
export async function changesBetween(
  repository: Repository,
  base: Side,
  head: Side,
  grammars: Grammars = NO_GRAMMARS,
): Promise<ChangeSet> {
  const [baseTree, headTree] = await Promise.all([
    repository.tree(base.commit),
    repository.tree(head.commit),
  ]);
  const owners = { base: ownerOf(base.identity.components), head: ownerOf(head.identity.components) };
  const isOwned = ({ path, oldPath }: PathChange): boolean =>
    owners.head(path) !== null || owners.base(oldPath) !== null;
  const paths = await withMovedFiles(repository, diffTrees(baseTree, headTree), isOwned);
  const changes: Change[] = [];
  const outside: PathChange[] = [];
  const files = new Map<string, FileFacts>();
  const copies = new Copies();
  const unread = new Set([...(base.identity.unread ?? []), ...(head.identity.unread ?? [])]);
  const code = withinBudget(grammars, MOST_PARSED);
  const isDetected = base.identity.provisional && head.identity.provisional;
  const all = paths.flatMap((one) => owned(one, owners, isDetected));
  const programs = await programsAmong(repository, all, isDetected);
  const homes = await homesOf(programs, await newTextsAmong(repository, all, programs.length), code);
  const renamings = await renamingsIn(
    repository,
    head.commit,
    await textPairs(repository, all, isDetected),
    paths,
  );
  for (const { path, rule } of all) {
    if (rule === null) {
      if (unread.has(path.path) || unread.has(path.oldPath)) changes.push(unseen(path));
      else outside.push(path);
      continue;
    }
    const home = homes.get(path.path) ?? null;
    const { change, facts } = await compareFile(path, rule, await sidesOf(repository, path), code, {
      home,
      renamings,
    });
    changes.push(change);
    copies.add(path, rule);
    if (facts !== null) files.set(path.path, facts);
  }
  append(changes, valueChanges(base.identity, head.identity, head.configPath ?? ''));
  const moved = movedSentences(changes);
  const facts = {
    files,
    copies: copies.found,
    aliases: renamedAliases(changes),
    moved,
    movedWhole: await readPrompts(repository, head.commit, movedPrompts(changes, moved), moved),
    unused: await unused(repository, base.commit, changes, unread.size > 0),
    rehomed: new Map([...homes].map(([path, { moved }]) => [path, moved])),
  };
  return { changes, outside, map: mapChanges(base.identity, head.identity, headTree), facts };
}

/** A file that changed and that the clone lacks: whether it is part of the feature is what nobody could see. */
function unseen({ path, oldPath, status }: PathChange): Change {
  const about = { component: 'other', kind: 'other', path, oldPath, status } as const;
  return { ...about, confidential: false, equal: null, unread: 'not-in-clone', items: [], lines: null };
}

/** In a change of more programs nobody looks for what moved. */
const MOST_PROGRAMS = 200;

/** Where definitions of changed programs stand now. Loaded where programs changed: most pull requests change none. */
async function homesOf(
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
async function programsAmong(
  repository: Repository,
  all: readonly { readonly path: PathChange; readonly rule: ComponentRule | null }[],
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
    const { before, after } = await sidesOf(repository, path);
    const [old, now] = [before, after].map((bytes) =>
      bytes instanceof Uint8Array ? decodeUtf8(bytes) : null,
    );
    read.push({ path: path.path, language, before: old ?? null, after: now ?? null, isWatched });
  }
  return read;
}

/** Of prompts that moved into files of their own those whose file somebody names: what nobody reads is nobody's prompt. */
async function readPrompts(
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

/** A whole word, in the patterns of git. */
function wordPattern(word: string): string {
  return `(^|[^A-Za-z0-9_])${word.replace(/[^\w]/gu, '\\$&')}([^A-Za-z0-9_]|$)`;
}

/** What the whole change renamed. Loaded where something may be: most pull requests rename nothing. */
async function renamingsIn(
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

async function unused(
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
async function textPairs(
  repository: Repository,
  all: readonly { readonly path: PathChange; readonly rule: ComponentRule | null }[],
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
    const { before, after } = await sidesOf(repository, path);
    const [old, now] = [before, after].map((bytes) =>
      bytes instanceof Uint8Array && bytes.length <= LARGEST_RENAMED ? decodeUtf8(bytes) : null,
    );
    if (old != null && now != null) read.push({ before: old, after: now });
  }
  return read;
}

const CODE = /\.(?:pyi?|[mc]?[jt]sx?|rb|go|java|kt|cs|rs|php|swift|scala|lua|exs?|r)$/iu;
const LARGEST_RENAMED = 256 * 1024;

const PROSE = /\.(?:md|txt|jinja2?|j2|prompt|tmpl|mustache|hbs|liquid|xml)$/iu;

/** Texts that came with a change of programs: prompts, as far as they are not programs themselves. */
async function newTextsAmong(
  repository: Repository,
  all: readonly { readonly path: PathChange; readonly rule: ComponentRule | null }[],
  programs: number,
): Promise<NewText[]> {
  const come = all.filter(({ path, rule }) => rule !== null && path.before === null && PROSE.test(path.path));
  if (programs === 0 || come.length > MOST_PROGRAMS) return [];
  const read: NewText[] = [];
  for (const { path } of come) {
    const { after } = await sidesOf(repository, path);
    const text = after instanceof Uint8Array ? decodeUtf8(after) : null;
    if (text !== null) read.push({ path: path.path, after: text });
  }
  return read;
}

type Owner = (path: string) => ComponentRule | null;

/** A file that was moved out of the bundle went, and one that was moved in came: its content is all there is to see. */
function owned(
  path: PathChange,
  owners: { readonly base: Owner; readonly head: Owner },
  isDetected: boolean,
): { path: PathChange; rule: ComponentRule | null }[] {
  const [now, old] = [owners.head(path.path), owners.base(path.oldPath)];
  const isMove = path.status === 'renamed';
  if (isMove && now === null && old !== null)
    return [
      { path: { ...path, status: 'removed', path: path.oldPath, after: null }, rule: old },
      { path: { ...path, status: 'added', oldPath: path.path, before: null }, rule: null },
    ];
  // That detection did not see a file where it was says nothing of what it held there.
  if (isMove && now !== null && old === null && !isDetected)
    return [{ path: { ...path, status: 'added', oldPath: path.path, before: null }, rule: now }];
  return [{ path, rule: now ?? old }];
}

/** Files of a component with the same content before and the same after: one file in several places. */
class Copies {
  readonly found = new Map<string, string>();
  readonly #first = new Map<string, string>();

  add({ path, before, after }: PathChange, rule: ComponentRule): void {
    if (before?.oid === after?.oid) return;
    const key = `${rule.name}\n${before?.oid ?? ''}\n${after?.oid ?? ''}`;
    const first = this.#first.get(key);
    if (first === undefined) this.#first.set(key, path);
    else this.found.set(path, first);
  }
}

async function sidesOf(repository: Repository, { before, after }: PathChange): Promise<Sides> {
  if (before?.oid === after?.oid) return { before: null, after: null };
  const [from, to] = await Promise.all([bytesOf(repository, before), bytesOf(repository, after)]);
  return { before: from, after: to };
}

const SUBMODULE = '160000';

async function bytesOf(repository: Repository, file: TreeFile | null): Promise<SideBytes> {
  if (file === null || file.mode === SUBMODULE) return null;
  return (await readHeld(repository, file.oid, LARGEST_COMPARED)) ?? 'too-large';
}

/** Pinned values that the configuration itself holds. */
function valueChanges(base: Identity, head: Identity, path: string): Change[] {
  return head.components.flatMap((rule) => {
    const before = base.components.find((one) => one.name === rule.name)?.values ?? {};
    if (canonicalJson(before) === canonicalJson(rule.values)) return [];
    const items = diffData(fromData(before), fromData(rule.values)).map(
      (diff): ChangeItem => ({ type: 'value', key: showSteps(diff.path), ...fromTo(diff), line: null }),
    );
    return [valueChange(rule, path, items)];
  });
}

function valueChange(rule: ComponentRule, path: string, items: readonly ChangeItem[]): Change {
  const { name: component, kind, confidential } = rule;
  return {
    component,
    kind,
    path,
    oldPath: path,
    status: 'values',
    confidential,
    equal: null,
    unread: null,
    items,
    lines: null,
  };
}

/** Compares two maps. Where one side was only detected there is no map that somebody could have loosened. */
function mapChanges(base: Identity, head: Identity, headTree: readonly TreeFile[]): MapChange[] {
  if (base.provisional) return [];
  const heirs = new Map(base.components.map((rule) => [rule.name, heirOf(rule, head)]));
  const changes = base.components.flatMap((rule): MapChange[] => {
    const now = heirs.get(rule.name) ?? null;
    if (now === null) return [{ type: 'component-gone', component: rule.name }];
    return now.kind === rule.kind
      ? []
      : [{ type: 'kind-changed', component: rule.name, from: rule.kind, to: now.kind }];
  });
  const owners = { base: ownerOf(base.components), head: ownerOf(head.components) };
  for (const { path } of headTree) {
    const [old, now] = [owners.base(path), owners.head(path)];
    if (old === null || now?.kind === old.kind) continue;
    // A kind that changed is told once, for the whole component.
    if (now !== null && now === heirs.get(old.name)) continue;
    changes.push({ type: 'path-left', path, component: old.name });
  }
  return changes;
}

/** What a component is called now: its own name, or another one with the same kind and paths. */
function heirOf(rule: ComponentRule, head: Identity): ComponentRule | null {
  const paths = canonicalJson([...rule.paths]);
  return (
    head.components.find((one) => one.name === rule.name) ??
    head.components.find((one) => one.kind === rule.kind && canonicalJson([...one.paths]) === paths) ??
    null
  );
}

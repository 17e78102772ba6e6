import type { ComponentRule, Identity } from '../bundle/bundle.ts';
import { ownerOf } from '../bundle/describe.ts';
import type { Repository, TreeFile } from '../bundle/repository.ts';
import { canonicalJson } from '../jcs.ts';
import { append } from '../reader/append.ts';
import { fromData } from '../reader/data.ts';
import type { Change, ChangeItem } from './change.ts';
import { type Grammars, NO_GRAMMARS, withinBudget } from './code/syntax.ts';
import { compareFile } from './compare.ts';
import { diffData, fromTo, showSteps } from './data-diff.ts';
import { type ChangeFacts, type FileFacts, movedPrompts, movedSentences, renamedAliases } from './facts.ts';
import { withMovedFiles } from './renames.ts';
import { sidesOf } from './sides.ts';
import { diffTrees, type PathChange } from './tree-diff.ts';
import {
  homesOf,
  newTextsAmong,
  type OwnedPath,
  programsAmong,
  readPrompts,
  renamingsIn,
  textPairs,
  unused,
} from './whole.ts';

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

type Owner = (path: string) => ComponentRule | null;

/** A file that was moved out of the bundle went, and one that was moved in came: its content is all there is to see. */
function owned(
  path: PathChange,
  owners: { readonly base: Owner; readonly head: Owner },
  isDetected: boolean,
): OwnedPath[] {
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

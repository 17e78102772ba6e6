import type { ComponentRule, Identity } from '../bundle/bundle.ts';
import { ownerOf } from '../bundle/describe.ts';
import type { Repository, TreeFile } from '../bundle/repository.ts';
import { canonicalJson } from '../jcs.ts';
import { fromData, showPath } from '../reader/data.ts';
import type { Change, ChangeItem } from './change.ts';
import { compareFile, type Sides } from './compare.ts';
import { diffData } from './data-diff.ts';
import { fromTo } from './tools.ts';
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
}

/** What a change of the component map takes out of sight. */
export type MapChange =
  | { readonly type: 'path-left'; readonly path: string; readonly component: string }
  | { readonly type: 'component-gone'; readonly component: string }
  | { readonly type: 'kind-changed'; readonly component: string; readonly from: string; readonly to: string };

/** Text beyond this size is compared by digest only and said to be unread. */
export const LARGEST_COMPARED = 1024 * 1024;

/** Everything that differs between a bundle at the base and at the head. */
export async function changesBetween(repository: Repository, base: Side, head: Side): Promise<ChangeSet> {
  const [baseTree, headTree] = await Promise.all([
    repository.tree(base.commit),
    repository.tree(head.commit),
  ]);
  const owners = { base: ownerOf(base.identity.components), head: ownerOf(head.identity.components) };
  const changes: Change[] = [];
  const outside: PathChange[] = [];
  for (const path of diffTrees(baseTree, headTree)) {
    const rule = owners.head(path.path) ?? owners.base(path.oldPath);
    if (rule === null) outside.push(path);
    else changes.push(compareFile(path, rule, await sidesOf(repository, path)));
  }
  changes.push(...valueChanges(base.identity, head.identity, head.configPath ?? ''));
  return { changes, outside, map: mapChanges(base.identity, head.identity, headTree) };
}

async function sidesOf(repository: Repository, path: PathChange): Promise<Sides> {
  if (path.status === 'mode' || path.status === 'renamed') return { before: null, after: null };
  const [before, after] = await Promise.all([
    bytesOf(repository, path.before),
    bytesOf(repository, path.after),
  ]);
  return { before, after };
}

const SUBMODULE = '160000';

async function bytesOf(
  repository: Repository,
  file: TreeFile | null,
): Promise<Uint8Array | null | 'too-large'> {
  if (file === null || file.mode === SUBMODULE) return null;
  return (await repository.read(file.oid, LARGEST_COMPARED)) ?? 'too-large';
}

/** Pinned values that the configuration itself holds. */
function valueChanges(base: Identity, head: Identity, path: string): Change[] {
  return head.components.flatMap((rule) => {
    const before = base.components.find((one) => one.name === rule.name)?.values ?? {};
    if (canonicalJson(before) === canonicalJson(rule.values)) return [];
    const items = diffData(fromData(before), fromData(rule.values)).map(
      (diff): ChangeItem => ({ type: 'value', key: showPath(diff.path), ...fromTo(diff), line: null }),
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
  const changes: MapChange[] = [];
  for (const rule of base.components) {
    const now = head.components.find((one) => one.name === rule.name);
    if (now === undefined) changes.push({ type: 'component-gone', component: rule.name });
    else if (now.kind !== rule.kind)
      changes.push({ type: 'kind-changed', component: rule.name, from: rule.kind, to: now.kind });
  }
  const owners = { base: ownerOf(base.components), head: ownerOf(head.components) };
  for (const { path } of headTree) {
    const component = owners.base(path);
    if (component !== null && owners.head(path) === null)
      changes.push({ type: 'path-left', path, component: component.name });
  }
  return changes;
}

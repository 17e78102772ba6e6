import type { ComponentRule } from './bundle.ts';
import { ownerOf } from './describe.ts';
import { compileGlob } from './glob.ts';
import type { Kind } from './kinds.ts';
import { type NearReason, nearGlob } from './near-glob.ts';
import type { TreeFile } from './repository.ts';

/** A component with the first of its globs that takes a path. */
export interface Match {
  readonly component: string;
  readonly kind: Kind;
  readonly glob: string;
}

/** A component that nearly has a path, and why it has not. */
export interface NearMiss extends Match {
  readonly reason: NearReason;
  /** For `same-name`, the file of that name which the component has. */
  readonly path: string | null;
}

export interface Ownership {
  readonly owner: Match | null;
  /** Components further down that match too; a path belongs to the first. */
  readonly also: readonly Match[];
  /** Empty where there is an owner. */
  readonly near: readonly NearMiss[];
}

/** Who owns a path, or by how little nobody does. The path need not be in the tree. */
export function ownership(
  rules: readonly ComponentRule[],
  path: string,
  tree: readonly TreeFile[],
): Ownership {
  const [owner = null, ...also] = rules.flatMap((rule) => match(rule, path) ?? []);
  return { owner, also, near: owner === null ? nearMisses(rules, path, tree) : [] };
}

function match({ name, kind, paths }: ComponentRule, path: string): Match | null {
  const glob = paths.find((one) => compileGlob(one)(path));
  return glob === undefined ? null : { component: name, kind, glob };
}

function nearMisses(rules: readonly ComponentRule[], path: string, tree: readonly TreeFile[]): NearMiss[] {
  const globs = rules.flatMap((rule) => {
    const found = rule.paths.flatMap((glob) => {
      const reason = nearGlob(glob, path);
      return reason === null ? [] : [{ component: rule.name, kind: rule.kind, glob, reason, path: null }];
    });
    return found.slice(0, 1);
  });
  const told = new Set(globs.map(({ component }) => component));
  return [...globs, ...sameNames(rules, path, tree).filter(({ component }) => !told.has(component))];
}

/** Components that have a file of the same name in another folder, each with the first of them. */
function sameNames(rules: readonly ComponentRule[], path: string, tree: readonly TreeFile[]): NearMiss[] {
  const name = nameOf(path);
  const owner = ownerOf(rules);
  const found = new Map<string, NearMiss>();
  for (const file of tree) {
    if (nameOf(file.path) !== name) continue;
    const rule = owner(file.path);
    const taken = rule === null ? null : match(rule, file.path);
    if (taken !== null && !found.has(taken.component))
      found.set(taken.component, { ...taken, reason: 'same-name', path: file.path });
  }
  return [...found.values()];
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1).toLowerCase();
}

import type { TreeFile } from '../bundle/repository.ts';
import { addTo, append } from '../reader/append.ts';

/** How a path differs between two commits; by object id, so that nothing has to be read. */
export interface PathChange {
  readonly status: 'added' | 'removed' | 'modified' | 'renamed' | 'mode';
  readonly path: string;
  /** Where it was; the same as `path` except for a rename. */
  readonly oldPath: string;
  readonly before: TreeFile | null;
  readonly after: TreeFile | null;
}

/** The paths in which two trees differ, in path order. A rename is a removed and an added path with equal content. */
export function diffTrees(base: readonly TreeFile[], head: readonly TreeFile[]): PathChange[] {
  const before = new Map(base.map((file) => [file.path, file]));
  const after = new Map(head.map((file) => [file.path, file]));
  const removed = base.filter((file) => !after.has(file.path));
  const moved = byContent(removed);
  const changes: PathChange[] = [];
  for (const file of head) {
    const old = before.get(file.path);
    if (old !== undefined) append(changes, inPlace(old, file));
    else changes.push(arrived(file, moved));
  }
  const gone = new Set([...moved.values()].flat());
  for (const file of gone)
    changes.push({ status: 'removed', path: file.path, oldPath: file.path, before: file, after: null });
  return changes.sort((a, b) => (a.path < b.path ? -1 : 1));
}

function inPlace(before: TreeFile, after: TreeFile): PathChange[] {
  if (before.oid === after.oid && before.mode === after.mode) return [];
  const status = before.oid === after.oid ? 'mode' : 'modified';
  return [{ status, path: after.path, oldPath: before.path, before, after }];
}

function byContent(files: readonly TreeFile[]): Map<string, TreeFile[]> {
  const groups = new Map<string, TreeFile[]>();
  for (const file of files) addTo(groups, file.oid, file);
  return groups;
}

/** A new path: taken for a move of a removed file with the same content, the one with the same file name first. */
function arrived(after: TreeFile, moved: Map<string, TreeFile[]>): PathChange {
  const candidates = moved.get(after.oid) ?? [];
  const name = after.path.split('/').at(-1);
  const before = candidates.find((file) => file.path.split('/').at(-1) === name) ?? candidates[0];
  if (before === undefined)
    return { status: 'added', path: after.path, oldPath: after.path, before: null, after };
  moved.set(
    after.oid,
    candidates.filter((file) => file !== before),
  );
  return { status: 'renamed', path: after.path, oldPath: before.path, before, after };
}

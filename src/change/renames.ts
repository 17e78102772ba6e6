import { type Repository, readHeld } from '../bundle/repository.ts';
import { decodeUtf8 } from '../reader/text.ts';
import type { PathChange } from './tree-diff.ts';

/** Share of lines in common from which a file that went and one that came are one file, moved and edited. */
const SAME_FILE = 0.6;
/** The same file name is evidence of its own. */
const SAME_NAME = 0.4;
const LARGEST_READ = 256 * 1024;
const MOST_FILES = 200;

/** Takes a removed and an added file with much the same text for one that was moved, so that its edits are seen as such. */
export async function withMovedFiles(
  repository: Repository,
  changes: readonly PathChange[],
  relevant: (change: PathChange) => boolean,
): Promise<PathChange[]> {
  const [gone, come] = (['removed', 'added'] as const).map((status) =>
    changes.filter((change) => change.status === status && relevant(change)),
  );
  if (gone === undefined || come === undefined || gone.length === 0 || come.length === 0) return [...changes];
  if (gone.length + come.length > MOST_FILES) return [...changes];
  const lines = await linesOf(repository, [...gone, ...come]);
  const moved = new Map<PathChange, PathChange>();
  for (const { from, to } of candidates(gone, come, lines)) {
    if (moved.has(from) || moved.has(to)) continue;
    const both: PathChange = { ...to, status: 'renamed', oldPath: from.oldPath, before: from.before };
    moved.set(from, both).set(to, both);
  }
  return changes.flatMap((change) => {
    const both = moved.get(change);
    if (both === undefined) return [change];
    return change.status === 'added' ? [both] : [];
  });
}

type LinesByChange = ReadonlyMap<PathChange, readonly string[]>;

async function linesOf(repository: Repository, changes: readonly PathChange[]): Promise<LinesByChange> {
  const found = new Map<PathChange, readonly string[]>();
  for (const change of changes) {
    const file = change.after ?? change.before;
    const bytes =
      file === null || file.mode === '160000' ? null : await readHeld(repository, file.oid, LARGEST_READ);
    const text = bytes instanceof Uint8Array ? decodeUtf8(bytes) : null;
    const lines = (text ?? '').split(/\r?\n/u).map((line) => line.trim());
    found.set(
      change,
      lines.filter((line) => line !== ''),
    );
  }
  return found;
}

function candidates(
  gone: readonly PathChange[],
  come: readonly PathChange[],
  lines: LinesByChange,
): { from: PathChange; to: PathChange }[] {
  const found: { from: PathChange; to: PathChange; alike: number }[] = [];
  for (const from of gone) {
    for (const to of come) {
      if (ending(from.path) !== ending(to.path)) continue;
      const alike = inCommon(lines.get(from) ?? [], lines.get(to) ?? []);
      if (alike >= (name(from.path) === name(to.path) ? SAME_NAME : SAME_FILE))
        found.push({ from, to, alike });
    }
  }
  return found.sort((a, b) => b.alike - a.alike || (a.from.path < b.from.path ? -1 : 1));
}

/** Dice's coefficient over lines, 0 to 1. */
function inCommon(a: readonly string[], b: readonly string[]): number {
  const left = new Map<string, number>();
  for (const line of a) left.set(line, (left.get(line) ?? 0) + 1);
  let shared = 0;
  for (const line of b) {
    const count = left.get(line) ?? 0;
    if (count > 0) shared += 1;
    left.set(line, count - 1);
  }
  return a.length + b.length === 0 ? 0 : (2 * shared) / (a.length + b.length);
}

function name(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function ending(path: string): string {
  const last = name(path);
  return last.includes('.') ? last.slice(last.lastIndexOf('.')) : '';
}

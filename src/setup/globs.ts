/** Folders whose name says what lies in them, also what will lie there tomorrow. */
const TELLING =
  /^(?:prompts?|evals?|evaluations?|evaluators|tools|__toolsnaps__|guardrails|rails|policies|policy|microagents|rag|retrieval|skills)$/iu;
/** Folders in which anything may lie: one kind today says nothing of tomorrow. */
const GENERIC = /^(?:src|lib|app|apps|config|configs?|server|client|core|common|utils?|packages|services)$/iu;
/** So many files of one kind, and no others, make a folder of that kind. */
const ENOUGH = 3;

/** A path with a glob's own characters in it would match others, and cannot be written as a glob. */
export function isWritable(path: string): boolean {
  return !/[*?{}]/u.test(path);
}

/**
 * Readable globs that take these files and no others: a folder where all of it belongs, so that a new prompt is part of
 * the bundle without anybody thinking of it; else the path itself. `others` are the files of the tree that must not be
 * taken along.
 */
export function globsOf(paths: readonly string[], others: readonly string[]): string[] {
  const mixed = new Set(others.flatMap(foldersOf));
  const sizes = new Map<string, number>();
  for (const folder of paths.flatMap(foldersOf)) sizes.set(folder, (sizes.get(folder) ?? 0) + 1);
  const isWhole = (folder: string): boolean => {
    const name = folder.slice(folder.lastIndexOf('/') + 1);
    if (mixed.has(folder) || GENERIC.test(name) || !isWritable(folder)) return false;
    return TELLING.test(name) || (sizes.get(folder) ?? 0) >= ENOUGH;
  };
  const globs = paths.map((path) => {
    const folder = foldersOf(path).find(isWhole);
    return folder === undefined ? path : `${folder}/**`;
  });
  return [...new Set(globs)].sort();
}

/** The folders above a path, the highest first. */
function foldersOf(path: string): string[] {
  const steps = path.split('/').slice(0, -1);
  return steps.map((_, i) => steps.slice(0, i + 1).join('/'));
}

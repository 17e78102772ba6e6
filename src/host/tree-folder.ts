import { chmod, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import type { Repository, TreeFile } from '../bundle/repository.ts';
import { refuse } from '../problem.ts';

const LARGEST = 512 * 1024 * 1024;

/** Refuses a folder that has something in it; one that is not there is empty. */
export async function emptyFolder(folder: string, name: string): Promise<void> {
  const there = await readdir(folder).catch((error: NodeJS.ErrnoException) =>
    error.code === 'ENOENT' ? [] : refuse('file-unwritable', { file: name, found: error.code ?? null }),
  );
  if (there.length > 0) refuse('file-unwritable', { file: name, found: 'a folder with files in it' });
}

/** Makes a folder beside another one, so that it can take its place in one step; `name` is what errors call the other one. */
export async function folderBeside(folder: string, name: string): Promise<string> {
  try {
    await mkdir(dirname(folder), { recursive: true });
    return await mkdtemp(`${folder}.airlock-`);
  } catch (error) {
    refuse('file-unwritable', { file: name, found: error instanceof Error ? error.message : null }, error);
  }
}

/** Removes the file of that name, and makes the folder that it lies in. */
export async function roomFor(path: string, name: string): Promise<void> {
  try {
    await rm(path, { force: true, recursive: true });
    await mkdir(dirname(path), { recursive: true });
  } catch (error) {
    refuse('file-unwritable', { file: name, found: error instanceof Error ? error.message : null }, error);
  }
}

/**
 * Writes files of a commit into a folder that has nothing in it. Links and submodules are left out: what they point to is
 * not theirs to bring. Git itself keeps `..` and `.git` out of trees, and a path that leaves the folder is refused all the same.
 */
export async function putTree(
  repository: Repository,
  files: readonly TreeFile[],
  folder: string,
): Promise<void> {
  for (const { path, mode, oid } of files) {
    if (mode !== '100644' && mode !== '100755') continue;
    const target = join(folder, path);
    if (relative(folder, target).startsWith('..'))
      refuse('file-unwritable', { file: path, found: 'a path outside' });
    const bytes = await repository.read(oid, LARGEST);
    if (bytes === null) refuse('file-too-large', { file: path, expected: `at most ${LARGEST} bytes` });
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, bytes);
    if (mode === '100755') await chmod(target, 0o755);
  }
}

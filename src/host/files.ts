import { createReadStream } from 'node:fs';
import { mkdir, open, realpath, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, relative, resolve } from 'node:path';
import type { ResultFiles } from '../check/evidence.ts';
import type { ByteSource } from '../evidence/source.ts';
import { refuse } from '../problem.ts';

const CHUNK = 1024 * 1024;

/** A file as bytes; null where there is no regular file. `name` is what errors call it. */
export async function fileSource(path: string, name = path): Promise<ByteSource | null> {
  const found = await stat(path).catch(() => null);
  if (found === null || !found.isFile()) return null;
  return {
    name,
    size: found.size,
    open: () => bytesOf(path, name),
    slice: (from, to) => bytesOf(path, name, { start: from, end: to - 1 }),
  };
}

/** Between the look and the read a file may have gone, or be one that may not be read. */
async function* bytesOf(
  path: string,
  name: string,
  range: { readonly start?: number; readonly end?: number } = {},
): AsyncGenerator<Uint8Array> {
  try {
    yield* createReadStream(path, { highWaterMark: CHUNK, ...range });
  } catch (error) {
    const found = error instanceof Error ? error.message.replace(`'${path}'`, 'it') : String(error);
    refuse('file-missing', { file: name, found, expected: 'a file that can be read' }, error);
  }
}

/** A file that somebody named, as `name`: it must be there. */
export async function requiredFile(path: string, name: string): Promise<ByteSource> {
  const source = await fileSource(path, name);
  if (source !== null) return source;
  const isThere = await stat(path).then(
    () => true,
    () => false,
  );
  refuse('file-missing', { file: name, found: isThere ? 'a folder' : 'nothing', expected: 'a file' });
}

/**
 * Result files of a work tree. A path that leaves it, by itself or through a symbolic link, is not there: a pull request
 * must not make the gate read other files of the machine.
 */
export function workTreeResults(root: string | null): ResultFiles {
  return {
    async open(path) {
      if (root === null || isAbsolute(path)) return null;
      const [real, top] = await Promise.all([realpath(join(root, path)).catch(() => null), realpath(root)]);
      return real === null || !isWithin(top, real) ? null : fileSource(real, path);
    },
  };
}

function isWithin(folder: string, path: string): boolean {
  const steps = relative(folder, path);
  return steps !== '' && !steps.startsWith('..') && !isAbsolute(steps);
}

/** Writes a file as a whole or not at all. */
export async function writeWhole(path: string, text: string | Uint8Array): Promise<void> {
  const target = resolve(path);
  const partial = join(dirname(target), `.${basename(target)}.${process.pid}.partial`);
  try {
    await mkdir(dirname(target), { recursive: true });
    const file = await open(partial, 'w');
    try {
      await file.writeFile(text);
    } finally {
      await file.close();
    }
    await rename(partial, target);
  } catch (error) {
    await rm(partial, { force: true }).catch(() => {}); // there may be no folder to remove it from
    refuse(
      'file-unwritable',
      { file: path, found: error instanceof Error ? error.message : String(error) },
      error,
    );
  }
}

import { lstat, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { refuse } from '../problem.ts';
import { textOf } from '../reader/text.ts';
import type { WorkTree } from '../setup/work-tree.ts';
import { workTreeResults } from './files.ts';

const LARGEST = 1024 * 1024;
const MOST_LISTED = 500;

/** The files of a work tree. Nothing is read or written through a link: it may lead out of the repository. */
export function workTreeAt(top: string): WorkTree {
  return {
    open: workTreeResults(top).open,
    async read(path) {
      if (!(await isPlain(top, path))) return null;
      return textOf(new Uint8Array(await readFile(join(top, path))), path, LARGEST);
    },
    async list(folder) {
      const entries = await entriesOf(join(top, folder));
      const below = await Promise.all(
        entries.map(async (entry) => {
          const path = `${folder}/${entry.name}`;
          if (entry.isFile()) return [path];
          if (!entry.isDirectory()) return [];
          const inner = await entriesOf(join(top, path));
          return inner.filter((one) => one.isFile()).map((one) => `${path}/${one.name}`);
        }),
      );
      return below.flat().sort().slice(0, MOST_LISTED);
    },
  };
}

async function entriesOf(folder: string) {
  return readdir(folder, { withFileTypes: true }).catch(() => []);
}

/** Whether there is a regular file. Refuses a link or a folder in its place, and a link or file in place of a folder above it. */
async function isPlain(top: string, path: string): Promise<boolean> {
  const steps = path.split('/');
  for (let depth = 1; depth <= steps.length; depth += 1) {
    const found = await lstat(join(top, ...steps.slice(0, depth))).catch(() => null);
    if (found === null) return false;
    const fits = depth === steps.length ? found.isFile() : found.isDirectory();
    if (!fits)
      refuse('file-unwritable', {
        file: steps.slice(0, depth).join('/'),
        found: found.isSymbolicLink() ? 'a symbolic link' : 'something else',
        expected: depth === steps.length ? 'a regular file' : 'a folder',
      });
  }
  return true;
}

/** Writes several files, all of them or none: each is whole beside its place before the first takes it. */
export async function writeAll(
  top: string,
  files: readonly { readonly path: string; readonly text: string; readonly now: string | null }[],
): Promise<void> {
  const partial = ({ path }: { readonly path: string }): string =>
    join(top, `${path}.${process.pid}.partial`);
  const placed: (typeof files)[number][] = [];
  try {
    for (const file of files) {
      await mkdir(dirname(join(top, file.path)), { recursive: true });
      await writeFile(partial(file), file.text, { flag: 'wx' });
    }
    for (const file of files) {
      await rename(partial(file), join(top, file.path));
      placed.push(file);
    }
  } catch (error) {
    await Promise.all(files.map((file) => rm(partial(file), { force: true }).catch(() => {})));
    for (const { path, now } of placed)
      await (now === null ? rm(join(top, path), { force: true }) : writeFile(join(top, path), now));
    const found = error instanceof Error ? error.message.replaceAll(top, '.') : String(error);
    refuse('file-unwritable', { file: files[placed.length]?.path ?? null, found }, error);
  }
}

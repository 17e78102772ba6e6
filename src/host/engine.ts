import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { digestOf } from '../bundle/digest.ts';
import { VERSION } from '../version.ts';

/** This engine: its version, and the digest over the files it runs from. */
export async function engineFacts(): Promise<{ readonly version: string; readonly digest: string }> {
  const folder = distFolder(fileURLToPath(import.meta.url));
  return {
    version: VERSION,
    digest: digestOf('airlock/engine/v1', folder === null ? [] : await filesOf(folder)),
  };
}

/** The `dist` folder that a file runs from; null where it runs from source. */
export function distFolder(path: string): string | null {
  const match = /^(.*[/\\]dist)[/\\]/u.exec(path);
  return match?.[1] ?? null;
}

async function filesOf(folder: string): Promise<{ path: string; sha256: string }[]> {
  const names = (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  const files = await Promise.all(
    names.map(async (name) => ({
      path: name.slice(folder.length + 1).replaceAll('\\', '/'),
      sha256: createHash('sha256')
        .update(await readFile(name))
        .digest('hex'),
    })),
  );
  return files.sort((a, b) => (a.path < b.path ? -1 : 1));
}

import { hash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { digestOf } from '../bundle/digest.ts';
import { VERSION } from '../version.ts';

/** This engine: its version, and the digest over the files it runs from. */
export function engineFacts(): Promise<{ readonly version: string; readonly digest: string }> {
  const folder = distFolder(fileURLToPath(import.meta.url));
  return Promise.resolve({
    version: VERSION,
    digest: digestOf('airlock/engine/v1', folder === null ? [] : filesOf(folder)),
  });
}

/** The `dist` folder that a file runs from; null where it runs from source. */
function distFolder(path: string): string | null {
  const match = /^(.*[/\\]dist)[/\\]/u.exec(path);
  return match?.[1] ?? null;
}

/** One after the other: a hundred small files are read faster than a thread is asked for each. */
function filesOf(folder: string): { path: string; sha256: string }[] {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => {
      const name = join(entry.parentPath, entry.name);
      const path = name.slice(folder.length + 1).replaceAll('\\', '/');
      return { path, sha256: hash('sha256', readFileSync(name), 'hex') };
    });
  return files.sort((a, b) => (a.path < b.path ? -1 : 1));
}

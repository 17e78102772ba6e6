import { createHash } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { ByteSource } from '../evidence/source.ts';
import type { RawFiles } from '../pack/raw-rows.ts';
import { refuse } from '../problem.ts';
import { fileSource } from './files.ts';

const MOST_FILES = 10_000;

/** Results files under a folder, found by their bytes: it does not matter what they are called there. */
export async function rawFolder(folder: string, name: string): Promise<RawFiles> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch((error: unknown) =>
    refuse('file-missing', { file: name, found: 'nothing', expected: 'a folder' }, error),
  );
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  if (files.length > MOST_FILES)
    refuse('file-missing', {
      file: name,
      found: `${files.length} files`,
      expected: `a folder with at most ${MOST_FILES} files`,
    });
  return {
    async find(sha256, size) {
      for (const path of files.sort()) {
        const source = await fileSource(path);
        if (source?.size === size && (await digestOf(source)) === sha256) return source;
      }
      return null;
    },
  };
}

async function digestOf(source: ByteSource): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of source.open()) hash.update(chunk);
  return hash.digest('hex');
}

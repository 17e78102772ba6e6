import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { refuse } from '../problem.ts';
import type { Template } from '../setup/pins.ts';

const FOLDER = 'workflows-templates';

/** The workflows that a user copies: the build puts them into `dist`; run from source they lie beside `src`. */
export async function workflowTemplates(): Promise<Template[]> {
  for (
    let folder = dirname(fileURLToPath(import.meta.url));
    folder !== dirname(folder);
    folder = dirname(folder)
  ) {
    const names = (await readdir(join(folder, FOLDER)).catch(() => [])).filter((name) =>
      name.endsWith('.yml'),
    );
    if (names.length > 0)
      return Promise.all(
        names
          .sort()
          .map(async (name) => ({ name, text: await readFile(join(folder, FOLDER, name), 'utf8') })),
      );
  }
  refuse('file-missing', { found: FOLDER, expected: 'the workflow templates beside this engine' });
}

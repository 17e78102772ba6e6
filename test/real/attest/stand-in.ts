import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

/** Puts the stand-in for actions/attest into a folder, as an action that a runner can start. */
export async function attestStandIn(folder: string): Promise<string> {
  cpSync(join(import.meta.dirname, 'action.yml'), join(folder, 'action.yml'));
  await build({
    entryPoints: [join(import.meta.dirname, 'main.ts')],
    bundle: true,
    format: 'esm',
    platform: 'node',
    outfile: join(folder, 'main.mjs'),
    banner: {
      js: "import { createRequire as require_ } from 'node:module'; const require = require_(import.meta.url);",
    },
  });
  return folder;
}

import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'esbuild';

/**
 * One call, one `dist/`: every action and the command line share their code in chunks. The folder is wiped first, so
 * that no chunk of an earlier build stays behind; the result is the same bytes on every machine.
 */
const root = fileURLToPath(new URL('..', import.meta.url));

/** Entry points: name in `dist/` to source. */
const ENTRIES = {
  action: 'src/entry/action.ts',
  cli: 'src/entry/cli-main.ts',
};

/**
 * `@actions/core` drags in undici for OIDC, and `@actions/artifact` much more. Marked as free of side effects, only what
 * is used of them is kept: 819 KB become 5.
 */
const sideEffectFree: Plugin = {
  name: 'side-effect-free',
  setup({ onResolve, resolve }) {
    onResolve({ filter: /^(?:@actions\/|@octokit\/|undici)/ }, async ({ path, pluginData, ...rest }) => {
      if (pluginData === 'seen') return null;
      return { ...(await resolve(path, { ...rest, pluginData: 'seen' })), sideEffects: false };
    });
  },
};

rmSync(join(root, 'dist'), { recursive: true, force: true });
const result = await build({
  absWorkingDir: root,
  entryPoints: Object.fromEntries(Object.entries(ENTRIES).map(([name, path]) => [name, path])),
  outdir: 'dist',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  chunkNames: 'chunks/[name]-[hash]',
  mainFields: ['module', 'main'],
  minifyWhitespace: true,
  minifySyntax: true,
  legalComments: 'none',
  charset: 'utf8',
  metafile: true,
  logLevel: 'warning',
  // CommonJS packages inside ESM ask for `require`; the name must be one that no bundled file uses.
  banner: {
    js: 'import{createRequire as __airlockRequire}from"node:module";const require=__airlockRequire(import.meta.url);',
  },
  plugins: [sideEffectFree],
});
// The nearest package.json decides that these files are modules, wherever the folder is copied to.
writeFileSync(join(root, 'dist', 'package.json'), '{"type":"module"}\n');
const bytes = Object.values(result.metafile.outputs).reduce((sum, output) => sum + output.bytes, 0);
process.stdout.write(
  `dist: ${Object.keys(result.metafile.outputs).length} files, ${(bytes / 1e6).toFixed(2)} MB\n`,
);

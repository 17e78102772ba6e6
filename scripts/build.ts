import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'esbuild';
import { licenceTexts } from './licences.ts';

/**
 * One call, one `dist/`: every action and the command line share their code in chunks. The folder is wiped first, so
 * that no chunk of an earlier build stays behind; the result is the same bytes on every machine.
 */
const root = fileURLToPath(new URL('..', import.meta.url));

/** Entry points: name in `dist/` to source. */
const ENTRIES: Readonly<Record<string, string>> = {
  action: 'src/entry/action.ts',
  cli: 'src/entry/cli-main.ts',
  ...Object.fromEntries(
    readdirSync(join(root, 'src/entry/actions')).map((file) => [
      file.replace(/\.ts$/u, ''),
      `src/entry/actions/${file}`,
    ]),
  ),
};

/**
 * `@actions/core` drags in undici for OIDC, and `@actions/artifact` much more. Marked as free of side effects, only what
 * is used of them is kept: 819 KB become 5. Our own imports of it are a copy by themselves, because a copy shared with
 * the artifact client would keep what that one uses.
 */
const onlyWhatIsUsed: Plugin = {
  name: 'only-what-is-used',
  setup({ onResolve, resolve }) {
    onResolve(
      { filter: /^(?:@actions\/|@octokit\/|undici|\.{1,2}\/)/ },
      async ({ path, pluginData, ...rest }) => {
        const inToolkit = /[/\\]node_modules[/\\]@(?:actions|octokit)[/\\]/u.test(rest.importer);
        if (pluginData === 'seen' || (path.startsWith('.') && !inToolkit)) return null;
        const ours = path === '@actions/core' && rest.importer.startsWith(join(root, 'src'));
        const found = await resolve(path, { ...rest, pluginData: 'seen' });
        return { ...found, sideEffects: false, ...(ours ? { suffix: '?own' } : {}) };
      },
    );
  },
};

/** Folder for source maps, beside the build and never inside `dist/`: `AIRLOCK_SOURCEMAPS=maps npm run build`. */
const { AIRLOCK_METAFILE: metafile, AIRLOCK_SOURCEMAPS: maps } = process.env;

const result = await build({
  absWorkingDir: root,
  entryPoints: { ...ENTRIES },
  outdir: 'dist',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  chunkNames: 'chunks/[name]-[hash]',
  mainFields: ['module', 'main'],
  minifyWhitespace: true,
  // Names are shortened too: they were a fifth of `dist/`. A stack is read with the source maps of the same commit.
  minifySyntax: true,
  minifyIdentifiers: true,
  // Always made, seldom written: the names of the chunks depend on it.
  sourcemap: 'external',
  legalComments: 'none',
  charset: 'utf8',
  metafile: true,
  write: false,
  logLevel: 'warning',
  // CommonJS packages inside ESM ask for `require`; the name must be one that no bundled file uses.
  banner: {
    js: 'import{createRequire as __airlockRequire}from"node:module";const require=__airlockRequire(import.meta.url);',
  },
  plugins: [onlyWhatIsUsed],
});
// Only a build that succeeded replaces the last one.
rmSync(join(root, 'dist'), { recursive: true, force: true });
for (const { path, contents } of result.outputFiles) {
  const isMap = path.endsWith('.map');
  if (isMap && maps === undefined) continue;
  const target = isMap && maps !== undefined ? join(maps, relative(join(root, 'dist'), path)) : path;
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, contents);
}
writeFileSync(join(root, 'dist', 'licences.txt'), licenceTexts(root, [...bundledFiles(), ...copyGrammars()]));
// What `airlock init` writes; with our own actions still at zeros, unless the release has put its commit there.
cpSync(join(root, 'workflows-templates'), join(root, 'dist', 'workflows-templates'), { recursive: true });
// The nearest package.json decides that these files are modules, wherever the folder is copied to.
writeFileSync(join(root, 'dist', 'package.json'), '{"type":"module"}\n');
if (metafile !== undefined) writeFileSync(metafile, JSON.stringify(result.metafile));
const code = Object.entries(result.metafile.outputs).filter(([path]) => path.endsWith('.js'));
const bytes = code.reduce((sum, [, output]) => sum + output.bytes, 0);
process.stdout.write(`dist: ${code.length} files, ${(bytes / 1e6).toFixed(2)} MB\n`);

/** Grammars are files of their own: one is loaded when the first program of its language is met, and never before. */
function copyGrammars(): string[] {
  const folder = join(root, 'dist', 'grammars');
  const languages = ['python', 'typescript', 'tsx', 'ruby', 'go'];
  const files = [
    'node_modules/web-tree-sitter/web-tree-sitter.wasm',
    ...languages.map((name) => `node_modules/@vscode/tree-sitter-wasm/wasm/tree-sitter-${name}.wasm`),
  ];
  mkdirSync(folder);
  for (const file of files) writeFileSync(join(folder, basename(file)), readFileSync(join(root, file)));
  return files;
}

/** Files of which something is left in the bundle. */
function bundledFiles(): string[] {
  const kept = Object.values(result.metafile.outputs).flatMap((output) => Object.entries(output.inputs));
  return [
    ...new Set(
      kept.filter(([, { bytesInOutput }]) => bytesInOutput > 0).map(([path]) => path.replace(/\?own$/u, '')),
    ),
  ];
}

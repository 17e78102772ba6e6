import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * `node scripts/release.ts X.Y.Z` makes a release out of a clean tree. It commits and tags here and pushes nothing:
 *
 * 1. the version, in every place that says it;
 * 2. our composite actions, pinned to 1: a commit cannot name itself. This is the release, and has the tag;
 * 3. what people copy and what `init` writes, pinned to 2.
 *
 * docs/releasing.md has the rest.
 */
const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const OURS = /(airlock-ci\/airlock(?:\/actions\/[a-z-]+)?@)[0-9a-f]{40} # v[0-9.]+/gu;

const [version = ''] = process.argv.slice(2);
if (!/^(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)$/u.test(version))
  stop(`Usage: node scripts/release.ts X.Y.Z (found "${version}")`);
const tag = `v${version}`;
if (git('status', '--porcelain') !== '')
  stop('The work tree is not clean. Commit or put away what is in it first.');
if (git('tag', '--list', tag) !== '') stop(`There is a tag ${tag} already. A version is released once.`);

npm('version', version, '--no-git-tag-version', '--allow-same-version');
edit('src/version.ts', (text) => text.replace(/VERSION = '[^']+'/u, `VERSION = '${version}'`));
const date = new Date().toISOString().slice(0, 10);
edit('CHANGELOG.md', (text) => text.replace('## Unreleased\n', `## Unreleased\n\n## ${version} - ${date}\n`));
const first = commit(`Version ${version}`);

pin('actions', first);
const released = commit(`Release ${version}`);
git('tag', '--annotate', tag, '--message', `Airlock ${version}`);

pin('workflows-templates', released);
edit('src/version.ts', (text) =>
  text.replace(/RELEASE_COMMIT = '[0-9a-f]+'/u, `RELEASE_COMMIT = '${released}'`),
);
commit(`Templates and init use ${version}`);

process.stdout.write(`${tag} is ${released}. Look at it, then: git push --atomic origin main ${tag}\n`);

/** Pins every use of our own actions in the YAML files of a folder. */
function pin(folder: string, sha: string): void {
  const files = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' });
  for (const name of files.filter((one) => one.endsWith('.yml')))
    edit(join(folder, name), (text) => text.replace(OURS, `$1${sha} # ${tag}`));
}

function edit(file: string, change: (text: string) => string): void {
  const path = join(root, file);
  const before = readFileSync(path, 'utf8');
  const after = change(before);
  if (after !== before) writeFileSync(path, after);
}

/** Commits everything, with what is generated made anew. An empty one is a release that nothing had to be changed for. */
function commit(message: string): string {
  npm('run', '--silent', 'generate');
  npm('run', '--silent', 'build');
  git('add', '--all');
  git('commit', '--quiet', '--allow-empty', '--message', message);
  return git('rev-parse', 'HEAD');
}

function npm(...args: string[]): void {
  run('npm', args);
}

function git(...args: string[]): string {
  return run('git', args).trim();
}

function run(command: string, args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd: root, encoding: 'utf8' });
  if (status !== 0) stop(`${command} ${args.join(' ')} ended with ${status}:\n${stdout}${stderr}`);
  return stdout;
}

function stop(message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}

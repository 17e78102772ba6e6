import { execFile } from 'node:child_process';
import { cp, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { refuse, unavailable } from '../problem.ts';

const run = promisify(execFile);

/** A throw-away git repository; nothing of the machine's git configuration reaches it, and it needs no identity. */
export interface Scratch {
  readonly folder: string;
  commit(message: string): Promise<void>;
  git(...args: readonly string[]): Promise<void>;
  /** Runs a script of the copied example with the node that runs us. */
  node(...args: readonly string[]): Promise<void>;
  copy(from: string): Promise<void>;
  remove(): Promise<void>;
}

/** The examples beside this engine. */
export async function exampleFolder(name: string): Promise<string> {
  for (
    let folder = dirname(fileURLToPath(import.meta.url));
    folder !== dirname(folder);
    folder = dirname(folder)
  ) {
    const candidate = join(folder, 'examples', name);
    if ((await readdir(candidate).catch(() => [])).length > 0) return candidate;
  }
  refuse('file-missing', { found: `examples/${name}`, expected: 'the examples folder beside dist' });
}

/** An empty repository in a folder of its own, outside any clone. */
export async function scratchRepository(): Promise<Scratch> {
  const folder = await mkdtemp(join(tmpdir(), 'airlock-demo-'));
  const env = { ...process.env, ...IDENTITY };
  for (const name of Object.keys(env))
    if (/^GIT_(?:DIR|WORK_TREE|INDEX_FILE|PREFIX|CONFIG(?:_|$)(?!GLOBAL|NOSYSTEM))/u.test(name))
      delete (env as NodeJS.ProcessEnv)[name];
  const git = async (...args: readonly string[]): Promise<void> => {
    try {
      await run('git', ['-C', folder, ...args], { env });
    } catch (error) {
      unavailable(
        'git-failed',
        {
          found: error instanceof Error ? error.message.slice(0, 200) : String(error),
          args: { command: args[0] ?? '' },
        },
        error,
      );
    }
  };
  await git('init', '--quiet', '--template=');
  await git('symbolic-ref', 'HEAD', 'refs/heads/main');
  return {
    folder,
    git,
    async commit(message) {
      await git('add', '--all');
      await git('commit', '--quiet', '--no-gpg-sign', '--no-verify', `--message=${message}`);
    },
    async node(...args) {
      await run(process.execPath, [...args], { cwd: folder, env: process.env });
    },
    async copy(from) {
      await cp(from, folder, { recursive: true });
    },
    async remove() {
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Fixed, so that the story is the same wherever and whenever it is told. */
const IDENTITY = {
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_AUTHOR_NAME: 'Ana Example',
  GIT_AUTHOR_EMAIL: 'ana@northstar.example',
  GIT_AUTHOR_DATE: '2026-11-02T09:00:00Z',
  GIT_COMMITTER_NAME: 'Ana Example',
  GIT_COMMITTER_EMAIL: 'ana@northstar.example',
  GIT_COMMITTER_DATE: '2026-11-02T09:00:00Z',
} as const;

import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { CHANGES, EXAMPLE } from './paths.ts';
import { scratchFolder } from './runner.ts';

/** A repository of the example with a pull request, as a checkout of its test merge leaves it on a runner. */
export interface Bot extends Disposable {
  readonly path: string;
  readonly base: string;
  readonly head: string;
  /** The test merge: first parent the base, second the pull request's head. */
  readonly merge: string;
  git(...args: readonly string[]): string;
  evaluate(folder: string): void;
  /** The payload of the pull request's event. */
  readonly payload: object;
}

export interface BotOptions {
  /** A change under examples/changes, laid over the example. */
  readonly change?: string;
  /** Files of the pull request by path; null removes. */
  readonly files?: Readonly<Record<string, string | null>>;
  /** Files of the base, likewise. */
  readonly base?: Readonly<Record<string, string | null>>;
  /** Whether the evals run, on both sides. */
  readonly evals?: boolean;
  readonly tag?: string | null;
  readonly fork?: boolean;
  readonly draft?: boolean;
}

const IDENTITY = {
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_AUTHOR_NAME: 'Ana Example',
  GIT_AUTHOR_EMAIL: 'ana@northstar.example',
  GIT_AUTHOR_DATE: '2026-11-02T09:00:00Z',
  GIT_COMMITTER_NAME: 'Ana Example',
  GIT_COMMITTER_EMAIL: 'ana@northstar.example',
  GIT_COMMITTER_DATE: '2026-11-02T09:00:00Z',
};

export function bot(options: BotOptions = {}): Bot {
  const folder = scratchFolder();
  const { path } = folder;
  const git = (...args: readonly string[]): string => execFileSync('git', ['-C', path, ...args], { env: { PATH: process.env['PATH'], ...IDENTITY }, encoding: 'utf8' }).trim();
  const commit = (message: string): string => {
    git('add', '--all');
    git('commit', '--quiet', '--allow-empty', '--no-gpg-sign', `--message=${message}`);
    return git('rev-parse', 'HEAD');
  };
  const evaluate = (out: string): void => {
    execFileSync(process.execPath, ['evals/run.mjs', out], { cwd: path, stdio: 'ignore' });
  };
  cpSync(EXAMPLE, path, { recursive: true });
  git('init', '--quiet', '--template=');
  git('symbolic-ref', 'HEAD', 'refs/heads/main');
  put(path, options.base ?? {});
  const base = commit('Support bot 2.3.1');
  if (options.tag !== null) git('tag', options.tag ?? 'airlock/support-bot/v2.3.1');
  if (options.evals !== false) evaluate('out/base');
  git('checkout', '--quiet', '-b', 'change');
  if (options.change !== undefined) cpSync(join(CHANGES, options.change), path, { recursive: true });
  put(path, options.files ?? {});
  const head = commit('A change');
  git('checkout', '--quiet', '--detach', base);
  git('merge', '--quiet', '--no-ff', '--no-edit', '--no-gpg-sign', head);
  const merge = git('rev-parse', 'HEAD');
  if (options.evals !== false) evaluate('out');
  return { path, base, head, merge, git, evaluate, payload: pullPayload(options, head), [Symbol.dispose]: () => folder[Symbol.dispose]() };
}

function put(folder: string, files: Readonly<Record<string, string | null>>): void {
  for (const [name, text] of Object.entries(files)) {
    const path = join(folder, name);
    if (text === null) rmSync(path, { recursive: true, force: true });
    else {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text);
    }
  }
}

export const REPOSITORY_ID = 901;

function pullPayload({ fork = false, draft = false }: BotOptions, head: string): object {
  return {
    action: 'synchronize',
    number: 41,
    pull_request: {
      number: 41,
      draft,
      head: { ref: 'change', sha: head, repo: { id: fork ? 902 : REPOSITORY_ID } },
      // A snapshot that is often stale: it must not be used.
      base: { ref: 'main', sha: '0123456789012345678901234567890123456789' },
      user: { login: 'ana', type: 'User' },
      assignees: [],
    },
    repository: { id: REPOSITORY_ID, default_branch: 'main' },
  };
}

import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Files, put, scratchFolder } from './folder.ts';
import { commitAll, gitIn, initialise } from './git.ts';
import { CHANGES, EXAMPLE } from './paths.ts';

/** A repository of the example with a pull request, as a checkout of its test merge leaves it on a runner. */
export interface Bot extends Disposable {
  readonly path: string;
  readonly base: string;
  readonly head: string;
  /** The test merge: first parent the base, second the pull request's head. */
  readonly merge: string;
  git(...args: readonly string[]): string;
  evaluate(folder: string): void;
  /** Writes files into the work tree. */
  put(files: Files): void;
  /** A further push to the pull request: new head, new test merge, evals run again. */
  push(files: Files): Bot;
  /** The payload of the pull request's event. */
  readonly payload: object;
}

export interface BotOptions {
  /** Whether the repository begins with the example; without it there is only what `base` puts. */
  readonly example?: boolean;
  /** A change under examples/changes, laid over the example. */
  readonly change?: string;
  /** Files of the pull request by path; null removes. */
  readonly files?: Files;
  /** Files of the base, likewise. */
  readonly base?: Files;
  /** Whether the evals run, on both sides. */
  readonly evals?: boolean;
  readonly tag?: string | null;
  readonly fork?: boolean;
  readonly draft?: boolean;
}

export function bot(options: BotOptions = {}): Bot {
  const folder = scratchFolder();
  const path = join(folder.path, 'support-bot');
  mkdirSync(path);
  const { example = true, evals = example } = options;
  if (example) cpSync(EXAMPLE, path, { recursive: true });
  initialise(path);
  put(path, options.base ?? {});
  const base = commitAll(path, 'Support bot 2.3.1');
  if (options.tag !== null) gitIn(path, 'tag', options.tag ?? 'airlock/support-bot/v2.3.1');
  if (evals) evaluate(path, 'out/base');
  gitIn(path, 'checkout', '--quiet', '-b', 'change');
  if (options.change !== undefined) cpSync(join(CHANGES, options.change), path, { recursive: true });
  put(path, options.files ?? {});
  return merged({ path, base, evals, options, folder }, commitAll(path, 'A change'));
}

interface Place {
  readonly path: string;
  readonly base: string;
  readonly evals: boolean;
  readonly options: BotOptions;
  readonly folder: Disposable;
}

/** Merges the head into the base, as GitHub does for a test merge, and runs the evals on it. */
function merged(place: Place, head: string): Bot {
  const { path, base, evals, options, folder } = place;
  gitIn(path, 'checkout', '--quiet', '--detach', base);
  gitIn(path, 'merge', '--quiet', '--no-ff', '--no-edit', '--no-gpg-sign', head);
  const merge = gitIn(path, 'rev-parse', 'HEAD');
  if (evals) evaluate(path, 'out');
  return {
    path,
    base,
    head,
    merge,
    git: (...args) => gitIn(path, ...args),
    evaluate: (out) => evaluate(path, out),
    put: (files) => put(path, files),
    push: (files) => {
      gitIn(path, 'checkout', '--quiet', 'change');
      put(path, files);
      return merged(place, commitAll(path, 'Another change'));
    },
    payload: pullPayload(options, head),
    [Symbol.dispose]: () => folder[Symbol.dispose](),
  };
}

function evaluate(path: string, out: string): void {
  execFileSync(process.execPath, ['evals/run.mjs', out], { cwd: path, stdio: 'ignore' });
}

export const REPOSITORY_ID = 901;

/** A commit that is in no repository: what a stale snapshot may name. */
export const NOWHERE = '0123456789012345678901234567890123456789';

function pullPayload({ fork = false, draft = false }: BotOptions, head: string): object {
  return {
    action: 'synchronize',
    number: 41,
    pull_request: {
      number: 41,
      draft,
      head: { ref: 'change', sha: head, repo: { id: fork ? 902 : REPOSITORY_ID } },
      // A snapshot that is often stale: it must not be used.
      base: { ref: 'main', sha: NOWHERE },
      user: { login: 'ana', type: 'User' },
      assignees: [],
      labels: [],
    },
    repository: { id: REPOSITORY_ID, default_branch: 'main' },
  };
}

import { type ChildProcessByStdio, spawn } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import { unavailable } from '../../problem.ts';

/**
 * Starting git. Only plumbing that reads objects is ever run, with nothing that the repository could configure to run
 * something else: no hooks, no file system monitor, no replace objects, no lock files, no terminal, and no fetching of
 * objects that a partial clone left out.
 */
export interface GitLocation {
  /** Any folder inside the repository, or a bare repository itself. */
  readonly directory: string;
}

const SAFETY = [
  '--no-pager',
  '--no-replace-objects',
  '--no-optional-locks',
  '-c',
  'core.fsmonitor=false',
  '-c',
  'core.hooksPath=/dev/null',
  '-c',
  'core.quotePath=false',
  '-c',
  'log.showSignature=false',
  '-c',
  'color.ui=false',
  '-c',
  'safe.bareRepository=all',
];

// What a calling hook or a half-configured shell may have set: it must not redirect `--repo`, nor change what is read
// there. First git's own list (`git rev-parse --local-env-vars`), then the rest.
const REDIRECTING = [
  'GIT_ALTERNATE_OBJECT_DIRECTORIES',
  'GIT_CONFIG',
  'GIT_CONFIG_PARAMETERS',
  'GIT_CONFIG_COUNT',
  'GIT_OBJECT_DIRECTORY',
  'GIT_DIR',
  'GIT_WORK_TREE',
  'GIT_IMPLICIT_WORK_TREE',
  'GIT_GRAFT_FILE',
  'GIT_INDEX_FILE',
  'GIT_NO_REPLACE_OBJECTS',
  'GIT_REPLACE_REF_BASE',
  'GIT_PREFIX',
  'GIT_SHALLOW_FILE',
  'GIT_COMMON_DIR',
  'GIT_NAMESPACE',
  'GIT_LITERAL_PATHSPECS',
  'GIT_GLOB_PATHSPECS',
  'GIT_ICASE_PATHSPECS',
  'GIT_NOGLOB_PATHSPECS',
  'GIT_TRACE',
];

function environment(): NodeJS.ProcessEnv {
  const env: NodeJS.ProcessEnv = { ...process.env, LC_ALL: 'C', GIT_TERMINAL_PROMPT: '0' };
  for (const name of REDIRECTING) delete env[name];
  // git before 2.45 does not know the first; without a transport it cannot fetch either.
  return { ...env, GIT_NO_LAZY_FETCH: '1', GIT_ALLOW_PROTOCOL: 'none' };
}

export type GitProcess = ChildProcessByStdio<Writable, Readable, Readable>;

export function startGit(
  location: GitLocation,
  args: readonly string[],
  extra: NodeJS.ProcessEnv = {},
): GitProcess {
  // A container's checkout often belongs to another user; reading its objects runs nothing of its own, so it is safe here.
  const directory = location.directory;
  return spawn('git', ['-C', directory, ...SAFETY, '-c', 'safe.directory=*', ...args], {
    env: { ...environment(), ...extra },
    stdio: ['pipe', 'pipe', 'pipe'],
    windowsHide: true,
  });
}

export interface GitAnswer {
  readonly code: number;
  readonly stdout: Buffer;
  readonly stderr: string;
}

/** Runs git to its end. A non-zero exit is an answer; only a git that cannot be started is a refusal (exit 69). */
export async function git(
  location: GitLocation,
  args: readonly string[],
  input: string | Uint8Array = '',
  extra: NodeJS.ProcessEnv = {},
): Promise<GitAnswer> {
  const child = startGit(location, args, extra);
  child.stdin.on('error', () => {}); // git may end before it has read everything
  child.stdin.end(input);
  const [stdout, stderr, code] = await Promise.all([
    collect(child.stdout),
    collect(child.stderr),
    ended(child),
  ]);
  return { code, stdout, stderr: stderr.toString('utf8') };
}

/** Runs git and takes its output, or refuses with what git said (exit 69). */
export async function gitOutput(location: GitLocation, args: readonly string[], input = ''): Promise<Buffer> {
  const answer = await git(location, args, input);
  if (answer.code !== 0) gitFailed(args[0] ?? '', answer.stderr);
  return answer.stdout;
}

export function gitFailed(command: string, stderr: string): never {
  unavailable('git-failed', { found: firstLine(stderr), args: { command } });
}

export function ended(child: GitProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    child.once('close', (code) => resolve(code ?? -1));
    child.once('error', (error) => {
      try {
        unavailable(
          'git-missing',
          { found: firstLine(error.message), expected: 'git 2.30 or later on PATH' },
          error,
        );
      } catch (refusal) {
        reject(refusal);
      }
    });
  });
}

async function collect(stream: Readable): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

function firstLine(text: string): string {
  return (text.trim().split('\n')[0] ?? '').slice(0, 300);
}

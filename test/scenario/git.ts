import { execFileSync } from 'node:child_process';

/** Fixed authors and dates: the same files give the same commits, and nothing of the machine's configuration counts. */
export const GIT_IDENTITY = {
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_AUTHOR_NAME: 'Ana Example',
  GIT_AUTHOR_EMAIL: 'ana@northstar.example',
  GIT_AUTHOR_DATE: '2026-11-02T09:00:00Z',
  GIT_COMMITTER_NAME: 'Ana Example',
  GIT_COMMITTER_EMAIL: 'ana@northstar.example',
  GIT_COMMITTER_DATE: '2026-11-02T09:00:00Z',
} as const;

/** Runs git in a folder and takes what it prints. */
export function gitIn(path: string, ...args: readonly string[]): string {
  return execFileSync('git', ['-C', path, ...args], {
    env: { PATH: process.env['PATH'], ...GIT_IDENTITY },
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  }).trim();
}

/** Makes an empty repository on `main`. */
export function initialise(path: string): void {
  gitIn(path, 'init', '--quiet', '--template=');
  gitIn(path, 'symbolic-ref', 'HEAD', 'refs/heads/main');
}

/** Commits everything in the folder. */
export function commitAll(path: string, message: string): string {
  gitIn(path, 'add', '--all');
  gitIn(path, 'commit', '--quiet', '--allow-empty', '--no-gpg-sign', `--message=${message}`);
  return gitIn(path, 'rev-parse', 'HEAD');
}

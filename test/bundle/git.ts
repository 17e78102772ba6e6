import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';

/** A file of a made-up commit. `bytes` is a blob's content, a link's text, or the commit of a submodule. */
export interface MadeFile {
  /** A Buffer where the name is not UTF-8. */
  readonly path: string | Buffer;
  readonly mode: '100644' | '100755' | '120000' | '160000';
  readonly bytes: string | Buffer;
}

export function file(path: string, bytes: string | Buffer = `${path}\n`): MadeFile {
  return { path, mode: '100644', bytes };
}

const folder = mkdtempSync(join(tmpdir(), 'airlock-git-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let made = 0;

/** A folder of its own, gone after the test file. */
export function scratch(): string {
  made += 1;
  const path = join(folder, String(made));
  mkdirSync(path);
  return path;
}

const ENV = {
  ...process.env,
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_SYSTEM: '/dev/null',
  GIT_AUTHOR_NAME: 'Ana',
  GIT_AUTHOR_EMAIL: 'ana@example.com',
  GIT_COMMITTER_NAME: 'Ana',
  GIT_COMMITTER_EMAIL: 'ana@example.com',
  GIT_AUTHOR_DATE: '2026-11-21T10:00:00Z',
  GIT_COMMITTER_DATE: '2026-11-21T10:00:00Z',
};

/** A real repository with made-up commits; trees of any shape are made without a work tree. */
export class MadeRepository {
  readonly path: string;

  constructor(path: string) {
    this.path = path;
  }

  static init(...options: readonly string[]): MadeRepository {
    const path = scratch();
    execFileSync('git', ['init', '--quiet', '--template=', '--initial-branch=main', ...options, path], {
      env: ENV,
    });
    return new MadeRepository(path);
  }

  git(args: readonly string[], input: string | Buffer = ''): string {
    return this.raw(args, input).toString().trim();
  }

  raw(args: readonly string[], input: string | Buffer = ''): Buffer {
    return execFileSync('git', ['-C', this.path, ...args], {
      env: ENV,
      input,
      stdio: ['pipe', 'pipe', 'pipe'],
      maxBuffer: 2 ** 28,
    });
  }

  /** Commits exactly these files to a branch and gives the commit. */
  commit(files: readonly MadeFile[], branch = 'main', parent = false): string {
    const parts: (string | Buffer)[] = [
      `commit refs/heads/${branch}\ncommitter Ana <ana@example.com> 1795255200 +0000\ndata 1\nx\n`,
      ...(parent ? [`from refs/heads/${branch}^0\n`] : []),
      'deleteall\n',
    ];
    for (const { path, mode, bytes } of files) {
      const name = quoted(path);
      if (mode === '160000') parts.push(`M ${mode} ${bytes.toString()} ${name}\n`);
      else parts.push(`M ${mode} inline ${name}\ndata ${Buffer.byteLength(bytes)}\n`, bytes, '\n');
    }
    this.raw(['fast-import', '--quiet', '--force'], Buffer.concat(parts.map((part) => Buffer.from(part))));
    return this.git(['rev-parse', `refs/heads/${branch}`]);
  }
}

/** A path as fast-import wants it: every byte written out, so that any name can be made. */
function quoted(path: string | Buffer): string {
  return `"${[...Buffer.from(path)].map((byte) => `\\${byte.toString(8).padStart(3, '0')}`).join('')}"`;
}

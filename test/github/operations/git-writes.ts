import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CONTENTS_WRITE } from '../access.ts';
import { type Call, created, type Operations, ok, text } from '../operation.ts';
import { notFound, Problem } from '../problem.ts';
import { gitCommitView } from '../views/commit.ts';
import { refView } from '../views/ref.ts';
import { repositoryUrls } from '../views/repository.ts';
import { git } from './objects.ts';

type TreeBody = {
  base_tree?: string;
  tree: { path: string; mode: string; type: string; sha?: string | null; content?: string }[];
};

/** Objects and branches written into the real git repository that stands behind the one under test. */
export const gitWrites: Operations = {
  'git/create-blob': {
    needs: CONTENTS_WRITE,
    handle: (call) => {
      const { content, encoding = 'utf-8' } = call.body as { content: string; encoding?: string };
      const sha = write(call, ['hash-object', '-w', '--stdin'], decoded(content, encoding));
      return created({ url: `${repositoryUrls(call).api}/git/blobs/${sha}`, sha });
    },
  },

  'git/create-tree': {
    needs: CONTENTS_WRITE,
    handle: (call) => {
      const { base_tree: base, tree } = call.body as TreeBody;
      const folder = mkdtempSync(join(tmpdir(), 'airlock-index-'));
      const env = { GIT_INDEX_FILE: join(folder, 'index') };
      try {
        if (base !== undefined) write(call, ['read-tree', `${base}^{tree}`], '', env);
        for (const { path, mode, sha, content = '' } of tree) {
          if (sha === null) {
            write(call, ['update-index', '--index-info'], `0 ${'0'.repeat(40)}\t${path}\n`, env);
            continue;
          }
          const oid = sha ?? write(call, ['hash-object', '-w', '--stdin'], content);
          write(call, ['update-index', '--add', '--cacheinfo', `${mode},${oid},${path}`], '', env);
        }
        const sha = write(call, ['write-tree'], '', env);
        return created({
          sha,
          url: `${repositoryUrls(call).api}/git/trees/${sha}`,
          tree: [],
          truncated: false,
        });
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    },
  },

  'git/create-commit': {
    needs: CONTENTS_WRITE,
    handle: (call) => {
      const {
        message,
        tree,
        parents = [],
      } = call.body as { message: string; tree: string; parents?: string[] };
      const date = `${Math.floor(call.now.getTime() / 1000)} +0000`;
      const who = (role: string) => ({
        [`GIT_${role}_NAME`]: call.token.login,
        [`GIT_${role}_EMAIL`]: 'noreply@localhost',
        [`GIT_${role}_DATE`]: date,
      });
      const sha = write(
        call,
        ['commit-tree', tree, ...parents.flatMap((parent) => ['-p', parent]), '-F', '-'],
        message,
        { ...who('AUTHOR'), ...who('COMMITTER') },
      );
      return created(gitCommitView(call, { sha, message, tree, parents, at: call.now.toISOString() }));
    },
  },

  'git/update-ref': {
    needs: CONTENTS_WRITE,
    handle: (call) => {
      const { sha, force = false } = call.body as { sha: string; force?: boolean };
      const ref = `refs/${text(call, 'ref')}`;
      const before = tip(call, ref);
      if (before === null) throw new Problem(422, 'Reference does not exist');
      const contains = git(call, ['rev-list', sha]).toString().split('\n').includes(before);
      if (!force && !contains) throw new Problem(422, 'Update is not a fast forward');
      write(call, ['update-ref', ref, sha, before]);
      return ok(refView(call, { ref, sha, type: 'commit' }));
    },
  },
};

function decoded(content: string, encoding: string): Buffer {
  return Buffer.from(content, encoding === 'base64' ? 'base64' : 'utf8');
}

/** Where a branch or tag of the real repository stands; null where it has none. */
export function tip(call: Call, ref: string): string | null {
  if (call.repository.objects === null) return null;
  try {
    return git(call, ['rev-parse', '--verify', '--quiet', ref]).toString().trim();
  } catch {
    return null;
  }
}

export function write(
  { repository }: Call,
  args: readonly string[],
  input: string | Buffer = '',
  env: NodeJS.ProcessEnv = {},
): string {
  if (repository.objects === null) throw notFound();
  const options = {
    input,
    env: { ...process.env, ...env },
    stdio: ['pipe', 'pipe', 'ignore'] as ['pipe', 'pipe', 'ignore'],
  };
  return execFileSync('git', ['-C', repository.objects, ...args], options)
    .toString()
    .trim();
}

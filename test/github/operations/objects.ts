import { execFileSync } from 'node:child_process';
import { CONTENTS } from '../access.ts';
import { type Call, type Operations, ok, text } from '../operation.ts';
import { notFound } from '../problem.ts';
import { repositoryUrls } from '../views/repository.ts';
import { nodeId } from '../views/user.ts';

/** Trees and blobs of the real git repository that stands behind the one under test, where a test gives one. */
export const objects: Operations = {
  'git/get-tree': {
    needs: CONTENTS,
    handle: (call) => {
      const name = text(call, 'tree_sha');
      const recursive = call.parameters['recursive'] !== undefined;
      const listing = git(call, ['ls-tree', '-z', '-l', '-t', ...(recursive ? ['-r'] : []), name]);
      const { api } = repositoryUrls(call);
      const sha = git(call, ['rev-parse', `${name}^{tree}`])
        .toString()
        .trim();
      const tree = listing
        .toString()
        .split('\0')
        .filter((line) => line !== '')
        .map((line) => {
          const [, mode = '', type = '', oid = '', size = '', path = ''] =
            /^(\d+) (\w+) ([0-9a-f]+) +(\S+)\t([\s\S]*)$/u.exec(line) ?? [];
          const url = `${api}/git/${type}s/${oid}`;
          return { path, mode, type, sha: oid, ...(type === 'blob' ? { size: Number(size) } : {}), url };
        });
      return ok({ sha, url: `${api}/git/trees/${sha}`, tree, truncated: call.repository.treesAreCut });
    },
  },

  'git/get-blob': {
    needs: CONTENTS,
    handle: (call) => {
      const sha = text(call, 'file_sha');
      const bytes = git(call, ['cat-file', 'blob', sha]);
      const { api } = repositoryUrls(call);
      return ok({
        content: bytes.toString('base64'),
        encoding: 'base64',
        url: `${api}/git/blobs/${sha}`,
        sha,
        size: bytes.length,
        node_id: nodeId('Blob', sha),
      });
    },
  },
};

/** Output of git in the repository behind; 404 where it has nothing of that name. */
export function git({ repository }: Pick<Call, 'repository'>, args: readonly string[]): Buffer {
  if (repository.objects === null) throw notFound();
  try {
    return execFileSync('git', ['-C', repository.objects, ...args], { stdio: ['ignore', 'pipe', 'ignore'] });
  } catch {
    throw notFound();
  }
}

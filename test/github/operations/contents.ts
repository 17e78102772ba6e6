import { createHash } from 'node:crypto';
import { CONTENTS } from '../access.ts';
import { type Call, type Operations, ok, text } from '../operation.ts';
import { notFound } from '../problem.ts';
import { resolveCommit } from '../repository.ts';
import type { RepositoryFile } from '../state.ts';
import { repositoryUrls } from '../views/repository.ts';

export const contents: Operations = {
  'repos/get-content': {
    needs: CONTENTS,
    handle: (call) => {
      const path = text(call, 'path').replace(/\/$/, '');
      const revision = text(call, 'ref') || call.repository.defaultBranch;
      const commit = resolveCommit(call.state, call.repository, revision);
      if (commit === undefined) throw notFound(`No commit found for the ref ${revision}`);
      const files = call.repository.files.filter(({ ref }) => {
        return ref === null || resolveCommit(call.state, call.repository, ref)?.sha === commit.sha;
      });
      const file = files.find((candidate) => candidate.path === path);
      if (file === undefined) return ok(directory(call, files, path, revision));
      if (call.accept.includes('raw')) return { status: 200, raw: file.text };
      const content = Buffer.from(file.text).toString('base64');
      return ok({ ...entry(call, file.path, file, revision), encoding: 'base64', content });
    },
  },
};

function directory(call: Call, files: RepositoryFile[], path: string, revision: string): unknown[] {
  const prefix = path === '' ? '' : `${path}/`;
  const names = new Set(
    files
      .filter((file) => file.path.startsWith(prefix))
      .map((file) => file.path.slice(prefix.length).split('/')[0]),
  );
  if (names.size === 0) throw notFound();
  return [...names].sort().map((name) => {
    const full = `${prefix}${name}`;
    const file = files.find((candidate) => candidate.path === full);
    return entry(call, full, file, revision);
  });
}

function entry(
  call: Call,
  path: string,
  file: RepositoryFile | undefined,
  revision: string,
): Record<string, unknown> {
  const { api, html } = repositoryUrls(call);
  const escaped = path.split('/').map(encodeURIComponent).join('/');
  const size = Buffer.byteLength(file?.text ?? '');
  const kind = file === undefined ? 'tree' : 'blob';
  const sha = createHash('sha1')
    .update(`${kind} ${size}\0${file?.text ?? path}`)
    .digest('hex');
  const url = `${api}/contents/${escaped}?ref=${encodeURIComponent(revision)}`;
  const gitUrl = `${api}/git/${kind}s/${sha}`;
  const htmlUrl = `${html}/${kind}/${revision}/${escaped}`;
  return {
    type: file === undefined ? 'dir' : 'file',
    size,
    name: path.split('/').at(-1),
    path,
    sha,
    url,
    git_url: gitUrl,
    html_url: htmlUrl,
    download_url: file === undefined ? null : htmlUrl.replace('/blob/', '/raw/'),
    _links: { self: url, git: gitUrl, html: htmlUrl },
  };
}

import { randomUUID } from 'node:crypto';
import type { FileChange } from '../../ledger/store.ts';
import { type GitLocation, git, gitFailed } from './run.ts';

/**
 * A commit on top of `parent` with some files added or replaced, in one process: no work tree, no index and no identity.
 * The ref that fast-import insists on is gone before anybody sees it.
 */
export async function commitFiles(
  location: GitLocation,
  parent: string | null,
  files: readonly FileChange[],
  message: string,
  author = 'Airlock <airlock@localhost>',
): Promise<string> {
  const ref = `refs/airlock/${randomUUID()}`;
  const zero = '0'.repeat(parent?.length ?? (await oidLength(location)));
  const stamp = `${author} ${Math.floor(Date.now() / 1000)} +0000`;
  const script = Buffer.concat([
    Buffer.from(`commit ${ref}\nmark :1\nauthor ${stamp}\ncommitter ${stamp}\n`),
    data(Buffer.from(message)),
    Buffer.from(parent === null ? '' : `from ${parent}\n`),
    ...files.flatMap(({ path, bytes }) =>
      bytes === null
        ? [Buffer.from(`D ${quoted(path)}\n`)]
        : [Buffer.from(`M 100644 inline ${quoted(path)}\n`), data(bytes)],
    ),
    Buffer.from(`\nget-mark :1\nreset ${ref}\nfrom ${zero}\n\ndone\n`),
  ]);
  const answer = await git(location, ['fast-import', '--quiet', '--done'], script);
  const commit = answer.stdout.toString().trim();
  if (answer.code !== 0 || commit === '') gitFailed('fast-import', answer.stderr);
  return commit;
}

/** Digits of an object id here: 40, or 64 where the repository hashes with SHA-256. */
async function oidLength(location: GitLocation): Promise<number> {
  const answer = await git(location, ['rev-parse', '--show-object-format']);
  return answer.stdout.toString().trim() === 'sha256' ? 64 : 40;
}

function data(bytes: Uint8Array): Buffer {
  return Buffer.concat([Buffer.from(`data ${bytes.length}\n`), bytes, Buffer.from('\n')]);
}

/** A path as fast-import reads it; quoted in C's way where it must be. */
function quoted(path: string): string {
  return /^[\w./-]+$/u.test(path)
    ? path
    : `"${path.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')}"`;
}

/** Moves a ref from what it was expected to be. False where it is something else by now. */
export async function moveRef(
  location: GitLocation,
  ref: string,
  commit: string,
  expected: string | null,
): Promise<boolean> {
  const args = ['update-ref', ref, commit, expected ?? '0'.repeat(commit.length)];
  const answer = await git(location, args);
  if (answer.code === 0) return true;
  // Two writers at once: one of them finds the ref locked, or moved.
  if ((await refTip(location, ref)) !== expected || LOCKED.test(answer.stderr)) return false;
  return gitFailed('update-ref', answer.stderr);
}

const LOCKED = /cannot lock ref|Unable to create .*\.lock/u;

/** The commit that a ref points to; null where there is no such ref. */
export async function refTip(location: GitLocation, ref: string): Promise<string | null> {
  const answer = await git(location, ['rev-parse', '--verify', '--quiet', `${ref}^{commit}`]);
  return answer.code === 0 ? answer.stdout.toString().trim() : null;
}

/** A file of a commit; null where it has none of that path. */
export async function fileAt(
  location: GitLocation,
  commit: string,
  path: string,
): Promise<Uint8Array | null> {
  const answer = await git(location, ['cat-file', 'blob', `${commit}:${path}`]);
  return answer.code === 0 ? new Uint8Array(answer.stdout) : null;
}

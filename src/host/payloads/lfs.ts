import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Payload } from '../../check/payloads.ts';
import { ended, type GitLocation, startGit } from '../git/run.ts';
import { type Fetched, saidBy, unreached } from './fetched.ts';

/**
 * Fetches an LFS object by `git lfs smudge`: from this clone where it has it, else from the server that the remote names.
 * It streams into `target`, and is held against the pointer on its way.
 */
export async function fetchLfs(
  location: GitLocation,
  access: NodeJS.ProcessEnv,
  { path, digest, size }: Payload,
  target: string,
): Promise<Fetched> {
  const oid = digest.slice('sha256:'.length);
  const transports = { GIT_ALLOW_PROTOCOL: 'https:http:ssh:file', GIT_LFS_SKIP_SMUDGE: '0' };
  const child = startGit(location, ['lfs', 'smudge', '--', path], { ...transports, ...access });
  child.stdin.on('error', () => {}); // it may end before it has read everything
  child.stdin.end(`version https://git-lfs.github.com/spec/v1\noid sha256:${oid}\nsize ${size}\n`);
  const exit = ended(child);
  const told = heard(child.stderr);
  const hash = createHash('sha256');
  let bytes = 0;
  const measured = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      hash.update(chunk);
      if (size !== null && bytes > size) child.kill();
      done(null, size !== null && bytes > size ? null : chunk);
    },
  });
  await pipeline(child.stdout, measured, createWriteStream(target));
  const code = await exit;
  if (size !== null && bytes > size) return { state: 'differs', found: `more than ${size} bytes` };
  if (code !== 0) return unreached(saidBy(await told));
  const found = hash.digest('hex');
  return found === oid ? { state: 'verified' } : { state: 'differs', found: `sha256:${found}` };
}

const MOST_HEARD = 64 * 1024;

/** What is said on standard error, the end of it. */
async function heard(stream: AsyncIterable<unknown>): Promise<string> {
  let text = '';
  for await (const chunk of stream) text = (text + String(chunk)).slice(-MOST_HEARD);
  return text;
}

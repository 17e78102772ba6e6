import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Payload } from '../../check/payloads.ts';
import { type Fetched, saidBy, unreached } from './fetched.ts';

/**
 * Fetches what DVC keeps by `dvc get`: from this clone's cache where it has it, else from the remote that the commit's
 * configuration names. What came is hashed again, whatever DVC says.
 */
export async function fetchDvc(
  repository: string,
  env: NodeJS.ProcessEnv,
  { path, digest, size, isLegacy, commit }: Payload,
  target: string,
): Promise<Fetched> {
  const [, expected] = /^md5:([0-9a-f]{32}(?:\.dir)?)$/u.exec(digest) ?? [];
  if (expected === undefined) return unreached(`nothing can be held against ${digest.slice(0, 80)}`);
  const { code, said } = await dvc(repository, env, ['get', '--rev', commit, '-o', target, '--', '.', path]);
  if (code === null) return unreached('dvc is not installed');
  if (code !== 0) return unreached(saidBy(said));
  const found = expected.endsWith('.dir') ? await digestOfFolder(target) : await digestOfFile(target, false);
  if (found.digest === expected)
    return size === null || size === found.bytes
      ? { state: 'verified' }
      : { state: 'differs', found: `${found.bytes} bytes` };
  if (isLegacy && !expected.endsWith('.dir')) {
    const asText = await digestOfFile(target, true);
    if (asText.digest === expected) return { state: 'verified' };
  }
  return { state: 'differs', found: `md5:${found.digest}` };
}

interface Hashed {
  readonly digest: string;
  readonly bytes: number;
}

/** MD5 is what DVC identifies content by; nothing here is protected by it alone, the pointer itself is in the bundle's digest. */
async function digestOfFile(path: string, asUnixText: boolean): Promise<Hashed> {
  const hash = createHash('md5');
  let bytes = 0;
  let held = '';
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (!asUnixText) hash.update(chunk);
    else {
      // A line's end may be cut in two by the end of a piece.
      const text = held + chunk.toString('latin1');
      held = text.endsWith('\r') ? '\r' : '';
      hash.update(text.slice(0, text.length - held.length).replaceAll('\r\n', '\n'), 'latin1');
    }
  }
  if (held !== '') hash.update(held, 'latin1');
  return { digest: hash.digest('hex'), bytes };
}

/** A folder's digest is that of the list of its files, as Python writes it. */
async function digestOfFolder(folder: string): Promise<Hashed> {
  const files: { md5: string; relpath: string }[] = [];
  let bytes = 0;
  for (const relpath of await filesIn(folder)) {
    const found = await digestOfFile(join(folder, relpath), false);
    bytes += found.bytes;
    files.push({ md5: found.digest, relpath });
  }
  files.sort((a, b) => Buffer.compare(Buffer.from(a.relpath), Buffer.from(b.relpath)));
  const rows = files.map((one) => `{"md5": "${one.md5}", "relpath": ${inPython(one.relpath)}}`);
  const digest = createHash('md5')
    .update(`[${rows.join(', ')}]`)
    .digest('hex');
  return { digest: `${digest}.dir`, bytes };
}

async function filesIn(folder: string, below = ''): Promise<string[]> {
  const found: string[] = [];
  for (const name of await readdir(join(folder, below))) {
    const path = below === '' ? name : `${below}/${name}`;
    const entry = await lstat(join(folder, path));
    if (entry.isDirectory()) found.push(...(await filesIn(folder, path)));
    else if (entry.isFile()) found.push(path);
  }
  return found;
}

/** `json.dumps` writes everything beyond ASCII as escapes, two of them for a character that has two units. */
function inPython(text: string): string {
  const units = JSON.stringify(text).split('');
  return units
    .map((unit) => (unit < '\u007f' ? unit : `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`))
    .join('');
}

function dvc(
  cwd: string,
  env: NodeJS.ProcessEnv,
  args: readonly string[],
): Promise<{ code: number | null; said: string }> {
  const child = spawn('dvc', args, {
    cwd,
    env: { ...env, DVC_NO_ANALYTICS: '1', GIT_TERMINAL_PROMPT: '0' },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (chunk) => {
    said = (said + String(chunk)).slice(-64 * 1024);
  });
  return new Promise((resolve) => {
    child.once('error', () => resolve({ code: null, said: '' }));
    child.once('close', (code) => resolve({ code: code ?? -1, said }));
  });
}

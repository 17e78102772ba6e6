/** The part of Azure's block blobs that `@azure/storage-blob` uses to upload, and a plain GET to download. */
import { createHash } from 'node:crypto';
import type { Answer, Blob, Request, World } from './exchange.ts';
import type { Artifact } from './state.ts';

const PREFIX = '/blobs/';

/**
 * A url that grants reading or writing one blob for a while.
 * A zip is told from a file that was uploaded as it is by the end of its path, as the client tells them.
 */
export function signedUrl(origin: string, artifact: Artifact, right: 'r' | 'w', until: Date): string {
  const url = new URL(`${origin}${PREFIX}${artifact.blob}`);
  const expiry = until.toISOString();
  url.searchParams.set('sp', right);
  url.searchParams.set('se', expiry);
  url.searchParams.set('sig', signature(artifact.blob, right, expiry));
  if (right === 'r') {
    const file = isArchive(artifact) ? `${artifact.name}.zip` : artifact.name;
    const ascii = file.replace(/[^ -~]|"/g, '_');
    const disposition = `attachment; filename="${ascii}"; filename*=UTF-8''${encodeURIComponent(file)}`;
    url.searchParams.set('rscd', disposition);
    url.searchParams.set('rsct', artifact.mimeType);
  }
  return url.href;
}

/**
 * Whether the client zipped the files. A `.zip` uploaded as it is looks the same on the wire but for its name,
 * which is the file's own.
 */
export function isArchive({ mimeType, name }: Pick<Artifact, 'mimeType' | 'name'>): boolean {
  return mimeType === 'application/zip' && !name.toLowerCase().endsWith('.zip');
}

export function answerBlob(world: World, request: Request): Answer {
  const name = decodeURIComponent(request.path.slice(PREFIX.length));
  const right = request.method === 'GET' ? 'r' : 'w';
  const expiry = request.query.get('se') ?? '';
  const forged = request.query.get('sig') !== signature(name, right, expiry);
  if (forged || Date.parse(expiry) <= world.clock().getTime()) return refusal(403, 'AuthenticationFailed');
  const blob = world.blobs.get(name) ?? { blocks: new Map(), bytes: undefined, contentType: '' };
  switch (`${request.method} ${request.query.get('comp') ?? ''}`) {
    case 'PUT block':
      blob.blocks.set(request.query.get('blockid') ?? '', request.bytes);
      world.blobs.set(name, blob);
      return stored(blob);
    case 'PUT blocklist':
      return commit(world, name, blob, request);
    case 'PUT ':
      if (request.headers['x-ms-blob-type'] !== 'BlockBlob') return refusal(400, 'MissingRequiredHeader');
      return store(world, name, blob, request, request.bytes);
    case 'GET ':
      return blob.bytes === undefined ? refusal(404, 'BlobNotFound') : download(request, blob.bytes);
    default:
      world.unexpected.push(`${request.method} ${request.path}?comp=${request.query.get('comp')}`);
      return refusal(400, 'UnsupportedHttpVerb');
  }
}

function commit(world: World, name: string, blob: Blob, request: Request): Answer {
  const ids = [...request.bytes.toString('utf8').matchAll(/<(?:Latest|Uncommitted)>([^<]+)</g)].map(
    ([, id = '']) => id,
  );
  const blocks = ids.map((id) => blob.blocks.get(id));
  if (blocks.includes(undefined)) return refusal(400, 'InvalidBlockList');
  return store(world, name, blob, request, Buffer.concat(blocks.filter((block) => block !== undefined)));
}

function store(world: World, name: string, blob: Blob, request: Request, bytes: Buffer): Answer {
  const contentType = String(request.headers['x-ms-blob-content-type'] ?? 'application/octet-stream');
  world.blobs.set(name, { blocks: blob.blocks, bytes, contentType });
  return stored({ ...blob, bytes });
}

function download(request: Request, bytes: Buffer): Answer {
  const disposition = request.query.get('rscd');
  const headers = {
    'content-type': request.query.get('rsct') ?? 'application/octet-stream',
    ...(disposition !== null && { 'content-disposition': disposition }),
  };
  return { status: 200, headers, body: bytes, wrote: false };
}

function stored(blob: Blob): Answer {
  const etag = createHash('md5')
    .update(blob.bytes ?? String(blob.blocks.size))
    .digest('hex')
    .slice(0, 15);
  const headers = {
    etag: `"0x${etag.toUpperCase()}"`,
    'last-modified': new Date(0).toUTCString(),
    'x-ms-request-id': '00000000-0000-0000-0000-000000000000',
    'x-ms-request-server-encrypted': 'true',
    'x-ms-version': '2026-02-06',
  };
  return { status: 201, headers, body: '', wrote: false };
}

function refusal(status: number, code: string): Answer {
  const body = `<?xml version="1.0" encoding="utf-8"?><Error><Code>${code}</Code><Message>${code}</Message></Error>`;
  return {
    status,
    headers: { 'content-type': 'application/xml', 'x-ms-error-code': code },
    body,
    wrote: false,
  };
}

function signature(blob: string, right: string, expiry: string): string {
  return createHash('sha256').update(`${blob} ${right} ${expiry}`).digest('hex').slice(0, 32);
}

import { createHash } from 'node:crypto';
import { isArchive } from './blobs.ts';
import { timestamp } from './clock.ts';
import type { World } from './exchange.ts';
import { type Artifact, nextId } from './state.ts';

/** A finalized artifact with its bytes: a zip where `archived`, else the one file as it was. */
export type KeptArtifact = Pick<
  Artifact,
  'digest' | 'id' | 'job' | 'mimeType' | 'name' | 'run' | 'size' | 'version'
> & {
  archived: boolean;
  bytes: Buffer;
};

/** An artifact to put in place. A file as it is, unless `mimeType` says that the bytes are a zip. */
export type Given = {
  run: number | string;
  name: string;
  bytes: Buffer | string;
  mimeType?: string;
  job?: string;
};

export function keptArtifacts(world: World): KeptArtifact[] {
  return world.state.artifacts
    .filter(({ finalized }) => finalized)
    .map(({ blob, createdAt: _createdAt, expiresAt: _expiresAt, finalized: _finalized, ...artifact }) => ({
      ...artifact,
      archived: isArchive(artifact),
      bytes: world.blobs.get(blob)?.bytes ?? Buffer.alloc(0),
    }));
}

export function storeArtifact(
  world: World,
  { run, name, bytes, mimeType = 'text/plain', job = 'job' }: Given,
): Artifact {
  const id = nextId(world.state);
  const content = Buffer.from(bytes);
  const now = world.clock();
  const expires = new Date(now.getTime() + 90 * 24 * 3600 * 1000);
  const artifact: Artifact = {
    id,
    run: String(run),
    job,
    name,
    mimeType,
    version: 7,
    blob: `actions-results/${run}/${job}/${id}${mimeType === 'application/zip' ? '.zip' : ''}`,
    size: content.length,
    digest: `sha256:${createHash('sha256').update(content).digest('hex')}`,
    finalized: true,
    createdAt: timestamp(now),
    expiresAt: timestamp(expires),
  };
  world.state.artifacts.push(artifact);
  world.blobs.set(artifact.blob, { blocks: new Map(), bytes: content, contentType: mimeType });
  return artifact;
}

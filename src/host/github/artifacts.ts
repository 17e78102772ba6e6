import { basename, dirname } from 'node:path';

export interface Uploaded {
  readonly name: string;
  readonly id: number | null;
  readonly digest: string | null;
}

/**
 * Uploads one file as it is, so that one click opens it. Null where the server has no artifact service that the client
 * speaks to (Enterprise Server).
 */
export function uploadFile(path: string): Promise<Uploaded | null> {
  return upload(basename(path), path, true);
}

/** Uploads one file inside an archive: what is a zip itself would be unpacked by whoever downloads it. */
export function uploadArchive(name: string, path: string): Promise<Uploaded | null> {
  return upload(name, path, false);
}

/** The client weighs several megabytes and is loaded for this alone. */
async function upload(name: string, path: string, skipArchive: boolean): Promise<Uploaded | null> {
  const { DefaultArtifactClient, GHESNotSupportedError } = await import('@actions/artifact');
  try {
    const { id, digest } = await new DefaultArtifactClient().uploadArtifact(name, [path], dirname(path), {
      skipArchive,
    });
    return { name, id: id ?? null, digest: digest ?? null };
  } catch (error) {
    if (error instanceof GHESNotSupportedError) return null;
    throw error;
  }
}

export interface Listed {
  readonly name: string;
  readonly id: number;
}

/** The artifacts of this very run. */
export async function artifactsOfRun(): Promise<Listed[]> {
  const { DefaultArtifactClient } = await import('@actions/artifact');
  const { artifacts } = await new DefaultArtifactClient().listArtifacts();
  return artifacts.map(({ name, id }) => ({ name, id }));
}

/** Puts an artifact of this run into a folder, and gives the folder. */
export async function downloadArtifact(id: number, folder: string): Promise<string> {
  const { DefaultArtifactClient } = await import('@actions/artifact');
  const { downloadPath } = await new DefaultArtifactClient().downloadArtifact(id, { path: folder });
  return downloadPath ?? folder;
}

import { basename, dirname } from 'node:path';

export interface Uploaded {
  readonly name: string;
  readonly id: number | null;
  readonly digest: string | null;
}

/**
 * Uploads one file as it is, so that one click opens it. The client weighs several megabytes and is loaded for this
 * alone. Null where the server has no artifact service that the client speaks to (Enterprise Server).
 */
export async function uploadFile(path: string): Promise<Uploaded | null> {
  const { DefaultArtifactClient, GHESNotSupportedError } = await import('@actions/artifact');
  try {
    const { id, digest } = await new DefaultArtifactClient().uploadArtifact(
      basename(path),
      [path],
      dirname(path),
      { skipArchive: true },
    );
    return { name: basename(path), id: id ?? null, digest: digest ?? null };
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

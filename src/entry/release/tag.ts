import { tagPrefix } from '../../bundle/version.ts';
import { tagVersion } from '../../host/git/tag.ts';
import { createTag } from '../../host/github/tags.ts';
import type { Desk } from '../ledger.ts';
import { connected } from './github.ts';

export interface Tagged {
  readonly name: string;
  /** Where it is: on GitHub, in this clone, or nowhere, because the server would not have it. */
  readonly on: 'server' | 'clone' | 'nowhere';
}

/** Tags a recorded version, for people. In a workflow on the server, because the clone ends with the job. */
export async function tagRecorded(
  { terminal, repository }: Desk,
  recorded: { readonly bundle: string; readonly version: string; readonly commit: string },
): Promise<Tagged> {
  const { bundle, version, commit } = recorded;
  const name = `${tagPrefix(bundle)}${version}`;
  await tagVersion(repository.location, recorded);
  const server = await connected(terminal);
  if (server === null) return { name, on: 'clone' };
  const isThere = await createTag(server.client, server.access, { name, commit });
  return { name, on: isThere ? 'server' : 'nowhere' };
}

import { type VersionTag, versionTags } from '../../bundle/version.ts';
import type { GitHubAccess, GitHubClient } from './client.ts';

/** The highest recorded version of a bundle on the server; a checkout rarely brings tags along. */
export async function latestVersionTag(
  client: GitHubClient,
  { owner, repo }: GitHubAccess,
  bundle: string,
): Promise<VersionTag | null> {
  // One page holds them all: this call knows no pages.
  const { data: refs } = await client.rest.git.listMatchingRefs({
    owner,
    repo,
    ref: `tags/airlock/${bundle}/v`,
  });
  const named = refs.map(({ ref, object }) => ({
    name: ref.replace(/^refs\/tags\//u, ''),
    commit: object.sha,
  }));
  const [latest] = versionTags(bundle, named);
  const annotated = refs.find(({ object }) => object.sha === latest?.commit && object.type === 'tag');
  if (latest === undefined || annotated === undefined) return latest ?? null;
  const tag = await client.rest.git.getTag({ owner, repo, tag_sha: latest.commit });
  return { ...latest, commit: tag.data.object.sha };
}

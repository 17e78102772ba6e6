import { type VersionTag, versionTags } from '../../bundle/version.ts';
import { failureOf, type GitHubAccess, type GitHubClient } from './client.ts';

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

/**
 * Sets a tag on the server; one that is there stays as it is. Where the answer does not say what became of it the tag is
 * looked for, and nothing is sent twice. False where it is not there afterwards.
 */
export async function createTag(
  client: GitHubClient,
  { owner, repo }: GitHubAccess,
  { name, commit }: { readonly name: string; readonly commit: string },
): Promise<boolean> {
  try {
    await client.rest.git.createRef({ owner, repo, ref: `refs/tags/${name}`, sha: commit });
    return true;
  } catch (error) {
    const { kind } = failureOf(error);
    if (kind === 'forbidden' || kind === 'missing') return false;
    return client.rest.git.getRef({ owner, repo, ref: `tags/${name}` }).then(
      () => true,
      () => false,
    );
  }
}

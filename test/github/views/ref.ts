import type { Site } from '../operation.ts';
import type { GitRef, Tag } from '../state.ts';
import { verificationView } from './commit.ts';
import { repositoryUrls } from './repository.ts';
import { nodeId } from './user.ts';

export function refView(site: Site, ref: GitRef): Record<string, unknown> {
  return {
    ref: ref.ref,
    node_id: nodeId('Ref', ref.ref),
    url: `${repositoryUrls(site).api}/git/${ref.ref}`,
    object: objectView(site, ref),
  };
}

/** An annotated tag. */
export function tagView(site: Site, tag: Tag): Record<string, unknown> {
  return {
    node_id: nodeId('Tag', tag.sha),
    tag: tag.tag,
    sha: tag.sha,
    url: `${repositoryUrls(site).api}/git/tags/${tag.sha}`,
    message: tag.message,
    tagger: tag.tagger,
    object: objectView(site, tag.object),
    verification: verificationView(tag.verified),
  };
}

function objectView(site: Site, { sha, type }: Pick<GitRef, 'sha' | 'type'>): Record<string, string> {
  return { sha, type, url: `${repositoryUrls(site).api}/git/${type}s/${sha}` };
}

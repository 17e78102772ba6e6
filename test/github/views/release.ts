import type { Site } from '../operation.ts';
import type { Release, ReleaseAsset } from '../state.ts';
import { repositoryUrls } from './repository.ts';
import { nodeId, userView } from './user.ts';

export function releaseView(site: Site, release: Release): Record<string, unknown> {
  const { api, html } = repositoryUrls(site);
  const url = `${api}/releases/${release.id}`;
  return {
    url,
    html_url: `${html}/releases/tag/${release.tag}`,
    assets_url: `${url}/assets`,
    // GitHub has a host of its own for uploads; the path on it is the same.
    upload_url: `${url}/assets{?name,label}`,
    tarball_url: release.draft ? null : `${api}/tarball/${release.tag}`,
    zipball_url: release.draft ? null : `${api}/zipball/${release.tag}`,
    id: release.id,
    node_id: nodeId('Release', release.id),
    tag_name: release.tag,
    target_commitish: release.target,
    name: release.name,
    body: release.body,
    draft: release.draft,
    prerelease: false,
    immutable: !release.draft && site.repository.immutableReleases,
    created_at: release.createdAt,
    published_at: release.publishedAt,
    author: userView(site, release.author),
    assets: release.assets.map((asset) => assetView(site, asset)),
  };
}

export function assetView(site: Site, asset: ReleaseAsset): Record<string, unknown> {
  const { api, html } = repositoryUrls(site);
  return {
    url: `${api}/releases/assets/${asset.id}`,
    browser_download_url: `${html}/releases/download/${asset.id}/${asset.name}`,
    id: asset.id,
    node_id: nodeId('ReleaseAsset', asset.id),
    name: asset.name,
    label: null,
    state: 'uploaded',
    content_type: 'application/zip',
    size: asset.bytes.length,
    digest: asset.digest,
    download_count: 0,
    created_at: asset.createdAt,
    updated_at: asset.createdAt,
    uploader: userView(site, asset.uploader),
  };
}

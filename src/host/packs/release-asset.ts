import { createHash } from 'node:crypto';
import type { KeptPack, PackStore, PackToKeep } from '../../release/pack-store.ts';
import { failureOf, type GitHubAccess, type GitHubClient } from '../github/client.ts';
import { bounded } from '../github/runs.ts';

/** As far as a pack has come on GitHub. */
type Seen =
  | { readonly step: 'nothing' }
  | { readonly step: 'draft'; readonly uploadUrl: string }
  | { readonly step: 'filled'; readonly release: number }
  | { readonly step: 'published'; readonly asset: number; readonly url: string }
  /** A release of that name that holds something else. */
  | { readonly step: 'taken'; readonly url: string };

/**
 * Packs as assets of releases, one release for each, under a tag that is named by the pack's digest. Where the repository's
 * releases are immutable nobody changes one again: so it is drafted, filled, and published last. Before each write it is looked
 * how far the pack has come, and no write is sent twice that took effect.
 */
export class ReleaseAssetStore implements PackStore {
  readonly #client: GitHubClient;
  readonly #at: { readonly owner: string; readonly repo: string };

  constructor(client: GitHubClient, { owner, repo }: GitHubAccess) {
    this.#client = client;
    this.#at = { owner, repo };
  }

  async keep(pack: PackToKeep): Promise<KeptPack> {
    try {
      return await this.#steps(pack);
    } catch (error) {
      return { kind: 'failed', found: failureText(error) };
    }
  }

  async #steps(pack: PackToKeep): Promise<KeptPack> {
    const tries = new Map<Seen['step'], number>();
    for (;;) {
      const seen = await this.#look(pack);
      if (seen.step === 'taken') return { kind: 'failed', found: `another file at ${seen.url}` };
      if (seen.step === 'published') return this.#readBack(pack, seen);
      const before = tries.get(seen.step) ?? 0;
      tries.set(seen.step, before + 1);
      const failure = await this.#write(pack, seen);
      if (failure !== null && (failure.isFinal || before >= MOST_TRIES))
        return { kind: 'failed', found: failure.found };
    }
  }

  /** The next write; what became of it is looked at, not believed. */
  async #write(pack: PackToKeep, seen: Seen): Promise<{ found: string; isFinal: boolean } | null> {
    try {
      if (seen.step === 'nothing') await this.#draft(pack);
      else if (seen.step === 'draft') await this.#upload(pack, seen);
      else if (seen.step === 'filled') await this.#publish(seen.release);
      return null;
    } catch (error) {
      const { kind } = failureOf(error);
      return { found: failureText(error), isFinal: kind === 'forbidden' || kind === 'limited' };
    }
  }

  async #look(pack: PackToKeep): Promise<Seen> {
    const { rest } = this.#client;
    const tag = tagOf(pack);
    // Drafts have no tag that they could be found by; the newest releases come first.
    const { data: releases } = await rest.repos.listReleases({ ...this.#at, per_page: 100 });
    const [release] = releases
      .filter((one) => one.tag_name === tag)
      .sort((a, b) => Number(a.draft) - Number(b.draft) || a.id - b.id);
    if (release === undefined) return { step: 'nothing' };
    const asset = release.assets.find(({ name, state }) => name === nameOf(pack) && state === 'uploaded');
    const isOurs =
      asset !== undefined && (asset.digest ?? `sha256:${pack.sha256}`) === `sha256:${pack.sha256}`;
    if (!release.draft)
      return isOurs
        ? { step: 'published', asset: asset.id, url: release.html_url }
        : { step: 'taken', url: release.html_url };
    if (asset !== undefined)
      return isOurs ? { step: 'filled', release: release.id } : { step: 'taken', url: tag };
    return { step: 'draft', uploadUrl: release.upload_url };
  }

  async #draft(pack: PackToKeep): Promise<void> {
    await this.#client.rest.repos.createRelease({
      ...this.#at,
      tag_name: tagOf(pack),
      target_commitish: pack.commit,
      name: `${pack.bundle} ${pack.version}: evidence pack`,
      body: `sha256 ${pack.sha256}`,
      draft: true,
      make_latest: 'false',
    });
  }

  async #upload(pack: PackToKeep, { uploadUrl }: Extract<Seen, { step: 'draft' }>): Promise<void> {
    // By its url, because uploads have a host of their own; the client's own call for it takes texts only.
    await this.#client.request({
      method: 'POST',
      url: uploadUrl,
      name: nameOf(pack),
      data: Buffer.from(pack.bytes),
      headers: { 'content-type': 'application/zip', 'content-length': pack.bytes.length },
    });
  }

  async #publish(release: number): Promise<void> {
    await this.#client.rest.repos.updateRelease({
      ...this.#at,
      release_id: release,
      draft: false,
      make_latest: 'false',
    });
  }

  async #readBack(pack: PackToKeep, { asset, url }: Extract<Seen, { step: 'published' }>): Promise<KeptPack> {
    const { data } = await this.#client.request({
      method: 'GET',
      url: '/repos/{owner}/{repo}/releases/assets/{asset_id}',
      ...this.#at,
      asset_id: asset,
      headers: { accept: 'application/octet-stream' },
      // As they come: what the client takes for a text is no longer the bytes that were kept.
      request: { parseSuccessResponseBody: false },
    });
    const bytes = await bounded(data as AsyncIterable<Uint8Array>, pack.bytes.length);
    const found = bytes === null ? 'more bytes' : createHash('sha256').update(bytes).digest('hex');
    return found === pack.sha256
      ? { kind: 'kept', at: url }
      : { kind: 'failed', found: `${found} at ${url}` };
  }
}

function failureText(error: unknown): string {
  const { kind, status } = failureOf(error);
  return status === null ? kind : `${kind} (status ${status})`;
}

/** How often a write that left nothing behind is sent again. */
const MOST_TRIES = 2;

function tagOf({ bundle, sha256 }: PackToKeep): string {
  return `airlock/${bundle}/pack/${sha256.slice(0, 16)}`;
}

function nameOf({ sha256 }: PackToKeep): string {
  return `airlock-pack.${sha256.slice(0, 16)}.zip`;
}

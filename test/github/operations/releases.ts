import { createHash } from 'node:crypto';
import { CONTENTS } from '../access.ts';
import { timestamp } from '../clock.ts';
import { type Call, created, listed, number, type Operations, ok, text } from '../operation.ts';
import { notFound, Problem, validationFailed } from '../problem.ts';
import { nextId, type Release } from '../state.ts';
import { assetView, releaseView } from '../views/release.ts';

const WRITE = { any: [{ contents: 'write' as const }] };

type Body = Partial<{
  tag_name: string;
  target_commitish: string;
  name: string;
  body: string;
  draft: boolean;
}>;

/** Releases with their assets. Where the repository's releases are immutable, a published one takes no asset more. */
export const releases: Operations = {
  'repos/list-releases': {
    needs: CONTENTS,
    handle: (call) => {
      const { permissions } = call.token;
      const found = call.repository.releases.filter(
        ({ draft }) => !draft || permissions.contents === 'write',
      );
      return listed(call, found, (release) => releaseView(call, release));
    },
  },

  /** Drafts have no tag yet, and are not found by it. */
  'repos/get-release-by-tag': {
    needs: CONTENTS,
    handle: (call) => {
      const tag = text(call, 'tag');
      const found = call.repository.releases.find((release) => release.tag === tag && !release.draft);
      if (found === undefined) throw notFound();
      return ok(releaseView(call, found));
    },
  },

  'repos/create-release': {
    needs: WRITE,
    handle: (call) => {
      const body = call.body as Body & { tag_name: string };
      const draft = body.draft ?? false;
      if (!draft) takenTag(call, body.tag_name);
      const release: Release = {
        id: nextId(call.state),
        tag: body.tag_name,
        target: body.target_commitish ?? call.repository.defaultBranch,
        name: body.name ?? null,
        body: body.body ?? null,
        draft,
        author: call.token.login,
        createdAt: timestamp(call.now),
        publishedAt: draft ? null : timestamp(call.now),
        assets: [],
      };
      call.repository.releases.push(release);
      return created(releaseView(call, release));
    },
  },

  'repos/update-release': {
    needs: WRITE,
    handle: (call) => {
      const release = named(call);
      const { draft } = call.body as Body;
      if (draft === false && release.draft) {
        takenTag(call, release.tag);
        release.draft = false;
        release.publishedAt = timestamp(call.now);
      }
      return ok(releaseView(call, release));
    },
  },

  'repos/upload-release-asset': {
    needs: WRITE,
    handle: (call) => {
      const release = named(call);
      const name = text(call, 'name');
      if (!release.draft && call.repository.immutableReleases)
        throw new Problem(422, 'Cannot upload assets to an immutable release.');
      if (release.assets.some((asset) => asset.name === name))
        throw validationFailed({ resource: 'ReleaseAsset', code: 'already_exists', field: 'name' });
      const asset = {
        id: nextId(call.state),
        name,
        bytes: call.bytes,
        digest: `sha256:${createHash('sha256').update(call.bytes).digest('hex')}`,
        uploader: call.token.login,
        createdAt: timestamp(call.now),
      };
      release.assets.push(asset);
      return created(assetView(call, asset));
    },
  },

  'repos/get-release-asset': {
    needs: CONTENTS,
    handle: (call) => {
      const id = number(call, 'asset_id');
      const asset = call.repository.releases.flatMap(({ assets }) => assets).find((one) => one.id === id);
      if (asset === undefined) throw notFound();
      if (call.accept.includes('application/octet-stream')) return { status: 200, raw: asset.bytes };
      return ok(assetView(call, asset));
    },
  },
};

function named(call: Call): Release {
  const id = number(call, 'release_id');
  const found = call.repository.releases.find((release) => release.id === id);
  if (found === undefined) throw notFound();
  return found;
}

/** One release for a tag; of drafts there can be many. */
function takenTag({ repository }: Call, tag: string): void {
  if (repository.releases.some((release) => release.tag === tag && !release.draft))
    throw validationFailed({ resource: 'Release', code: 'already_exists', field: 'tag_name' });
}

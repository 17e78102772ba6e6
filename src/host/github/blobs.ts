import { createHash } from 'node:crypto';
import { refuse } from '../../problem.ts';
import type { GitHubAccess, GitHubClient } from './client.ts';

/** Blobs of one query; GitHub counts each as a node, and answers in one piece. */
const BATCH = 80;
/** Blobs that must be asked for one by one, because they are binary or long. */
const MOST_SINGLE = 30;

/**
 * Blobs through the API, many at a time. Every answer is held against the object's own id, so that what GitHub decoded
 * for us, cut off or got wrong is noticed and asked for again as bytes.
 */
export class BlobLoader {
  readonly #client: GitHubClient;
  readonly #access: GitHubAccess;
  readonly #blobs = new Map<string, Uint8Array>();
  #singles = 0;

  constructor(client: GitHubClient, access: GitHubAccess) {
    this.#client = client;
    this.#access = access;
  }

  async load(oids: readonly string[]): Promise<ReadonlyMap<string, Uint8Array>> {
    const unknown = [...new Set(oids)].filter((oid) => !this.#blobs.has(oid));
    for (let at = 0; at < unknown.length; at += BATCH) {
      const batch = unknown.slice(at, at + BATCH);
      if (batch.length > 1) await this.#batch(batch);
      for (const oid of batch) if (!this.#blobs.has(oid)) await this.#single(oid);
    }
    return this.#blobs;
  }

  async #batch(oids: readonly string[]): Promise<void> {
    const { owner, repo } = this.#access;
    const objects = oids.map((oid, i) => `b${i}: object(oid: "${oid}") { ... on Blob { text } }`);
    const query = `query Blobs($owner: String!, $repo: String!) { repository(owner: $owner, name: $repo) { ${objects.join(' ')} } }`;
    const answer = await this.#client.graphql<BlobAnswer>(query, { owner, repo });
    for (const [i, oid] of oids.entries()) {
      const text = answer.repository?.[`b${i}`]?.text;
      if (typeof text === 'string') this.#keep(oid, Buffer.from(text));
    }
  }

  async #single(oid: string): Promise<void> {
    const { owner, repo } = this.#access;
    this.#singles += 1;
    if (this.#singles > MOST_SINGLE)
      refuse('repository-too-large', {
        found: `more than ${MOST_SINGLE} binary or long files`,
        expected: 'files that the API gives as text',
      });
    const { data } = await this.#client.rest.git.getBlob({ owner, repo, file_sha: oid });
    if (!this.#keep(oid, Buffer.from(data.content, 'base64')))
      throw new TypeError('the API answered with another object than was asked for');
  }

  #keep(oid: string, bytes: Uint8Array): boolean {
    const isIt = objectId(bytes, oid.length === 64 ? 'sha256' : 'sha1') === oid;
    if (isIt) this.#blobs.set(oid, bytes);
    return isIt;
  }
}

interface BlobAnswer {
  readonly repository: Readonly<Record<string, { readonly text?: string | null } | null>> | null;
}

/** The id that git gives a blob. */
function objectId(bytes: Uint8Array, algorithm: 'sha1' | 'sha256'): string {
  return createHash(algorithm).update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
}

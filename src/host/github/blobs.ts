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
  readonly #asked = new Set<string>();
  #answer: Promise<ReadonlyMap<string, Uint8Array>> | null = null;
  #before: Promise<unknown> = Promise.resolve();
  #singles = 0;

  constructor(client: GitHubClient, access: GitHubAccess) {
    this.#client = client;
    this.#access = access;
  }

  /**
   * Questions that meet are asked together, and those that come while an answer is on its way wait for it: both sides of
   * a comparison mostly hold the same files, and none is asked for twice.
   */
  load(oids: readonly string[]): Promise<ReadonlyMap<string, Uint8Array>> {
    for (const oid of oids) this.#asked.add(oid);
    if (this.#answer !== null) return this.#answer;
    const answer = this.#before.then(() => {
      const asked = [...this.#asked];
      this.#asked.clear();
      this.#answer = null;
      return this.#load(asked);
    });
    this.#answer = answer;
    this.#before = answer.catch(() => undefined);
    return answer;
  }

  async #load(oids: readonly string[]): Promise<ReadonlyMap<string, Uint8Array>> {
    const unknown = oids.filter((oid) => !this.#blobs.has(oid));
    for (let at = 0; at < unknown.length; at += BATCH) {
      const batch = unknown.slice(at, at + BATCH);
      if (batch.length > 1) await this.#batch(batch);
      for (const oid of batch) if (!this.#blobs.has(oid)) await this.#single(oid);
    }
    return this.#blobs;
  }

  async #batch(oids: readonly string[]): Promise<void> {
    const { owner, repo } = this.#access;
    const variables = Object.fromEntries(oids.map((oid, i) => [`o${i}`, oid]));
    const answer = await this.#client.graphql<BlobAnswer>(blobsQuery(oids.length), {
      owner,
      repo,
      ...variables,
    });
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

/** One query for many blobs; GraphQL has no lists of objects by id, so each has a field and a variable of its own. */
export function blobsQuery(count: number): string {
  const places = Array.from({ length: count }, (_, i) => i);
  const declared = places.map((i) => `, $o${i}: GitObjectID!`).join('');
  const fields = places.map((i) => `b${i}: object(oid: $o${i}) { ... on Blob { text } }`).join(' ');
  return `query Blobs($owner: String!, $repo: String!${declared}) { repository(owner: $owner, name: $repo) { ${fields} } }`;
}

interface BlobAnswer {
  readonly repository: Readonly<Record<string, { readonly text?: string | null } | null>> | null;
}

/** The id that git gives a blob. */
function objectId(bytes: Uint8Array, algorithm: 'sha1' | 'sha256'): string {
  return createHash(algorithm).update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
}

import { createHash, type Hash, hash } from 'node:crypto';
import { LFS_POINTER_LIMIT, readLfsPointer } from '../../bundle/lfs.ts';
import type { BlobDigest } from '../../bundle/repository.ts';
import { type CatFile, objectMissing, type Sink } from './cat-file.ts';

/**
 * Hashes blobs as they stream past, in one go; a blob small enough to be an LFS pointer is looked at whole. What the
 * clone lacks is left out.
 */
export function hashBlobs(cat: CatFile, oids: readonly string[]): Promise<Map<string, BlobDigest>> {
  const digests = new Map<string, BlobDigest>();
  if (oids.length === 0) return Promise.resolve(digests);
  return new Promise((resolve, reject) => {
    let left = oids.length;
    const answered = (): void => {
      left -= 1;
      if (left === 0) resolve(digests);
    };
    const take = (oid: string, digest: BlobDigest): void => {
      digests.set(oid, digest);
      answered();
    };
    const missing = (oid: string, isTold: boolean): void => {
      if (isTold) answered();
      else reject(objectMissing(oid, false));
    };
    cat.ask(
      oids,
      oids.map((oid) => new HashSink(oid, take, missing)),
    );
  });
}

/** A blob's bytes, or null where there are more than `maxBytes`; the rest then streams past unread. */
export function readBlob(cat: CatFile, oid: string, maxBytes: number): Promise<Uint8Array | null> {
  return new Promise((resolve, reject) => {
    cat.ask([oid], [new KeepSink(maxBytes, resolve, (isTold) => reject(objectMissing(oid, isTold)))]);
  });
}

/** Bytes of many blobs, asked for in one go and held together; null for one of more than `maxBytes`. */
export function readBlobs(
  cat: CatFile,
  oids: readonly string[],
  maxBytes: number,
): Promise<(Uint8Array | null)[]> {
  if (oids.length === 0) return Promise.resolve([]);
  return new Promise((resolve, reject) => {
    const found: (Uint8Array | null)[] = [];
    const take = (bytes: Uint8Array | null): void => {
      // Answers come in the order of the questions.
      if (found.push(bytes) === oids.length) resolve(found);
    };
    cat.ask(
      oids,
      oids.map((oid) => new KeepSink(maxBytes, take, (isTold) => reject(objectMissing(oid, isTold)))),
    );
  });
}

class HashSink implements Sink {
  readonly #oid: string;
  readonly #take: (oid: string, digest: BlobDigest) => void;
  readonly #missing: (oid: string, isTold: boolean) => void;
  #size = 0;
  #pieces: Buffer[] | null = null;
  #hash: Hash | null = null;
  #digest: BlobDigest | null = null;

  constructor(
    oid: string,
    take: (oid: string, digest: BlobDigest) => void,
    missing: (oid: string, isTold: boolean) => void,
  ) {
    this.#oid = oid;
    this.#take = take;
    this.#missing = missing;
  }

  begin(size: number): void {
    this.#size = size;
    if (size === 0) this.#whole(Buffer.alloc(0));
  }

  /** Most blobs come in one piece, and hashing those in one call is what keeps large repositories fast. */
  data(chunk: Buffer): void {
    if (chunk.length === this.#size) this.#whole(chunk);
    else if (this.#size < LFS_POINTER_LIMIT) {
      this.#pieces ??= [];
      this.#pieces.push(Buffer.from(chunk));
    } else {
      this.#hash ??= createHash('sha256');
      this.#hash.update(chunk);
    }
  }

  end(): void {
    if (this.#pieces !== null) this.#whole(Buffer.concat(this.#pieces));
    if (this.#hash !== null) this.#digest = { sha256: this.#hash.digest('hex'), size: this.#size, lfs: null };
    if (this.#digest !== null) this.#take(this.#oid, this.#digest);
  }

  missing(isTold: boolean): void {
    this.#missing(this.#oid, isTold);
  }

  #whole(bytes: Buffer): void {
    this.#digest = { sha256: hash('sha256', bytes, 'hex'), size: this.#size, lfs: readLfsPointer(bytes) };
  }
}

class KeepSink implements Sink {
  readonly #maxBytes: number;
  readonly #resolve: (bytes: Uint8Array | null) => void;
  readonly missing: (isTold: boolean) => void;
  #bytes: Uint8Array | null = null;
  #at = 0;

  constructor(
    maxBytes: number,
    resolve: (bytes: Uint8Array | null) => void,
    missing: (isTold: boolean) => void,
  ) {
    this.#maxBytes = maxBytes;
    this.#resolve = resolve;
    this.missing = missing;
  }

  begin(size: number): void {
    if (size <= this.#maxBytes) this.#bytes = new Uint8Array(size);
  }

  data(chunk: Buffer): void {
    this.#bytes?.set(chunk, this.#at);
    this.#at += chunk.length;
  }

  end(): void {
    this.#resolve(this.#bytes);
  }
}

/** The oid that a name stands for, as its reader answers; null where it stands for nothing. */
export function resolveName(cat: CatFile, name: string): Promise<string | null> {
  return new Promise((resolve) => {
    let found: string | null = null;
    const sink: Sink = {
      begin: (_size, oid) => {
        found = oid;
      },
      data: () => {},
      end: () => resolve(found),
      missing: () => resolve(null),
    };
    cat.ask([name], [sink]);
  });
}

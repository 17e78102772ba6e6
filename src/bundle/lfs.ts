import type { LfsPointer } from './repository.ts';

/** A pointer is a blob below this many bytes; anything longer is content. */
export const LFS_POINTER_LIMIT = 1024;

// https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md, in the strict form that the bundle format fixes.
const POINTER =
  /^version https:\/\/git-lfs\.github\.com\/spec\/v1\n(?:ext-[^\n]*\n)*oid sha256:([0-9a-f]{64})\nsize ([0-9]+)\n$/u;

// Nearly every blob is something else: told by length and first letter, before any text is made.
const SHORTEST = 'version https://git-lfs.github.com/spec/v1\noid sha256:\nsize 0\n'.length + 64;
const FIRST = 'v'.charCodeAt(0);

/** Reads a Git LFS pointer; null where the bytes are anything else. */
export function readLfsPointer(bytes: Uint8Array): LfsPointer | null {
  if (bytes.length >= LFS_POINTER_LIMIT || bytes.length < SHORTEST || bytes[0] !== FIRST) return null;
  const match = POINTER.exec(Buffer.from(bytes).toString('latin1'));
  const size = Number(match?.[2]);
  if (match?.[1] === undefined || !Number.isSafeInteger(size)) return null;
  return { oid: match[1], size };
}

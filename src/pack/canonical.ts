import { createHash } from 'node:crypto';
import { canonicalJson, type Json } from '../jcs.ts';
import { exactUtf8 } from '../reader/text.ts';

/**
 * Every JSON part of a pack is RFC 8785 and a line end. There is one way to write a value, so that bytes can be
 * compared, and one way to read it: keys that stand twice, other numbers and other orders are no such bytes.
 */
export function canonicalBytes(value: Json): Uint8Array {
  return Buffer.from(`${canonicalJson(value)}\n`);
}

/** Null where the bytes are not what `canonicalBytes` writes. */
export function readCanonical(bytes: Uint8Array): Json | null {
  const text = exactUtf8(bytes);
  if (text === null) return null;
  try {
    const value = JSON.parse(text) as Json;
    return isShallow(value, DEEPEST) && `${canonicalJson(value)}\n` === text ? value : null;
  } catch {
    return null; // no JSON, or a lone surrogate
  }
}

/** No document of ours comes near it; what is nested without end would end the stack of whoever looks at it. */
const DEEPEST = 200;

function isShallow(value: Json, left: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return left > 0 && Object.values(value).every((one: Json) => isShallow(one, left - 1));
}

/** A value as JSON holds it: what is undefined is null or left out, and no string is without a canonical form. */
export function plain(value: unknown): Json {
  const text = JSON.stringify(value ?? null, (_, one: unknown) =>
    typeof one === 'string' ? one.toWellFormed() : one,
  );
  return JSON.parse(text) as Json;
}

/** Bare hex. */
export function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Whether two values are the same JSON. */
export function sameJson(one: unknown, other: unknown): boolean {
  return canonicalJson(plain(one)) === canonicalJson(plain(other));
}

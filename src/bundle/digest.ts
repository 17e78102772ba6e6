import { createHash } from 'node:crypto';
import { canonicalJson, type Json } from '../jcs.ts';
import type { Component } from './bundle.ts';

type ComponentContent = Omit<Component, 'digest'>;

/** Digest of one component: SHA-256 of `airlock/component/v1\n` + JCS({name, kind, entries, values}). */
export function componentDigest({ name, kind, entries, values }: ComponentContent): string {
  return digestOf('airlock/component/v1', { name, kind, entries, values });
}

/** Digest of a bundle: SHA-256 of `airlock/bundle/v1\n` + JCS({bundle, components}), components sorted by name. */
export function bundleDigest(
  bundle: string,
  components: readonly { readonly name: string; readonly kind: string; readonly digest: string }[],
): string {
  const sorted = components
    .map(({ name, kind, digest }) => ({ name, kind, digest }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  return digestOf('airlock/bundle/v1', { bundle, components: sorted });
}

/** `sha256:<hex>` over a domain line and the canonical JSON of a value, so that no two kinds of object share a digest. */
export function digestOf(domain: string, value: Json): string {
  return `sha256:${createHash('sha256').update(`${domain}\n`).update(canonicalJson(value)).digest('hex')}`;
}

import { bundleDigest, digestOf } from '../bundle/digest.ts';
import type { Part } from '../ledger/entry.ts';
import type { Release } from '../ledger/shapes.ts';
import { SCOPE_KINDS } from './target.ts';

/**
 * A candidate with one part as another version has it: what a rollback of that part alone would serve. Gated beforehand,
 * it is ready when it is needed. Null where the two do not differ in that part.
 */
export function revertOf(bundle: string, candidate: Release, to: Release, scope: Part): Release | null {
  const kinds = SCOPE_KINDS[scope];
  const isOf = ({ kind }: Release['components'][number]): boolean => kinds.includes(kind);
  const taken = to.components.filter(isOf).map((one) => ({ ...one, commit: one.commit ?? to.commit }));
  const components = [...candidate.components.filter((one) => !isOf(one)), ...taken].sort((a, b) =>
    a.name < b.name ? -1 : 1,
  );
  const digest = bundleDigest(bundle, components);
  if (digest === candidate.digest || digest === to.digest) return null;
  // Results of another combination are no attempts at this one.
  const evidence = candidate.evidence.map((one) => ({
    ...one,
    key: digestOf('airlock/revert-key/v1', { key: one.key, digest }).slice('sha256:'.length),
  }));
  return { ...candidate, version: `${candidate.version}-revert.${scope}`, digest, components, evidence };
}

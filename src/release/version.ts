import gt from 'semver/functions/gt.js';
import rsort from 'semver/functions/rsort.js';
import valid from 'semver/functions/valid.js';
import { nextVersion } from '../bundle/version.ts';
import type { Tier } from '../config/terms.ts';
import { releaseOf, type State } from '../ledger/state.ts';

/**
 * The version under which a bundle is recorded: the one that its content has already, else the proposed one, or the next
 * after everything that is recorded where the proposed one is taken.
 */
export function recordedVersion(
  state: State,
  bundle: string,
  { digest, version, tier }: { readonly digest: string; readonly version: string; readonly tier: Tier },
): string {
  const known = releaseOf(state, bundle, digest);
  if (known !== null) return known.version;
  const taken = (state.bundles[bundle]?.releases ?? [])
    .map((one) => one.version)
    .filter((one) => valid(one) !== null);
  const highest = rsort(taken)[0] ?? null;
  if (highest === null || gt(version, highest)) return version;
  return nextVersion(highest, false, tier, null);
}

// By function: the whole package would be loaded with every run.
import inc from 'semver/functions/inc.js';
import rcompare from 'semver/functions/rcompare.js';
import valid from 'semver/functions/valid.js';

/** A recorded version of a bundle and the commit that it was given to. */
export interface VersionTag {
  readonly version: string;
  readonly commit: string;
}

const NONE = '0.0.0';

/** Name of the tag that records a version: `airlock/<bundle>/v<semver>`. */
export function tagPrefix(bundle: string): string {
  return `airlock/${bundle}/v`;
}

/** Reads tag names; what is no semantic version is no version of ours. */
export function versionTags(
  bundle: string,
  tags: readonly { readonly name: string; readonly commit: string }[],
): VersionTag[] {
  const prefix = tagPrefix(bundle);
  return tags
    .filter(
      ({ name }) => name.startsWith(prefix) && valid(name.slice(prefix.length)) === name.slice(prefix.length),
    )
    .map(({ name, commit }) => ({ version: name.slice(prefix.length), commit }))
    .sort((a, b) => rcompare(a.version, b.version));
}

const BUMP = { high: 'major', medium: 'minor', low: 'patch' } as const;

/**
 * The version that a content becomes: the last one where the content is the same, else that one bumped by the tier of
 * everything since, `0.0.0` where nothing was ever recorded; `-pr.N` before merge.
 */
export function nextVersion(
  last: string | null,
  same: boolean,
  tier: 'low' | 'medium' | 'high',
  pull: number | null,
): string {
  if (last !== null && same) return last;
  const next = last === null ? NONE : (inc(last, BUMP[tier]) ?? NONE);
  return pull === null ? next : `${next}-pr.${pull}`;
}

import type { Bundle } from '../bundle/bundle.ts';
import type { History } from '../bundle/history.ts';
import type { Repository } from '../bundle/repository.ts';
import { nextVersion, type VersionTag } from '../bundle/version.ts';
import { loadConfigs } from '../config/load.ts';
import type { Tier } from '../config/terms.ts';
import { Refusal } from '../problem.ts';
import { type DescribedSide, describeSide } from './sides.ts';

/** Where recorded versions are looked up; a ledger joins here. */
export interface Versions {
  readonly repository: Repository;
  readonly history: History;
}

/** The last recorded version of a bundle that a commit contains, with the bundle as it was then. */
export interface Recorded {
  readonly version: string;
  /** Null where its commit cannot be described any more (a shallow clone, a configuration of another time). */
  readonly side: DescribedSide | null;
}

export async function lastRecorded(
  { repository, history }: Versions,
  bundle: string,
  commit: string,
): Promise<Recorded | null> {
  const [last] = await history.versions(bundle, commit);
  return last === undefined ? null : { version: last.version, side: await sideAt(repository, last, bundle) };
}

/** The bundle of that name as a tagged commit has it. */
async function sideAt(
  repository: Repository,
  tag: VersionTag,
  bundle: string,
): Promise<DescribedSide | null> {
  try {
    const commit = await repository.commit(tag.commit);
    const config =
      (await loadConfigs(repository, commit, { kind: 'default' })).find(
        (one) => one.result.ok && one.result.identity.name === bundle,
      ) ?? null;
    return await describeSide(repository, commit, config, bundle);
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}

/** The version that a bundle becomes: see `nextVersion`. The tier is that of everything since the last recorded version. */
export function versionOf(
  bundle: Bundle,
  recorded: Recorded | null,
  tier: Tier,
  pull: number | null,
): string {
  const same = recorded?.side?.bundle.digest === bundle.digest;
  return nextVersion(recorded?.version ?? null, same, tier, pull);
}

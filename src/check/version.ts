import type { Bundle } from '../bundle/bundle.ts';
import type { History } from '../bundle/history.ts';
import type { Repository } from '../bundle/repository.ts';
import { nextVersion, type VersionTag } from '../bundle/version.ts';
import { changesBetween } from '../change/changes.ts';
import type { Grammars } from '../change/code/syntax.ts';
import { loadConfigs } from '../config/load.ts';
import type { Tier } from '../config/terms.ts';
import { countedTier } from '../gates/decision.ts';
import { Refusal } from '../problem.ts';
import { classify, type Risk } from '../risk/classify.ts';
import { unloweredTier } from '../risk/persons.ts';
import type { RiskContext } from '../risk/rules/rule.ts';
import { type DescribedSide, describeSide } from './sides.ts';

/** The version of a bundle of which none was recorded. */
export const NEVER_RECORDED = '0.0.0';

/** Where recorded versions are looked up; a ledger joins here. */
export interface Versions {
  readonly repository: Repository;
  readonly history: History;
  readonly grammars?: Grammars;
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

/** What the versions of a change hang on. */
export interface VersionParts {
  readonly base: DescribedSide;
  readonly head: DescribedSide;
  readonly risk: Risk;
  readonly context: RiskContext;
  /** Number of the pull request, before the merge. */
  readonly pull: number | null;
}

/** Versions of both sides; the head's is bumped by everything since the last recorded one, not by this change alone. */
export async function versionsOf(
  ports: Versions,
  parts: VersionParts,
): Promise<{ version: string; baseVersion: string }> {
  const { base, head, risk } = parts;
  const recorded = await lastRecorded(ports, head.bundle.name, base.commit);
  const since = async (side: DescribedSide, known: Tier): Promise<Tier> => {
    if (recorded?.side == null || recorded.side.commit === base.commit) return known;
    return sinceRecorded(ports, recorded, side, parts.context);
  };
  const headTier = await since(head, countedTier(unloweredTier(risk)));
  const baseTier = recorded?.side == null ? 'low' : await since(base, 'low');
  return {
    version: versionOf(head.bundle, recorded, headTier, parts.pull),
    baseVersion: versionOf(base.bundle, recorded, baseTier, null),
  };
}

/** The tier of everything between a recorded version and a commit. */
export async function sinceRecorded(
  ports: Pick<Versions, 'repository' | 'grammars'>,
  recorded: Recorded,
  side: DescribedSide,
  context: RiskContext,
): Promise<Tier> {
  if (recorded.side === null || recorded.side.bundle.digest === side.bundle.digest) return 'low';
  const changes = await changesBetween(
    ports.repository,
    { ...recorded.side, configPath: null },
    { ...side, configPath: null },
    ports.grammars,
  );
  const risk = classify({
    changes,
    policyChanges: [],
    configPath: null,
    policy: null,
    context,
    ending: [],
    raisedBy: null,
    nothingRecognised: false,
  });
  return countedTier(risk.tier);
}

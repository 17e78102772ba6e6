import { type BundleState, isComposed, type RecordedRelease, type State } from '../ledger/state.ts';

/** A model registry as it was seen: what somebody who has never heard of Airlock reads there. */
export interface SeenRegistry {
  /** Null where the registry has no model of this name. */
  readonly model: { readonly tags: Readonly<Record<string, string>> } | null;
  readonly versions: readonly SeenVersion[];
  /** Alias → number of the version. */
  readonly aliases: Readonly<Record<string, string>>;
}

export interface SeenVersion {
  /** The registry's own number. */
  readonly number: string;
  readonly tags: Readonly<Record<string, string>>;
}

/** One call that makes the registry follow the ledger. */
export type RegistryStep =
  | { readonly kind: 'model' }
  | { readonly kind: 'version'; readonly release: RecordedRelease }
  | { readonly kind: 'alias'; readonly alias: string; readonly from: string | null; readonly live: Live };

export interface Live {
  readonly version: string;
  readonly digest: string;
}

/** Where the registry says something that the ledger does not, and that is not merely late. */
export const DISAGREEMENTS = [
  'alias-moved',
  'alias-removed',
  'version-altered',
  'version-removed',
  'version-twice',
] as const;
export interface Disagreement {
  readonly code: (typeof DISAGREEMENTS)[number];
  /** Alias, or version of the bundle. */
  readonly what: string;
  readonly ledger: string;
  readonly registry: string | null;
  /** What `--repair` does about it; null where only a person can tell. */
  readonly repair: RegistryStep | null;
}

export interface RegistryPlan {
  readonly steps: readonly RegistryStep[];
  readonly disagreements: readonly Disagreement[];
}

export const TAG = { digest: 'airlock.digest', version: 'airlock.version', last: 'airlock.last' } as const;

/** Tags by which a version stands for a release, and which nobody else may have changed. */
export function identityTags({ digest, version, commit }: RecordedRelease): Record<string, string> {
  return { [TAG.digest]: digest, [TAG.version]: version, 'airlock.commit': commit };
}

/** An environment's name as an alias: letters, digits, `-` and `_`, and none of the names that MLflow keeps for itself. */
export function aliasOf(environment: string): string {
  const alias = environment.replaceAll(/[^A-Za-z0-9_-]/gu, '-').toLowerCase();
  return /^(?:latest|v\d+)$/u.test(alias) ? `environment-${alias}` : alias;
}

/**
 * Tag of the model that says what an alias was last moved from and to. It is written before the alias and after, so that a
 * move that was cut off is known as ours.
 */
export function movedTag(alias: string): string {
  return `airlock.alias.${alias}`;
}

/**
 * What the registry lacks, and where it contradicts. A registry is only ever late by what the ledger went on with since
 * the last time; whatever else differs was done by somebody, and is told instead of being written over.
 */
export function registryPlan(state: State, bundle: string, seen: SeenRegistry): RegistryPlan {
  const releases = releasesOf(state.bundles[bundle]);
  const pairs = Object.values(state.pairs).flatMap(({ bundle: of, environment, live }) =>
    of === bundle && live !== null ? [{ environment, live }] : [],
  );
  const found = releases.map((release) => versionOf(release, seen));
  const aliases = pairs.map(({ environment, live }) => aliasStep(environment, live, seen));
  return {
    steps: [
      ...(seen.model === null ? [{ kind: 'model' as const }] : []),
      ...found.flatMap(({ step }) => (step === null ? [] : [step])),
      ...aliases.flatMap(({ step }) => (step === null ? [] : [step])),
    ],
    disagreements: [...found, ...aliases].flatMap(({ disagreement }) =>
      disagreement === null ? [] : [disagreement],
    ),
  };
}

/** Releases from one commit, the oldest first: what is composed of several has no tree that a registry could name. */
function releasesOf(bundle: BundleState | undefined): readonly RecordedRelease[] {
  const newest = new Map<string, RecordedRelease>();
  for (const release of bundle?.releases ?? []) if (!isComposed(release)) newest.set(release.digest, release);
  return [...newest.values()].sort((a, b) => a.seq - b.seq);
}

interface Found {
  readonly step: RegistryStep | null;
  readonly disagreement: Disagreement | null;
}
const NOTHING: Found = { step: null, disagreement: null };

function differs(disagreement: Disagreement): Found {
  return { step: null, disagreement };
}

function versionOf(release: RecordedRelease, seen: SeenRegistry): Found {
  const [what, ledger] = [release.version, release.digest];
  const step: RegistryStep = { kind: 'version', release };
  const own = seen.versions.filter(({ tags }) => tags[TAG.digest] === release.digest);
  const [one, other] = own;
  if (one === undefined) {
    // A version that carries our name under another digest is none of ours any more.
    const claimed = seen.versions.find(({ tags }) => tags[TAG.version] === release.version);
    const registry = claimed?.tags[TAG.digest] ?? null;
    if (claimed !== undefined)
      return differs({ code: 'version-altered', what, ledger, registry, repair: null });
    return release.seq <= Number(seen.model?.tags[TAG.last] ?? 0)
      ? differs({ code: 'version-removed', what, ledger, registry, repair: step })
      : { step, disagreement: null };
  }
  if (other !== undefined) {
    const registry = own.map(({ number }) => number).join(', ');
    return differs({ code: 'version-twice', what, ledger, registry, repair: null });
  }
  const wrong = Object.entries(identityTags(release)).find(([key, value]) => one.tags[key] !== value);
  if (wrong === undefined) return NOTHING;
  const registry = one.tags[wrong[0]] ?? null;
  return differs({ code: 'version-altered', what, ledger: wrong[1], registry, repair: null });
}

function aliasStep(environment: string, live: Live, seen: SeenRegistry): Found {
  const alias = aliasOf(environment);
  const number = seen.aliases[alias];
  const moved = movedOf(seen.model?.tags[movedTag(alias)]);
  const serving = seen.versions.find((one) => one.number === number)?.tags[TAG.digest] ?? null;
  const step: RegistryStep = { kind: 'alias', alias, from: serving, live };
  const late: Found = { step, disagreement: null };
  const contradiction = { what: alias, ledger: live.version, repair: step };
  if (number === undefined)
    return moved === null || moved.from !== moved.to
      ? late
      : differs({ ...contradiction, code: 'alias-removed', registry: null });
  if (serving === live.digest && moved?.to === live.digest && moved.from === moved.to) return NOTHING;
  return serving === live.digest || (serving !== null && [moved?.from, moved?.to].includes(serving))
    ? late
    : differs({ ...contradiction, code: 'alias-moved', registry: number });
}

/** The tag's value: digests moved from and to, `-` for none; equal once the alias was seen to have moved. */
export function movedValue(from: string | null, to: string): string {
  return `${from ?? '-'} ${to}`;
}

function movedOf(tag: string | undefined): { from: string | null; to: string } | null {
  const [from, to] = tag?.split(' ') ?? [];
  return from === undefined || to === undefined ? null : { from: from === '-' ? null : from, to };
}

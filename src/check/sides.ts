import type { Bundle, Identity } from '../bundle/bundle.ts';
import { describeBundle } from '../bundle/describe.ts';
import { detectIdentity } from '../bundle/detect.ts';
import type { Repository } from '../bundle/repository.ts';
import type { ChangeSet } from '../change/changes.ts';
import { type ConfigChoice, type LoadedConfig, loadConfigs } from '../config/load.ts';
import type { Policy } from '../config/policy.ts';
import { EXIT, type Problem, problem, Refusal } from '../problem.ts';
import { nearest } from '../reader/nearest.ts';

/** One bundle's configuration at both commits; null where a commit has none. */
export interface ConfigPair {
  readonly base: LoadedConfig | null;
  readonly head: LoadedConfig | null;
  /** What judges, where that is not the base's; null where there is none. */
  readonly policy?: LoadedConfig | null;
}

/** The configuration whose policy is in force. */
export function policyConfig({ base, policy = base }: ConfigPair): LoadedConfig | null {
  return policy;
}

/** The same pairs under the policy of a third commit, where one is asked for. */
export async function underPolicy(
  repository: Repository,
  { policyAt, config }: { readonly policyAt?: string; readonly config: ConfigChoice },
  pairs: readonly ConfigPair[],
): Promise<readonly ConfigPair[]> {
  if (policyAt === undefined) return pairs;
  const configs = await loadConfigs(repository, policyAt, config);
  return pairs.map((pair) => {
    const key = (pair.head ?? pair.base)?.key;
    return { ...pair, policy: configs.find((one) => one.key === key) ?? null };
  });
}

/** The bundles of two commits, paired by file, in the order of the head's files; one pair of nulls where there is no file. */
export async function pairConfigs(
  repository: Repository,
  base: string,
  head: string,
  choice: ConfigChoice,
): Promise<ConfigPair[]> {
  const [before, after] = await Promise.all([
    loadConfigs(repository, base, choice),
    loadConfigs(repository, head, choice),
  ]);
  if (choice.kind === 'inside' && before.length + after.length === 0) {
    throw new Refusal([
      problem('config-not-found', { found: choice.path, expected: 'a file in the base or the head commit' }),
    ]);
  }
  const pairs = after.map((config) => ({
    base: before.find((one) => one.key === config.key) ?? null,
    head: config,
  }));
  const gone = before
    .filter((config) => !after.some((one) => one.key === config.key))
    .map((config) => ({ base: config, head: null }));
  return pairs.length + gone.length > 0 ? [...pairs, ...gone] : [{ base: null, head: null }];
}

/** Of several bundles the one that was asked for by name. */
export function selectBundle(pairs: readonly ConfigPair[], name: string | null): readonly ConfigPair[] {
  if (name === null) return pairs;
  const nameOf = ({ base, head }: ConfigPair): string => bundleName(head) ?? bundleName(base) ?? 'default';
  const found = pairs.filter((pair) => nameOf(pair) === name);
  if (found.length > 0) return found;
  const names = pairs.map(nameOf);
  throw new Refusal(
    [
      problem('unknown-bundle', {
        found: name,
        expected: `one of ${names.join(', ')}`,
        nearest: nearest(name, names),
      }),
    ],
    EXIT.usage,
  );
}

function bundleName(config: LoadedConfig | null): string | null {
  return config?.result.ok ? config.result.identity.name : null;
}

/** A bundle at one commit, with the identity it was described by. */
export interface DescribedSide {
  readonly commit: string;
  readonly identity: Identity;
  readonly bundle: Bundle;
}

/**
 * Describes the bundle at a commit by the configuration of that very commit, or by detection where there is none.
 * `name` is the bundle's name at the other side: a detected bundle takes it over.
 */
export async function describeSide(
  repository: Repository,
  commit: string,
  config: LoadedConfig | null,
  name: string | null,
): Promise<DescribedSide> {
  const identity = await identityAt(repository, commit, config, name);
  return { commit, identity, bundle: await describeBundle(repository, commit, identity) };
}

/** The components at a commit: as its configuration has them, or as they are detected. `name` as in `describeSide`. */
export async function identityAt(
  repository: Repository,
  commit: string,
  config: LoadedConfig | null,
  name: string | null = null,
): Promise<Identity> {
  if (config !== null) return identityOf(config);
  const identity = await detectIdentity(repository, commit);
  return name === null ? identity : { ...identity, name };
}

function identityOf({ result }: LoadedConfig): Identity {
  if (!result.ok) throw new Refusal(result.problems);
  return result.identity;
}

/** The base's policy, or why there is none to judge by. */
export type BasePolicy =
  | { readonly kind: 'given'; readonly policy: Policy }
  | { readonly kind: 'none' }
  | { readonly kind: 'unreadable'; readonly problems: readonly Problem[] };

export function basePolicy(config: LoadedConfig | null): BasePolicy {
  if (config === null) return { kind: 'none' };
  return config.result.ok
    ? { kind: 'given', policy: config.result.policy }
    : { kind: 'unreadable', problems: config.result.problems };
}

/** A base policy that cannot be read is wrong configuration, except to the pull request that does nothing but mend it. */
export function mendable(before: BasePolicy, pair: ConfigPair, changes: ChangeSet): void {
  if (before.kind !== 'unreadable') return;
  const onlyPolicy =
    changes.changes.length === 0 && changes.outside.every((path) => isPolicyPath(path.path, pair));
  if (!onlyPolicy || pair.head === null) throw new Refusal(before.problems as Problem[], EXIT.usage);
}

function isPolicyPath(path: string, pair: ConfigPair): boolean {
  return (
    path === pair.head?.path ||
    path === pair.base?.path ||
    /^\.github\/airlock(?:\/[^/]+)?\.ya?ml$/u.test(path)
  );
}

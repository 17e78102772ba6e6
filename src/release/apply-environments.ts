import {
  type BranchPattern,
  type EnvironmentDifference,
  type EnvironmentRules,
  environmentDifferences,
  type WantedEnvironment,
} from './environments.ts';

/** Why a setting was not made. */
export const NOT_SET = ['forbidden', 'reviewer-unknown', 'refused', 'no-answer'] as const;
export type NotSet = (typeof NOT_SET)[number];

/** What a server said to a write. Whether it took effect is read afterwards, never guessed from this. */
export type Sent =
  | { readonly kind: 'sent' }
  | { readonly kind: 'failed'; readonly why: NotSet; readonly found: string };

/** The environments of a repository. */
export interface Environments {
  read(name: string): Promise<EnvironmentRules | null>;
  /** Creates an environment, or sets all of it but the names of its branches. */
  write(wanted: WantedEnvironment): Promise<Sent>;
  allow(name: string, branch: string): Promise<Sent>;
  forbid(name: string, pattern: BranchPattern): Promise<Sent>;
}

export interface ComparedEnvironment {
  readonly name: string;
  readonly outcome: 'same' | 'differs' | 'set';
  /** As they are now; where something was set, as they were before. */
  readonly differences: readonly EnvironmentDifference[];
  /** Why something that could be set was not; null where nothing failed. */
  readonly failed: { readonly why: NotSet; readonly found: string } | null;
}

/** What would be set. */
export async function compareEnvironment(
  port: Pick<Environments, 'read'>,
  wanted: WantedEnvironment,
  defaultBranch: string,
): Promise<ComparedEnvironment> {
  const differences = environmentDifferences(wanted, await port.read(wanted.name), defaultBranch);
  const outcome = differences.length === 0 ? 'same' : 'differs';
  return { name: wanted.name, outcome, differences, failed: null };
}

/**
 * Sets what differs, and says how it is afterwards. Each write is sent once; then the environment is read again. Branches are
 * let in before others are shut out, so that a release under way never finds itself locked out for good.
 */
export async function applyEnvironment(
  port: Environments,
  wanted: WantedEnvironment,
  defaultBranch: string,
): Promise<ComparedEnvironment> {
  const before = await compareEnvironment(port, wanted, defaultBranch);
  if (!before.differences.some((one) => one.settable)) return before;
  const failed = await set(port, wanted, defaultBranch);
  const left = environmentDifferences(wanted, await port.read(wanted.name), defaultBranch);
  if (left.length > 0) return { name: wanted.name, outcome: 'differs', differences: left, failed };
  return { ...before, outcome: 'set' };
}

/** Null where every write was taken. */
async function set(
  port: Environments,
  wanted: WantedEnvironment,
  defaultBranch: string,
): Promise<ComparedEnvironment['failed']> {
  const { name } = wanted;
  let rules = await port.read(name);
  if (needsWrite(wanted, rules, defaultBranch)) {
    const sent = await port.write(wanted);
    if (sent.kind === 'failed') return { why: sent.why, found: sent.found };
    rules = await port.read(name);
  }
  if (wanted.branches === 'protected' || rules?.branches.kind !== 'named') return null;
  const isDefault = (one: BranchPattern): boolean => one.name === defaultBranch && one.type === 'branch';
  const { patterns } = rules.branches;
  if (!patterns.some(isDefault)) {
    const sent = await port.allow(name, defaultBranch);
    if (sent.kind === 'failed') return { why: sent.why, found: sent.found };
  }
  for (const pattern of patterns.filter((one) => !isDefault(one))) {
    const sent = await port.forbid(name, pattern);
    if (sent.kind === 'failed') return { why: sent.why, found: sent.found };
  }
  return null;
}

/** Whether anything but the names of branches differs. */
function needsWrite(
  wanted: WantedEnvironment,
  rules: EnvironmentRules | null,
  defaultBranch: string,
): boolean {
  const kind = wanted.branches === 'default' ? 'named' : 'protected';
  return environmentDifferences(wanted, rules, defaultBranch).some(
    ({ setting, settable }) => settable && (setting !== 'branches' || rules?.branches.kind !== kind),
  );
}

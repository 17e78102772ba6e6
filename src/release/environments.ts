import { environmentOf, type Policy } from '../config/policy.ts';
import { type Branches, TIERS } from '../config/terms.ts';

/** What protects a deployment environment, as GitHub says it. */
export interface EnvironmentRules {
  /** Whoever may let a job go on: `login`, or `organisation/team`. */
  readonly reviewers: readonly string[];
  readonly preventsSelfReview: boolean;
  readonly waitMinutes: number;
  readonly branches: BranchLimit;
  /** Null where the server does not say it. */
  readonly adminsMayBypass: boolean | null;
}

/** Which branches may use an environment. */
export type BranchLimit =
  | { readonly kind: 'any' }
  /** Every branch with a classic protection. */
  | { readonly kind: 'protected' }
  | { readonly kind: 'named'; readonly patterns: readonly BranchPattern[] };

export interface BranchPattern {
  readonly id: number;
  readonly name: string;
  readonly type: 'branch' | 'tag';
}

/** How an environment is to be. */
export interface WantedEnvironment {
  readonly name: string;
  /** Empty: nobody is waited for, because a rollback goes through here. */
  readonly reviewers: readonly string[];
  readonly branches: Branches;
  /** Whether secrets lie behind it; whoever goes past reviewers elsewhere has gained nothing. */
  readonly secrets: boolean;
}

/** GitHub takes no more; one of them is enough to let a job go on, so that `protect` counts and weighs them again. */
export const MOST_REVIEWERS = 6;

/**
 * The environments of a release: `NAME` with its secrets and `NAME-approval` where people are asked, or, where reviewers are
 * to stand before the secrets, `NAME` with reviewers and `NAME-rollback` with none. Where the policies name nobody there is
 * nobody to ask on GitHub, and approvals come from the ledger alone.
 */
export function wantedEnvironments(policies: readonly Policy[], name: string): WantedEnvironment[] {
  const rules = policies.map((policy) => environmentOf(policy, name));
  if (!rules.some((one) => one.protected)) return [];
  const reviewers = [...new Set(policies.flatMap(approvers))].slice(0, MOST_REVIEWERS);
  const branches: Branches = rules.some((one) => one.branches === 'default') ? 'default' : 'protected';
  const quick = { reviewers: [], branches, secrets: true };
  if (rules.some((one) => one.layout === 'strict'))
    return [
      { name, reviewers, branches, secrets: true },
      { name: `${name}-rollback`, ...quick },
    ];
  const asks =
    reviewers.length === 0 ? [] : [{ name: `${name}-approval`, reviewers, branches, secrets: false }];
  return [{ name, ...quick }, ...asks];
}

/** Everybody whose word some tier asks for; teams first, because a team outlives its members. */
function approvers(policy: Policy): string[] {
  const roles = TIERS.flatMap((tier) => {
    const { approvals, accountable } = policy.tiers[tier];
    return [...Object.keys(approvals), ...(accountable === null ? [] : [accountable.role])];
  });
  const people = [...new Set(roles)].flatMap((role) => policy.people[role] ?? []);
  const names = people.map((one) => one.replace(/^@/u, ''));
  return [...names.filter((one) => one.includes('/')), ...names.filter((one) => !one.includes('/'))];
}

/** What is compared, in the order in which it is told. */
export const ENVIRONMENT_SETTINGS = [
  'existence',
  'branches',
  'reviewers',
  'self-review',
  'wait',
  'bypass',
] as const;
export type EnvironmentSetting = (typeof ENVIRONMENT_SETTINGS)[number];

export interface EnvironmentDifference {
  readonly setting: EnvironmentSetting;
  readonly found: string;
  readonly wanted: string;
  /** Whether the environment protects less than the policy asks for. */
  readonly weaker: boolean;
  /** Whether GitHub's interface can set it; else a person sets it in the settings of the repository. */
  readonly settable: boolean;
}

/** How an environment differs from what is wanted; `rules` is null where there is none. */
export function environmentDifferences(
  wanted: WantedEnvironment,
  rules: EnvironmentRules | null,
  defaultBranch: string,
): EnvironmentDifference[] {
  if (rules === null)
    return [
      {
        setting: 'existence',
        found: 'none',
        wanted: shownWish(wanted, defaultBranch),
        weaker: true,
        settable: true,
      },
    ];
  return [
    ...branchDifference(wanted, rules, defaultBranch),
    ...reviewerDifference(wanted, rules),
    ...selfReviewDifference(wanted, rules),
    ...(rules.waitMinutes === 0 ? [] : [differs('wait', `${rules.waitMinutes} minutes`, '0 minutes', false)]),
    ...(wanted.secrets && wanted.reviewers.length > 0 && rules.adminsMayBypass === true
      ? [{ ...differs('bypass', 'administrators may go past', 'nobody may go past', true), settable: false }]
      : []),
  ];
}

function branchDifference(
  { branches }: WantedEnvironment,
  { branches: found }: EnvironmentRules,
  defaultBranch: string,
): EnvironmentDifference[] {
  const isDefault =
    found.kind === 'named' &&
    found.patterns.length === 1 &&
    found.patterns.every(({ name, type }) => name === defaultBranch && type === 'branch');
  if (isDefault || (branches === 'protected' && found.kind === 'protected')) return [];
  // Without any pattern nothing may deploy: in the way, and no hole.
  const isShut = found.kind === 'named' && found.patterns.length === 0;
  return [differs('branches', shownBranches(found), wishedBranches(branches, defaultBranch), !isShut)];
}

function reviewerDifference(
  { reviewers: wanted }: WantedEnvironment,
  { reviewers: found }: EnvironmentRules,
): EnvironmentDifference[] {
  const [is, should] = [folded(found), folded(wanted)];
  if (is.length === should.length && is.every((one, i) => one === should[i])) return [];
  // One reviewer is enough for GitHub, so that anybody too many is a way around those who were meant.
  const weaker = wanted.length > 0 && (found.length === 0 || is.some((one) => !should.includes(one)));
  return [differs('reviewers', shownNames(found), shownNames(wanted), weaker)];
}

function selfReviewDifference(
  { reviewers }: WantedEnvironment,
  rules: EnvironmentRules,
): EnvironmentDifference[] {
  const isDifferent = reviewers.length > 0 && rules.reviewers.length > 0 && !rules.preventsSelfReview;
  return isDifferent ? [differs('self-review', 'allowed', 'prevented', true)] : [];
}

function differs(
  setting: EnvironmentSetting,
  found: string,
  wanted: string,
  weaker: boolean,
): EnvironmentDifference {
  return { setting, found, wanted, weaker, settable: true };
}

function folded(names: readonly string[]): string[] {
  return names.map((name) => name.toLowerCase()).sort();
}

function shownNames(names: readonly string[]): string {
  return names.length === 0 ? 'nobody' : names.map((name) => `@${name}`).join(', ');
}

function shownBranches(limit: BranchLimit): string {
  if (limit.kind === 'any') return 'every branch';
  if (limit.kind === 'protected') return 'protected branches';
  return limit.patterns.length === 0
    ? 'no branch'
    : limit.patterns.map(({ name, type }) => (type === 'tag' ? `tag ${name}` : name)).join(', ');
}

function wishedBranches(branches: WantedEnvironment['branches'], defaultBranch: string): string {
  return branches === 'default' ? defaultBranch : 'protected branches';
}

function shownWish({ reviewers, branches }: WantedEnvironment, defaultBranch: string): string {
  return `${wishedBranches(branches, defaultBranch)}, reviewed by ${shownNames(reviewers)}`;
}

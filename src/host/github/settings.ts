import {
  type Environment,
  PACK_ARTIFACT,
  type Pack,
  type Runner,
  type Settings,
  type Told,
} from '../../doctor/settings.ts';
import { failureOf, type GitHubAccess, type GitHubClient } from './client.ts';

/**
 * How a repository is set, as far as the token may see it: at most eight calls and their further pages. What it may not
 * see is told apart from what is not set.
 */
export async function readSettings(client: GitHubClient, { owner, repo }: GitHubAccess): Promise<Settings> {
  const at = { owner, repo };
  const repository = await told(async () => (await client.rest.repos.get(at)).data.default_branch);
  const defaultBranch = repository.kind === 'told' ? repository.value : null;
  const unknown = repository.kind === 'told' ? ({ kind: 'not-told', why: 'no-answer' } as const) : repository;
  const [rules, branch, environments, runners, packs] = await Promise.all([
    defaultBranch === null ? unknown : told(() => branchRules(client, { ...at, branch: defaultBranch })),
    defaultBranch === null ? unknown : told(() => protection(client, { ...at, branch: defaultBranch })),
    told(() => environmentsOf(client, at)),
    told(() => runnersOf(client, at)),
    packsOf(client, at),
  ]);
  return {
    defaultBranch,
    requiredChecks: both(rules, branch, (a, b) => [...a.checks, ...b.checks]),
    mergeQueue: mapped(rules, ({ queue }) => queue),
    asksCodeOwners: await codeOwners(client, { ...at, branch: defaultBranch ?? '' }, rules, branch),
    environments,
    runners,
    packs,
  };
}

async function told<T>(ask: () => Promise<T>): Promise<Told<T>> {
  try {
    return { kind: 'told', value: await ask() };
  } catch (error) {
    const { kind } = failureOf(error);
    // GitHub hides what a token may not see behind "not found".
    return { kind: 'not-told', why: kind === 'forbidden' || kind === 'missing' ? 'forbidden' : 'no-answer' };
  }
}

function mapped<T, U>(one: Told<T>, to: (value: T) => U): Told<U> {
  return one.kind === 'told' ? { kind: 'told', value: to(one.value) } : one;
}

function both<T, U, R>(a: Told<T>, b: Told<U>, to: (a: T, b: U) => R): Told<R> {
  if (a.kind !== 'told') return a;
  return b.kind === 'told' ? { kind: 'told', value: to(a.value, b.value) } : b;
}

type Branch = { readonly owner: string; readonly repo: string; readonly branch: string };

interface Rules {
  readonly checks: readonly string[];
  readonly queue: boolean;
  readonly codeOwners: boolean;
}

/** What rulesets, the organisation's included, ask of a branch. */
async function branchRules(client: GitHubClient, branch: Branch): Promise<Rules> {
  const rules = await client.paginate(client.rest.repos.getBranchRules, { ...branch, per_page: 100 });
  return {
    checks: rules.flatMap((rule) =>
      rule.type === 'required_status_checks'
        ? (rule.parameters?.required_status_checks ?? []).map(({ context }) => context)
        : [],
    ),
    queue: rules.some(({ type }) => type === 'merge_queue'),
    codeOwners: rules.some(
      (rule) => rule.type === 'pull_request' && rule.parameters?.require_code_owner_review === true,
    ),
  };
}

interface Protection {
  readonly checks: readonly string[];
  readonly isProtected: boolean;
}

/** The part of a branch's classic protection that everybody may read. */
async function protection(client: GitHubClient, branch: Branch): Promise<Protection> {
  const { data } = await client.rest.repos.getBranch(branch);
  return {
    checks: data.protection.required_status_checks?.contexts ?? [],
    isProtected: data.protection.enabled === true,
  };
}

/** A ruleset that asks is enough; whether a classic protection asks only an administrator's token may read. */
async function codeOwners(
  client: GitHubClient,
  branch: Branch,
  rules: Told<Rules>,
  classic: Told<Protection>,
): Promise<Told<boolean>> {
  if (rules.kind === 'told' && rules.value.codeOwners) return { kind: 'told', value: true };
  if (rules.kind !== 'told') return rules;
  if (classic.kind !== 'told') return classic;
  if (!classic.value.isProtected) return { kind: 'told', value: false };
  return told(async () => {
    const { data } = await client.rest.repos.getBranchProtection(branch);
    return data.required_pull_request_reviews?.require_code_owner_reviews === true;
  });
}

type Repository = Omit<Branch, 'branch'>;

/** What we read of an environment; GitHub also answers with what its own description does not know. */
interface ListedEnvironment {
  readonly name: string;
  readonly protection_rules?: readonly ListedRule[];
  readonly deployment_branch_policy?: object | null;
  readonly can_admins_bypass?: unknown;
}

interface ListedRule {
  readonly type: string;
  readonly reviewers?: readonly object[];
  readonly prevent_self_review?: boolean;
}

async function environmentsOf(client: GitHubClient, repository: Repository): Promise<Environment[]> {
  const found = await client.paginate<ListedEnvironment>({
    method: 'GET',
    url: '/repos/{owner}/{repo}/environments',
    ...repository,
    per_page: 100,
  });
  return found.map((one) => {
    const reviews = (one.protection_rules ?? []).find(({ type }) => type === 'required_reviewers');
    const reviewers = reviews?.reviewers?.length ?? 0;
    const bypass = one.can_admins_bypass;
    return {
      name: one.name,
      reviewers,
      preventsSelfReview: reviewers === 0 ? null : reviews?.prevent_self_review === true,
      limitsBranches: (one.deployment_branch_policy ?? null) !== null,
      adminsMayBypass: typeof bypass === 'boolean' ? bypass : null,
    };
  });
}

interface ListedRunner {
  readonly name: string;
  readonly labels: readonly { readonly name: string }[];
  readonly version?: string;
}

async function runnersOf(client: GitHubClient, repository: Repository): Promise<Runner[]> {
  const found = await client.paginate<ListedRunner>({
    method: 'GET',
    url: '/repos/{owner}/{repo}/actions/runners',
    ...repository,
    per_page: 100,
  });
  return found.map(({ name, labels, version }) => ({
    name,
    labels: labels.map((label) => label.name),
    version: version ?? null,
  }));
}

const MOST_PAGES = 10;

async function packsOf(client: GitHubClient, repository: Repository): Promise<Told<readonly Pack[]>> {
  const packs = await told(() => allPacks(client, repository));
  if (packs.kind === 'not-told') return packs;
  return packs.value === null ? { kind: 'not-told', why: 'too-many' } : { kind: 'told', value: packs.value };
}

/** Artifacts that are packs; null of a repository with too many to look through. */
async function allPacks(client: GitHubClient, repository: Repository): Promise<Pack[] | null> {
  const packs: Pack[] = [];
  const at = { ...repository, per_page: 100 };
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const { data } = await client.rest.actions.listArtifactsForRepo({ ...at, page });
    for (const { name, expires_at: expires } of data.artifacts)
      if (name.startsWith(PACK_ARTIFACT) && expires !== null) packs.push({ name, expires });
    if (data.artifacts.length < at.per_page) return packs;
  }
  return null;
}

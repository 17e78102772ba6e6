import { digestOf } from '../bundle/digest.ts';
import { environmentOf, type Policy } from '../config/policy.ts';
import type { Grade, Tier } from '../config/terms.ts';
import type { Outcome } from '../gates/decision.ts';
import type { EntryOf } from '../ledger/entry.ts';
import type { Emergency, PairState, RecordedRelease } from '../ledger/state.ts';
import { ANYONE } from './approvals.ts';
import { slotFrom } from './window.ts';

/**
 * Everything that an approval is an approval of. People approve the digest of this, never a name: whatever of it changes
 * before the deployment makes another plan.
 */
export interface Plan {
  readonly schema: 'airlock.plan/1';
  readonly kind: 'promotion' | 'first-release' | 'return';
  readonly bundle: string;
  readonly environment: string;
  readonly candidate: { readonly version: string; readonly digest: string; readonly commit: string };
  readonly live: { readonly version: string; readonly digest: string } | null;
  /** The last entry that changed anything for this bundle and environment. */
  readonly last: { readonly seq: number; readonly sha256: string } | null;
  /** Class of everything between what is live and the candidate. */
  readonly tier: Tier;
  readonly outcome: Outcome;
  /** Over every check of every gate. */
  readonly verdict: string;
  readonly evidence: readonly { readonly name: string; readonly sha256: string; readonly grade: Grade }[];
  /** Bare hex over the configuration that judges. */
  readonly policy: string | null;
  readonly window: { readonly name: string; readonly opens: string | null; readonly closes: string | null };
  readonly rollout: string;
  /** Why the plan says `direct` where the tier says otherwise. */
  readonly direct: string | null;
  /** Checks that are due once it serves, and are accepted to be open until then. */
  readonly deferred: readonly string[];
  readonly approvals: Readonly<Record<string, number>>;
  readonly accountable: string | null;
  readonly target: { readonly version: string; readonly digest: string } | null;
  /** What carries the load where there is no version to return to. */
  readonly fallback: string | null;
  /** The emergency that it is made in; null on every other day. */
  readonly emergency: { readonly seq: number; readonly trigger: string; readonly expires: string } | null;
  /** Every bundle that is promoted by one plan because they share something, this one included; null for one alone. */
  readonly joint: readonly JointMember[] | null;
  readonly expires: string;
}

export interface JointMember {
  readonly bundle: string;
  readonly version: string;
  readonly digest: string;
}

export interface PlanParts {
  readonly pair: PairState;
  readonly candidate: RecordedRelease;
  readonly policy: Policy;
  readonly policySha256: string | null;
  readonly tier: Tier;
  readonly outcome: Outcome;
  readonly verdict: string;
  readonly deferred: readonly string[];
  readonly direct: string | null;
  /** The emergency that it is to be made in; null on every other day. */
  readonly emergency: Emergency | null;
  readonly joint: readonly JointMember[] | null;
  /** UTC; when the plan was made, which decides its window and its end. */
  readonly created: string;
}

export function planOf(parts: PlanParts): Plan {
  const { pair, candidate, policy, tier } = parts;
  const rule = policy.tiers[tier];
  const served = [pair.live, ...pair.history].some((one) => one?.digest === candidate.digest);
  const asked = parts.emergency === null ? everyDay(parts) : inEmergency(parts, parts.emergency);
  return {
    schema: 'airlock.plan/1',
    kind: pair.live === null ? 'first-release' : served ? 'return' : 'promotion',
    bundle: pair.bundle,
    environment: pair.environment,
    candidate: { version: candidate.version, digest: candidate.digest, commit: candidate.commit },
    live: pair.live === null ? null : { version: pair.live.version, digest: pair.live.digest },
    last: pair.last,
    tier,
    outcome: parts.outcome,
    verdict: parts.verdict,
    evidence: candidate.evidence.map(({ name, sha256 }) => ({ name, sha256, grade: candidate.grade })),
    policy: parts.policySha256,
    window: asked.window,
    rollout: parts.direct === null ? rule.rollout : 'direct',
    direct: parts.direct,
    deferred: parts.deferred,
    approvals: asked.approvals,
    accountable: asked.accountable,
    target: targetAfter(pair, candidate.digest),
    fallback: pair.live === null ? environmentOf(policy, pair.environment).fallback : null,
    emergency: asked.emergency,
    joint: parts.joint,
    expires: asked.expires,
  };
}

type Asked = Pick<Plan, 'window' | 'approvals' | 'accountable' | 'emergency' | 'expires'>;

function everyDay({ policy, tier, created }: PlanParts): Asked {
  const rule = policy.tiers[tier];
  const slot = windowSlot(policy, rule.window, Date.parse(created));
  return {
    window: { name: rule.window, ...slot.shown },
    approvals: requiredApprovals(policy, tier),
    accountable: rule.accountable?.role ?? null,
    emergency: null,
    expires: new Date(slot.expires).toISOString(),
  };
}

/** One person who is no author, no window, and an end with the emergency. */
function inEmergency({ pair, policy }: PlanParts, { seq, trigger, expires }: Emergency): Asked {
  const { emergency } = environmentOf(policy, pair.environment);
  return {
    window: { name: 'emergency', opens: null, closes: expires },
    approvals: { [emergency?.reviewer ?? ANYONE]: 1 },
    accountable: null,
    emergency: { seq, trigger, expires },
    expires,
  };
}

/** What would be returned to once the candidate serves: what serves now, if it may serve again. */
function targetAfter({ live }: PairState, digest: string): Plan['target'] {
  return live === null || live.digest === digest ? null : { version: live.version, digest: live.digest };
}

const DAY = 24 * 60 * 60_000;

function windowSlot(policy: Policy, name: string, created: number) {
  const rule = policy.windows[name];
  if (rule === undefined) return { shown: { opens: null, closes: null }, expires: created + DAY };
  const slot = slotFrom(rule, created);
  if (slot === null) return { shown: { opens: null, closes: null }, expires: created };
  const [opens, closes] = [slot.opens, slot.closes].map((at) => new Date(at).toISOString());
  return { shown: { opens: opens ?? null, closes: closes ?? null }, expires: slot.closes };
}

/** Roles and how many of each. Where nobody said: one person with write access, at high two, or one in a team below three. */
export function requiredApprovals(policy: Policy, tier: Tier): Record<string, number> {
  const { approvals, accountable } = policy.tiers[tier];
  const people = new Set(Object.values(policy.people).flat());
  const usual = tier === 'high' && people.size >= 3 ? 2 : 1;
  const asked =
    Object.keys(approvals).length > 0 ? approvals : accountable === null ? { [ANYONE]: usual } : {};
  const decider =
    accountable === null ? {} : { [accountable.role]: Math.max(1, asked[accountable.role] ?? 0) };
  return { ...asked, ...decider };
}

/** `sha256:<hex>` over a domain line and the canonical JSON of the plan. */
export function planDigest(plan: Plan): string {
  return digestOf('airlock/plan/v1', planJson(plan));
}

/** A plan as plain data, for the ledger. */
export function planJson(plan: Plan): EntryOf<'planned'>['document'] {
  return JSON.parse(JSON.stringify(plan));
}

/** Fields in which two plans differ, in the order in which they are told. */
export function planDifferences(recorded: Readonly<Record<string, unknown>>, fresh: Plan): string[] {
  const now = planJson(fresh);
  return Object.keys(now).filter(
    (field) => JSON.stringify(sorted(recorded[field])) !== JSON.stringify(sorted(now[field])),
  );
}

/** Keys in one order, so that what was stored canonically compares with what was just made. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, one]) => [key, sorted(one)]),
  );
}

/** The bundles of a recorded joint plan; null for a plan of one alone. */
export function jointOf({
  document,
}: {
  readonly document: EntryOf<'planned'>['document'];
}): JointMember[] | null {
  const joint = document['joint'];
  if (!Array.isArray(joint)) return null;
  return joint.flatMap((one) => {
    if (typeof one !== 'object' || one === null || Array.isArray(one)) return [];
    const { bundle, version, digest } = one as Readonly<Record<string, unknown>>;
    return [{ bundle: String(bundle), version: String(version), digest: String(digest) }];
  });
}

import { DEFAULT_POLICY, type Policy } from '../../src/config/policy.ts';
import { extend } from '../../src/ledger/chain.ts';
import type { Draft } from '../../src/ledger/entry.ts';
import type { Actor, Release } from '../../src/ledger/shapes.ts';
import { EMPTY_STATE, pairOf, type RecordedPlan, releaseOf, type State } from '../../src/ledger/state.ts';
import { type Plan, planDigest, planJson, planOf } from '../../src/release/plan.ts';
import type { ProtectionFacts } from '../../src/release/protection.ts';
import { adopted, at, candidate, digestNamed, release } from '../ledger/story.ts';

export const LIVE = release('1.0.0');
export const NEXT = release('1.1.0');
const SHA = 'a'.repeat(64);

export function human(login: string, id: number | null = null): Actor {
  return { kind: 'human', id, login };
}

export const POLICY: Policy = {
  ...DEFAULT_POLICY,
  people: { platform: ['@kim', '@lee'], product: ['@ana'], risk: ['@acme/risk'] },
  tiers: {
    ...DEFAULT_POLICY.tiers,
    low: {
      ...DEFAULT_POLICY.tiers.low,
      approvals: { platform: 1 },
      accountable: { role: 'product', people: ['@ana'] },
    },
  },
  environments: {
    production: {
      deploy: { run: 'true' },
      evidence: 'E1',
      attempts: 2,
      fallback: null,
      protected: true,
      layout: 'default',
      branches: 'default',
      workflow: null,
      leaseMinutes: 120,
      drilledWithinDays: null,
      emergency: null,
    },
  },
};

/** What a story may change before the facts are looked at. */
export interface Twist {
  readonly entries?: readonly Draft[];
  readonly policy?: Partial<Policy>;
  /** What people approved, where that is not what is there now. */
  readonly approvedPlan?: (plan: Plan) => Plan;
  readonly facts?: (facts: ProtectionFacts) => Partial<ProtectionFacts>;
  readonly candidate?: Release;
}

/** A promotion that may go ahead, with a twist. */
export function factsWith({
  entries = [],
  policy = {},
  approvedPlan = (plan) => plan,
  facts = () => ({}),
  candidate: of = NEXT,
}: Twist = {}): ProtectionFacts {
  const { state } = extend(EMPTY_STATE, [adopted(0, LIVE), candidate(1, of)]);
  const rules = { ...POLICY, ...policy };
  const approved = approvedPlan(plan(state, of, POLICY));
  const recorded: RecordedPlan = {
    plan: planDigest(approved),
    created: at(2),
    expires: approved.expires,
    seq: 3,
    document: planJson(approved),
    run: null,
    approvals: [],
    rejected: null,
  };
  const now = extend(state, entries).state;
  const fresh = plan(now, of, rules);
  const made: ProtectionFacts = {
    actor: human('ana'),
    now: at(10),
    ledgerTime: now.time,
    ledgerRepository: now.repository,
    faults: [],
    pair: pairOf(now, 'bot', 'production'),
    candidate: recordedOf(now, of),
    described: {
      digest: of.digest,
      identity: { name: 'bot', components: [], provisional: false },
      former: [],
    },
    merged: true,
    policy: rules,
    policySha256: SHA,
    stricter: [],
    shared: [],
    tier: 'low',
    gates: [],
    decision: { outcome: 'go', reasons: [], undecided: null },
    evidence: [{ name: 'golden', state: 'kept' }],
    attempts: { name: 'golden', count: 1 },
    approvals: [word('kim'), word('ana')],
    teams: new Map(),
    authors: [{ name: 'Max Example', email: 'max@acme.example' }],
    requester: null,
    retired: [],
    restorable: true,
    earlier: '1.9.0',
    exercised: null,
    github: null,
    plan: fresh,
    planDigest: planDigest(fresh),
    recorded,
  };
  const twisted = { ...made, ...facts(made) };
  return {
    ...twisted,
    approvals: twisted.approvals.map((one) => ({ ...one, plan: one.plan === '' ? recorded.plan : one.plan })),
  };
}

/** A yes to whatever plan there is. */
export function word(
  login: string,
  more: Partial<ProtectionFacts['approvals'][number]> = {},
): ProtectionFacts['approvals'][number] {
  return {
    by: human(login),
    role: null,
    source: 'ledger',
    plan: '',
    edited: false,
    attempt: null,
    mayWrite: true,
    ...more,
  };
}

function recordedOf(state: State, of: Release) {
  const found = releaseOf(state, 'bot', of.digest);
  if (found === null) throw new Error('the candidate was recorded');
  return found;
}

function plan(state: State, of: Release, policy: Policy): Plan {
  return planOf({
    pair: pairOf(state, 'bot', 'production'),
    candidate: recordedOf(state, of),
    policy,
    policySha256: SHA,
    tier: 'low',
    outcome: 'go',
    verdict: digestNamed('verdict'),
    deferred: [],
    direct: null,
    emergency: null,
    joint: null,
    created: at(2),
  });
}

import { DEFAULT_POLICY } from '../../../src/config/policy.ts';
import { openLedger } from '../../../src/ledger/record.ts';
import type { Actor, Release } from '../../../src/ledger/shapes.ts';
import { pairOf, releaseOf } from '../../../src/ledger/state.ts';
import type { LedgerStore } from '../../../src/ledger/store.ts';
import { EVERY_MACHINE } from '../../../src/release/actors.ts';
import type { Deployed, Deployer, Order } from '../../../src/release/deployer.ts';
import type * as Drill from '../../../src/release/drill.ts';
import type * as Emergency from '../../../src/release/emergency.ts';
import type * as Hold from '../../../src/release/hold.ts';
import type * as Joint from '../../../src/release/joint.ts';
import type { Mirror } from '../../../src/release/mirror.ts';
import type * as Names from '../../../src/release/names.ts';
import type { Changed } from '../../../src/release/outcome.ts';
import { type Plan, planDigest, planOf } from '../../../src/release/plan.ts';
import type * as Promote from '../../../src/release/promote.ts';
import type * as Reconcile from '../../../src/release/reconcile.ts';
import type * as Recording from '../../../src/release/recording.ts';
import type * as Remediate from '../../../src/release/remediate.ts';
import type * as Rescore from '../../../src/release/rescore.ts';
import type * as Rollback from '../../../src/release/rollback.ts';
import { MemoryStore } from '../../ledger/memory-store.ts';
import { release } from '../../ledger/story.ts';

/** The code under test; the seeded defects are the same functions from a copy of the source with a line changed. */
export interface Code {
  readonly promote: typeof Promote.promote;
  readonly rollback: typeof Rollback.rollback;
  readonly hold: typeof Hold.hold;
  readonly clear: typeof Hold.clear;
  readonly releaseHold: typeof Hold.releaseHold;
  readonly recordCandidate: typeof Recording.recordCandidate;
  readonly adopt: typeof Recording.adopt;
  readonly drill: typeof Drill.drill;
  readonly remediate: typeof Remediate.remediate;
  readonly rescore: typeof Rescore.rescore;
  readonly reconcile: typeof Reconcile.reconcile;
  readonly declareEmergency: typeof Emergency.declareEmergency;
  readonly endEmergency: typeof Emergency.endEmergency;
  readonly promoteJointly: typeof Joint.promoteJointly;
  readonly rollbackJointly: typeof Joint.rollbackJointly;
  readonly carryNames: typeof Names.carryNames;
  readonly reviewEmergency: typeof Emergency.reviewEmergency;
}

export const ENVIRONMENT = 'production';
const START = Date.parse('2026-11-02T09:00:00Z');

/** A clock that moves when somebody looks at it. */
export class Clock {
  #ticks = 0;

  readonly now = (): string => {
    this.#ticks += 1;
    return new Date(START + this.#ticks * 1000).toISOString();
  };
}

/** Where versions serve: keeps the newest fence of each bundle and refuses older orders, as the contract asks. */
export class Cluster implements Deployer {
  readonly fences = true;
  readonly orders: Order[] = [];
  readonly places = new Map<string, { fence: number; serving: string | null }>();

  /** Of the only bundle, or of the first. */
  get serving(): string | null {
    return this.place('bot').serving;
  }

  set serving(digest: string | null) {
    this.place('bot').serving = digest;
  }

  get fence(): number {
    return this.place('bot').fence;
  }

  place(bundle: string): { fence: number; serving: string | null } {
    const known = this.places.get(bundle) ?? { fence: 0, serving: BASE.digest };
    this.places.set(bundle, known);
    return known;
  }

  async deploy(order: Order): Promise<Deployed> {
    const place = this.place(order.bundle);
    if (order.fence < place.fence) return { kind: 'fenced', fence: place.fence };
    if (order.fence > place.fence || place.serving !== order.release.digest) this.orders.push(order);
    place.fence = order.fence;
    place.serving = order.release.digest;
    return { kind: 'served', digest: order.release.digest };
  }

  async probe(): Promise<boolean> {
    return true;
  }

  async served({ bundle }: Omit<Order, 'fence'>): Promise<string | null> {
    return this.place(bundle).serving;
  }
}

/** A plan that was approved, with what it was approved for. */
export interface Approved {
  readonly plan: Plan;
  readonly digest: string;
  readonly release: Release;
}

/** A ledger of which every commit that ever was the tip is known. */
export interface WatchedStore extends LedgerStore {
  readonly tip: string | null;
  readonly commits: ReadonlyMap<string, unknown>;
  readonly parents: ReadonlyMap<string, string | null>;
}

export interface World {
  readonly store: WatchedStore;
  readonly cluster: Cluster;
  readonly clock: Clock;
  /** Bundles of which none is taken back before all are begun; absent where each goes its own way. */
  readonly together?: readonly string[];
}

/** What an actor reaches the world by; faults and schedules are laid around it. */
export interface Reach {
  readonly ledger: LedgerStore;
  readonly deployer: Deployer;
  readonly now: () => string;
  readonly mirror?: Mirror;
}

export function reachOf({ store, cluster, clock }: World): Reach {
  return { ledger: store, deployer: cluster, now: clock.now };
}

export function person(login: string): Actor {
  return { kind: 'human', id: null, login };
}

export const BASE = release('1.0.0');
export const CANDIDATES = [
  release('1.1.0'),
  release('1.2.0', { model: 'model-b' }),
  release('1.3.0'),
] as const;

/** One bundle live as 1.0.0 and three candidates beside it. */
export async function world(
  code: Code,
  bundles: readonly string[] = ['bot'],
  store: WatchedStore = new MemoryStore(),
): Promise<World> {
  const made: World = { store, cluster: new Cluster(), clock: new Clock() };
  const ports = { ledger: made.store, now: made.clock.now };
  for (const bundle of bundles) {
    const act = { bundle, environment: ENVIRONMENT, actor: person('ana'), run: null };
    await code.adopt(ports, { ...act, release: BASE, files: [], reason: 'It runs.' });
    for (const one of CANDIDATES) await code.recordCandidate(ports, { ...act, release: one, files: [] });
  }
  return made;
}

/** The plan for a candidate as things stand; made in the emergency that is declared, where one is. */
export async function approve({ store, clock }: World, release: Release, bundle = 'bot'): Promise<Approved> {
  const { state } = await openLedger(store);
  const [emergency = null] = pairOf(state, bundle, ENVIRONMENT).emergencies;
  const candidate = releaseOf(state, bundle, release.digest);
  if (candidate === null) throw new Error('the candidate was recorded');
  const plan = planOf({
    pair: pairOf(state, bundle, ENVIRONMENT),
    candidate,
    policy: DEFAULT_POLICY,
    policySha256: null,
    tier: 'low',
    outcome: 'go',
    verdict: release.digest,
    deferred: [],
    direct: null,
    emergency,
    joint: null,
    created: clock.now(),
  });
  return { plan, digest: planDigest(plan), release };
}

/** Things that people do, each as something that can be run again. */
export const DEEDS = {
  promote: (
    code: Code,
    reach: Reach,
    { plan, digest, release }: Approved,
    bundle = 'bot',
  ): Promise<Changed> =>
    code.promote(portsOf(reach), { ...act('ana', bundle), plan, planDigest: digest, release, forward: null }),
  forward: (code: Code, reach: Reach, { plan, digest, release }: Approved): Promise<Changed> =>
    code.promote(portsOf(reach), {
      ...act('ana'),
      plan,
      planDigest: digest,
      release,
      forward: { reason: 'It is wrong.', detectedAt: null },
    }),
  declare: (code: Code, reach: Reach): Promise<Changed> =>
    code.declareEmergency(portsOf(reach), {
      ...act('kim'),
      key: 'one emergency',
      trigger: 'harm',
      reason: 'It is wrong.',
      rule: { declare: 'oncall', triggers: ['harm'], minutes: 240, reviewer: null, reviewDays: 5 },
      people: { oncall: ['@kim'] },
      teams: new Map(),
    }),
  endEmergency: (code: Code, reach: Reach): Promise<Changed> =>
    code.endEmergency(portsOf(reach), { ...act('kim'), key: 'its end', emergency: null, reason: 'Over.' }),
  reviewEmergency: (code: Code, reach: Reach): Promise<Changed> =>
    code.reviewEmergency(portsOf(reach), {
      ...act('lee'),
      key: 'its review',
      emergency: null,
      reason: 'It was one.',
    }),
  rollback: (code: Code, reach: Reach, bundle = 'bot', from: string | null = null): Promise<Changed> =>
    code.rollback(portsOf(reach), backOf(bundle, from)),
  jointlyBack: (
    code: Code,
    reach: Reach,
    bundles: readonly string[],
    from: string | null,
  ): Promise<Changed> =>
    code.rollbackJointly(
      portsOf(reach),
      bundles.map((bundle) => ({ request: backOf(bundle, from), deployer: reach.deployer })),
    ),
  hold: (code: Code, reach: Reach, key: string): Promise<Changed> =>
    code.hold(portsOf(reach), { ...act('kim'), key, reason: 'Something is odd.', machines: EVERY_MACHINE }),
  releaseHold: (code: Code, reach: Reach, key: string): Promise<Changed> =>
    code.releaseHold(portsOf(reach), { ...act('lee'), key, reason: 'It was nothing.', hold: null }),
  jointly: (code: Code, reach: Reach, plans: readonly Approved[]): Promise<Changed> =>
    code.promoteJointly(
      portsOf(reach),
      plans.map(({ plan, digest, release }) => ({
        request: { ...act('ana', plan.bundle), plan, planDigest: digest, release, forward: null },
        deployer: reach.deployer,
      })),
    ),
  rename: (code: Code, reach: Reach): Promise<Changed> =>
    code.carryNames(
      portsOf(reach),
      { ...act('ana', 'helper'), environment: 'eu' },
      {
        bundle: 'helper',
        environment: 'eu',
        formerly: { bundle: ['bot'], components: {}, environments: { eu: [ENVIRONMENT] } },
        bundles: ['helper'],
        environments: ['eu'],
      },
    ),
  drill: (code: Code, reach: Reach): Promise<Changed> => code.drill(portsOf(reach), act('kim')),
  remediate: (code: Code, reach: Reach): Promise<Changed> =>
    code.remediate(portsOf(reach), { ...act('lee'), item: 'review', mitigated: null, reason: 'Reviewed.' }),
  rescore: (code: Code, reach: Reach): Promise<Changed> =>
    code.rescore(portsOf(reach), {
      ...act('ana'),
      live: BASE.digest,
      evidence: [{ name: 'golden', sha256: 'a'.repeat(64), rows: 10, key: 'b'.repeat(64), scores: null }],
      files: [],
      grade: 'E1',
      attempts: 1,
    }),
  /** A run that sees nothing under way claims nothing: the next one looks again. */
  reconcile: async (code: Code, reach: Reach): Promise<{ readonly kind: string }> => {
    const request = {
      ...act('machine'),
      lease: 0,
      machines: EVERY_MACHINE,
      reason: () => 'It was never ended.',
    };
    const answer = await code.reconcile(portsOf(reach), request);
    return 'changed' in answer ? answer.changed : { kind: answer.did };
  },
  candidate: (code: Code, reach: Reach): Promise<Changed> =>
    code.recordCandidate(portsOf(reach), { ...act('ana'), release: release('2.0.0'), files: [] }),
} as const;

function backOf(bundle: string, from: string | null) {
  return {
    ...act('kim', bundle),
    scope: 'bundle' as const,
    to: null,
    from,
    over: null,
    reason: 'It is wrong.',
    detectedAt: null,
    detectedBy: 'an alert',
    harmfulSince: null,
    degraded: null,
    machines: EVERY_MACHINE,
  };
}

function act(login: string, bundle = 'bot') {
  return { bundle, environment: ENVIRONMENT, actor: person(login), run: null };
}

function portsOf({ ledger, deployer, now, mirror }: Reach) {
  return { ledger, deployer, now, ...(mirror === undefined ? {} : { mirror }) };
}

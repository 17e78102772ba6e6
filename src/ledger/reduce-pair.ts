import type { Entry, EntryOf } from './entry.ts';
import { emergencyOf, type PairState, type RecordedPlan, type Served, type Worklist } from './state.ts';

const MOST_KEYS = 32;
const MOST_HISTORY = 50;
const MOST_PLANS = 10;
const MOST_DRILLS = 20;
const MOST_WORKLISTS = 10;

interface Place {
  readonly seq: number;
  readonly sha256: string;
}

/** What is so for one bundle in one environment after one more entry about it. */
export function reducePair(pair: PairState, entry: Entry, place: Place): PairState {
  const { key, seq } = entry;
  const keys = [...pair.keys, { key, seq }].slice(-MOST_KEYS);
  const next = { ...applied(pair, entry), keys, last: moves(entry) ? place : pair.last };
  return { ...next, target: targetOf(next) };
}

/** Talk about a plan does not make the plan stale. */
function moves({ type }: Entry): boolean {
  return !(
    ['planned', 'approved', 'rejected', 'note', 'drill', 'bound', 'mitigated', 'emergency'] as const
  ).some((one) => one === type);
}

function applied(pair: PairState, entry: Entry): PairState {
  switch (entry.type) {
    case 'adopted':
      return serving(pair, entry, {
        version: entry.release.version,
        digest: entry.release.digest,
        how: 'adopted',
      });
    case 'planned':
      return { ...pair, plans: [...pair.plans, planOf(entry)].slice(-MOST_PLANS) };
    case 'approved':
      return withPlan(pair, entry.plan, (plan) => ({
        ...plan,
        approvals: [...plan.approvals, approvalOf(entry)],
      }));
    case 'rejected': {
      const { actor: by, reason, time } = entry;
      return withPlan(pair, entry.plan, (plan) => ({ ...plan, rejected: { by, reason, time } }));
    }
    case 'intent':
      return { ...pair, open: openOf(entry), fence: entry.seq };
    case 'bound':
      return pair.open === null ? pair : { ...pair, open: { ...pair.open, deployment: entry.deployment } };
    case 'done':
      return done(pair, entry);
    case 'aborted':
      return { ...pair, open: null };
    case 'rolled-back':
      return rolledBack(pair, entry);
    case 'held':
      return { ...pair, holds: [...pair.holds, holdOf(entry)] };
    case 'released-hold':
      return { ...pair, holds: pair.holds.filter((one) => one.seq !== entry.hold) };
    case 'cleared':
      return { ...pair, condemned: pair.condemned.filter((one) => !isSame(one, entry.component)) };
    case 'drill':
      return { ...pair, drills: [drillOf(entry), ...pair.drills].slice(0, MOST_DRILLS) };
    case 'detected': {
      const { harmfulSince, detectedAt, detectedBy } = entry;
      return { ...pair, detected: { harmfulSince, detectedAt, detectedBy } };
    }
    case 'mitigated':
      return {
        ...pair,
        worklists: withinBounds([...worklistOf(entry), ...pair.worklists]),
        detected: null,
      };
    case 'emergency':
      return { ...pair, emergencies: emergenciesAfter(pair, entry) };
    case 'note':
      return { ...pair, worklists: withinBounds(pair.worklists.map((one) => withDone(one, entry))) };
    case 'candidate':
    case 'rescored':
    case 'renamed':
    case 'erased':
      return pair;
  }
}

type Came = Pick<Served, 'version' | 'digest' | 'how'>;

/** Something else serves from now on. What served goes into the history. */
function serving(pair: PairState, { time, actor, seq, fence }: Entry, came: Came): PairState {
  const { plan = null, deployment = null } = pair.open ?? {};
  const live: Served = { ...came, since: time, until: null, by: actor, seq, fence, plan, deployment };
  const history = pair.live === null ? pair.history : [{ ...pair.live, until: time }, ...pair.history];
  const emergencies = releasedUnder(pair, came.version);
  return { ...pair, live, history: history.slice(0, MOST_HISTORY), emergencies, open: null };
}

function done(pair: PairState, entry: EntryOf<'done'>): PairState {
  const { open } = pair;
  if (open === null || open.fence !== entry.fence) return pair;
  if (open.kind === 'drill') return { ...pair, open: null };
  const { version, digest } = open.release;
  const next = serving(pair, entry, {
    version,
    digest,
    how: open.kind === 'promotion' ? 'promoted' : 'rolled-back',
  });
  // What is promoted again, with approvals and gates, is no longer what was taken back.
  return { ...next, revoked: next.revoked.filter((one) => one !== digest) };
}

function rolledBack(pair: PairState, entry: EntryOf<'rolled-back'>): PairState {
  const { open } = pair;
  if (open === null || open.fence !== entry.fence) return pair;
  const { version, digest } = open.release;
  const { from } = entry;
  const fresh = entry.condemned
    .filter((one) => !pair.condemned.some((known) => isSame(known, one)))
    .map((one) => ({
      ...one,
      reason: entry.reason,
      since: entry.time,
      seq: entry.seq,
      version: from.version,
    }));
  const how = open.scope === 'forward' ? 'rolled-forward' : 'rolled-back';
  const next = serving(pair, entry, { version, digest, how });
  return {
    ...next,
    revoked: [...new Set([...pair.revoked, from.digest])].filter((one) => one !== digest),
    condemned: [...pair.condemned, ...fresh],
  };
}

function isSame(a: { component: string; digest: string }, b: { component: string; digest: string }): boolean {
  return a.component === b.component && a.digest === b.digest;
}

/** The last that served here and was not taken back; not simply the row before. */
export function targetOf({ live, history, revoked }: PairState): PairState['target'] {
  const found = history.find((one) => one.digest !== live?.digest && !revoked.includes(one.digest));
  return found === undefined ? null : { version: found.version, digest: found.digest };
}

function planOf({ plan, time, expires, seq, document, run }: EntryOf<'planned'>): RecordedPlan {
  const by = run === null ? null : { id: run.id, attempt: run.attempt };
  return { plan, created: time, expires, seq, document, run: by, approvals: [], rejected: null };
}

function withPlan(pair: PairState, plan: string, change: (plan: RecordedPlan) => RecordedPlan): PairState {
  return { ...pair, plans: pair.plans.map((one) => (one.plan === plan ? change(one) : one)) };
}

function approvalOf({ actor: by, role, source, time, seq }: EntryOf<'approved'>) {
  return { by, role, source, time, seq };
}

function openOf(entry: EntryOf<'intent'>): PairState['open'] {
  const { kind, scope, key, seq, plan, from, release, reason, time, actor, run } = entry;
  return {
    kind,
    scope,
    key,
    fence: seq,
    plan,
    from,
    release,
    reason,
    since: time,
    by: actor,
    run: run?.id ?? null,
    deployment: null,
  };
}

function holdOf({ seq, reason, actor: by, time: since }: EntryOf<'held'>) {
  return { seq, reason, by, since };
}

function worklistOf(entry: EntryOf<'mitigated'>): Worklist[] {
  const { seq, time, version, digest, reason, items } = entry;
  const { harmfulSince, detectedAt, detectedBy, decidedAt, knownGoodAt, exposure } = entry;
  const { decisionQualityDegraded, evidenceComplete, missing, unitCost } = entry;
  if (version === null || digest === null) return [];
  return [
    {
      ...{ seq, time, version, digest, reason, harmfulSince, detectedAt, detectedBy, decidedAt, knownGoodAt },
      ...{ decisionQualityDegraded, evidenceComplete, missing, unitCost, exposure },
      items: items.map((one) => ({ ...one, done: null })),
    },
  ];
}

function withDone(list: Worklist, { done, actor: by, time, reason }: EntryOf<'note'>): Worklist {
  if (done?.mitigated !== list.seq) return list;
  const items = list.items.map((one) =>
    one.name === done.item && one.done === null ? { ...one, done: { by, time, reason } } : one,
  );
  return { ...list, items };
}

function withinBounds(lists: readonly Worklist[]): Worklist[] {
  return lists.filter((list, i) => i < MOST_WORKLISTS || list.items.some((one) => one.done === null));
}

function drillOf({ time, target, restored, seconds, seq }: EntryOf<'drill'>) {
  return { time, ...target, restored, seconds, seq };
}

function emergenciesAfter(
  { emergencies }: PairState,
  { seq, time, actor: by, reason, event }: EntryOf<'emergency'>,
): PairState['emergencies'] {
  switch (event.step) {
    case 'declared': {
      const { role, trigger, expires, reviewDue } = event;
      const declared = { seq, role, trigger, reason, by, since: time, expires, reviewDue };
      return [...emergencies, { ...declared, ended: null, released: [] }];
    }
    case 'ended':
      return emergencies.map((one) => (one.seq === event.emergency ? { ...one, ended: time } : one));
    case 'reviewed':
      return emergencies.filter((one) => one.seq !== event.emergency);
  }
}

/** What came to serve by a plan that was made in an emergency is remembered with it. */
function releasedUnder({ emergencies, plans, open }: PairState, version: string): PairState['emergencies'] {
  const plan = plans.find((one) => one.plan === open?.plan);
  const under = plan === undefined ? null : emergencyOf(plan);
  return emergencies.map((one) =>
    one.seq === under ? { ...one, released: [...one.released, version] } : one,
  );
}

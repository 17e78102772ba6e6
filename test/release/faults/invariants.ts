import type { Entry } from '../../../src/ledger/entry.ts';
import { readEntry } from '../../../src/ledger/read.ts';
import { verifyLedger } from '../../../src/ledger/verify.ts';
import { SECRET } from './faults.ts';
import type { Approved, World } from './world.ts';

/** What must hold of a ledger and of what is served, whatever happened. Each broken one is named. */
export async function broken(
  { store, cluster, together = [] }: World,
  approved: readonly Approved[],
  isQuiet: boolean,
): Promise<string[]> {
  if (store.tip === null) return ['no ledger'];
  const files = await store.files(store.tip);
  const { faults, state } = verifyLedger(files);
  const entries = files.flatMap(({ path, bytes }) => {
    const entry = path.startsWith('entries/') ? readEntry(bytes) : null;
    return entry === null ? [] : [entry];
  });
  const open = Object.values(state.pairs).filter((pair) => pair.open !== null);
  return [
    ...faults.map(({ code, seq }) => `ledger: ${code} at ${seq}`),
    ...history(store),
    ...(isQuiet && open.length > 0 ? ['an intent is open after a clean run'] : []),
    ...keysOnce(entries),
    ...asApproved(entries, approved),
    ...rollbacksHold(entries),
    ...begunTogether(entries, together),
    ...madeGood(entries),
    ...heldBack(entries),
    ...inTime(entries, approved),
    ...deployments(entries, cluster),
    ...(isQuiet ? servesWhatItSays(state, cluster) : []),
    ...(files.some(({ bytes }) => Buffer.from(bytes).includes(SECRET)) ? ['a secret is in the ledger'] : []),
  ];
}

/** Every commit that ever was the tip still leads to the tip: nothing was lost. */
function history({ tip, commits, parents }: World['store']): string[] {
  const line = new Set<string>();
  for (let at = tip; at !== null; at = parents.get(at) ?? null) line.add(at);
  return line.size === commits.size ? [] : ['a commit was lost'];
}

function keysOnce(entries: readonly Entry[]): string[] {
  const keys = entries.map((one) => `${one.bundle} ${one.environment ?? ''} ${one.key}`);
  const doubles = keys.filter((key, i) => keys.indexOf(key) !== i);
  const perPlan = entries.flatMap((one) => (one.type === 'intent' && one.plan !== null ? [one.plan] : []));
  return [
    ...doubles.map((key) => `written twice: ${key}`),
    ...perPlan
      .filter((plan, i) => perPlan.indexOf(plan) !== i)
      .map((plan) => `a plan was begun twice: ${plan}`),
  ];
}

/** Whatever was begun for a plan is what was approved, on top of what was expected to be live. */
function asApproved(entries: readonly Entry[], approved: readonly Approved[]): string[] {
  return entries.flatMap((entry) => {
    if (entry.type !== 'intent' || entry.plan === null) return [];
    const plan = approved.find((one) => one.digest === entry.plan)?.plan;
    if (plan === undefined) return ['an intent without an approved plan'];
    return [
      ...(entry.release.digest === plan.candidate.digest ? [] : ['another digest than was approved']),
      ...(entry.from === (plan.live?.digest ?? null) ? [] : ['live was not what the plan expected']),
    ];
  });
}

/** A rollback and its hold are one write, and one rollback takes back one thing once. */
function rollbacksHold(entries: readonly Entry[]): string[] {
  const backs = entries.filter((one) => one.type === 'rolled-back');
  return [
    ...backs.flatMap((one) => (entries[one.seq]?.type === 'held' ? [] : ['a rollback without a hold'])),
    ...backs.flatMap((one) => (one.from.digest === one.served ? ['a rollback from itself'] : [])),
  ];
}

/** What is shared is taken back from everybody at once: nobody is back before all are begun. */
function begunTogether(entries: readonly Entry[], together: readonly string[]): string[] {
  const first = entries.find((one) => one.type === 'rolled-back' && together.includes(one.bundle));
  if (first === undefined) return [];
  const begun = entries.flatMap((one) =>
    one.type === 'intent' && one.kind === 'rollback' && one.seq < first.seq ? [one.bundle] : [],
  );
  return together.filter((bundle) => !begun.includes(bundle)).map((bundle) => `${bundle} is left behind`);
}

/** What was taken back leaves a worklist, in the same write; an item of it is done once. */
function madeGood(entries: readonly Entry[]): string[] {
  const done = entries.flatMap((one) =>
    one.type === 'note' && one.done !== undefined ? [`${one.done.item} of ${one.done.mitigated}`] : [],
  );
  return [
    ...entries.flatMap((one) =>
      one.type === 'rolled-back' && entries[one.seq + 1]?.type !== 'mitigated'
        ? ['a rollback without a worklist']
        : [],
    ),
    ...entries.flatMap((one) =>
      one.type === 'intent' && one.kind === 'rollback' && entries[one.seq - 2]?.type !== 'detected'
        ? ['a rollback without what was detected']
        : [],
    ),
    ...done.filter((one, i) => done.indexOf(one) !== i).map((one) => `done twice: ${one}`),
  ];
}

/** Nothing is begun while a hold stands. */
function heldBack(entries: readonly Entry[]): string[] {
  const holds = new Set<string>();
  return entries.flatMap((entry) => {
    const place = `${entry.bundle} ${entry.environment ?? ''}`;
    if (entry.type === 'held') holds.add(`${place} ${entry.seq}`);
    if (entry.type === 'released-hold') holds.delete(`${place} ${entry.hold}`);
    const isHeld = [...holds].some((one) => one.startsWith(`${place} `));
    return entry.type === 'intent' && entry.kind === 'promotion' && isHeld ? ['begun under a hold'] : [];
  });
}

/** Nothing is begun by a plan of an emergency that is over. */
function inTime(entries: readonly Entry[], approved: readonly Approved[]): string[] {
  const over = new Set<number>();
  return entries.flatMap((entry) => {
    if (entry.type === 'emergency' && entry.event.step === 'ended') over.add(entry.event.emergency);
    if (entry.type !== 'intent') return [];
    const emergency = approved.find((one) => one.digest === entry.plan)?.plan.emergency ?? null;
    return emergency !== null && over.has(emergency.seq) ? ['begun after the end of its emergency'] : [];
  });
}

/** Each fence is deployed once, fences only grow, and each deployment was an intent. */
function deployments(entries: readonly Entry[], { orders }: World['cluster']): string[] {
  const perBundle = new Map<string, number>();
  return orders.flatMap(({ bundle, fence, release }) => {
    const last = perBundle.get(bundle) ?? 0;
    perBundle.set(bundle, fence);
    const intent = entries.find((one) => one.seq === fence);
    return [
      ...(fence > last ? [] : ['a fence was deployed twice, or backwards']),
      ...(intent?.type === 'intent' && intent.release.digest === release.digest
        ? []
        : ['deployed without its intent']),
    ];
  });
}

function servesWhatItSays(
  state: ReturnType<typeof verifyLedger>['state'],
  cluster: World['cluster'],
): string[] {
  const pairs = Object.values(state.pairs);
  // What has another name now is deployed under the old one until the next order.
  return pairs.flatMap(({ bundle, live }) =>
    bundle !== 'helper' && live?.digest !== cluster.place(bundle).serving
      ? [`${bundle}: another version serves than is live`]
      : [],
  );
}

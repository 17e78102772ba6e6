import { openLedger, record } from '../ledger/record.ts';
import { REVIEW } from '../ledger/shapes.ts';
import { type PairState, pairOf, type Worklist } from '../ledger/state.ts';
import { type Act, type Changed, entryOf, type ReleasePorts, refused } from './outcome.ts';
import { because, type ReleaseReason } from './reason.ts';

export interface Remediate extends Act {
  readonly item: string;
  /** Entry that wrote the worklist; null where only one has this item. */
  readonly mitigated: number | null;
  /** What was done. */
  readonly reason: string;
}

/** Says that an item of a worklist is done, once. Machines may; a review is people's. */
export async function remediate(ports: ReleasePorts, request: Remediate): Promise<Changed> {
  const { bundle, environment, actor, item } = request;
  const opened = await openLedger(ports.ledger);
  const list = listOf(pairOf(opened.state, bundle, environment), request);
  if (list === null) return refused(opened.state, unknown(pairOf(opened.state, bundle, environment), item));
  if (item === REVIEW && actor.kind !== 'human')
    return refused(opened.state, because('actor-not-human', { login: actor.login, kind: actor.kind }));
  const key = `done ${item} of ${list.seq}`;
  const answer = await record<'already'>(ports.ledger, { bundle, environment, key }, (state) => {
    const now = pairOf(state, bundle, environment).worklists.find((one) => one.seq === list.seq);
    if (now?.items.every((one) => one.name !== item || one.done !== null) ?? true) return { stop: 'already' };
    const { version, digest } = list;
    const entry = { ...entryOf(request, ports.now(), key), version, digest, type: 'note' as const };
    return {
      write: [{ ...entry, reason: request.reason, commit: null, done: { item, mitigated: list.seq } }],
    };
  });
  return { kind: 'done', state: answer.state, already: answer.kind !== 'written' };
}

/** The list that is meant: by its number, else the only one in which the item is open, else the newest that has it. */
function listOf({ worklists }: PairState, { item, mitigated }: Remediate): Worklist | null {
  const having = worklists.filter((list) => list.items.some(({ name }) => name === item));
  if (mitigated !== null) return having.find(({ seq }) => seq === mitigated) ?? null;
  const open = having.filter((list) => list.items.some((one) => one.name === item && one.done === null));
  if (open.length > 1) return null;
  return open[0] ?? having[0] ?? null;
}

function unknown({ worklists }: PairState, item: string): ReleaseReason {
  const open = worklists.flatMap((list) =>
    list.items.filter((one) => one.done === null).map(({ name }) => `${name} of ${list.seq}`),
  );
  return because('no-such-item', { item, open: open.join(', ') });
}

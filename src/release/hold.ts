import { record } from '../ledger/record.ts';
import { pairOf } from '../ledger/state.ts';
import { type Machines, mayNot } from './actors.ts';
import { type Act, type Changed, entryOf, type ReleasePorts, refused } from './outcome.ts';
import { because, type ReleaseReason } from './reason.ts';

/** Nothing is promoted here until a person releases it. Machines may do this too. */
export function hold(
  ports: ReleasePorts,
  act: Act & { readonly reason: string; readonly key: string; readonly machines: Machines },
): Promise<Changed> {
  return change(ports, act, act.key, (pair) => {
    const why = mayNot(act.actor, 'hold', act.machines);
    if (why !== null) return why;
    const same = pair.holds.find((one) => one.reason === act.reason && one.by.login === act.actor.login);
    if (same !== undefined) return because('already-held', { hold: same.seq });
    return { type: 'held', reason: act.reason };
  });
}

export interface ReleaseHold extends Act {
  readonly reason: string;
  readonly key: string;
  /** Number of the hold; null where there is only one. */
  readonly hold: number | null;
}

/** Lets promotions start again: a person's word, with a reason. */
export function releaseHold(ports: ReleasePorts, act: ReleaseHold): Promise<Changed> {
  return change(ports, act, act.key, (pair) => {
    const why = mayNot(act.actor, 'release-hold');
    if (why !== null) return why;
    const found = pair.holds.find((one) => act.hold === null || one.seq === act.hold);
    const isClear = found !== undefined && (act.hold !== null || pair.holds.length === 1);
    if (!isClear) return because('no-such-hold', { holds: pair.holds.map((one) => one.seq).join(', ') });
    return { type: 'released-hold', hold: found.seq, reason: act.reason };
  });
}

export interface Clear extends Act {
  readonly component: string;
  /** Digest, or a prefix of it; null where only one of this component is condemned. */
  readonly digest: string | null;
  readonly reason: string;
  /** What now catches it. */
  readonly evidence: string;
  readonly key: string;
}

/** Takes back the condemnation of a component: a person's word, with the evidence that now catches what was wrong. */
export function clear(ports: ReleasePorts, act: Clear): Promise<Changed> {
  return change(ports, act, act.key, ({ condemned }) => {
    const why = mayNot(act.actor, 'clear');
    if (why !== null) return why;
    const wanted = act.digest?.replace(/^(?:sha256:)?/u, 'sha256:') ?? '';
    const found = condemned.filter((one) => one.component === act.component && one.digest.startsWith(wanted));
    const [first] = found;
    if (first === undefined || found.length > 1)
      return because('not-condemned', {
        component: act.component,
        condemned: condemned.map((one) => `${one.component} ${one.digest.slice(0, 19)}`).join(', '),
      });
    const component = { component: first.component, digest: first.digest };
    return { type: 'cleared', component, reason: act.reason, evidence: act.evidence };
  });
}

type Content =
  | { readonly type: 'held'; readonly reason: string }
  | { readonly type: 'released-hold'; readonly hold: number; readonly reason: string }
  | {
      readonly type: 'cleared';
      readonly component: { readonly component: string; readonly digest: string };
      readonly reason: string;
      readonly evidence: string;
    };

async function change(
  ports: ReleasePorts,
  act: Act,
  key: string,
  decide: (pair: ReturnType<typeof pairOf>) => Content | ReleaseReason,
): Promise<Changed> {
  const { bundle, environment } = act;
  const answer = await record(ports.ledger, { bundle, environment, key }, (state) => {
    const pair = pairOf(state, bundle, environment);
    const content = decide(pair);
    if ('code' in content) return { stop: content };
    const { version = null, digest = null } = pair.live ?? {};
    return { write: [{ ...entryOf(act, ports.now(), key), version, digest, ...content }] };
  });
  return answer.kind === 'stopped'
    ? refused(answer.state, answer.stop)
    : { kind: 'done', state: answer.state, already: answer.kind === 'known' };
}

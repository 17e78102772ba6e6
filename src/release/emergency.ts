import { isAmong, type Teams } from '../config/people.ts';
import type { EmergencyRule } from '../config/policy.ts';
import type { EntryOf } from '../ledger/entry.ts';
import { record } from '../ledger/record.ts';
import { type Emergency, type PairState, pairOf } from '../ledger/state.ts';
import { mayNot } from './actors.ts';
import { isSamePerson } from './approvals.ts';
import { businessDaysAfter } from './business-days.ts';
import { type Act, type Changed, entryOf, type ReleasePorts, refused } from './outcome.ts';
import { because, type ReleaseReason } from './reason.ts';

export interface Declare extends Act {
  readonly key: string;
  readonly trigger: string;
  readonly reason: string;
  /** What the policy says of emergencies here; null where it knows none. */
  readonly rule: EmergencyRule | null;
  readonly people: Readonly<Record<string, readonly string[]>>;
  readonly teams: Teams;
}

/** Declares an emergency: a word of a person whom the policy names, with an end and a review afterwards. */
export function declareEmergency(ports: ReleasePorts, act: Declare): Promise<Changed> {
  const { trigger, reason, actor } = act;
  return change(ports, act, (pair, now) => {
    const open = activeEmergency(pair, now);
    if (open !== null) {
      const isSame = open.trigger === trigger && open.reason === reason && isSamePerson(open.by, actor);
      return isSame ? 'already' : because('emergency-open', emergencyArgs(open));
    }
    const { rule } = act;
    const why = rule === null ? because('emergency-undefined', whereOf(act)) : mayNotDeclare(act, rule);
    if (why !== null || rule === null) return why ?? because('emergency-undefined', whereOf(act));
    const expires = new Date(Date.parse(now) + rule.minutes * 60_000).toISOString();
    const reviewDue = businessDaysAfter(now, rule.reviewDays);
    return { reason, event: { step: 'declared', role: rule.declare, trigger, expires, reviewDue } };
  });
}

export interface EmergencyWord extends Act {
  readonly key: string;
  /** Number of the emergency; null where there is only one. */
  readonly emergency: number | null;
  readonly reason: string;
}

/** Ends an emergency before its time: plans that were made in it are not carried out any more. */
export function endEmergency(ports: ReleasePorts, act: EmergencyWord): Promise<Changed> {
  return change(ports, act, (pair, now) => {
    const why = mayNot(act.actor, 'end-emergency');
    if (why !== null) return why;
    const running = pair.emergencies.filter((one) => isRunning(one, now));
    const found = chosen(running, act.emergency);
    if (found === null) return because('no-emergency', { ...whereOf(act), open: numbersOf(running) });
    return { reason: act.reason, event: { step: 'ended', emergency: found.seq } };
  });
}

/** Records what the review afterwards found: by somebody else than who declared it, once it is over. */
export function reviewEmergency(ports: ReleasePorts, act: EmergencyWord): Promise<Changed> {
  return change(ports, act, ({ emergencies }, now) => {
    const { actor, emergency, reason } = act;
    const why = mayNot(actor, 'review-emergency');
    if (why !== null) return why;
    const found = chosen(emergencies, emergency);
    if (found === null) return because('no-emergency', { ...whereOf(act), open: numbersOf(emergencies) });
    if (isRunning(found, now)) return because('emergency-open', emergencyArgs(found));
    if (isSamePerson(found.by, actor))
      return because('reviewer-declared', { login: actor.login, emergency: found.seq });
    return { reason, event: { step: 'reviewed', emergency: found.seq } };
  });
}

/** The emergency that is declared and not over; null where there is none. */
export function activeEmergency({ emergencies }: PairState, now: string): Emergency | null {
  return emergencies.find((one) => isRunning(one, now)) ?? null;
}

/** Whether an emergency, by its number, is not over. */
export function isEmergencyOpen({ emergencies }: PairState, seq: number, now: string): boolean {
  return emergencies.some((one) => one.seq === seq && isRunning(one, now));
}

function isRunning({ ended, expires }: Emergency, now: string): boolean {
  return ended === null && Date.parse(now) < Date.parse(expires);
}

function emergencyArgs({ seq, trigger, by, expires }: Emergency): ReleaseReason['args'] {
  return { emergency: seq, trigger, by: by.login, expires };
}

function whereOf({ environment }: Act): ReleaseReason['args'] {
  return { environment };
}

function numbersOf(emergencies: readonly Emergency[]): string {
  return emergencies.map((one) => one.seq).join(', ');
}

function chosen(emergencies: readonly Emergency[], seq: number | null): Emergency | null {
  const [first, second] = emergencies.filter((one) => seq === null || one.seq === seq);
  return second === undefined ? (first ?? null) : null;
}

function mayNotDeclare(
  { actor, trigger, people, teams }: Declare,
  rule: EmergencyRule,
): ReleaseReason | null {
  const { login } = actor;
  const why = mayNot(actor, 'declare-emergency');
  if (why !== null) return why;
  const has = isAmong(login, people[rule.declare] ?? [], teams);
  if (has === 'not-told') return because('team-unreadable', { login, role: rule.declare });
  if (has === 'not-asked') return because('role-unresolved', { login, role: rule.declare });
  if (has === 'no') return because('declarer-without-role', { login, role: rule.declare });
  return rule.triggers.includes(trigger)
    ? null
    : because('unknown-trigger', { trigger, choices: rule.triggers.join(', ') });
}

type Content = Pick<EntryOf<'emergency'>, 'reason' | 'event'>;

async function change(
  ports: ReleasePorts,
  act: Act & { readonly key: string },
  decide: (pair: PairState, now: string) => Content | ReleaseReason | 'already',
): Promise<Changed> {
  const { bundle, environment, key } = act;
  const answer = await record<ReleaseReason | 'already'>(
    ports.ledger,
    { bundle, environment, key },
    (state) => {
      const pair = pairOf(state, bundle, environment);
      const now = ports.now();
      const content = decide(pair, now);
      if (content === 'already' || 'code' in content) return { stop: content };
      const { version = null, digest = null } = pair.live ?? {};
      return {
        write: [{ ...entryOf(act, now, key), version, digest, type: 'emergency' as const, ...content }],
      };
    },
  );
  if (answer.kind === 'stopped' && answer.stop !== 'already') return refused(answer.state, answer.stop);
  return { kind: 'done', state: answer.state, already: answer.kind !== 'written' };
}

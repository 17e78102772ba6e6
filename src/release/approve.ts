import { record } from '../ledger/record.ts';
import { pairOf } from '../ledger/state.ts';
import { mayNot } from './actors.ts';
import { type Act, type Changed, entryOf, type ReleasePorts, refused } from './outcome.ts';
import { type Plan, planDigest, planJson } from './plan.ts';
import { because } from './reason.ts';

/** Puts a plan where people can approve it. The same plan twice is one. */
export async function recordPlan(
  ports: ReleasePorts,
  act: Act,
  plan: Plan,
  created: string,
): Promise<Changed> {
  const digest = planDigest(plan);
  const { bundle, environment } = act;
  const key = `plan:${digest}`;
  const answer = await record(ports.ledger, { bundle, environment, key }, () => ({
    write: [
      {
        ...entryOf(act, created, key),
        version: plan.candidate.version,
        digest: plan.candidate.digest,
        type: 'planned' as const,
        plan: digest,
        expires: plan.expires,
        document: planJson(plan),
      },
    ],
  }));
  return { kind: 'done', state: answer.state, already: answer.kind === 'known' };
}

export interface Word extends Act {
  /** Whole digest of a recorded plan. */
  readonly plan: string;
  readonly role: string | null;
  /** Why not; null for a yes. */
  readonly rejects: string | null;
}

/** A person's word on a plan. Whether it counts is weighed when the plan is carried out, and shown before. */
export async function sayTo(ports: ReleasePorts, word: Word): Promise<Changed> {
  const { bundle, environment, actor, plan, role, rejects } = word;
  const key =
    `${rejects === null ? 'yes' : 'no'}:${plan.slice(7, 47)}:${actor.id ?? actor.login}:${role ?? ''}`.slice(
      0,
      120,
    );
  const answer = await record(ports.ledger, { bundle, environment, key }, (state) => {
    const known = pairOf(state, bundle, environment).plans.find((one) => one.plan === plan);
    if (known === undefined) return { stop: because('unknown-plan', { plan }) };
    if (mayNot(actor, 'approve') !== null)
      return { stop: because('approver-not-human', { login: actor.login }) };
    const now = ports.now();
    if (Date.parse(now) >= Date.parse(known.expires))
      return { stop: because('plan-expired', { expires: known.expires, now }) };
    const entry = { ...entryOf(word, now, key), version: null, digest: null, plan };
    return rejects === null
      ? { write: [{ ...entry, type: 'approved' as const, role, source: 'ledger' as const }] }
      : { write: [{ ...entry, type: 'rejected' as const, reason: rejects }] };
  });
  return answer.kind === 'stopped'
    ? refused(answer.state, answer.stop)
    : { kind: 'done', state: answer.state, already: answer.kind === 'known' };
}

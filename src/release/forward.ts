import type { Draft } from '../ledger/entry.ts';
import { type OpenIntent, pairOf, releaseOf, type State } from '../ledger/state.ts';
import { type Act, entryOf } from './outcome.ts';
import { differing, mitigated } from './rollback.ts';

/** Why a fix is the way back. */
export interface Forward {
  readonly reason: string;
  /** UTC; null where nobody said when it was noticed. */
  readonly detectedAt: string | null;
}

interface Went {
  readonly act: Act;
  readonly open: OpenIntent;
  readonly entry: ReturnType<typeof entryOf<string>>;
  readonly detectedAt: string | null;
}

/**
 * What is written once a fix serves that went out instead of an earlier version: what was live is taken back, what differed
 * is condemned, the name is held, and what is to be made good is written down, as after every way back.
 */
export function wentForward(state: State, { act, open, entry, detectedAt }: Went): Draft[] {
  const { version, digest } = open.release;
  const from = open.from === null ? null : releaseOf(state, act.bundle, open.from);
  const reason = open.reason ?? open.scope;
  const pair = pairOf(state, act.bundle, act.environment);
  const detected = { harmfulSince: null, detectedAt, detectedBy: null };
  const facts = {
    pair: { ...pair, detected: pair.detected ?? detected },
    open,
    bad: from,
    knownGoodAt: entry.time,
    now: entry.time,
    degraded: null,
  };
  return [
    {
      ...entry,
      version,
      digest,
      type: 'rolled-back',
      served: digest,
      from: { version: from?.version ?? version, digest: from?.digest ?? digest },
      condemned: from === null ? [] : differing(from, open),
      reason,
      detectedAt,
      mitigatedAt: entry.time,
    },
    { ...entryOf(act, entry.time, `${entry.key}:hold`), version, digest, type: 'held', reason },
    ...mitigated({ ...act, reason, detectedAt, degraded: null }, facts, entry.key),
  ];
}

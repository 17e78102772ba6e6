import type { Hold, PairState } from '../ledger/state.ts';
import type { ReleaseReason } from './reason.ts';

/** What is told of a hold. */
export function heldArgs(
  { bundle, environment }: PairState,
  { seq, reason, by, since }: Hold,
): ReleaseReason['args'] {
  return { hold: seq, reason, by: by.login, since, bundle, environment };
}

/** What is told of an intent that stands in the way. */
export function lockedArgs({
  fence,
  by,
  since,
  kind,
  release,
}: NonNullable<PairState['open']>): ReleaseReason['args'] {
  return { fence, by: by.login, since, kind, version: release.version };
}

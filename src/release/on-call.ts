import type { Actor } from '../ledger/shapes.ts';
import { because, type ReleaseReason } from './reason.ts';

/**
 * Whether somebody may take back. Machines may; so may whoever is on call, and where nobody is named whoever has write
 * access. A team that cannot be asked stops nobody: at night the rights to the branch are the rights.
 */
export function offCall({ kind, login }: Actor, onCall: readonly string[] | undefined): ReleaseReason | null {
  if (onCall === undefined || kind !== 'human' || onCall.some((one) => one.includes('/'))) return null;
  const isNamed = onCall.some((one) => one.replace(/^@/u, '').toLowerCase() === login.toLowerCase());
  return isNamed ? null : because('not-on-call', { login, oncall: onCall.join(', ') });
}

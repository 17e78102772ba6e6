import { MACHINE_ACTIONS, type MachineAction } from '../config/terms.ts';
import type { Actor } from '../ledger/shapes.ts';
import { because, type ReleaseReason } from './reason.ts';

/** What lets something out, or answers for it: a person's word, whatever a policy says. */
export const PERSONS_ACTIONS = [
  'promote',
  'approve',
  'release-hold',
  'clear',
  'declare-emergency',
  'end-emergency',
  'review-emergency',
  'erase',
] as const;
export type Action = (typeof PERSONS_ACTIONS)[number] | MachineAction;

/** What an automation and an agent may do of what stops or takes back. */
export type Machines = Readonly<Record<Exclude<Actor['kind'], 'human'>, readonly MachineAction[]>>;

/** Where no policy says less. */
export const EVERY_MACHINE: Machines = { automation: MACHINE_ACTIONS, agent: MACHINE_ACTIONS };

/** Why somebody may not do something by being what they are; null where they may. Roles are asked elsewhere. */
export function mayNot(
  { kind, login }: Actor,
  action: Action,
  machines: Machines = EVERY_MACHINE,
): ReleaseReason | null {
  if (kind === 'human') return null;
  if (!isMachineAction(action)) return because('actor-not-human', { login, kind });
  return machines[kind].includes(action) ? null : because('actor-narrowed', { login, kind, action });
}

function isMachineAction(action: Action): action is MachineAction {
  return MACHINE_ACTIONS.some((one) => one === action);
}

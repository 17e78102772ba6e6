import type { Change } from '../../../change/change.ts';
import type { Finding } from '../../finding.ts';
import { stepsOf } from '../../keys.ts';
import { byKind } from './by-kind.ts';
import { directed, isMember, onLadder, size, told, truthOf, type ValueItem } from './value.ts';

const PERMISSION = ['permission-loosened', 'permission-tightened'] as const;
const CONFIRMATION = ['confirmation-dropped', 'permission-tightened'] as const;

/** From asking always to asking never. */
const ASKING = [
  'always',
  'required',
  'manual',
  'untrusted',
  'ask',
  'prompt',
  'on-request',
  'on_request',
  'on-failure',
  'on_failure',
  'auto',
  'optional',
  'never',
  'none',
  'off',
  'disabled',
  'skip',
];

/** A confirmation that is no longer asked for, or whose threshold rose, lets something happen without a person. */
export function confirmationFinding(change: Change, item: ValueItem): Finding {
  const [from, to] = [truthOf(item.from), truthOf(item.to)];
  if (from !== null || to !== null) {
    if ((from ?? false) === (to ?? false)) return told('values-changed', 'medium', change, item);
    return directed(to !== true, CONFIRMATION, change, item);
  }
  const [before, after] = [size(item.from), size(item.to)];
  if (before !== after && (Array.isArray(item.from) || Array.isArray(item.to) || isMember(item.key)))
    return directed(after < before, CONFIRMATION, change, item);
  if (item.to === undefined) return told('confirmation-dropped', 'high', change, item);
  const direction = onLadder(ASKING, item.from, item.to);
  if (direction === null)
    return item.from === undefined
      ? told('permission-tightened', 'medium', change, item)
      : told('confirmation-dropped', 'high', change, item, { direction: 'unknown' });
  return directed(direction === 'looser', CONFIRMATION, change, item);
}

/** Words of permission from strict to loose. */
const LADDER = [
  'deny',
  'never',
  'none',
  'off',
  'ask',
  'prompt',
  'confirm',
  'plan',
  'read',
  'readonly',
  'read-only',
  'workspace-write',
  'write',
  'acceptedits',
  'allow',
  'on',
  'auto',
  'always',
  'full',
  'admin',
  'all',
  'danger-full-access',
  'bypass',
  'bypasspermissions',
];
/** Words for no bounds at all, whatever was there before. */
const UNBOUND = /^(?:bypass\w*|dangerous\w*|danger-full-access|yolo|unrestricted|full_?(?:access|auto))$/iu;
/** Keys whose `true` is the strict answer. */
const STRICT_WHEN_TRUE = /read_?only|disable|sandbox|idempotent/u;

/** A permission by its word or truth; a list of permissions grows looser with each member. */
export function permissionFinding(change: Change, item: ValueItem): Finding {
  if (Array.isArray(item.from) || Array.isArray(item.to)) return listFinding(change, item, 'added');
  const [from, to] = [truthOf(item.from), truthOf(item.to)];
  if (from !== null || to !== null) {
    const strict = STRICT_WHEN_TRUE.test(stepsOf(item.key).at(-1) ?? '');
    if ((from ?? false) === (to ?? false)) return byKind(change, item, null);
    return directed((to ?? false) !== strict, PERMISSION, change, item);
  }
  if (UNBOUND.test(String(item.to ?? '')) && !UNBOUND.test(String(item.from ?? '')))
    return told('permission-loosened', 'high', change, item);
  const direction = onLadder(LADDER, item.from, item.to);
  return direction === null
    ? byKind(change, item, null)
    : directed(direction === 'looser', PERMISSION, change, item);
}

/** Members of an allow list loosen when they come, members of a deny list when they go. */
export function listFinding(change: Change, item: ValueItem, looserWhen: 'added' | 'removed'): Finding {
  const isList = Array.isArray(item.from) || Array.isArray(item.to);
  if (!isList && truthOf(item.to ?? item.from) !== null && !isMember(item.key))
    return permissionFinding(change, item);
  if (change.kind === 'safety') return told('safety-rule-changed', 'high', change, item);
  const whole = isList ? wholeMove(item) : null;
  if (whole !== null)
    return directed((whole === 'more') === (looserWhen === 'added'), PERMISSION, change, item);
  const [before, after] = [size(item.from), size(item.to)];
  // One member for another: something new is allowed, or something is no longer forbidden.
  const looser = before === after || (looserWhen === 'added' ? after > before : after < before);
  return directed(looser, PERMISSION, change, item);
}

/** A list in the place of yes or no, or the other way round: yes is everything that could be in it, no is nothing. */
function wholeMove({ from, to }: ValueItem): 'more' | 'less' | null {
  const [before, after] = [truthOf(from), truthOf(to)];
  if (after !== null) return after ? 'more' : 'less';
  if (before !== null) return before ? 'less' : 'more';
  return null;
}

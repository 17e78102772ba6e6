import type { Change } from '../../../change/change.ts';
import { type Data, plainText } from '../../../reader/data.ts';
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
const VERIFIES = /^verify|^require|auth_required|^enforce/u;
/** Keys whose `true` is the strict answer. */
const STRICT_WHEN_TRUE = /read_?only|disable|sandbox|idempotent|^verify|^require|auth_required|^enforce/u;

/** A permission by its word or truth; a list of permissions grows looser with each member. */
export function permissionFinding(change: Change, item: ValueItem): Finding {
  const grants = grantsMoved(item);
  if (grants === 'same') return told('no-effect', 'low', change, item, { proof: 'same-data' });
  if (grants !== null) return directed(grants === 'looser', PERMISSION, change, item);
  if (Array.isArray(item.from) || Array.isArray(item.to)) return listFinding(change, item, 'added');
  const [from, to] = [truthOf(item.from), truthOf(item.to)];
  if (from !== null || to !== null) {
    const step = stepsOf(item.key).at(-1) ?? '';
    // Whoever is called is verified where nobody says otherwise.
    const unsaid = VERIFIES.test(step);
    const [before, after] = [from ?? unsaid, to ?? unsaid];
    if (before === after) return byKind(change, item, null);
    return directed(after !== STRICT_WHEN_TRUE.test(step), PERMISSION, change, item);
  }
  if (UNBOUND.test(plainText(item.to)) && !UNBOUND.test(plainText(item.from)))
    return told('permission-loosened', 'high', change, item);
  if (isOpen(item.to) && item.from !== undefined && !isOpen(item.from))
    return told('permission-loosened', 'high', change, item);
  const direction = onLadder(LADDER, item.from, item.to);
  return direction === null
    ? byKind(change, item, null)
    : directed(direction === 'looser', PERMISSION, change, item);
}

const OPEN = /^(?:allow(?:ed|-all|_all)?|any|all|everyone|public|unrestricted|always)$/iu;

function isOpen(value: Data | undefined): boolean {
  return typeof value === 'string' && OPEN.test(value);
}

const GRANTS = ['none', 'read', 'write', 'admin'];

/** Permissions as a token of a workflow has them: `read-all`, `{ issues: write }`, or one of its parts. */
function grantsMoved({ key, from, to }: ValueItem): 'looser' | 'stricter' | 'same' | null {
  if (!/(?:^|\.)permissions(?:\.[\w-]+)?$/u.test(key)) return null;
  const [before, after] = [grantsOf(from), grantsOf(to)];
  if (before === null || after === null) return null;
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  const level = (grants: Readonly<Record<string, number>>, name: string): number =>
    grants[name] ?? grants['all'] ?? 0;
  const moves = [...names].map((name) => level(after, name) - level(before, name));
  if (moves.some((move) => move > 0)) return 'looser';
  return moves.some((move) => move < 0) ? 'stricter' : 'same';
}

function grantsOf(value: Data | undefined): Readonly<Record<string, number>> | null {
  if (value === undefined || value === null) return {};
  if (typeof value === 'string') {
    const word = value.replace(/-all$/u, '');
    return GRANTS.includes(word) ? { all: GRANTS.indexOf(word) } : null;
  }
  if (typeof value !== 'object' || Array.isArray(value)) return null;
  const levels = Object.entries(value).map(([name, grant]): [string, number] => [
    name,
    typeof grant === 'string' ? GRANTS.indexOf(grant) : -1,
  ]);
  return levels.some(([, grant]) => grant < 0) ? null : Object.fromEntries(levels);
}

/** Members of an allow list loosen when they come, members of a deny list when they go. */
export function listFinding(change: Change, item: ValueItem, looserWhen: 'added' | 'removed'): Finding {
  const isList = Array.isArray(item.from) || Array.isArray(item.to);
  if (
    !isList &&
    !isMember(item.key) &&
    (truthOf(item.to ?? item.from) !== null || grantsMoved(item) !== null)
  )
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

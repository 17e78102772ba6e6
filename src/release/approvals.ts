import { isAmong, isLogin, type Teams } from '../config/people.ts';
import type { Actor } from '../ledger/shapes.ts';
import { because, type ReleaseCode, type ReleaseReason } from './reason.ts';

/** Somebody's word on a plan, wherever it was given. */
export interface Approval {
  readonly by: Actor;
  /** Role that the person answers in; null where none was named. */
  readonly role: string | null;
  readonly source: 'ledger' | 'comment' | 'environment' | 'review';
  /** Digest of the plan, or a prefix of it with at least four digits. */
  readonly plan: string;
  /** A comment that was edited after it was written. */
  readonly edited: boolean;
  /** Attempt of the run that an environment was approved for; null elsewhere. */
  readonly attempt: number | null;
  /** Whether the person is known to have write access, which is what `anyone` asks for. */
  readonly mayWrite: boolean;
}

export interface ApprovalRules {
  readonly plan: string;
  /** Roles and how many of each; the key `anyone` stands for people with write access. */
  readonly required: Readonly<Record<string, number>>;
  /** The role of which exactly one person decides; null where nobody has to. */
  readonly accountable: string | null;
  readonly people: Readonly<Record<string, readonly string[]>>;
  readonly teams: Teams;
  readonly authors: readonly Author[];
  /** Who asked an agent for the change. */
  readonly requester: string | null;
}

export interface Author {
  readonly name: string;
  readonly email: string;
}

export const ANYONE = 'anyone';

export interface Weighed {
  readonly approval: Approval;
  /** Role it counts for; null where it does not count. */
  readonly role: string | null;
  /** Why it does not count. */
  readonly reason: ReleaseReason | null;
}

export interface Approved {
  readonly weighed: readonly Weighed[];
  /** Roles that still lack somebody, and how many. */
  readonly missing: Readonly<Record<string, number>>;
  readonly accountable: Actor | null;
  readonly reasons: readonly ReleaseReason[];
}

/** Who counts for what, who does not and why, and who is missing. */
export function weigh(approvals: readonly Approval[], rules: ApprovalRules): Approved {
  const left = new Map(Object.entries(rules.required));
  const seen = new Set<string>();
  const weighed = approvals.map((approval): Weighed => {
    const code = disqualified(approval, rules, seen);
    if (code !== null) return { approval, role: null, reason: because(code, { login: approval.by.login }) };
    const found = roleOf(approval, rules, left);
    if ('reason' in found) return { approval, role: null, reason: found.reason };
    for (const name of namesOf(approval.by)) seen.add(name);
    left.set(found.role, (left.get(found.role) ?? 0) - 1);
    return { approval, role: found.role, reason: null };
  });
  const missing = Object.fromEntries([...left].filter(([, count]) => count > 0));
  const accountable = accountableOf(weighed, rules);
  return { weighed, missing, accountable, reasons: reasonsOf(weighed, missing, accountable, rules) };
}

function disqualified(
  approval: Approval,
  rules: ApprovalRules,
  seen: ReadonlySet<string>,
): ReleaseCode | null {
  const { by, plan, edited, attempt } = approval;
  if (!isOf(plan, rules.plan)) return 'approval-other-plan';
  if (edited) return 'approval-edited';
  if (attempt !== null && attempt !== 1) return 'approval-rerun';
  if (by.kind !== 'human' || /\[bot\]$/u.test(by.login)) return 'approver-not-human';
  if (rules.authors.some((author) => isAuthor(by, author))) return 'approver-is-author';
  if (rules.requester !== null && isLogin(rules.requester, by.login)) return 'approver-asked-agent';
  return namesOf(by).some((name) => seen.has(name)) ? 'approval-twice' : null;
}

/** A prefix must be long enough that nobody meets it by chance. */
function isOf(given: string, plan: string): boolean {
  const [digits, whole] = [given.replace(/^sha256:/u, ''), plan.replace(/^sha256:/u, '')];
  return digits.length >= 4 && whole.startsWith(digits);
}

/** A ledger that was written on a laptop knows a login alone: either of the two makes the same person. */
function namesOf({ id, login }: Actor): string[] {
  return [login.toLowerCase(), ...(id === null ? [] : [`#${id}`])];
}

export function isSamePerson(a: Actor, b: Actor): boolean {
  return namesOf(a).some((one) => namesOf(b).includes(one));
}

/** Whether a person wrote a commit, by name, address, or GitHub's private address. */
export function isAuthor({ id, login }: Actor, { name, email }: Author): boolean {
  const [, number, account] = /^(?:(\d+)\+)?([^@+]+)@users\.noreply\.github\.com$/iu.exec(email) ?? [];
  if (number !== undefined && id !== null) return Number(number) === id;
  return [name, email, account].some((one) => one !== undefined && isLogin(one, login));
}

type Role = { readonly role: string } | { readonly reason: ReleaseReason };

/** The role that was named, else the first that still lacks somebody, else any that the person has. */
function roleOf(approval: Approval, rules: ApprovalRules, left: ReadonlyMap<string, number>): Role {
  const { login } = approval.by;
  const asked = approval.role === null ? [...left.keys()] : [approval.role];
  const answers = asked.map((role) => ({ role, has: hasRole(approval, role, rules) }));
  const has = answers.filter((one) => one.has === 'yes').map((one) => one.role);
  const role = has.find((one) => (left.get(one) ?? 0) > 0) ?? has[0];
  if (role !== undefined) return { role };
  const open = answers.find((one) => one.has !== 'no');
  if (open === undefined)
    return { reason: because('approver-without-role', { login, role: asked.join(', ') }) };
  const code = open.has === 'not-told' ? 'team-unreadable' : 'role-unresolved';
  return { reason: because(code, { login, role: open.role }) };
}

function hasRole(
  { by, mayWrite }: Approval,
  role: string,
  { people, teams }: ApprovalRules,
): ReturnType<typeof isAmong> {
  if (role === ANYONE) return mayWrite ? 'yes' : 'no';
  return isAmong(by.login, people[role] ?? [], teams);
}

function accountableOf(weighed: readonly Weighed[], { accountable }: ApprovalRules): Actor | null {
  if (accountable === null) return null;
  return weighed.find(({ role }) => role === accountable)?.approval.by ?? null;
}

function reasonsOf(
  weighed: readonly Weighed[],
  missing: Readonly<Record<string, number>>,
  accountable: Actor | null,
  rules: ApprovalRules,
): ReleaseReason[] {
  const ignored = weighed.flatMap(({ reason }) => (reason === null ? [] : [reason]));
  const lacking = Object.entries(missing).map(([role, count]) =>
    because('approvals-missing', { role, count }),
  );
  const undecided =
    rules.accountable !== null && accountable === null
      ? [because('accountable-missing', { role: rules.accountable })]
      : [];
  return lacking.length + undecided.length === 0 ? [] : [...lacking, ...undecided, ...ignored];
}

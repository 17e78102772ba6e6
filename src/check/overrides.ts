import type { CheckResult } from '../check.ts';
import { isAmong, type Teams } from '../config/people.ts';
import { countedTier } from '../gates/decision.ts';
import { decideWith, notOverridable, type Override, verdictDigest } from '../gates/override.ts';

/** A comment on the pull request, as far as a decision can lie in it. */
export interface Spoken {
  readonly author: string;
  readonly isBot: boolean;
  /** What GitHub says that the author is to the repository: `MEMBER`, `NONE`, … */
  readonly association: string;
  readonly body: string;
  /** ISO 8601, as GitHub writes it. */
  readonly createdAt: string;
  readonly isEdited: boolean;
}

/**
 * What a report showed of a bundle and its gates, and since when it has shown just that. Digests are bare hex, the first
 * 24 digits of them.
 */
export interface Shown {
  readonly bundle: string;
  readonly digest: string;
  readonly verdicts: Readonly<Record<string, string>>;
  readonly since: string;
}

/** Why an override does not count. Nobody who may not override anything gets an answer. */
export const OVERRIDE_REFUSALS = [
  'override-queue-unshown',
  'override-queue-bundle',
  'override-queue-verdict',
  'override-role-unresolved',
  'override-edited',
  'override-own-change',
  'override-outdated',
  'override-unknown-gate',
  'override-not-open',
  'override-zero-tolerance',
  'override-evidence-only',
  'override-without-reason',
] as const;
export type OverrideRefusal = (typeof OVERRIDE_REFUSALS)[number];

export interface RefusedOverride {
  readonly by: string;
  readonly gate: string;
  readonly why: OverrideRefusal;
}

const COMMAND = /^\/airlock[ \t]+override(?:[ \t]+([a-z][a-z0-9-]{0,62}))?(?:[ \t]+([^\r\n]*))?/u;
const LONGEST_REASON = 500;

/** What stands in the way of a decision now, for the next run to compare with. */
export function shownNow(result: CheckResult, before: readonly Shown[], now: string): Shown {
  const verdicts = Object.fromEntries(result.gates.map((gate) => [gate.gate, prefixOf(verdictDigest(gate))]));
  const bundle = result.head.bundle.name;
  const digest = prefixOf(result.head.bundle.digest);
  const same = before.find((one) => one.bundle === bundle && one.digest === digest);
  const isSame =
    same !== undefined && Object.entries(verdicts).every(([gate, one]) => same.verdicts[gate] === one);
  return { bundle, digest, verdicts, since: isSame ? same.since : now };
}

export function prefixOf(digest: string): string {
  return digest.replace(/^sha256:/u, '').slice(0, 24);
}

/** What weighs an override beside the result itself. */
export interface Heard {
  readonly spoken: readonly Spoken[];
  readonly isAuthor: (login: string) => boolean;
  readonly teams: Teams;
}

/** Whether anybody has asked for an override at all: most pull requests need not be looked at any closer. */
export function asksForOverride({ body, isBot }: Spoken): boolean {
  return !isBot && COMMAND.test(body);
}

/** Where an override is weighed, and what the pull request's report shows or showed of the bundle; null: nothing. */
export type Weighing =
  | { readonly place: 'pull'; readonly shown: Shown }
  | { readonly place: 'queue'; readonly shown: Shown | null };

/**
 * Applies the overrides that count: unedited words of the accountable person, who is no author of the change, about a
 * gate of this very bundle with this very verdict, spoken after the report showed both. What was applied or refused
 * before stays.
 */
export function withOverrides(
  result: CheckResult,
  weighing: Weighing,
  { spoken, isAuthor, teams }: Heard,
): CheckResult {
  const people = decidersOf(result);
  const counted = new Map<string, Override>();
  const refused: RefusedOverride[] = [];
  for (const one of spoken.filter(asksForOverride)) {
    const has = isAmong(one.author, people, teams);
    if (has === 'no' || (has !== 'yes' && !INSIDERS.has(one.association))) continue;
    const [, gate = '', words = ''] = COMMAND.exec(one.body) ?? [];
    const reason = words.trim().slice(0, LONGEST_REASON);
    const why =
      has === 'yes'
        ? refusalOf(result, weighing, one, { gate, reason, isAuthor: isAuthor(one.author) })
        : 'override-role-unresolved';
    if (why === null) counted.set(gate, { gate, by: one.author, reason });
    else refused.push({ by: one.author, gate, why });
  }
  if (counted.size + refused.length === 0) return result;
  const overrides = [...result.overrides, ...counted.values()];
  const decision =
    overrides.length === 0
      ? result.decision
      : decideWith(result.gates, result.risk.tier, result.rules, overrides);
  return { ...result, decision, overrides, refusedOverrides: [...result.refusedOverrides, ...refused] };
}

/** A stranger gets no answer, whatever a team would have said. */
const INSIDERS: ReadonlySet<string> = new Set(['OWNER', 'MEMBER', 'COLLABORATOR']);

/** Who may decide: the tier's accountable person, or, where policy names none, whoever may approve it. */
export function decidersOf({ rules, risk }: CheckResult): readonly string[] {
  const { accountable, approvals } = rules.tiers[countedTier(risk.tier)];
  return accountable?.people ?? Object.keys(approvals).flatMap((role) => rules.people[role] ?? []);
}

function refusalOf(
  result: CheckResult,
  weighing: Weighing,
  { createdAt, isEdited }: Spoken,
  claim: { readonly gate: string; readonly reason: string; readonly isAuthor: boolean },
): OverrideRefusal | null {
  const gate = result.gates.find((one) => one.gate === claim.gate);
  if (gate === undefined) return 'override-unknown-gate';
  if (claim.isAuthor) return 'override-own-change';
  if (isEdited) return 'override-edited';
  if (claim.reason === '') return 'override-without-reason';
  const stale = staleness(result, weighing, gate, createdAt);
  if (stale !== null) return stale;
  const why = notOverridable(gate, result.tierRule.undecided);
  return why === null ? null : `override-${why}`;
}

/** What is not any more as it was when somebody decided on it; null: everything is. */
function staleness(
  result: CheckResult,
  { place, shown }: Weighing,
  gate: CheckResult['gates'][number],
  createdAt: string,
): OverrideRefusal | null {
  if (shown === null) return 'override-queue-unshown';
  const isBundle = shown.digest === prefixOf(result.head.bundle.digest);
  const isVerdict = shown.verdicts[gate.gate] === prefixOf(verdictDigest(gate));
  if (place === 'queue' && !isBundle) return 'override-queue-bundle';
  if (place === 'queue' && !isVerdict) return 'override-queue-verdict';
  return !isBundle || !isVerdict || createdAt <= shown.since ? 'override-outdated' : null;
}

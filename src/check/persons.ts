import type { CheckResult } from '../check.ts';
import { isAmong, type Teams } from '../config/people.ts';
import type { Policy } from '../config/policy.ts';
import { TIERS, type Tier } from '../config/terms.ts';
import { countedTier } from '../gates/decision.ts';
import type { Risk } from '../risk/classify.ts';
import { type FindingCode, isHigher, raised } from '../risk/finding.ts';
import { loweredRisk, notLowerable, raisedRisk, riskDigest } from '../risk/persons.ts';
import { prefixOf, type Spoken } from './overrides.ts';

/** What persons say of a change's tier: a word that raises it, the owner's that lowers it, one that stands for it. */

/** What a report showed of a bundle's risk, and since when it has shown just that. Digests as in {@link Shown}. */
export interface ShownRisk {
  readonly bundle: string;
  readonly digest: string;
  readonly risk: string;
  readonly since: string;
}

/** One pull request's words, with what is needed to weigh them. */
export interface Conversation {
  readonly spoken: readonly Spoken[];
  /** What raises by one tier without a word, as it is shown; null: nothing. */
  readonly raisedBy: string | null;
  /** What its report shows or showed of bundles. */
  readonly shown: readonly ShownRisk[];
  readonly isAuthor: (login: string) => boolean;
  readonly teams: Teams;
}

/** Where persons are heard. Implemented where comments can be read; nobody is heard where there is none. */
export interface Voice {
  hear(about: HeardAbout): Promise<readonly Conversation[]>;
}

export interface HeardAbout {
  readonly bundle: string;
  /** Who might be asked for: logins and teams that policy names for any tier. */
  readonly people: readonly string[];
  /** Who asked a coding agent for the change: it is as theirs. */
  readonly requester: string | null;
}

/** Why a word on a tier does not count. */
export const VOICE_REFUSALS = [
  'voice-not-accountable',
  'voice-none-accountable',
  'voice-role-unresolved',
  'voice-own-change',
  'voice-edited',
  'voice-without-reason',
  'voice-unshown',
  'voice-outdated',
  'voice-not-lowerable',
] as const;
export type VoiceRefusal = (typeof VOICE_REFUSALS)[number];

export interface RefusedWord {
  readonly by: string;
  /** The tier that was asked for; null: a word for an agent's change. */
  readonly to: Tier | null;
  readonly why: VoiceRefusal;
  /** The finding that forbids it; null where none does. */
  readonly because: FindingCode | null;
}

export interface HeardRisk {
  readonly risk: Risk;
  readonly refusedWords: readonly RefusedWord[];
  /** Who has a say and stands for the change, whoever made it; null: nobody. */
  readonly vouchedBy: string | null;
}

/** What words are about. */
export interface VoiceCase {
  readonly bundle: string;
  /** Digest of the head's bundle. */
  readonly digest: string;
  readonly policy: Policy;
}

const COMMAND = /^\/airlock[ \t]+(?:tier[ \t]+(low|medium|high)|vouch)(?:[ \t]+([^\r\n]*))?(?:\r?\n|$)/u;
const LONGEST_REASON = 500;
const INSIDERS: ReadonlySet<string> = new Set(['OWNER', 'MEMBER', 'COLLABORATOR']);

/** Whether anybody has said anything of a tier: most pull requests need not be looked at any closer. */
export function speaksOfTier({ body, isBot }: Spoken): boolean {
  return !isBot && COMMAND.test(body);
}

/** The risk as persons leave it, where anybody can be heard. */
export async function withPersons(
  voice: Voice | undefined,
  computed: Risk,
  about: VoiceCase,
  requester: string | null,
): Promise<HeardRisk> {
  const { bundle, policy } = about;
  const heard = await voice?.hear({ bundle, people: peopleOf(policy), requester });
  return heardRisk(computed, heard ?? [], about);
}

/** Everybody whom policy names for a tier, as accountable or among those who approve. */
function peopleOf({ tiers, people }: Policy): string[] {
  return Object.values(tiers).flatMap(({ accountable, approvals }) => [
    ...(accountable?.people ?? []),
    ...Object.keys(approvals).flatMap((role) => people[role] ?? []),
  ]);
}

/**
 * The risk with what persons said: first what raises it, then, of the tier that came of it, what its accountable owner
 * lowers. The last word of the owner's that counts is the one that holds.
 */
function heardRisk(computed: Risk, heard: readonly Conversation[], about: VoiceCase): HeardRisk {
  const risk = heard.reduce(withRaises, computed);
  const refusedWords: RefusedWord[] = [];
  let lowering: { to: Tier; by: string; reason: string } | null = null;
  let vouchedBy: string | null = null;
  for (const conversation of heard)
    for (const one of conversation.spoken.filter(speaksOfTier)) {
      const word = wordOf(one);
      if (word.to !== null && !isBelow(word.to, risk.tier)) continue;
      const weighed = weigh(risk, word, one, conversation, about);
      if (weighed === 'unheard') continue;
      if (weighed !== null) refusedWords.push({ by: one.author, to: word.to, ...weighed });
      else if (word.to === null) vouchedBy = `@${one.author}`;
      else lowering = { to: word.to, by: `@${one.author}`, reason: word.reason };
    }
  return { risk: lowering === null ? risk : loweredRisk(risk, lowering), refusedWords, vouchedBy };
}

function isBelow(to: Tier, tier: Risk['tier']): boolean {
  return isHigher(countedTier(tier), to);
}

interface Word {
  /** null: a word for the change. */
  readonly to: Tier | null;
  readonly reason: string;
}

function wordOf({ body }: Spoken): Word {
  const [, tier, words = ''] = COMMAND.exec(body) ?? [];
  const to = TIERS.find((one) => one === tier) ?? null;
  return { to, reason: words.trim().slice(0, LONGEST_REASON) };
}

/** Who has a part in the repository may raise, unread and with or without a reason: it takes nothing from anybody. */
function withRaises(computed: Risk, { raisedBy, spoken }: Conversation): Risk {
  const labelled =
    raisedBy === null
      ? computed
      : raisedRisk(computed, { to: raised(lowest(computed)), by: raisedBy, reason: '' });
  return spoken
    .filter((one) => speaksOfTier(one) && INSIDERS.has(one.association))
    .reduce((risk, one) => {
      const { to, reason } = wordOf(one);
      return to === null ? risk : raisedRisk(risk, { to, by: `@${one.author}`, reason });
    }, labelled);
}

function lowest({ tier }: Risk): Tier {
  return tier === 'unknown' ? 'low' : tier;
}

type Weighed = { readonly why: VoiceRefusal; readonly because: FindingCode | null } | 'unheard' | null;

/** Null: the word counts. A stranger gets no answer. */
function weigh(
  risk: Risk,
  word: Word,
  one: Spoken,
  conversation: Conversation,
  { bundle, digest, policy }: VoiceCase,
): Weighed {
  const refused = (why: VoiceRefusal, because: FindingCode | null = null): Weighed => ({ why, because });
  const { accountable, approvals } = policy.tiers[countedTier(risk.tier)];
  const approvers = Object.keys(approvals).flatMap((role) => policy.people[role] ?? []);
  const people = accountable?.people ?? (word.to === null ? approvers : []);
  const has = isAmong(one.author, people, conversation.teams);
  if (has !== 'yes' && !INSIDERS.has(one.association)) return 'unheard';
  if (people.length === 0) return refused('voice-none-accountable');
  if (has !== 'yes') return refused(has === 'no' ? 'voice-not-accountable' : 'voice-role-unresolved');
  if (conversation.isAuthor(one.author)) return refused('voice-own-change');
  if (one.isEdited) return refused('voice-edited');
  if (word.reason === '') return refused('voice-without-reason');
  const shown = conversation.shown.find((seen) => seen.bundle === bundle);
  if (shown === undefined) return refused('voice-unshown');
  const isSame = shown.digest === prefixOf(digest) && shown.risk === prefixOf(riskDigest(risk));
  if (!isSame || one.createdAt <= shown.since) return refused('voice-outdated');
  const because = word.to === null ? null : notLowerable(risk, word.to);
  return because === null ? null : refused('voice-not-lowerable', because);
}

/** What the report shows of a bundle's risk now, for the next run to compare with. */
export function riskShownNow(
  { head, risk }: CheckResult,
  before: readonly ShownRisk[],
  now: string,
): ShownRisk {
  const bundle = head.bundle.name;
  const digest = prefixOf(head.bundle.digest);
  const shown = prefixOf(riskDigest(risk));
  const same = before.find((one) => one.bundle === bundle && one.digest === digest && one.risk === shown);
  return { bundle, digest, risk: shown, since: same?.since ?? now };
}

import type { History } from '../../bundle/history.ts';
import {
  asksForOverride,
  decidersOf,
  type Heard,
  type Shown,
  type Spoken,
  shownNow,
  withOverrides,
} from '../../check/overrides.ts';
import {
  type Conversation,
  riskShownNow,
  type ShownRisk,
  speaksOfTier,
  type Voice,
} from '../../check/persons.ts';
import type { CheckResult } from '../../check.ts';
import { isAmong, NO_TEAMS, type Teams, teamsIn } from '../../config/people.ts';
import { connect, type GitHubAccess, type GitHubClient } from '../../host/github/client.ts';
import { type Comment, StickyComment } from '../../host/github/comments.ts';
import { committersOf } from '../../host/github/committers.ts';
import { RAISE_LABEL } from '../../host/github/labels.ts';
import { type QueuedPull, queuedPulls } from '../../host/github/queue.ts';
import { teamMembers } from '../../host/github/teams.ts';
import { COMMENT_MARKER } from '../../report/pull-comment.ts';
import { parseShown, parseShownRisks } from '../../report/shown.ts';
import type { Loss } from '../../report/voice.ts';
import type { ActionContext, MergeGroupPayload, PullPayload } from './context.ts';

/** Asks GitHub if the token allows; null where it does not, which is said once. */
export type Attempt = <T>(
  what: Loss['what'],
  call: (client: GitHubClient) => Promise<T>,
) => Promise<T | null>;

/** Where what persons decided is read. */
export interface Room {
  readonly access: GitHubAccess;
  /** A token that may read who is in a team; empty: none. */
  readonly teamToken: string;
  readonly attempt: Attempt;
  /** What was read already; a run hears a conversation once. */
  readonly conversations: Map<number, Promise<Read | null>>;
}

type Read = Awaited<ReturnType<StickyComment['read']>>;

/** What a comment shows of bundles, as later runs read it from there. */
export interface AllShown {
  readonly verdicts: readonly Shown[];
  readonly risks: readonly ShownRisk[];
}

/** What persons say on the pull request of a run, or on those in its merge group, of the tier of the change. */
export function voiceIn(
  room: Room,
  { pull, mergeGroup }: Pick<ActionContext['payload'], 'mergeGroup' | 'pull'>,
  history: Pick<History, 'parents'>,
): Voice {
  const own = pull === null ? [] : [{ number: pull.number, author: pull.author.login, labels: [] }];
  let queued: Promise<readonly QueuedPull[]> | null = null;
  return {
    hear: async ({ people, requester }) => {
      queued ??= mergeGroup === null ? Promise.resolve(own) : pullsIn(room, mergeGroup, history);
      const heard: Conversation[] = [];
      for (const one of await queued) {
        const read = await conversationOf(room, one.number);
        const spoken = (read?.all ?? []).filter(speaksOfTier);
        heard.push({
          spoken,
          raisedBy: one.labels.includes(RAISE_LABEL) ? `label ${RAISE_LABEL}` : null,
          shown: parseShownRisks(read?.own?.body ?? ''),
          isAuthor:
            spoken.length === 0
              ? () => true
              : await authorship(room, one, requester === null ? [] : [requester]),
          teams: await teamsOf(room, people, spoken),
        });
      }
      return heard;
    },
  };
}

/**
 * The results with the decisions of persons that count, and what the comment shows now, which is remembered with it,
 * because a decision is about what was shown when it was made.
 */
export async function decidedOnPull(
  room: Room,
  pull: PullPayload,
  results: readonly CheckResult[],
): Promise<{ readonly results: readonly CheckResult[]; readonly shown: AllShown }> {
  const touched = results.filter(({ unchanged }) => !unchanged);
  const open = results.filter(isOpen);
  const conversation = touched.length === 0 ? null : await conversationOf(room, pull.number);
  if (conversation === null) return { results, shown: NOTHING_SHOWN };
  const body = conversation.own?.body ?? '';
  const before = parseShown(body);
  const now = `${new Date().toISOString().slice(0, 19)}Z`;
  const risks = touched.map((result) => riskShownNow(result, parseShownRisks(body), now));
  const shown = open.map((result) => shownNow(result, before, now));
  const heard = await hear(room, { number: pull.number, author: pull.author.login }, open, conversation.all);
  if (heard === null) return { results, shown: { verdicts: shown, risks } };
  const decided = results.map((result) => {
    const here = shown.find(({ bundle }) => bundle === result.head.bundle.name);
    return here === undefined ? result : withOverrides(result, { place: 'pull', shown: here }, heard);
  });
  return { results: decided, shown: { verdicts: shown, risks } };
}

export const NOTHING_SHOWN: AllShown = { verdicts: [], risks: [] };

/**
 * The same in a merge queue. Its run has no report that anybody could decide on; what was decided on a pull request in the
 * group lives on where bundle and verdict in the group are those that its report showed.
 */
export async function decidedInQueue(
  room: Room,
  group: MergeGroupPayload,
  history: Pick<History, 'parents'>,
  results: readonly CheckResult[],
): Promise<readonly CheckResult[]> {
  if (group.into === '' || !results.some(isOpen)) return results;
  let decided = results;
  for (const pull of await pullsIn(room, group, history)) decided = await decidedBefore(room, pull, decided);
  return decided;
}

async function pullsIn(
  room: Room,
  group: MergeGroupPayload,
  history: Pick<History, 'parents'>,
): Promise<readonly QueuedPull[]> {
  if (group.into === '') return [];
  const pulls = await room.attempt('comments-read', async (client) =>
    queuedPulls(client, room.access, group, await mergedIn(group, history)),
  );
  return pulls ?? [];
}

async function decidedBefore(
  room: Room,
  pull: QueuedPull,
  results: readonly CheckResult[],
): Promise<readonly CheckResult[]> {
  const open = results.filter(isOpen);
  const conversation = open.length === 0 ? null : await conversationOf(room, pull.number);
  const heard = conversation === null ? null : await hear(room, pull, open, conversation.all);
  if (conversation === null || heard === null) return results;
  const before = parseShown(conversation.own?.body ?? '');
  return results.map((result) => {
    const shown = before.find(({ bundle }) => bundle === result.head.bundle.name) ?? null;
    return isOpen(result) ? withOverrides(result, { place: 'queue', shown }, heard) : result;
  });
}

function isOpen({ decision }: CheckResult): boolean {
  return decision.outcome !== 'go';
}

/** A group holds few pull requests; a chain without end is none of ours. */
const MOST_MERGES = 20;

/** Heads of the pull requests that the group merges, where the queue makes merge commits. */
async function mergedIn(
  { base, head }: MergeGroupPayload,
  history: Pick<History, 'parents'>,
): Promise<string[]> {
  const heads: string[] = [];
  let at = head;
  for (let i = 0; i < MOST_MERGES && at !== base; i += 1) {
    const [first, second] = await history.parents(at).catch(() => []);
    if (second !== undefined) heads.push(second);
    if (first === undefined) break;
    at = first;
  }
  return heads;
}

function conversationOf(room: Room, pull: number): Promise<Read | null> {
  const known = room.conversations.get(pull);
  if (known !== undefined) return known;
  const read = room.attempt('comments-read', (client) =>
    new StickyComment(client, room.access, pull, COMMENT_MARKER).read(),
  );
  room.conversations.set(pull, read);
  return read;
}

/** What was asked for, and what is needed to weigh it; null where nobody asked for anything. */
async function hear(
  room: Room,
  pull: Pick<QueuedPull, 'author' | 'number'>,
  open: readonly CheckResult[],
  all: readonly Comment[],
): Promise<Heard | null> {
  const spoken = all.filter(asksForOverride);
  if (spoken.length === 0) return null;
  const requesters = open.flatMap((result) => result.authorship.requester ?? []);
  const teams = await teamsOf(room, open.flatMap(decidersOf), spoken);
  return { spoken, teams, isAuthor: await authorship(room, pull, requesters) };
}

/** Members of the teams that may decide, asked only where somebody who asks is not named himself. */
async function teamsOf(
  { access, teamToken }: Room,
  people: readonly string[],
  spoken: readonly Spoken[],
): Promise<Teams> {
  const isNeeded = spoken.some(({ author }) => isAmong(author, people, NO_TEAMS) === 'not-asked');
  if (!isNeeded) return NO_TEAMS;
  const asking = teamToken === '' ? access : { ...access, token: teamToken };
  return teamMembers(await connect(asking, process.env), teamsIn(people));
}

/** Whether a login counts as an author of the change. */
async function authorship(
  { access, attempt }: Room,
  pull: Pick<QueuedPull, 'author' | 'number'>,
  requesters: readonly string[],
): Promise<(login: string) => boolean> {
  const committers = await attempt('comments-read', (client) => committersOf(client, access, pull.number));
  // Who cannot be told apart from the authors may not decide: everybody counts as one.
  if (committers === null) return () => true;
  const names = [pull.author, ...committers, ...requesters];
  const authors = new Set(names.map((name) => name.replace(/^@/u, '').toLowerCase()));
  return (login) => authors.has(login.toLowerCase());
}

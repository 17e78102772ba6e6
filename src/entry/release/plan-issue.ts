import { failureOf, ifPermitted } from '../../host/github/client.ts';
import { conversationOn } from '../../host/github/comments.ts';
import { dispatch } from '../../host/github/dispatches.ts';
import { StickyIssue } from '../../host/github/issues.ts';
import { reviewsOf } from '../../host/github/reviews.ts';
import { writersAmong } from '../../host/github/writers.ts';
import { type RecordedPlan, releaseOf } from '../../ledger/state.ts';
import { unavailable } from '../../problem.ts';
import { ANYONE } from '../../release/approvals.ts';
import type { Plan } from '../../release/plan.ts';
import { NO_WORDS, type PlanComment, type PlanWords, saysOfPlan, wordsOn } from '../../release/plan-words.ts';
import type { Protection, ProtectionFacts } from '../../release/protection.ts';
import {
  carriedOutBody,
  doubledBody,
  isDead,
  planIssueBody,
  planIssueTitle,
  planMarker,
  type Start,
  wasStarted,
  withStart,
} from '../../report/release/plan-issue.ts';
import type { Terminal } from '../io.ts';
import type { Desk } from '../ledger.ts';
import { connected } from './github.ts';

type Named = Pick<Plan, 'bundle' | 'environment'>;

/**
 * What people said of a plan on its issue, and in reviews of the pull requests that it releases; nothing where the token may
 * not read them.
 */
export async function wordsOnGitHub(
  terminal: Terminal,
  plan: Named & Pick<Plan, 'approvals' | 'candidate'>,
  recorded: Pick<RecordedPlan, 'plan'>,
): Promise<PlanWords> {
  return onIssue(terminal, plan, recorded.plan, NO_WORDS, async ({ sticky, client, access }) => {
    const issue = await ifReadable(sticky.read());
    const comments = issue === null ? [] : await conversationOn(client, access, issue.number);
    const reviews = await reviewsOf(client, access, plan.candidate.commit);
    const said: PlanComment[] = [
      ...comments.map((one) => ({ ...one, source: 'comment' as const })),
      ...reviews.map((one) => ({ ...one, source: 'review' as const })),
    ].filter(saysOfPlan);
    const asked = ANYONE in plan.approvals ? said.map(({ author }) => author) : [];
    return wordsOn(said, await writersAmong(client, access, asked));
  });
}

/** Reviews are read also where the token may read no issues. */
async function ifReadable<T>(read: Promise<T>): Promise<T | null> {
  const answer = await ifPermitted(read);
  return answer === 'forbidden' ? null : answer;
}

/** Opens the issue of a plan that was just recorded, or brings it up to date. Gives its number; null where there is none. */
export async function keepPlanIssue(
  { terminal, opened }: Desk,
  facts: ProtectionFacts,
  checks: readonly Protection[],
): Promise<number | null> {
  const { plan, planDigest, recorded } = facts;
  const live = plan.live === null ? null : releaseOf(opened.state, plan.bundle, plan.live.digest);
  return onIssue(terminal, plan, recorded?.plan ?? planDigest, null, async ({ sticky }) => {
    const there = await sticky.read();
    const body = planIssueBody(facts, checks, {
      repositoryUrl: repositoryUrl(terminal),
      liveCommit: live?.commit ?? null,
      wasStarted: there !== null && wasStarted(there.body),
    });
    // Facts of a plan that is only being made know nobody's approval.
    if (recorded === null) return (there ?? (await sticky.open(planIssueTitle(plan), body))).number;
    return there === null ? null : (await sticky.change(there, body, !isDead(checks))).number;
  });
}

/** A plan that was carried out needs nobody's word any more. */
export async function closePlanIssue(terminal: Terminal, plan: Named, recorded: RecordedPlan): Promise<void> {
  await onIssue(terminal, plan, recorded.plan, null, async ({ sticky }) => {
    const there = await sticky.read();
    if (there?.isOpen === true)
      await sticky.change(there, carriedOutBody(there.body, planMarker(plan, recorded.plan)), false);
    return null;
  });
}

/** Starts the workflow that carries out a plan which everybody approved, once; the issue says what became of it. */
export async function startPromotion(
  terminal: Terminal,
  plan: Named & { readonly digest: string },
  { workflow, ref, isOpen }: { readonly workflow: string; readonly ref: string; readonly isOpen: boolean },
): Promise<void> {
  await onIssue(terminal, plan, plan.digest, null, async ({ sticky, client, access }) => {
    const there = await sticky.read();
    if (there === null || wasStarted(there.body)) return null;
    const { bundle, environment, digest } = plan;
    const inputs = { bundle, environment, plan: digest };
    const done = isOpen ? await dispatch(client, access, workflow, ref, inputs) : 'window';
    const start: Start = done === 'started' ? { kind: 'started' } : { kind: 'open', why: done };
    await sticky.change(there, withStart(there.body, plan, start, workflow), true);
    return null;
  });
}

interface Place {
  readonly sticky: StickyIssue;
  readonly client: NonNullable<Awaited<ReturnType<typeof connected>>>['client'];
  readonly access: NonNullable<Awaited<ReturnType<typeof connected>>>['access'];
}

/** Without a workflow, a token, or the right to issues there is none, and approvals come from elsewhere. */
async function onIssue<T>(
  terminal: Terminal,
  plan: Named,
  digest: string,
  otherwise: T,
  use: (place: Place) => Promise<T>,
): Promise<T> {
  const asked = await connected(terminal);
  if (asked === null) return otherwise;
  const { client, access } = asked;
  try {
    return await use({
      client,
      access,
      sticky: new StickyIssue(client, access, planMarker(plan, digest), doubledBody),
    });
  } catch (error) {
    const { kind } = failureOf(error);
    // 410: the repository has no issues.
    if (kind === 'forbidden' || kind === 'missing') return otherwise;
    return unavailable(
      'api-failed',
      { found: `the issue of the plan: ${kind}`, expected: 'an answer' },
      error,
    );
  }
}

function repositoryUrl({ env }: Terminal): string {
  return `${env['GITHUB_SERVER_URL'] ?? 'https://github.com'}/${env['GITHUB_REPOSITORY'] ?? ''}`;
}

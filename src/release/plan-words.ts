import type { Actor } from '../ledger/shapes.ts';
import type { Approval } from './approvals.ts';

/** A comment on the issue of a plan, or a review of a pull request that the plan releases. */
export interface PlanComment {
  readonly source: 'comment' | 'review';
  readonly author: string;
  /** GitHub's number of the account. */
  readonly authorId: number | null;
  readonly isBot: boolean;
  /** What GitHub says that the author is to the repository: `MEMBER`, `NONE`, … */
  readonly association: string;
  readonly body: string;
  readonly isEdited: boolean;
}

/** What people said of a plan on GitHub. */
export interface PlanWords {
  readonly approvals: readonly Approval[];
  readonly rejection: { readonly by: Actor; readonly reason: string } | null;
}

export const NO_WORDS: PlanWords = { approvals: [], rejection: null };

const COMMAND = /^\/airlock[ \t]+(approve|reject)(?:[ \t]+([^\r\n]*))?(?:\r?\n|$)/u;
const DIGEST = /^(?:sha256:)?[0-9a-f]{4,64}$/u;
/** Whose no counts: a stranger's on a public repository must stop nobody. */
const INSIDERS: ReadonlySet<string> = new Set(['OWNER', 'MEMBER', 'COLLABORATOR']);
const LONGEST_REASON = 500;

/** Whether a comment says anything of a plan. */
export function saysOfPlan({ body }: Pick<PlanComment, 'body'>): boolean {
  return COMMAND.test(body);
}

/**
 * `/airlock approve DIGEST [as ROLE]` and `/airlock reject REASON`. What an approval counts for is weighed elsewhere; a
 * no counts unedited, of a person who has a part in the repository. `mayWrite`: who is known to have write access.
 */
export function wordsOn(comments: readonly PlanComment[], mayWrite: ReadonlySet<string>): PlanWords {
  const approvals: Approval[] = [];
  let rejection: PlanWords['rejection'] = null;
  for (const one of comments) {
    const [, verb, text = ''] = COMMAND.exec(one.body) ?? [];
    const by: Actor = { kind: one.isBot ? 'automation' : 'human', id: one.authorId, login: one.author };
    if (verb === 'approve') approvals.push(approvalOf(one, by, text, mayWrite.has(one.author)));
    if (verb === 'reject' && !one.isBot && !one.isEdited && INSIDERS.has(one.association))
      rejection ??= { by, reason: text.trim().slice(0, LONGEST_REASON) };
  }
  return { approvals, rejection };
}

function approvalOf({ isEdited, source }: PlanComment, by: Actor, text: string, mayWrite: boolean): Approval {
  const [digest = '', as, role] = text.trim().split(/[ \t]+/u);
  return {
    by,
    role: as === 'as' && role !== undefined ? role : null,
    source,
    plan: DIGEST.test(digest) ? digest : '',
    edited: isEdited,
    attempt: null,
    mayWrite,
  };
}

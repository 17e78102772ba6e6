import type { ReleaseCode } from '../../release/reason.ts';
import type { CodeText } from './catalog.ts';

/** Why approvals do not suffice, and why one does not count. */
export const APPROVALS = {
  'approvals-missing': {
    title: 'Approvals are missing.',
    why: 'The tier says how many people of which role must agree.',
    mend: 'Have the plan approved: `airlock approve PLAN`.',
  },
  'accountable-missing': {
    title: 'The accountable person has not agreed.',
    why: 'Exactly one person answers for the decision.',
    mend: 'Ask somebody of the role in the message to approve.',
  },
  'approver-not-human': {
    title: 'An approval of a machine does not count.',
    why: 'People answer for a release.',
    mend: 'A person approves.',
  },
  'approver-is-author': {
    title: 'An approval of an author does not count.',
    why: 'Whoever wrote any commit in the change does not approve it.',
    mend: 'Somebody else approves.',
  },
  'approver-asked-agent': {
    title: 'An approval of whoever asked an agent for the change does not count.',
    why: 'Asking for it is writing it.',
    mend: 'Somebody else approves.',
  },
  'approver-without-role': {
    title: 'An approval of somebody without the role does not count.',
    why: 'Roles and who has them stand under `people`.',
    mend: 'Ask somebody who has the role.',
  },
  'approval-other-plan': {
    title: 'An approval of another plan does not count.',
    why: 'It is the digest that is approved, and at least four digits of it.',
    mend: 'Approve this plan.',
  },
  'approval-edited': {
    title: 'An approval that was edited does not count.',
    why: 'Nobody can tell what it said when it was given.',
    mend: 'Approve anew.',
  },
  'approval-rerun': {
    title: 'An approval of another attempt of the run does not count.',
    why: 'A run that is started again is approved again.',
    mend: 'Start a new run.',
  },
  'approval-twice': {
    title: 'A second approval of the same person does not count.',
    why: 'Two approvals are two people.',
    mend: 'Somebody else approves.',
  },
  'role-unresolved': {
    title: 'The members of a team could not be told.',
    why: 'GitHub says who is in a team, and it was not asked: this is no workflow, or it has no token.',
    mend: 'Do it in a workflow, or name the people under `people`.',
  },
  'team-unreadable': {
    title: 'GitHub did not say who is in a team.',
    why: 'A workflow’s own token is never told, and a team that cannot be read is not an empty one.',
    mend: 'Give the action a `team-token` with `members: read`, or name the people under `people`.',
  },
} as const satisfies Partial<Record<ReleaseCode, CodeText>>;

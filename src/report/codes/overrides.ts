import type { OverrideRefusal } from '../../check/overrides.ts';
import type { CodeText } from './catalog.ts';

/** Why a person's override does not count. */
export const OVERRIDES: Readonly<Record<OverrideRefusal, CodeText>> = {
  'override-role-unresolved': {
    title: 'Whether the author of the comment has the role could not be told.',
    why: 'The role is a team’s, and GitHub did not say who is in it: a workflow’s own token is never told.',
    mend: 'Give the action a `team-token` with `members: read`, or name the person under `people`.',
  },
  'override-unknown-gate': {
    title: 'There is no gate of that name.',
    why: 'An override names one gate: functional, safety, operational, business, or one of your own.',
    mend: 'Write `/airlock override GATE REASON`.',
  },
  'override-own-change': {
    title: 'Nobody overrides a gate for a change of their own.',
    why: 'An author of a commit in the change, or whoever asked an agent for it, counts as its author.',
    mend: 'Ask somebody else who has the role.',
  },
  'override-edited': {
    title: 'The comment was edited.',
    why: 'What was decided must be what is read; anybody with write access can edit a comment.',
    mend: 'Write a new comment.',
  },
  'override-without-reason': {
    title: 'An override needs a reason.',
    why: 'It stands in the record of the release for ever after.',
    mend: 'Write `/airlock override GATE REASON`.',
  },
  'override-outdated': {
    title: 'The override is about what the report showed before.',
    why: 'It is bound to the bundle and to the figures that were shown when it was written; one of them has changed.',
    mend: 'Look at the report as it is now, and write a new comment if it still holds.',
  },
  'override-queue-unshown': {
    title: 'The report of the pull request shows nothing of this bundle any more.',
    why: 'In a merge queue an override counts for what the report showed, and there is no report to compare with.',
    mend: 'Let the gate post its report on the pull request, decide there, and queue it again.',
  },
  'override-queue-bundle': {
    title: 'The bundle in the merge group is not the one that was decided on.',
    why: 'Another change in the queue, or on the target branch, changed the same bundle.',
    mend: 'Update the pull request, look at its report as it is then, decide anew, and queue it again.',
  },
  'override-queue-verdict': {
    title: 'The figures of the gate in the merge group are not those that were decided on.',
    why: 'The bundle is the same; its evals ran again, or the baseline moved, and gave other figures.',
    mend: 'Run the gate of the pull request again, decide on the figures that it then shows, and queue it again.',
  },
  'override-not-open': {
    title: 'The gate stands in nobody’s way.',
    why: 'It passes, is due later, or is not required.',
    mend: 'Nothing to do.',
  },
  'override-zero-tolerance': {
    title: 'A hit in a zero-tolerance category cannot be overridden.',
    why: 'Policy names the category under `never`.',
    mend: 'Fix the case. Whether a category belongs there is decided by a change of the policy.',
  },
  'override-evidence-only': {
    title: 'At this tier only evidence settles an open question.',
    why: 'The tier says `undecided: block`: what was not measured or not shown is not decided by a word.',
    mend: 'Run the evidence, or more items of it.',
  },
};

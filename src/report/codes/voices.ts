import type { VoiceRefusal } from '../../check/persons.ts';
import type { CodeText } from './catalog.ts';

/** Why a person's word on a tier does not count. */
export const VOICES: Readonly<Record<VoiceRefusal, CodeText>> = {
  'voice-not-accountable': {
    title: 'Only the accountable person lowers a tier.',
    why: 'The tier that rules and raises gave names who answers for such changes; everybody may raise it, one may lower it.',
    mend: 'Ask whoever `tiers.TIER.accountable` names.',
  },
  'voice-none-accountable': {
    title: 'Policy names nobody who could lower this tier or vouch for the change.',
    why: 'Where nobody answers for a tier, nobody may take it away.',
    mend: 'Name a role under `tiers.TIER.accountable`; it counts once it is at the base.',
  },
  'voice-role-unresolved': {
    title: 'Whether the author of the comment is accountable could not be told.',
    why: 'The role is a team’s, and GitHub did not say who is in it: a workflow’s own token is never told.',
    mend: 'Give the action a `team-token` with `members: read`, or name the person under `people`.',
  },
  'voice-own-change': {
    title: 'Nobody lowers the tier of a change of their own, or vouches for it.',
    why: 'An author of a commit in the change, or whoever asked an agent for it, counts as its author.',
    mend: 'Ask somebody else who is accountable.',
  },
  'voice-edited': {
    title: 'The comment was edited.',
    why: 'What was decided must be what is read; anybody with write access can edit a comment.',
    mend: 'Write a new comment.',
  },
  'voice-without-reason': {
    title: 'A lower tier needs a reason, and so does vouching.',
    why: 'It stands in the report of the change for ever after.',
    mend: 'Write `/airlock tier TIER REASON`, or `/airlock vouch REASON`.',
  },
  'voice-unshown': {
    title: 'No report has shown the risk of this bundle yet.',
    why: 'A word counts for findings that were shown when it was written, and there is no report to compare with.',
    mend: 'Let the gate post its report, and write a new comment.',
  },
  'voice-outdated': {
    title: 'The word is about what the report showed before.',
    why: 'It is bound to the bundle and to the findings that were shown when it was written; one of them has changed.',
    mend: 'Look at the report as it is now, and write a new comment if it still holds.',
  },
  'voice-not-lowerable': {
    title: 'A finding stands above that tier that is nobody’s to judge.',
    why: 'A secret that is out, text that nobody could read or see, an order to whoever reads, a policy that became looser, and a rule of the policy’s own are no matter of judgement.',
    mend: 'Take what was found out of the change, or change the policy in a pull request of its own.',
  },
};

import type { ReasonCode } from '../../gates/decision.ts';
import type { CodeText } from './catalog.ts';

/** Why the outcome is what it is. */
export const REASONS: Readonly<Record<ReasonCode, CodeText>> = {
  'nothing-changed': {
    title: 'Neither the bundle nor its policy changed.',
    why: 'The digest is the same as at the base.',
    mend: 'Nothing to do.',
  },
  'all-passed': {
    title: 'Every required gate passes.',
    why: 'Nothing failed and nothing is open.',
    mend: 'Nothing to do.',
  },
  'gate-failed': {
    title: 'A required gate fails.',
    why: 'The check it rests on is named.',
    mend: 'See the check.',
  },
  'gate-unmeasured': {
    title: 'A required gate was not measured.',
    why: 'Unmeasured is never passed.',
    mend: 'See the check.',
  },
  'gate-inconclusive': {
    title: 'A required gate could not tell.',
    why: 'The data allow both answers.',
    mend: 'See the check for what would settle it.',
  },
  'no-policy': {
    title: 'There is no configuration at the base, so nothing is blocked.',
    why: 'Nobody has said yet what decides.',
    mend: 'Add .github/airlock.yml; the empty file is valid. See docs/configuration.md.',
  },
  'no-criteria': {
    title: 'No gate has criteria.',
    why: 'There is nothing to measure against.',
    mend: 'Name your evidence under `evidence:`; criteria follow from its format until you write your own.',
  },
  'all-deferred': {
    title: 'Nothing could be measured in this run; it is measured before a release starts.',
    why: 'All evidence is due later, or needs keys that a fork, a draft or Dependabot does not have.',
    mend: 'Nothing to do now.',
  },
  'first-of-its-kind': {
    title: 'There was never a baseline for this bundle.',
    why: 'A margin needs something to compare with. That alone blocks nobody.',
    mend: 'Merge, or give a baseline.',
  },
  unaffected: {
    title: 'Nothing that the evidence depends on changed.',
    why: 'No eval had to be run.',
    mend: 'Nothing to do.',
  },
  'agent-above-cap': {
    title: "A coding agent's change of this tier waits for a person.",
    why: 'Policy says up to which tier such a change passes by itself. The tier is not lowered, and gates count as ever.',
    mend: 'Somebody who owns the bundle reviews it and comments `/airlock vouch REASON`; or raise `risk.agents` for the next one.',
  },
  'base-policy-unreadable': {
    title: 'The configuration at the base cannot be read.',
    why: 'This pull request changes only the configuration, so that it can be mended.',
    mend: 'The code owner of the policy decides.',
  },
  overridden: {
    title: 'A person decided to go on in spite of a gate.',
    why: 'The gate keeps its verdict. The decision is bound to this bundle and these figures, and is shown for ever after.',
    mend: 'Nothing to do; a push that changes the bundle or the figures makes it void.',
  },
};

import type { CarryRefusalCode } from '../../risk/carry.ts';
import type { CodeText } from './catalog.ts';

/** Why recorded results are not taken over, so that the suite runs. */
export const CARRIES: Readonly<Record<CarryRefusalCode, CodeText>> = {
  'carry-grade-low': {
    title: 'The recorded results are of too low a grade.',
    why: 'What a pull request takes over is what a promotion would be allowed to rest on: `environments.NAME.evidence`, E2 unless policy says otherwise.',
    mend: 'Let the trusted workflow record the candidate after the merge.',
  },
  'carry-old': {
    title: 'The recorded results are older than policy allows.',
    why: 'Models behind the same name change; results older than `max-age` say little about today. Time counts from where they were measured, however often they were carried since.',
    mend: 'Nothing to do: the suite runs, and the next candidate records it anew.',
  },
  'carry-gone': {
    title: 'The scores of the recorded results are not there.',
    why: 'They were too many to keep, were erased on purpose, or the server did not give them.',
    mend: 'Nothing to do: the suite runs.',
  },
  'carry-altered': {
    title: 'The scores in the ledger are not what was recorded.',
    why: 'Their digest is not the one that the entry names, or they are no scores at all. Whoever may write the branch may have changed them.',
    mend: 'Look at it with `airlock verify`, and restore the branch from a clone that still has them. The suite runs whatever changed.',
  },
  'carry-incomplete': {
    title: 'The recorded run was cut short, or has no rows.',
    why: 'A part of a suite is no small suite.',
    mend: 'Nothing to do: the suite runs.',
  },
  'carry-labels-missing': {
    title: 'The recorded results lack a label that a criterion slices by.',
    why: 'A ledger keeps the labels that policy asked for when it was written; a slice that was added since is not in it.',
    mend: 'Nothing to do: the suite runs, and the next candidate records the label.',
  },
  'carry-harness-differs': {
    title: 'The lockfile pins another version of the eval tool.',
    why: 'Another version of the tool may ask, score or count otherwise.',
    mend: 'Nothing to do: the suite runs.',
  },
  'carry-map-changed': {
    title: 'The change redraws the components.',
    why: 'What a component no longer holds is in no digest, so that an equal key says nothing.',
    mend: 'Nothing to do: the suite runs. Change the map by itself where that costs too much.',
  },
};

import type { ReleaseCode } from '../../release/reason.ts';
import type { CodeText } from './catalog.ts';

/** Why what a version was judged by does not carry its promotion. */
export const PROOFS = {
  'evidence-grade-low': {
    title: 'The evidence is of too low a grade.',
    why: 'Results that anybody could have written prove less than those the trusted workflow made.',
    mend: 'Run `airlock candidate` in the workflow of the default branch, or set `environments.NAME.evidence`.',
  },
  'evidence-old': {
    title: 'The evidence is too old.',
    why: 'Models, data and traffic move on; `max-age` says for how long results stand.',
    mend: 'Run the evals again, and `airlock candidate`.',
  },
  'evidence-gone': {
    title: 'The results that this was judged by are not kept.',
    why: 'They were erased, or too many to keep, and the verdict cannot be made again from what is there.',
    mend: 'Run the evals again, and `airlock candidate`.',
  },
  'evidence-swapped': {
    title: 'The kept results are not those that were recorded.',
    why: 'Their bytes do not have the recorded digest.',
    mend: 'Find out who changed them; run the evals again, and `airlock candidate`.',
  },
  'pack-not-kept': {
    title: 'Its evidence pack is kept nowhere beyond the run that made it.',
    why: 'The policy names a place under `packs`; what an auditor asks for in years must be there before it is released.',
    mend: 'Run the candidate again in its workflow, or `airlock candidate --pack FILE` where the store is a command.',
  },
  'not-go': {
    title: 'The gates do not say go.',
    why: 'The verdict is made anew from the kept results, against what is live now.',
    mend: 'See `airlock candidate` for the checks, and mend what fails.',
  },
  'decision-differs': {
    title: 'This was turned down when it was recorded.',
    why: 'That it passes now hangs on what is live or on the policy, not on the candidate.',
    mend: 'Record it anew with `airlock candidate`.',
  },
  'attempts-exceeded': {
    title: 'The evals were run again too often.',
    why: 'Whoever repeats a noisy eval until it passes will pass in the end.',
    mend: 'Change what fails, make the suite larger, or raise `environments.NAME.attempts`.',
  },
} as const satisfies Partial<Readonly<Record<ReleaseCode, CodeText>>>;

import type { ReleaseCode } from '../../release/reason.ts';
import type { CodeText } from './catalog.ts';

/** Why an emergency is not declared, not ended, not reviewed, or relaxes nothing. */
export const EMERGENCIES = {
  'emergency-undefined': {
    title: 'The policy knows no emergencies here.',
    why: 'It names who may declare one, what may be one, and how long it lasts.',
    mend: 'Set `environments.NAME.emergency`. A rollback needs none.',
  },
  'declarer-without-role': {
    title: 'This person may not declare an emergency here.',
    why: 'The policy names a role for it.',
    mend: 'Ask somebody who has the role in the message.',
  },
  'unknown-trigger': {
    title: 'This is no emergency by the policy.',
    why: 'What may be one is written down before it happens.',
    mend: 'Choose one of those in the message.',
  },
  'emergency-open': {
    title: 'There is an emergency here, and it is not over.',
    why: 'One at a time, and it is reviewed when it is over.',
    mend: 'Work under it, or end it: `airlock emergency end --reason TEXT`.',
  },
  'no-emergency': {
    title: 'There is no such emergency here, or several.',
    why: 'Each is ended and reviewed by itself.',
    mend: 'Declare one with `airlock emergency declare`, or name it with `--emergency N`; `airlock live` lists them.',
  },
  'emergency-over': {
    title: 'The emergency that the plan was made in is over.',
    why: 'What it relaxed is asked for again.',
    mend: 'Make a plan of every day: `airlock protect --record`. Or declare a new emergency, if it is one.',
  },
  'reviewer-declared': {
    title: 'Whoever declared an emergency does not review it.',
    why: 'The review asks whether it was one.',
    mend: 'Somebody else reviews it.',
  },
  'forward-without-emergency': {
    title: 'Only a plan that was made in an emergency is a way back.',
    why: 'A fix goes the way of every release, or the way that an emergency opens.',
    mend: 'Make the plan with `airlock protect --emergency --record`, or carry it out with `airlock promote`.',
  },
} as const satisfies Partial<Record<ReleaseCode, CodeText>>;

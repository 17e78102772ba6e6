import type { Exception } from '../../release/audit.ts';

/** What was not as usual about a release, in words. */
export const EXCEPTION_WORDS: Readonly<Record<Exception, string>> = {
  'not-judged-go': 'not judged go',
  'graded-below-e2': 'evidence below E2',
  'without-approval': 'nobody approved',
  'made-by-machine': 'a machine made it of what was live, without a pull request',
  'rollout-skipped': 'the rollout was skipped',
  'rolled-back': 'rolled back',
  'hold-released-before': 'a hold was released before',
  emergency: 'in an emergency',
  'emergency-unreviewed': 'in an emergency that nobody has reviewed',
  'component-cleared-before': 'a condemned component was cleared before',
};

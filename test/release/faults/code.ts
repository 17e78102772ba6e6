import * as drills from '../../../src/release/drill.ts';
import * as holds from '../../../src/release/hold.ts';
import * as promotions from '../../../src/release/promote.ts';
import * as reconciliations from '../../../src/release/reconcile.ts';
import * as recordings from '../../../src/release/recording.ts';
import * as remediations from '../../../src/release/remediate.ts';
import * as rescorings from '../../../src/release/rescore.ts';
import * as rollbacks from '../../../src/release/rollback.ts';
import type { Code } from './world.ts';

/** The release side as it is. */
export const CODE: Code = {
  ...drills,
  ...holds,
  ...promotions,
  ...reconciliations,
  ...recordings,
  ...remediations,
  ...rescorings,
  ...rollbacks,
};

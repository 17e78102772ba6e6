import * as drills from '../../../src/release/drill.ts';
import * as emergencies from '../../../src/release/emergency.ts';
import * as holds from '../../../src/release/hold.ts';
import * as joints from '../../../src/release/joint.ts';
import * as names from '../../../src/release/names.ts';
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
  ...emergencies,
  ...holds,
  ...joints,
  ...names,
  ...promotions,
  ...reconciliations,
  ...recordings,
  ...remediations,
  ...rescorings,
  ...rollbacks,
};

import type { Policy } from '../config/policy.ts';
import type { EvidenceFile } from '../evidence/read.ts';
import type { PassRule } from '../evidence/series.ts';
import type { CheckArgs, CheckCode } from './check.ts';
import type { ResolvedMargin } from './margin-rule.ts';
import type { Mixes } from './production/baseline.ts';

/** What is at hand for one piece of evidence. */
export type EvidenceState =
  | {
      readonly state: 'measured';
      readonly candidate: EvidenceFile;
      readonly baseline: EvidenceFile | null;
      readonly pass: ReadonlyMap<string, PassRule>;
      /** Items are the same in both arms. */
      readonly paired: boolean;
      /** The pull request itself changes the suite: items that only one side has are its doing. */
      readonly suiteChanged: boolean;
      /** Both arms are one and the same recorded result: what it depends on is as it was. */
      readonly same?: true;
    }
  | {
      readonly state: 'unmeasured' | 'deferred' | 'not-required';
      readonly code: CheckCode;
      readonly args: CheckArgs;
    };

/** What every criterion shares. */
export interface EvaluationContext {
  readonly policy: Policy;
  readonly evidence: ReadonlyMap<string, EvidenceState>;
  /** Makes resampling repeatable, and independent of the order of rows. */
  readonly seed: string;
  /** What production looks like, by the labels that criteria weigh by; none where it was not recorded. */
  readonly mixes?: Mixes;
  /** YYYY-MM-DD: a quarantine is in force until its day. Without a day none is. */
  readonly today?: string;
  /** Margins by what they are of, for who judges many candidates against one baseline: no candidate can move a margin. */
  readonly margins?: Map<string, ResolvedMargin>;
}

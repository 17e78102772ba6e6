import type { Identity } from '../bundle/bundle.ts';
import type { Teams } from '../config/people.ts';
import type { Policy } from '../config/policy.ts';
import type { Tier } from '../config/terms.ts';
import type { Decision } from '../gates/decision.ts';
import type { GateResult } from '../gates/gate.ts';
import type { Actor } from '../ledger/shapes.ts';
import type { PairState, RecordedPlan, RecordedRelease } from '../ledger/state.ts';
import type { LedgerFault } from '../ledger/verify.ts';
import type { Approval, Author } from './approvals.ts';
import type { EnvironmentRules } from './environments.ts';
import type { Plan } from './plan.ts';
import type { ReleaseReason } from './reason.ts';

/** What is asked before anything is deployed, in this order. */
export const PROTECTIONS = [
  'actor',
  'tier',
  'emergency',
  'clock',
  'workflow',
  'repository',
  'environment',
  'ledger',
  'lock',
  'live',
  'expiry',
  'window',
  'freeze',
  'hold',
  'condemned',
  'shared',
  'bundle',
  'policy',
  'grade',
  'age',
  'evidence',
  'pack',
  'decision',
  'attempts',
  'approvals',
  'models',
  'target',
  'exercised',
  'rollback-plan',
  'rollout',
  'plan',
] as const;
export type ProtectionName = (typeof PROTECTIONS)[number];

export interface Protection {
  readonly name: ProtectionName;
  /**
   * `not-asked` where there is nothing of the kind here, such as environments outside of GitHub; `relaxed` where it would
   * ask for more on a day without an emergency.
   */
  readonly verdict: 'pass' | 'refuse' | 'relaxed' | 'not-asked';
  readonly reasons: readonly ReleaseReason[];
  /** The emergency that relaxes it; null where it is asked as always. */
  readonly relaxedBy: number | null;
  /** What was seen, as plain values. */
  readonly seen: Readonly<Record<string, string | number | null>>;
}

/** Everything that the protections look at, found out by whoever asks. */
export interface ProtectionFacts {
  readonly actor: Actor;
  /** UTC, of the server where there is one. */
  readonly now: string;
  /** Time of the newest entry; null in an empty ledger. */
  readonly ledgerTime: string | null;
  /** GitHub's number of the repository whose ledger this is; null where no workflow of it wrote yet. */
  readonly ledgerRepository: number | null;
  readonly faults: readonly LedgerFault[];
  readonly pair: PairState;
  readonly candidate: RecordedRelease;
  /** The bundle as it was just recomputed from git objects; null where the commit is not in this clone. */
  readonly described: {
    readonly digest: string;
    readonly identity: Identity;
    /** Components by the names that they had before, with the digests that they would have under them. */
    readonly former: readonly { readonly component: string; readonly digest: string }[];
  } | null;
  /** Whether the default branch contains the commit; null where nobody can tell. */
  readonly merged: boolean | null;
  readonly policy: Policy;
  /** Bare hex over the configuration that judges; null where there is none. */
  readonly policySha256: string | null;
  /** Settings that grew stricter since the candidate was gated. */
  readonly stricter: readonly string[];
  /** Other bundles, live here, that a changed component is shared with. */
  readonly shared: readonly { readonly component: string; readonly bundle: string; readonly what: string }[];
  readonly tier: Tier;
  readonly gates: readonly GateResult[];
  readonly decision: Decision;
  /** Evidence whose kept results are not what was recorded, or are gone. */
  readonly evidence: readonly { readonly name: string; readonly state: 'kept' | 'swapped' | 'gone' }[];
  /** Most results that one evidence of this content had. */
  readonly attempts: { readonly name: string; readonly count: number } | null;
  readonly approvals: readonly Approval[];
  readonly teams: Teams;
  readonly authors: readonly Author[];
  readonly requester: string | null;
  /** Models named by the candidate whose last day has come. */
  readonly retired: readonly { readonly id: string; readonly retires: string }[];
  /** Whether what is live now could be served again; null where nobody can tell. */
  readonly restorable: boolean | null;
  /** The version before it that served here and may again; null where there is none. */
  readonly earlier: string | null;
  /** When a way back of this bundle was last taken; null where it never was. */
  readonly exercised: string | null;
  /** What GitHub says of run and environment; null outside of it. */
  readonly github: GitHubFacts | null;
  /** The plan as it is now. */
  readonly plan: Plan;
  readonly planDigest: string;
  /** The plan that was approved; null before one is. */
  readonly recorded: RecordedPlan | null;
}

export interface GitHubFacts {
  /** Path of the workflow file that runs, and the ref it was taken from. */
  readonly workflow: string;
  readonly ref: string;
  /** The only one that may deploy here; null where the policy names none. */
  readonly expectedWorkflow: string | null;
  readonly defaultBranch: string;
  /** GitHub's number of this repository; null where it does not say. */
  readonly repository: number | null;
  /** Null where the environment does not exist. */
  readonly environment: EnvironmentRules | null;
}

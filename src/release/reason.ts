/** Why a promotion, a rollback or another change is not done. Each is worded in `report/codes/release.ts`. */
export const RELEASE_CODES = [
  // who
  'actor-not-human',
  'actor-narrowed',
  'human-decided',
  'not-on-call',
  // what
  'nothing-recorded',
  'nothing-live',
  'already-live',
  'already-rolled-back',
  'superseded',
  'unknown-version',
  'unknown-plan',
  'name-vanished',
  'component-vanished',
  'provisional-bundle',
  'plan-differs',
  'plan-expired',
  'plan-rejected',
  'tier-changed',
  'clock-skewed',
  'workflow-unexpected',
  'ref-unexpected',
  'repository-unexpected',
  'environment-missing',
  'environment-unprotected',
  'ledger-faulty',
  'locked',
  'live-moved',
  'pair-moved',
  'window-closed',
  'frozen',
  'held',
  'component-condemned',
  'shared-component',
  'commit-missing',
  'commit-unmerged',
  'digest-differs',
  'policy-missing',
  'policy-stricter',
  'evidence-grade-low',
  'evidence-old',
  'evidence-gone',
  'evidence-swapped',
  'pack-not-kept',
  'not-go',
  'decision-differs',
  'attempts-exceeded',
  // emergencies
  'emergency-undefined',
  'declarer-without-role',
  'unknown-trigger',
  'emergency-open',
  'no-emergency',
  'emergency-over',
  'reviewer-declared',
  'forward-without-emergency',
  // approvals
  'approvals-missing',
  'accountable-missing',
  'approver-not-human',
  'approver-is-author',
  'approver-asked-agent',
  'approver-without-role',
  'approval-other-plan',
  'approval-edited',
  'approval-rerun',
  'approval-twice',
  'role-unresolved',
  'team-unreadable',
  // where to
  'model-retired',
  'no-target',
  'fallback-missing',
  'target-not-restorable',
  'payload-differs',
  'payload-unreached',
  'target-not-exercised',
  'rollback-plan-missing',
  'combination-never-gated',
  'scope-unchanged',
  'rollout-unavailable',
  // on the way
  'no-deployer',
  'deploy-failed',
  'fence-refused',
  'served-differs',
  'served-unknown',
  'overtaken',
  'nothing-open',
  'drill-in-production',
  'drill-failed',
  'abort-by-rollback',
  // holds
  'already-held',
  'no-such-hold',
  'not-condemned',
  // afterwards
  'no-such-item',
  // what is kept
  'no-such-scores',
] as const;
export type ReleaseCode = (typeof RELEASE_CODES)[number];

export interface ReleaseReason {
  readonly code: ReleaseCode;
  readonly args: Readonly<Record<string, string | number | null>>;
}

export function because(code: ReleaseCode, args: ReleaseReason['args'] = {}): ReleaseReason {
  return { code, args };
}

import type { EntryOf, Scope } from '../ledger/entry.ts';
import { REVIEW, type Release, type RollbackPlan, type WorklistItem } from '../ledger/shapes.ts';
import type { OpenIntent, PairState } from '../ledger/state.ts';
import { businessDaysAfter } from './business-days.ts';

/** Business days until a release that was taken back is to be reviewed. */
const REVIEW_WITHIN = 5;

export interface Mitigation {
  readonly pair: PairState;
  /** The rollback that is coming to its end. */
  readonly open: OpenIntent;
  /** What was taken back; null where its record is gone. */
  readonly bad: Release | null;
  /** When what serves was read back as the version that was returned to. */
  readonly knownGoodAt: string;
  readonly now: string;
  /** Whether decisions were worse while it served; null where nobody said. */
  readonly degraded: boolean | null;
}

/** The entry, but for what every entry has. */
type Facts = Omit<EntryOf<'mitigated'>, keyof EntryOf<'aborted'>>;

/** What a rollback leaves to be measured and to be made good. */
export function mitigationOf(mitigation: Mitigation): Facts {
  const { pair, open, bad, knownGoodAt, now, degraded } = mitigation;
  const said = pair.detected ?? { harmfulSince: null, detectedAt: null, detectedBy: null };
  const missing = bad === null ? ['record'] : missingOf(bad);
  return {
    ...said,
    decidedAt: open.since,
    knownGoodAt,
    decisionQualityDegraded: degraded,
    evidenceComplete: missing.length === 0,
    missing,
    unitCost: { before: bad?.unitCost ?? null, after: open.release.unitCost ?? null },
    exposure: exposureOf(mitigation, said.harmfulSince),
    items: [
      ...sinksOf(bad?.rollback ?? open.release.rollback ?? null, open.scope),
      {
        name: REVIEW,
        remedy: REVIEW,
        owner: null,
        how: null,
        due: businessDaysAfter(now, REVIEW_WITHIN).slice(0, 10),
      },
    ],
  };
}

/** What a release is to have and this one had not. */
function missingOf(release: Release): string[] {
  const gone = release.evidence
    .filter(({ scores }) => scores === null)
    .map(({ name }) => `scores of ${name}`);
  return [
    ...(release.evidence.length === 0 ? ['evidence'] : gone),
    ...(release.outcome === 'go' ? [] : ['verdict go']),
    ...(release.grade === 'E2' || release.grade === 'E3' ? [] : ['evidence of grade E2']),
    ...(release.rollback === undefined ? ['rollback plan'] : []),
  ];
}

/** From when it did harm, else from when it served; a promotion that was taken over may have served from its intent on. */
function exposureOf({ pair, open, knownGoodAt }: Mitigation, harmfulSince: string | null) {
  const { live } = pair;
  const isLive = live !== null && live.digest === open.from;
  const from = harmfulSince ?? (isLive ? live.since : open.since);
  return {
    from: from < knownGoodAt ? from : knownGoodAt,
    to: knownGoodAt,
    segments: [],
    // What serves serves everybody: other rollouts than a direct one are not carried out.
    share: isLive ? 1 : null,
  };
}

/** Sinks that the plan names for what was taken back; all of them where it names none for this scope. */
function sinksOf(plan: RollbackPlan | null, scope: Scope): WorklistItem[] {
  if (plan === null) return [];
  const named = plan.responses.filter((one) => one.scope === scope).flatMap(({ sinks }) => sinks);
  const wanted = plan.responses.some((one) => one.scope === scope)
    ? named
    : plan.sinks.map(({ name }) => name);
  return plan.sinks
    .filter(({ name }) => wanted.includes(name))
    .map(({ name, remedy, owner, how }) => ({ name, remedy, owner, how, due: null }));
}

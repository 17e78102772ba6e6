import type { Identity } from '../bundle/bundle.ts';
import type { Kind } from '../bundle/kinds.ts';
import type { ChangeSet } from '../change/changes.ts';
import type { EvidenceRule, Policy } from '../config/policy.ts';
import type { Moment, Tier } from '../config/terms.ts';
import type { CarriedFrom, Carry, CarryRefusalCode } from './carry.ts';

/** What must be run for this change, before any model is called. */
export interface RequiredEvidence {
  readonly required: readonly EvidenceNeed[];
  /** What is due and need not be run: it was measured before, on what it depends on as it is here. */
  readonly carried: readonly CarriedEvidence[];
  /** Of what is run. */
  readonly estimate: Estimate;
}

export interface CarriedEvidence {
  readonly name: string;
  readonly from: CarriedFrom;
  /** What a run would have cost. */
  readonly estimate: Estimate;
}

export interface EvidenceNeed {
  readonly name: string;
  readonly purpose: string;
  readonly path: string;
  readonly run: string | null;
  /** Where the results of the merge base are put; null where policy has no place for them, or a baseline is recorded. */
  readonly baseline: string | null;
  readonly shards: number;
  /** Components that changed and that this evidence depends on. */
  readonly because: readonly string[];
  /** Why recorded results with an equal key are not taken over; null where there are none. */
  readonly refused: CarryRefusalCode | null;
  readonly estimate: Estimate;
}

/** Null where nothing says what it costs. */
export interface Estimate {
  readonly usd: number | null;
  readonly minutes: number | null;
}

/** A result does not depend on these unless it says so. */
const NOT_COVERED: ReadonlySet<Kind> = new Set(['runtime', 'drift-baseline', 'rollback-plan']);

/** Names of the components that a result depends on. */
export function coveredBy(rule: EvidenceRule, identity: Identity): readonly string[] {
  return (
    rule.covers ?? identity.components.filter((one) => !NOT_COVERED.has(one.kind)).map((one) => one.name)
  );
}

/** Equal in what a program reads; whitespace in a prompt is still another prompt to a model. */
const SAME_BEHAVIOUR: ReadonlySet<string> = new Set(['same-data', 'comments']);

/** What changed; of a first release everything did. */
export type Changed = Pick<ChangeSet, 'changes' | 'map'> & { readonly isFirst: boolean };

/** The covered components that this change touches. */
export function affectedComponents(rule: EvidenceRule, identity: Identity, changes: Changed): string[] {
  const covered = new Set(coveredBy(rule, identity));
  if (changes.isFirst) return [...covered].sort();
  const touched = changes.changes
    .filter((change) => !SAME_BEHAVIOUR.has(change.equal ?? ''))
    .map((change) => change.component);
  const gone = changes.map.map((change) => change.component);
  return [...new Set([...touched, ...gone])]
    .filter((name) => covered.has(name) || !identity.components.some((one) => one.name === name))
    .sort();
}

/** The evidence that policy asks for at a tier and a moment, whatever changed. */
export function dueEvidence(policy: Policy, tier: Tier, moment: Moment): EvidenceRule[] {
  const purposes = policy.tiers[tier].evidence;
  const repeats = repeatsOnly(policy);
  return policy.evidence.filter(
    (rule) =>
      rule.when.includes(moment) &&
      (purposes === null || purposes.includes(rule.purpose)) &&
      !repeats.has(rule.name),
  );
}

/** Evidence that only repeats what another one lost: nobody can run it, or carry it over, before that is known. */
export function repeatsOnly({ gates }: Pick<Policy, 'gates'>): ReadonlySet<string> {
  const criteria = (gates ?? []).flatMap((gate) => gate.criteria);
  return new Set(criteria.flatMap(({ confirm }) => (confirm === undefined ? [] : [confirm.evidence])));
}

/** Whether a result is needed: what it depends on changed, or what was recorded of it is not what was recorded. */
export function isNeeded(
  rule: EvidenceRule,
  { identity, changes, carry }: { identity: Identity; changes: Changed; carry: Carry },
): boolean {
  const outcome = carry.get(rule.name);
  const isAltered = outcome?.kind === 'refused' && outcome.code === 'carry-altered';
  return isAltered || affectedComponents(rule, identity, changes).length > 0;
}

/**
 * The evidence that must be run because of what changed, and what is carried instead, each with what it costs.
 * `recorded`: evidence whose baseline is recorded, so that only the candidate is run.
 */
export function requiredEvidence(
  due: readonly EvidenceRule[],
  identity: Identity,
  changes: Changed,
  carry: Carry,
  recorded: ReadonlySet<string>,
): RequiredEvidence {
  const carried = due.flatMap((rule): CarriedEvidence[] => {
    const outcome = carry.get(rule.name);
    if (outcome?.kind !== 'carried') return [];
    return [{ name: rule.name, from: outcome.from, estimate: estimateOf(rule) }];
  });
  const required = due
    .filter(({ name }) => carry.get(name)?.kind !== 'carried')
    .filter((rule) => isNeeded(rule, { identity, changes, carry }))
    .map((rule): EvidenceNeed => {
      const { name, purpose, path, run, baseline, shards } = rule;
      const outcome = carry.get(name);
      const place = recorded.has(name) ? undefined : baseline;
      return {
        name,
        purpose,
        path,
        run: run ?? null,
        baseline: place ?? null,
        shards,
        because: affectedComponents(rule, identity, changes),
        refused: outcome?.kind === 'refused' ? outcome.code : null,
        estimate: estimateOf(rule, place === undefined ? 1 : 2),
      };
    });
  return {
    required,
    carried,
    estimate: {
      usd: total(required.map((need) => need.estimate.usd)),
      minutes: total(required.map((need) => need.estimate.minutes)),
    },
  };
}

/** `runs`: on the candidate alone, or on the merge base too. */
function estimateOf({ estimate }: EvidenceRule, runs = 1): Estimate {
  const { usd, minutes } = estimate ?? {};
  return {
    usd: usd === undefined ? null : usd * runs,
    minutes: minutes === undefined ? null : minutes * runs,
  };
}

/** A sum is only known where every part is. */
function total(parts: readonly (number | null)[]): number | null {
  return parts.reduce<number | null>((sum, part) => (sum === null || part === null ? null : sum + part), 0);
}

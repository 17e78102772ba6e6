import type { Identity } from '../bundle/bundle.ts';
import type { Kind } from '../bundle/kinds.ts';
import type { ChangeSet } from '../change/changes.ts';
import type { EvidenceRule, Policy } from '../config/policy.ts';
import type { Moment, Tier } from '../config/terms.ts';

/** What must be run for this change, before any model is called. */
export interface RequiredEvidence {
  readonly required: readonly EvidenceNeed[];
  readonly estimate: Estimate;
}

export interface EvidenceNeed {
  readonly name: string;
  readonly purpose: string;
  readonly path: string;
  readonly run: string | null;
  /** Where the results of the merge base are put; null where policy has no place for them. */
  readonly baseline: string | null;
  readonly shards: number;
  /** Components that changed and that this evidence depends on. */
  readonly because: readonly string[];
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

/** The evidence that policy asks for at this tier and moment because of what changed, with what it costs. */
export function requiredEvidence(
  policy: Policy,
  identity: Identity,
  changes: Changed,
  tier: Tier,
  moment: Moment,
): RequiredEvidence {
  const purposes = policy.tiers[tier].evidence;
  const required = policy.evidence
    .filter((rule) => rule.when.includes(moment) && (purposes === null || purposes.includes(rule.purpose)))
    .map((rule): EvidenceNeed => {
      const { name, purpose, path, run, baseline, shards, estimate } = rule;
      const because = affectedComponents(rule, identity, changes);
      return {
        name,
        purpose,
        path,
        run: run ?? null,
        baseline: baseline ?? null,
        shards,
        because,
        estimate: { usd: estimate?.usd ?? null, minutes: estimate?.minutes ?? null },
      };
    })
    .filter((need) => need.because.length > 0);
  return {
    required,
    estimate: {
      usd: total(required.map((need) => need.estimate.usd)),
      minutes: total(required.map((need) => need.estimate.minutes)),
    },
  };
}

/** A sum is only known where every part is. */
function total(parts: readonly (number | null)[]): number | null {
  return parts.reduce<number | null>((sum, part) => (sum === null || part === null ? null : sum + part), 0);
}

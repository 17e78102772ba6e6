import type { Identity } from '../bundle/bundle.ts';
import { assign } from '../bundle/describe.ts';
import { type Repository, readHeld } from '../bundle/repository.ts';
import type { Policy } from '../config/policy.ts';
import type { DriftBaseline, Mixes } from '../gates/production/baseline.ts';
import { type Likeness, likenessOf } from '../gates/production/likeness.ts';
import { parseBaseline } from '../gates/production/read.ts';
import type { GatheredEvidence } from './evidence.ts';

/** How the evidence compares with recorded production. */
export interface Production {
  /** The drift baseline that says what production looks like. */
  readonly path: string;
  /** By the name of the evidence. */
  readonly likeness: ReadonlyMap<string, readonly Likeness[]>;
  /** The mixes that criteria weigh by; left out where none does. */
  readonly mixes?: Mixes | undefined;
}

const LARGEST = 4 * 1024 * 1024;

/**
 * Holds evidence against the drift baseline that the base has: a change that brings results must not bring the production
 * that they are to resemble. Null where none is recorded.
 */
export async function productionOf(
  repository: Repository,
  side: { readonly commit: string; readonly identity: Identity },
  evidence: readonly GatheredEvidence[],
  weighed: ReadonlySet<string>,
): Promise<Production | null> {
  const recorded = await recordedTraffic(repository, side);
  if (recorded === null) return null;
  const { path, baseline } = recorded;
  const likeness = evidence.flatMap(({ name, state }): [string, Likeness[]][] =>
    state.state === 'measured' ? [[name, likenessOf(state.candidate.table, baseline)]] : [],
  );
  const mixes = Object.fromEntries(Object.entries(baseline.labels).filter(([key]) => weighed.has(key)));
  return { path, likeness: new Map(likeness), ...(weighed.size === 0 ? {} : { mixes }) };
}

/** The labels by which criteria weigh their figures. */
export function weighedBy(policies: readonly Policy[]): ReadonlySet<string> {
  const criteria = policies.flatMap(({ gates }) => gates ?? []).flatMap((gate) => gate.criteria);
  return new Set(criteria.flatMap(({ weights }) => (weights === undefined ? [] : [weights])));
}

/** The first file of a component of kind `drift-baseline` that holds one. */
export async function recordedTraffic(
  repository: Repository,
  { commit, identity }: { readonly commit: string; readonly identity: Identity },
): Promise<{ readonly path: string; readonly baseline: DriftBaseline } | null> {
  for (const [rule, files] of assign(await repository.tree(commit), identity.components)) {
    if (rule.kind !== 'drift-baseline') continue;
    for (const { path, oid } of files) {
      if (!path.endsWith('.json')) continue;
      const bytes = await readHeld(repository, oid, LARGEST);
      const baseline = bytes instanceof Uint8Array ? parseBaseline(bytes) : null;
      if (baseline !== null) return { path, baseline };
    }
  }
  return null;
}

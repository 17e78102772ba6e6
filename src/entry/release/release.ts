import type { Repository } from '../../bundle/repository.ts';
import { rollbackPlanOf } from '../../check/rollback-plan.ts';
import type { CheckResult } from '../../check.ts';
import type { Policy } from '../../config/policy.ts';
import type { Grade } from '../../config/terms.ts';
import { countedTier } from '../../gates/decision.ts';
import { engineFacts } from '../../host/engine.ts';
import type { Release } from '../../ledger/shapes.ts';
import type { State } from '../../ledger/state.ts';
import type { LedgerFile } from '../../ledger/store.ts';
import { recordedVersion } from '../../release/version.ts';
import { evidenceOf } from './evidence.ts';

export interface MadeRelease {
  readonly release: Release;
  /** Scores to keep beside it. */
  readonly files: readonly LedgerFile[];
}

/** What is recorded of a judged bundle: identity, verdict, and the numbers that a later change is compared with. */
export async function releaseOf(
  repository: Repository,
  result: CheckResult,
  policy: Policy,
  state: State,
  {
    grade,
    version,
    pull = null,
    isReplaced = false,
  }: {
    readonly grade: Grade;
    readonly version: string | null;
    readonly pull?: number | null;
    readonly isReplaced?: boolean;
  },
): Promise<MadeRelease> {
  const { bundle, commit } = result.head;
  const tier = countedTier(result.risk.tier);
  const proposed = { digest: bundle.digest, version: result.version, tier };
  const { evidence, files } = evidenceOf(result, policy);
  const plan = await rollbackPlanOf(repository, result.head);
  const unitCost = unitCostOf(result);
  const models = result.references.filter(({ type }) => type === 'model').map(({ value }) => value);
  return {
    files,
    release: {
      version: version ?? recordedVersion(state, bundle.name, proposed),
      digest: bundle.digest,
      commit,
      components: [...bundle.components]
        .sort((a, b) => (a.name < b.name ? -1 : 1))
        .map(({ name, kind, digest }) => ({ name, kind, digest, commit: null })),
      tier,
      outcome: result.decision.outcome,
      grade,
      policy: { ref: result.policy.ref, sha256: result.policy.sha256 },
      engine: await engineFacts(),
      evidence: [...evidence],
      pack: null,
      models: [...new Set(models)].sort().slice(0, MOST_MODELS),
      ...(pull === null ? {} : { pull }),
      ...(isReplaced ? { unreviewed: true as const } : {}),
      ...(plan === null ? {} : { rollback: plan }),
      ...(unitCost === null ? {} : { unitCost }),
    },
  };
}

const MOST_MODELS = 200;

/** Mean cost of an item over everything that was measured; null where no evidence has costs. */
function unitCostOf({ evidence }: CheckResult): number | null {
  const costs = evidence.flatMap(({ state }) => {
    if (state.state !== 'measured') return [];
    const { table } = state.candidate;
    const column = table.metric('cost_usd');
    return Array.from({ length: table.rows }, (_, row) => column?.get(row) ?? Number.NaN).filter(
      (cost) => Number.isFinite(cost) && cost >= 0,
    );
  });
  return costs.length === 0 ? null : costs.reduce((sum, one) => sum + one, 0) / costs.length;
}

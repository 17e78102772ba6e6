import { labelsOf } from '../../check/evidence.ts';
import { compactScores } from '../../check/scores.ts';
import type { CheckResult } from '../../check.ts';
import type { Policy } from '../../config/policy.ts';
import type { Grade } from '../../config/terms.ts';
import { countedTier } from '../../gates/decision.ts';
import { engineFacts } from '../../host/engine.ts';
import type { EvidenceRecord, Release } from '../../ledger/shapes.ts';
import type { State } from '../../ledger/state.ts';
import type { LedgerFile } from '../../ledger/store.ts';
import { scoresFile } from '../../release/recording.ts';
import { recordedVersion } from '../../release/version.ts';
import type { CarriedFrom } from '../../risk/carry.ts';
import { evidenceKey } from '../../risk/evidence-key.ts';

export interface MadeRelease {
  readonly release: Release;
  /** Scores to keep beside it. */
  readonly files: readonly LedgerFile[];
}

/** What is recorded of a judged bundle: identity, verdict, and the numbers that a later change is compared with. */
export async function releaseOf(
  result: CheckResult,
  policy: Policy,
  state: State,
  { grade, version }: { readonly grade: Grade; readonly version: string | null },
): Promise<MadeRelease> {
  const { bundle, commit } = result.head;
  const tier = countedTier(result.risk.tier);
  const proposed = { digest: bundle.digest, version: result.version, tier };
  const files: LedgerFile[] = [];
  const criteria = (policy.gates ?? []).flatMap((gate) => gate.criteria);
  const evidence = result.evidence.flatMap(({ name, state: gathered, carry }): EvidenceRecord[] => {
    const rule = policy.evidence.find((one) => one.name === name);
    if (gathered.state !== 'measured' || rule === undefined) return [];
    const { candidate } = gathered;
    const common = { name, rows: candidate.table.rows, key: evidenceKey(bundle, result.head.identity, rule) };
    if (carry?.kind === 'carried') return [{ ...common, ...carriedRecord(carry.from) }];
    const kept = scoresFile(compactScores(candidate, labelsOf(name, criteria)));
    if (kept !== null) files.push(kept.file);
    return [{ ...common, sha256: candidate.sha256, scores: kept?.sha256 ?? null }];
  });
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
      evidence,
      models: [...new Set(models)].sort().slice(0, MOST_MODELS),
    },
  };
}

const MOST_MODELS = 200;

/** The same results again are no new attempt and no younger than they were, and their scores are kept already. */
function carriedRecord({
  sha256,
  scores,
  ...carried
}: CarriedFrom): Pick<EvidenceRecord, 'sha256' | 'scores' | 'carried'> {
  return { sha256, scores, carried };
}

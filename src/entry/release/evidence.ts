import { digestOf } from '../../bundle/digest.ts';
import { labelsOf } from '../../check/evidence.ts';
import { compactScores } from '../../check/scores.ts';
import type { CheckResult } from '../../check.ts';
import type { Policy } from '../../config/policy.ts';
import { bothArms } from '../../evidence/both-arms.ts';
import { comparableKey } from '../../evidence/comparable.ts';
import type { EvidenceRecord } from '../../ledger/shapes.ts';
import type { LedgerFile } from '../../ledger/store.ts';
import { scoresFile } from '../../release/recording.ts';
import type { CarriedFrom } from '../../risk/carry.ts';
import { evidenceKey } from '../../risk/evidence-key.ts';
import { repeatsOnly } from '../../risk/required-evidence.ts';

export interface MadeEvidence {
  readonly evidence: readonly EvidenceRecord[];
  /** Scores to keep beside it. */
  readonly files: readonly LedgerFile[];
}

/** What was measured, as it is recorded: the digest of the results, and their numbers to compare with later. */
export function evidenceOf(result: CheckResult, policy: Policy): MadeEvidence {
  const files: LedgerFile[] = [];
  const criteria = (policy.gates ?? []).flatMap((gate) => gate.criteria);
  const repeats = repeatsOnly(policy);
  const { bundle, identity } = result.head;
  const evidence = result.evidence.flatMap(({ name, state: gathered, carry }): EvidenceRecord[] => {
    const rule = policy.evidence.find((one) => one.name === name);
    if (gathered.state !== 'measured' || rule === undefined) return [];
    const { sha256, table } = gathered.candidate;
    const common = { name, rows: table.rows, key: evidenceKey(bundle, identity, rule) };
    if (carry?.kind === 'carried') return [{ ...common, ...carriedRecord(carry.from) }];
    // Repeats are read again at the promotion, when nobody can make those of live any more: both arms are kept as one.
    const { candidate, baseline } = gathered;
    const whole = repeats.has(name) && baseline !== null ? bothArms(candidate, baseline) : candidate;
    const kept = scoresFile(compactScores(whole, labelsOf(name, criteria)));
    if (kept !== null) files.push(kept.file);
    return [{ ...common, sha256, scores: kept?.sha256 ?? null }];
  });
  return { evidence, files };
}

/** The same of another suite or judge than the bundle was released with: attempts at that one alone count. */
export function rescoredOf(result: CheckResult, policy: Policy): MadeEvidence {
  const { evidence, files } = evidenceOf(result, policy);
  return {
    files,
    evidence: evidence.map((one) => {
      const state = result.evidence.find(({ name }) => name === one.name)?.state;
      const suite = state?.state === 'measured' ? comparableKey(state.candidate) : '';
      const key = digestOf('airlock/rescore-key/v1', { key: one.key, suite }).slice('sha256:'.length);
      return { ...one, key };
    }),
  };
}

/** The same results again are no new attempt and no younger than they were, and their scores are kept already. */
function carriedRecord({
  sha256,
  scores,
  ...carried
}: CarriedFrom): Pick<EvidenceRecord, 'sha256' | 'scores' | 'carried'> {
  return { sha256, scores, carried };
}

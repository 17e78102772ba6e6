import { digestOf } from '../../bundle/digest.ts';
import { labelsOf } from '../../check/evidence.ts';
import { compactScores } from '../../check/scores.ts';
import type { CheckResult } from '../../check.ts';
import type { Policy } from '../../config/policy.ts';
import { comparableKey } from '../../evidence/comparable.ts';
import type { EvidenceRecord } from '../../ledger/shapes.ts';
import type { LedgerFile } from '../../ledger/store.ts';
import { scoresFile } from '../../release/recording.ts';
import { coveredBy } from '../../risk/required-evidence.ts';

export interface MadeEvidence {
  readonly evidence: readonly EvidenceRecord[];
  /** Scores to keep beside it. */
  readonly files: readonly LedgerFile[];
}

/** What was measured, as it is recorded: the digest of the results, and their numbers to compare with later. */
export function evidenceOf(result: CheckResult, policy: Policy): MadeEvidence {
  const files: LedgerFile[] = [];
  const evidence = result.evidence.flatMap((one): EvidenceRecord[] => {
    const { name, state: gathered } = one;
    if (gathered.state !== 'measured') return [];
    const { candidate } = gathered;
    const criteria = (policy.gates ?? []).flatMap((gate) => gate.criteria);
    const kept = scoresFile(compactScores(candidate, labelsOf(name, criteria)));
    if (kept !== null) files.push(kept.file);
    const { sha256, table } = candidate;
    const scores = kept?.sha256 ?? null;
    return [{ name, sha256, rows: table.rows, key: evidenceKey(result, policy, name), scores }];
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

/** What a result depends on: where this is equal, another result is another attempt at the same thing. */
function evidenceKey({ head }: CheckResult, policy: Policy, name: string): string {
  const rule = policy.evidence.find((one) => one.name === name);
  const covered = new Set(rule === undefined ? [] : coveredBy(rule, head.identity));
  const { run = null, scorer = null, judge = null } = rule ?? {};
  return digestOf('airlock/evidence-key/v1', {
    bundle: head.bundle.name,
    evidence: name,
    components: head.bundle.components
      .filter((one) => covered.has(one.name))
      .map((one) => one.digest)
      .sort(),
    run,
    scorer,
    judge,
  }).slice('sha256:'.length);
}

import { scored } from '../check/baseline.ts';
import { askedLabels, neverOf, readRequest } from '../check/evidence.ts';
import { basePolicy, type ConfigPair, policyConfig } from '../check/sides.ts';
import { DEFAULT_POLICY, type EvidenceRule, type Policy } from '../config/policy.ts';
import { Names } from '../evidence/columns.ts';
import { ANY, type EvidenceFile, readEvidence } from '../evidence/read.ts';
import { scorecardOf } from '../evidence/scorecard.ts';
import type { ByteSource } from '../evidence/source.ts';
import type { ResultTable } from '../evidence/table.ts';
import { Refusal } from '../problem.ts';
import { canonicalBytes, plain } from './canonical.ts';
import type { RawFacts } from './facts.ts';
import { differs } from './mismatch.ts';
import { type ArmName, type Parts, scorecardPart } from './parts.ts';

/** The policies that say how results are read. */
export interface RowPolicies {
  readonly policy: Policy;
  readonly otherPolicy: Policy | null;
}

/** The policy in force, and the head's own where that is read beside it. */
export function policiesOf(configs: ConfigPair): RowPolicies {
  const before = basePolicy(policyConfig(configs));
  if (before.kind !== 'given') return { policy: DEFAULT_POLICY, otherPolicy: null };
  const { head, policy } = configs;
  const isOther = policy === undefined && head?.result.ok;
  return { policy: before.policy, otherPolicy: isOther ? head.result.policy : null };
}

export interface Arm {
  readonly rule: EvidenceRule;
  readonly arm: ArmName;
  readonly raw: RawFacts;
}

export function ruleOf(name: string, { policy, otherPolicy }: RowPolicies): EvidenceRule {
  const rules = [...policy.evidence, ...(otherPolicy?.evidence ?? [])];
  return rules.find((rule) => rule.name === name) ?? differs('evidence-undefined', { at: name });
}

/** Item ids, figures and the labels that criteria ask for, as a part of the pack. */
export function scorecardBytes(
  { table, facts }: EvidenceFile,
  rule: EvidenceRule,
  policies: RowPolicies,
): Uint8Array {
  return canonicalBytes(plain(scorecardOf(table, facts, keysOf(table, rule, policies))));
}

/** The labels of results that a pack holds. */
export function keysOf(table: ResultTable, rule: EvidenceRule, policies: RowPolicies): string[] {
  const { kept } = readRequest(rule, policies);
  const criteria = [policies.policy, policies.otherPolicy]
    .flatMap((one) => one?.gates ?? [])
    .flatMap((gate) => gate.criteria);
  return askedLabels(table, { kept, never: neverOf(rule.name, criteria) });
}

/** Results read back from their scorecard, with the name, format and digest of the file that they were made from. */
export async function fromScorecard(
  parts: Parts,
  { rule, arm, raw }: Arm,
  policies: RowPolicies,
  items: Names,
): Promise<EvidenceFile> {
  const part = scorecardPart(rule.name, arm);
  const bytes = parts.get(part) ?? differs('part-missing', { part });
  const { kept } = readRequest(rule, policies);
  const { file, format, sha256, size } = raw;
  try {
    const read = await readEvidence(bytesSource(bytes, part), items, { ...ANY, format: 'airlock', kept });
    return { ...read, file, format, sha256, size };
  } catch (error) {
    if (error instanceof Refusal)
      return differs('scorecard-malformed', { part, at: error.problems[0]?.code ?? null });
    throw error;
  }
}

/** Makes the scorecard from the raw results again, as the check did; it must be the one in the pack. */
export async function checkScorecard(
  parts: Parts,
  { rule, arm, raw }: Arm,
  policies: RowPolicies,
  source: ByteSource,
): Promise<void> {
  const part = scorecardPart(rule.name, arm);
  const request = readRequest(rule, policies);
  const wanted = arm === 'candidate' ? request : { ...request, format: null };
  const read = await readRaw(source, wanted, part);
  if (read.sha256 !== raw.sha256)
    differs('raw-differs', { part, recorded: raw.sha256, rebuilt: read.sha256 });
  if (read.format !== raw.format || read.size !== raw.size)
    differs('raw-differs', {
      part,
      recorded: `${raw.format}, ${raw.size} bytes`,
      rebuilt: `${read.format}, ${read.size} bytes`,
    });
  const rebuilt = scorecardBytes(scored(read, rule), rule, policies);
  if (!Buffer.from(rebuilt).equals(parts.get(part) ?? new Uint8Array()))
    differs('scorecard-differs', { part });
}

async function readRaw(
  source: ByteSource,
  request: Parameters<typeof readEvidence>[2],
  part: string,
): Promise<EvidenceFile> {
  try {
    return await readEvidence(source, new Names(), request);
  } catch (error) {
    if (error instanceof Refusal)
      return differs('raw-differs', { part, at: error.problems[0]?.code ?? null });
    throw error;
  }
}

/** Bytes in memory as a results file. */
export function bytesSource(bytes: Uint8Array, name: string): ByteSource {
  return {
    name,
    size: bytes.length,
    async *open() {
      yield bytes;
    },
  };
}

import { type Policy, policyOf } from '../../src/config/policy.ts';
import { policySchema } from '../../src/config/schema.ts';
import { Names } from '../../src/evidence/columns.ts';
import { ANY, type EvidenceFile, readEvidence } from '../../src/evidence/read.ts';
import type { FileFacts } from '../../src/evidence/readers/reader.ts';
import type { Check } from '../../src/gates/check.ts';
import type { EvidenceState } from '../../src/gates/context.ts';
import { criteriaOf } from '../../src/gates/criterion.ts';
import { evaluateCriterion } from '../../src/gates/evaluate.ts';
import { passRules } from '../../src/gates/passes.ts';
import type { Mixes } from '../../src/gates/production/baseline.ts';
import { jsonl, memory } from '../evidence/read.ts';

export type Row = Readonly<Record<string, unknown>>;

/** What a criterion is judged on: rows of both arms, and how they are to be read. */
export interface Given {
  readonly candidate: readonly Row[];
  readonly baseline?: readonly Row[];
  readonly gate?: string;
  readonly paired?: boolean;
  readonly suiteChanged?: boolean;
  readonly pass?: Readonly<Record<string, string>>;
  /** What the candidate's and the baseline's file say of themselves. */
  readonly facts?: Partial<FileFacts>;
  readonly baselineFacts?: Partial<FileFacts>;
  readonly expectedFlips?: number;
  /** Items that the policy leaves out, and the day. */
  readonly quarantine?: readonly Row[];
  readonly today?: string;
  /** Repeats of what was lost, as evidence `again`. */
  readonly again?: Given;
  readonly againState?: EvidenceState;
  /** How production is mixed. */
  readonly mixes?: Mixes;
}

/** The checks of one criterion on evidence `golden` and metric `score`, written as in the configuration. */
export async function checksOf(criterion: Row, given: Given): Promise<Check[]> {
  const gate = given.gate ?? 'functional';
  const policy = policyFrom({
    'expected-flips': given.expectedFlips ?? 0.08,
    evidence: { golden: { path: 'golden.jsonl', quarantine: given.quarantine ?? [] } },
    gates: { [gate]: [{ evidence: 'golden', metric: 'score', ...criterion }] },
  });
  const evidence = new Map([['golden', await measured(given)]]);
  if (given.againState !== undefined) evidence.set('again', given.againState);
  if (given.again !== undefined) evidence.set('again', await measured(given.again));
  const context = {
    policy,
    evidence,
    seed: '0123456789abcdef0123456789abcdef',
    ...(given.today === undefined ? {} : { today: given.today }),
    ...(given.mixes === undefined ? {} : { mixes: given.mixes }),
  };
  return criteriaOf(policy.gates ?? []).flatMap((one) => evaluateCriterion(one, context));
}

/** The first check: that of the whole, of the criterion's first rule. */
export async function judged(criterion: Row, given: Given): Promise<Check> {
  const [check] = await checksOf(criterion, given);
  if (check === undefined) throw new Error('no check');
  return check;
}

/** `verdict code` of that check. */
export async function verdictOf(criterion: Row, given: Given): Promise<string> {
  const { verdict, code } = await judged(criterion, given);
  return `${verdict} ${code}`;
}

export function policyFrom(settings: Row): Policy {
  return policyOf(policySchema.parse({ evidence: { golden: { path: 'golden.jsonl' } }, ...settings }));
}

export async function measured(given: Given): Promise<EvidenceState> {
  const items = new Names();
  const baseline =
    given.baseline === undefined ? null : await file(given.baseline, items, given.baselineFacts);
  return {
    state: 'measured',
    candidate: await file(given.candidate, items, given.facts),
    baseline,
    pass: passRules(given.pass ?? {}),
    paired: given.paired ?? true,
    suiteChanged: given.suiteChanged ?? false,
  };
}

const KEPT = new Set(['category', 'team', 'talk']);

async function file(
  rows: readonly Row[],
  items: Names,
  facts: Partial<FileFacts> = {},
): Promise<EvidenceFile> {
  const text = rows.length === 0 ? '[]' : jsonl(rows);
  const read = await readEvidence(memory(text), items, { ...ANY, kept: KEPT });
  return { ...read, facts: { ...read.facts, ...facts } };
}

/** How many pairs both arms pass, only the candidate, only the baseline, neither. */
export interface Flips {
  readonly both?: number;
  readonly gained?: number;
  readonly lost?: number;
  readonly neither?: number;
}

/** Rows of two arms with so many flips. `more` goes into every row, `from` sets where items begin to be counted. */
export function flips(
  { both = 0, gained = 0, lost = 0, neither = 0 }: Flips,
  more: Row = {},
  from = 0,
): { readonly candidate: Row[]; readonly baseline: Row[] } {
  const pairs = [
    ...Array.from({ length: both }, () => [1, 1]),
    ...Array.from({ length: gained }, () => [1, 0]),
    ...Array.from({ length: lost }, () => [0, 1]),
    ...Array.from({ length: neither }, () => [0, 0]),
  ];
  const arm = (index: number): Row[] =>
    pairs.map((pair, i) => ({ id: `i${from + i}`, score: pair[index], ...more }));
  return { candidate: arm(0), baseline: arm(1) };
}

/** One row an item with a number made from its position. */
export function numbered(n: number, value: (i: number) => unknown, metric = 'score', more: Row = {}): Row[] {
  return Array.from({ length: n }, (_, i) => ({ id: `i${i}`, [metric]: value(i), ...more }));
}

/** A repeating spread around 0, which sums to 0 over every ten items. */
export function wave(i: number): number {
  return ((i * 7) % 10) - 4.5;
}

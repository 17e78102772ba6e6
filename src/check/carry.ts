import type { Repository } from '../bundle/repository.ts';
import type { ChangeSet } from '../change/changes.ts';
import { type EvidenceRule, environmentOf, type Policy } from '../config/policy.ts';
import { Names } from '../evidence/columns.ts';
import { ANY, readEvidence } from '../evidence/read.ts';
import { Refusal } from '../problem.ts';
import { type CarryOutcome, type CarryRefusalCode, chooseRecording, type Recording } from '../risk/carry.ts';
import { evidenceKey, hasSuite } from '../risk/evidence-key.ts';
import { affectedComponents } from '../risk/required-evidence.ts';
import { labelsOf } from './evidence.ts';
import { isOtherHarness } from './harness.ts';
import { keptScores, parseKept } from './scores.ts';
import type { DescribedSide } from './sides.ts';

/** What was measured before. Implemented over a ledger. */
export interface Recordings {
  /** Everything that is recorded of a bundle, the newest last; nothing of it is judged. */
  of(bundle: string): Promise<readonly Recording[]>;
  /** Kept scores by their digests, in the same order; each held against its digest. */
  scores(digests: readonly string[]): Promise<readonly KeptScores[]>;
}

export type KeptScores =
  | { readonly state: 'kept'; readonly bytes: Uint8Array }
  /** Not what was recorded. */
  | { readonly state: 'swapped' }
  /** Never kept, or erased since. */
  | { readonly state: 'gone' };

export const NO_RECORDINGS: Recordings = {
  of: () => Promise.resolve([]),
  scores: (digests) => Promise.resolve(digests.map(() => ({ state: 'gone' }))),
};

/** What is taken over for a bundle, and the scores of it. */
export interface CarriedOver {
  readonly carry: ReadonlyMap<string, CarryOutcome>;
  readonly scores: ReadonlyMap<string, Uint8Array>;
}

export const NONE_CARRIED: CarriedOver = { carry: new Map(), scores: new Map() };

export interface CarryRequest {
  readonly head: DescribedSide;
  readonly changes: ChangeSet;
  readonly policy: Policy;
  /** Whose live bundle is the baseline; it says what grade a promotion needs. */
  readonly environment: string;
  /** What is due now. */
  readonly due: readonly EvidenceRule[];
  /** YYYY-MM-DD. */
  readonly today: string;
  /** Where the files of the head are read. */
  readonly repository: Repository;
}

/**
 * Evidence that need not be measured again, because the ledger holds it under an equal key. Policy says what is due and
 * what grade a promotion needs, and nothing less is taken over; the head says only what it is.
 */
export async function carryOver(recordings: Recordings, request: CarryRequest): Promise<CarriedOver> {
  const { head, due, policy } = request;
  if (due.length === 0 || head.identity.provisional || !hasSuite(head.bundle)) return NONE_CARRIED;
  const known = await recordings.of(head.bundle.name);
  const bounds = {
    grade: environmentOf(policy, request.environment).evidence,
    today: request.today,
    maxAgeDays: policy.maxAgeDays,
  };
  const carry = new Map<string, CarryOutcome>();
  const chosen: { readonly rule: EvidenceRule; readonly outcome: CarryOutcome & { kind: 'carried' } }[] = [];
  for (const rule of due) {
    const key = evidenceKey(head.bundle, head.identity, rule);
    const choice = chooseRecording(known, { evidence: rule.name, key }, bounds);
    if (choice?.kind === 'carried' && isRedrawn(rule, request))
      carry.set(rule.name, refused('carry-map-changed', choice.from.version));
    else if (choice?.kind === 'carried') chosen.push({ rule, outcome: choice });
    else if (choice !== null) carry.set(rule.name, choice);
  }
  const kept = await recordings.scores(chosen.map(({ outcome }) => outcome.from.scores));
  const scores = new Map<string, Uint8Array>();
  for (const [i, { rule, outcome }] of chosen.entries()) {
    const found = kept[i] ?? { state: 'gone' };
    const code = await unfit(found, rule, request);
    carry.set(rule.name, code === null ? outcome : refused(code, outcome.from.version));
    if (code === null && found.state === 'kept') scores.set(rule.name, found.bytes);
  }
  return { carry, scores };
}

function refused(code: CarryRefusalCode, version: string): CarryOutcome {
  return { kind: 'refused', code, version };
}

/** A change that redraws the components may have taken out of sight what a result depends on: equal digests say nothing. */
function isRedrawn(rule: EvidenceRule, { changes, head }: CarryRequest): boolean {
  return affectedComponents(rule, head.identity, { ...changes, changes: [], isFirst: false }).length > 0;
}

/** Why kept scores do not stand for a run; null where they do. */
async function unfit(
  kept: KeptScores,
  rule: EvidenceRule,
  { policy, repository, head }: CarryRequest,
): Promise<CarryRefusalCode | null> {
  if (kept.state !== 'kept') return kept.state === 'gone' ? 'carry-gone' : 'carry-altered';
  const card = parseKept(kept.bytes);
  if (card === null) return 'carry-altered';
  if (card.complete === false || card.rows.length === 0) return 'carry-incomplete';
  const criteria = (policy.gates ?? []).flatMap((gate) => gate.criteria);
  const { slices } = labelsOf(rule.name, criteria);
  if (slices.some((label) => !card.labels.includes(label))) return 'carry-labels-missing';
  if (!(await isReadable(kept.bytes))) return 'carry-altered';
  return (await isOtherHarness(repository, head.commit, card.tool)) ? 'carry-harness-differs' : null;
}

/** Whether every row is one: what the gate could not read must not keep a suite from running. */
async function isReadable(bytes: Uint8Array): Promise<boolean> {
  const items = new Names();
  try {
    await readEvidence(keptScores(bytes, 'kept', items), items, { ...ANY, format: 'airlock' });
    return true;
  } catch (error) {
    if (error instanceof Refusal) return false;
    throw error;
  }
}

import type { Grade } from '../config/terms.ts';
import { GRADES } from '../config/terms.ts';

/** Where a piece of evidence was measured that is taken over instead of being measured again. */
export interface CarriedFrom {
  readonly version: string;
  /** Of the bundle that it was measured on. */
  readonly digest: string;
  readonly grade: Grade;
  /** UTC; when it was recorded first, however often it was carried since. */
  readonly recordedAt: string;
  /** Bare hex over the raw results, and over the scores that were kept of them. */
  readonly sha256: string;
  readonly scores: string;
}

/** Why recorded evidence with an equal key is not taken over. */
export const CARRY_REFUSALS = [
  'carry-grade-low',
  'carry-old',
  'carry-gone',
  'carry-altered',
  'carry-incomplete',
  'carry-labels-missing',
  'carry-harness-differs',
  'carry-map-changed',
] as const;
export type CarryRefusalCode = (typeof CARRY_REFUSALS)[number];

export interface CarryRefusal {
  readonly kind: 'refused';
  readonly code: CarryRefusalCode;
  /** Version that holds what was refused. */
  readonly version: string;
}

/** What came of looking for one piece of evidence; nothing is said of evidence that was never recorded. */
export type CarryOutcome = { readonly kind: 'carried'; readonly from: CarriedFrom } | CarryRefusal;

/** By the name of the evidence. */
export type Carry = ReadonlyMap<string, CarryOutcome>;

export const NOTHING_CARRIED: Carry = new Map();

/** One result in a ledger. */
export interface Recording {
  readonly evidence: string;
  /** What the result depends on. */
  readonly key: string;
  readonly from: Omit<CarriedFrom, 'scores'>;
  /** Null where the scores were too many to keep, or were erased. */
  readonly scores: string | null;
}

export interface CarryBounds {
  /** The least grade that counts. */
  readonly grade: Grade;
  /** YYYY-MM-DD. */
  readonly today: string;
  readonly maxAgeDays: number;
}

export type Choice = { readonly kind: 'carried'; readonly from: CarriedFrom } | CarryRefusal | null;

/**
 * The recording that is taken over for a key: the newest of sufficient grade, and never an older one because it is
 * better or because the newest cannot be read. Null where nothing was recorded under the key.
 */
export function chooseRecording(
  recordings: readonly Recording[],
  { evidence, key }: Pick<Recording, 'evidence' | 'key'>,
  bounds: CarryBounds,
): Choice {
  const equal = recordings.filter((one) => one.evidence === evidence && one.key === key);
  const known = equal.at(-1);
  if (known === undefined) return null;
  const refuse = (code: CarryRefusalCode, { from: { version } }: Recording): CarryRefusal => ({
    kind: 'refused',
    code,
    version,
  });
  const rank = (grade: Grade): number => GRADES.indexOf(grade);
  const newest = equal.findLast((one) => rank(one.from.grade) >= rank(bounds.grade));
  if (newest === undefined) return refuse('carry-grade-low', known);
  const { from, scores } = newest;
  if (!isFresh(from.recordedAt, bounds)) return refuse('carry-old', newest);
  if (scores === null) return refuse('carry-gone', newest);
  return { kind: 'carried', from: { ...from, scores } };
}

const DAY = 24 * 60 * 60_000;

/** Neither older than policy allows nor from a day that has not come: clocks differ by hours, not by days. */
function isFresh(recordedAt: string, { today, maxAgeDays }: CarryBounds): boolean {
  const days = (Date.parse(today) - Date.parse(recordedAt.slice(0, 10))) / DAY;
  return days <= maxAgeDays && days >= -1;
}

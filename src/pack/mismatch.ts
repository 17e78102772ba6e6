import type { Json } from '../jcs.ts';

/** What a pack can be wrong in, in the order in which it is looked at. `report/codes/` explains each. */
export const MISMATCH_CODES = [
  'manifest-malformed',
  'part-missing',
  'part-unlisted',
  'part-altered',
  'history-broken',
  'history-rewritten',
  'record-malformed',
  'record-of-another-bundle',
  'part-malformed',
  'part-unexpected',
  'bundle-differs',
  'policy-differs',
  'tier-differs',
  'engine-differs',
  'evidence-undefined',
  'absence-differs',
  'raw-differs',
  'scorecard-malformed',
  'scorecard-differs',
  'check-differs',
  'decision-differs',
  'preview-differs',
  'document-differs',
  'attestation-invalid',
  'attestation-of-something-else',
  'attestation-by-another',
] as const;
export type MismatchCode = (typeof MISMATCH_CODES)[number];

/** Why it could not be told whether a pack is right. */
export const OPEN_CODES = ['raw-withheld', 'other-engine'] as const;
export type OpenCode = (typeof OPEN_CODES)[number];

export interface MismatchPlace {
  /** The part of the pack that does not match; null for the pack as a whole. */
  readonly part: string | null;
  /** Where in it: a check's id, a component. */
  readonly at: string | null;
  readonly recorded: string | null;
  readonly rebuilt: string | null;
}

/** Thrown where something first does not match, inside this room alone: `verifyPack` makes an answer of it. */
export class Mismatch extends Error {
  readonly code: MismatchCode;
  readonly place: MismatchPlace;

  constructor(code: MismatchCode, place: MismatchPlace) {
    super(`${code} ${place.part ?? ''}`);
    this.name = 'Mismatch';
    this.code = code;
    this.place = place;
  }
}

/** Ends the verification with the first thing that does not match. */
export function differs(code: MismatchCode, place: Partial<MismatchPlace> = {}): never {
  const { part = null, at = null, recorded = null, rebuilt = null } = place;
  throw new Mismatch(code, { part, at, recorded, rebuilt });
}

const LONGEST = 200;

/** A value as an answer shows it. */
export function brief(value: Json | undefined): string | null {
  if (value === undefined) return null;
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

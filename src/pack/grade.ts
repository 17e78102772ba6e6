export const GRADES = ['E0', 'E1', 'E2', 'E3'] as const;
export type Grade = (typeof GRADES)[number];

/** Why a grade is not higher. `report/codes/` explains each. */
export const GRADE_CODES = [
  'rows-not-recomputed',
  'run-unknown',
  'run-untrusted',
  'run-unproven',
  'signer-not-named',
  'not-attested',
] as const;
export type GradeCode = (typeof GRADE_CODES)[number];

/** What is known of evidence; nothing that it says of itself counts. */
export interface GradeFacts {
  /** Whether Airlock itself read the raw rows and made the figures from them. */
  readonly rows: 'recomputed' | 'taken-over';
  /**
   * The run of the evals: shown to be a trusted workflow on the merged commit, shown to be something else, only said by
   * the evidence itself, or not known.
   */
  readonly run: 'trusted' | 'untrusted' | 'claimed' | 'unknown';
  /** `unnamed`: there is a good signature, but nobody said whose it must be. */
  readonly attestation: 'verified' | 'unnamed' | 'none';
}

export interface GradeResult {
  readonly grade: Grade;
  /** Null for the highest. */
  readonly whyNotHigher: GradeCode | null;
}

/**
 * E0 written by whoever wrote the results, E1 recomputed by Airlock from raw rows, E2 run by the trusted workflow on the
 * merged commit, E3 and attested. Each grade needs all of the one below.
 */
export function gradeOf({ rows, run, attestation }: GradeFacts): GradeResult {
  if (rows !== 'recomputed') return { grade: 'E0', whyNotHigher: 'rows-not-recomputed' };
  if (attestation === 'unnamed') return { grade: 'E1', whyNotHigher: 'signer-not-named' };
  switch (run) {
    case 'unknown':
      return { grade: 'E1', whyNotHigher: 'run-unknown' };
    case 'untrusted':
      return { grade: 'E1', whyNotHigher: 'run-untrusted' };
    case 'claimed':
      return { grade: 'E1', whyNotHigher: 'run-unproven' };
    case 'trusted':
      return attestation === 'verified'
        ? { grade: 'E3', whyNotHigher: null }
        : { grade: 'E2', whyNotHigher: 'not-attested' };
  }
}

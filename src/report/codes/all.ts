import { CARRIES } from './carry.ts';
import type { CodeText } from './catalog.ts';
import { CHECKS } from './checks.ts';
import { REASONS } from './decisions.ts';
import { DOCTOR } from './doctor.ts';
import { FINDINGS } from './findings.ts';
import { LEDGER_FAULTS } from './ledger.ts';
import { OVERRIDES } from './overrides.ts';
import { GRADES, PACKS } from './packs.ts';
import { PROBLEMS } from './problems.ts';
import { RELEASES } from './release.ts';
import { VOICES } from './voices.ts';

/** Where a code is said. */
export const AREAS = {
  finding: FINDINGS,
  check: CHECKS,
  decision: REASONS,
  carry: CARRIES,
  override: OVERRIDES,
  voice: VOICES,
  doctor: DOCTOR,
  release: RELEASES,
  ledger: LEDGER_FAULTS,
  problem: PROBLEMS,
  pack: PACKS,
  grade: GRADES,
} as const satisfies Record<string, Readonly<Record<string, CodeText>>>;
export type Area = keyof typeof AREAS;

export interface ExplainedCode extends CodeText {
  readonly code: string;
  readonly area: Area;
}

/** All codes, by area and then in the order of their lists. A code may mean something in two areas. */
export function allCodes(): ExplainedCode[] {
  return (Object.keys(AREAS) as Area[]).flatMap((area) =>
    Object.entries(AREAS[area]).map(([code, text]) => ({ code, area, ...text })),
  );
}

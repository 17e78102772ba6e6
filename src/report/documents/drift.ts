import type { EvidenceFile } from '../../evidence/read.ts';
import type { Likeness } from '../../gates/production/likeness.ts';

/** Which record of traffic a sample was held against. */
export interface Against {
  readonly path: string;
  readonly commit: string;
  /** Of what is live; null where a commit was asked for. */
  readonly version: string | null;
  readonly environment: string | null;
}

/** How later traffic compares with what a release recorded, `airlock.drift/1`. */
export function driftDocument(
  { file, table }: EvidenceFile,
  against: Against,
  likeness: readonly Likeness[],
) {
  return {
    schema: 'airlock.drift/1' as const,
    file,
    rows: table.rows,
    against,
    alike: likeness.every((one) => one.alike),
    likeness,
  };
}
export type DriftDocument = ReturnType<typeof driftDocument>;

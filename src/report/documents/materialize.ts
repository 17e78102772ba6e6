import type { Composed } from '../../check/composed.ts';
import type { Release } from '../../ledger/shapes.ts';
import type { ReleaseReason } from '../../release/reason.ts';

/** What was written of a version, `airlock.materialize/1`. */
export function materializeDocument(
  bundle: string,
  { version, digest, commit }: Release,
  { parts }: Composed,
) {
  const entries = parts.flatMap(({ component }) => component.entries);
  return {
    schema: 'airlock.materialize/1' as const,
    bundle,
    outcome: 'done' as 'done' | 'refused',
    version,
    digest: digest as string | null,
    commit: commit as string | null,
    files: entries.filter((one) => 'sha256' in one).length,
    /** What git only points to: its content lives elsewhere and was not fetched. */
    pointers: entries.flatMap((one) =>
      'lfs' in one ? [{ path: one.path, sha256: one.lfs.oid, size: one.lfs.size }] : [],
    ),
    links: entries.flatMap((one) => ('target' in one ? [one.path] : [])),
    reasons: [] as readonly ReleaseReason[],
  };
}
export type MaterializeDocument = ReturnType<typeof materializeDocument>;

export function refusedMaterialize(
  bundle: string,
  version: string,
  reason: ReleaseReason,
): MaterializeDocument {
  return {
    schema: 'airlock.materialize/1',
    bundle,
    outcome: 'refused',
    version,
    digest: null,
    commit: null,
    files: 0,
    pointers: [],
    links: [],
    reasons: [reason],
  };
}
